"""The only place that makes labels, message boxes and tooltips.

Qt guesses whether text is rich, and rich text can name local files. Names, notes and
messages come from outside, so everything made here is plain text, always.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolTip, QWidget

from screener.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

Role = Literal[
    "body", "strong", "caption", "quiet", "section", "title", "headline", "accent", "error", "faded"
]

_SIZES: dict[str, tuple[float, QFont.Weight]] = {
    "body": (theme.BODY_PX, QFont.Weight.Normal),
    "strong": (theme.BODY_PX, QFont.Weight.DemiBold),
    "caption": (theme.CAPTION_PX, QFont.Weight.Normal),
    "quiet": (theme.BODY_PX, QFont.Weight.Normal),
    "section": (theme.CAPTION_PX, QFont.Weight.DemiBold),
    "title": (theme.TITLE_PX, QFont.Weight.DemiBold),
    "headline": (theme.HEADLINE_PX, QFont.Weight.DemiBold),
    "accent": (theme.BODY_PX, QFont.Weight.DemiBold),
    "error": (theme.CAPTION_PX, QFont.Weight.Normal),
    "faded": (theme.BODY_PX, QFont.Weight.Normal),
}


_LONGEST_WORD_PX = 280
_ANY_HEIGHT = 1 << 23


class HasToolTip(Protocol):
    """Anything Qt shows a tooltip for: widgets, actions, items."""

    def setToolTip(self, text: str, /) -> None:
        """Qt's own setter."""


def label(
    text: str = "",
    role: Role = "body",
    *,
    wrap: bool = False,
    selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A label that never interprets its text; `role` sets size, weight and colour."""
    made = _WrappedLabel(parent) if wrap else QLabel(parent)
    _prepare(made, role, selectable=selectable)
    made.setWordWrap(wrap)
    made.setText(text)
    return made


class _WrappedLabel(QLabel):
    """Wrapped text that never asks for the width of its longest word: names of files have no end."""

    def minimumSizeHint(self) -> QSize:
        """Room for usual words."""
        return super().minimumSizeHint().boundedTo(QSize(_LONGEST_WORD_PX, _ANY_HEIGHT))


class ElidedLabel(QLabel):
    """One line that ends in "…" when it does not fit; the whole text is its tooltip then."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, role, selectable=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, shortened to the width there is."""
        self._whole = text
        self.updateGeometry()
        self._elide()

    @property
    def whole(self) -> str:
        """The text before shortening."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Shorten again for a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_whole"):
            self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        self.setText(shown)
        set_tooltip(self, self._whole if shown != self._whole else "")


class ClampedLabel(QLabel):
    """Wrapped text of a few lines at most, ending in "…" when there is more; the tooltip has it all."""

    def __init__(
        self, text: str, role: Role = "body", *, lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _prepare(self, role, selectable=False)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self._lines = lines
        self.whole = text
        self._clamp()

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self.whole:
            self.whole = text
            self.setAccessibleName(text)
            self._clamp()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(24, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines again for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._clamp()

    def changeEvent(self, event: QEvent) -> None:
        """Break the lines again for a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "whole"):
            self._clamp()

    def _clamp(self) -> None:
        metrics, width = self.fontMetrics(), max(self.width(), 24)
        layout = QTextLayout(self.whole, self.font())
        layout.beginLayout()
        shown: list[str] = []
        while len(shown) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            rest = self.whole[line.textStart() :]
            last = len(shown) == self._lines - 1
            text = rest if last else rest[: line.textLength()].rstrip()
            fits = len(text) <= line.textLength() and line.naturalTextWidth() <= width
            shown.append(text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        layout.endLayout()
        self.setText("\n".join(shown))
        set_tooltip(self, self.whole if "".join(shown).endswith("…") else "")
        self.setFixedHeight(max(1, len(shown)) * metrics.lineSpacing() + 1)


def link(text: str, on_click: Callable[[], object], parent: QWidget | None = None) -> QPushButton:
    """Words that act like a link: a flat button, so the keyboard reaches it."""
    made = button(text, on_click, role="link", parent=parent)
    made.setFont(theme.strong())
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button(
    text: str, on_click: Callable[[], object] | None = None, *, role: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A push button; `role` is one the style sheet knows (primary, plain, nav, badge, search, link)."""
    made = QPushButton(parent)
    made.setText(escape_mnemonic(text))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def escape_mnemonic(text: str) -> str:
    """Text for a button or menu with its ampersands kept as they are."""
    return text.replace("&", "&&")


_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"), ("\n", "<br>"))
"""The same as in the standard html module, whose list of entities the start would have to read."""


def tooltip_text(text: str) -> str:
    """`text` as Qt's tooltips show it unchanged: marked as rich, everything in it escaped.

    Models return this for the tooltip role.
    """
    for sign, written in _ESCAPED:
        text = text.replace(sign, written)
    return f"<qt>{text}</qt>" if text else ""


def set_tooltip(target: HasToolTip, text: str) -> None:
    """Give `target` a plain tooltip; an empty text takes it away."""
    target.setToolTip(tooltip_text(text))


def show_tooltip(at: QPoint, text: str, widget: QWidget) -> None:
    """Show a plain tooltip at a global position now; an empty text hides the one shown."""
    QToolTip.showText(at, tooltip_text(text), widget)


Severity = Literal["question", "warning", "error"]


def ask(
    parent: QWidget | None, title: str, text: str, *, yes: str, no: str, severity: Severity = "question"
) -> bool:
    """Ask before something that cannot be undone; True when `yes` was chosen. "No" is the default."""
    from PySide6.QtWidgets import QMessageBox

    box = message_box(parent, title, text, severity)
    agree = box.addButton(escape_mnemonic(yes), QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(escape_mnemonic(no), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def message_box(parent: QWidget | None, title: str, text: str, severity: Severity) -> "QMessageBox":
    """A message box with plain text, for questions only; news goes to a message strip."""
    from PySide6.QtWidgets import QMessageBox

    icons = {
        "question": QMessageBox.Icon.Question,
        "warning": QMessageBox.Icon.Warning,
        "error": QMessageBox.Icon.Critical,
    }
    box = QMessageBox(parent)
    box.setIcon(icons[severity])
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    return box


def _prepare(made: QLabel, role: Role, *, selectable: bool) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setOpenExternalLinks(False)
    made.setFont(theme.font(*_SIZES[role]))
    made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
