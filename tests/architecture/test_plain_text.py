"""Text from outside is plain text in every widget: only the label factory may touch what Qt reads as rich."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "screener"
FACTORY = ROOT / "ui" / "labels.py"
WIDGETS = {
    "QLabel",
    "QMessageBox",
    "QErrorMessage",
    "QTextEdit",
    "QTextBrowser",
    "QToolTip",
    "QWhatsThis",
    "QProgressDialog",
}
METHODS = {
    "setToolTip",
    "setWhatsThis",
    "setHtml",
    "setMarkdown",
    "insertHtml",
    "appendHtml",
    "setInformativeText",
    "setDetailedText",
}


def offences(source: str) -> list[str]:
    """Lines that make or feed a widget which may read its text as rich."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if name in WIDGETS or name in METHODS or (isinstance(owner, ast.Name) and owner.id in WIDGETS):
                found.append(f"line {node.lineno}: {name}")
        if isinstance(node, ast.ClassDef):
            bases = {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
            found += [f"line {node.lineno}: class {node.name}" for _ in bases & WIDGETS]
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_factory_makes_widgets_that_may_read_rich_text(path: Path) -> None:
    if path == FACTORY:
        pytest.skip("the factory itself")
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "QLabel('x')",
        "QtWidgets.QLabel(parent)",
        "QMessageBox.warning(self, a, b)",
        "button.setToolTip(name)",
        "class Mine(QLabel): pass",
        "view.setHtml(text)",
        "QToolTip.showText(at, name)",
    ],
)
def test_the_check_sees_what_it_must(line: str) -> None:
    assert offences(line)


def test_what_the_factory_makes_is_plain() -> None:
    text = FACTORY.read_text(encoding="utf-8")
    assert text.count("setTextFormat(Qt.TextFormat.PlainText)") == 2
    assert text.count("QLabel(parent)") == 1
