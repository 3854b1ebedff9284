"""Every word a user can see is handed to a translation function, whole."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import PACKAGE, called_name, calls, dotted_name, python_files, tree, where

# What shows its text, with the places of the text among the arguments.
SHOWN: dict[str, tuple[int, ...]] = {
    # Qt's setters
    "setText": (0,),
    "setPlainText": (0,),
    "setTitle": (0,),
    "setWindowTitle": (0,),
    "setToolTip": (0,),
    "setStatusTip": (0,),
    "setWhatsThis": (0,),
    "setPlaceholderText": (0,),
    "setAccessibleName": (0,),
    "setAccessibleDescription": (0,),
    "setInformativeText": (0,),
    "setDetailedText": (0,),
    "setLabelText": (0,),
    "setSuffix": (0,),
    "setPrefix": (0,),
    "setSpecialValueText": (0,),
    "setLabel": (1,),
    "setHeaderLabels": (0,),
    "setTabText": (1,),
    "showMessage": (0, 1),
    "drawText": (0, 1, 2, 3, 4, 5),
    # Qt's makers
    "addAction": (0, 1),
    "addMenu": (0,),
    "addItem": (0, 1),
    "addItems": (0,),
    "addTab": (1,),
    "addRow": (0,),
    "addButton": (0,),
    "addSection": (0,),
    "QAction": (0, 1),
    "QLabel": (0,),
    "QPushButton": (0, 1),
    "QToolButton": (0,),
    "QCheckBox": (0,),
    "QRadioButton": (0,),
    "QGroupBox": (0,),
    "QMenu": (0,),
    "QDockWidget": (0,),
    "QMessageBox": (1, 2),
    "QTreeWidgetItem": (0,),
    "QListWidgetItem": (0,),
    "QStandardItem": (0,),
    "getOpenFileName": (1, 3),
    "getSaveFileName": (1, 3),
    "getExistingDirectory": (1,),
    # our own
    "label": (0,),
    "link": (0,),
    "button": (0,),
    "ElidedLabel": (0,),
    "set_text": (0,),
    "set_tooltip": (1,),
    "show_tooltip": (1,),
    "tooltip_text": (0,),
    "ask": (1, 2, 3, 4),
    "message_box": (1, 2),
    "Notice": (1, 3),
    "Card": (0,),
    "Section": (0,),
    "show_empty": (0, 1),
    "show_loading": (0,),
    "show_error": (0, 1),
}
SHOWN_KEYWORDS = {"text", "title", "tip", "tooltip", "spoken", "details", "about", "action_text", "caption"}
TRANSLATE = {"tr", "_tr", "translate"}
ERRORS = {"RingfenceError", "BadInput", "DataSourceError", "DataMissing", "StorageError"}
PRODUCT = {"Ringfence"}
WORD = re.compile(r"[^\W\d_]{2,}")


def untranslated(node: ast.expr) -> Iterator[ast.expr]:
    """The literal words in a shown expression that no translation function has seen."""
    if isinstance(node, ast.Constant):
        if (
            isinstance(node.value, str)
            and WORD.search(_spoken(node.value))
            and node.value.strip() not in PRODUCT
        ):
            yield node
        return
    for part in _shown_parts(node):
        yield from untranslated(part)


def _shown_parts(node: ast.expr) -> list[ast.expr]:
    """The expressions whose text becomes part of the text of `node`."""
    match node:
        case ast.JoinedStr(values=values):
            return [part.value if isinstance(part, ast.FormattedValue) else part for part in values]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.IfExp(body=body, orelse=otherwise):
            return [body, otherwise]
        case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
            return values
        case ast.Call(func=ast.Attribute(value=template, attr="format" | "join"), args=arguments):
            return [template, *arguments]
        case _:
            # A call that translates, or one that is looked at where it is written; a name.
            return []


def _spoken(text: str) -> str:
    """What is left to read once the places to fill in, file patterns and addresses are out."""
    return re.sub(r"\{[^}]*\}|\*\.\w+|https?://\S+", "", text)


def shown_words(module: ast.Module) -> Iterator[ast.expr]:
    """Every literal with words in it that a widget would show as it is."""
    for call in calls(module):
        places = SHOWN.get(called_name(call))
        if places is None or dotted_name(call.func) == "wording.label":
            continue
        for place in places:
            if place < len(call.args):
                yield from untranslated(call.args[place])
        for keyword in call.keywords:
            if keyword.arg in SHOWN_KEYWORDS:
                yield from untranslated(keyword.value)


def raised_words(module: ast.Module) -> Iterator[ast.expr]:
    """Every literal with words in it that an expected error would say."""
    for call in calls(module):
        if called_name(call) in ERRORS and call.args:
            yield from untranslated(call.args[0])


def assembled(module: ast.Module) -> Iterator[ast.Call]:
    """Translations of a text put together beforehand, which no catalogue can hold."""
    for call in calls(module):
        if called_name(call) in TRANSLATE and call.args:
            text = call.args[-1] if called_name(call) == "translate" else call.args[0]
            if isinstance(text, ast.JoinedStr | ast.BinOp) or (
                isinstance(text, ast.Call) and called_name(text) in ("format", "join")
            ):
                yield call


def listed(found: dict[str, str]) -> str:
    return "\n" + "\n".join(f"{place}  {text}" for place, text in sorted(found.items()))


def test_every_visible_text_of_the_window_is_translated() -> None:
    files = [*python_files("screener/ui"), *PACKAGE.glob("app.py")]
    found = {where(path, node): ast.unparse(node) for path in files for node in shown_words(tree(path))}
    assert not found, listed(found)


def test_every_sentence_of_an_expected_error_is_translated() -> None:
    found = {
        where(path, node): ast.unparse(node)
        for path in python_files("screener")
        for node in raised_words(tree(path))
    }
    assert not found, listed(found)


def test_no_text_is_put_together_before_it_is_translated() -> None:
    found = {where(path, node) for path in python_files("screener") for node in assembled(tree(path))}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    "source",
    [
        "label.setText('Nothing held')",
        "labels.label('Holdings', 'title')",
        "QAction('Refresh', self)",
        "label.setText(f'{n} positions')",
        "label.setText('{n} positions'.format(n=n))",
        "label.setText(self.tr('One') if one else 'Many')",
        "label.setText(name or 'Cash')",
        "ask(self, self.tr('Delete'), 'Really?', yes, no)",
        "labels.button(text='Add')",
    ],
)
def test_words_without_translation_are_seen(source: str) -> None:
    assert list(shown_words(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "label.setText(self.tr('{n} positions').format(n=n))",
        "labels.label('', 'title')",
        "label.setText(f'{symbol} · {name}')",
        "label.setText('—')",
        "label.setWindowTitle('Ringfence')",
        "QAction(QCoreApplication.translate('Actions', 'Refresh'), self)",
        "widget.setProperty('role', 'card')",
        "label.setText(wording.label('role', role))",
    ],
)
def test_what_is_translated_or_wordless_passes(source: str) -> None:
    assert not list(shown_words(ast.parse(source)))


def test_errors_and_assembled_texts_are_seen() -> None:
    assert list(raised_words(ast.parse("raise BadInput(f'{name} cannot be read.')")))
    assert not list(
        raised_words(ast.parse("raise BadInput(translate('a', '{name} fails.').format(name=name))"))
    )
    assert list(assembled(ast.parse("self.tr(f'{n} rows')")))
    assert not list(assembled(ast.parse("translate('a', '{n} rows').format(n=n)")))
