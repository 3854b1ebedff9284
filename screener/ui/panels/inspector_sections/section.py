"""What the parts of the Inspector are made of: titled sections, folds and rows with a sign in front."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from screener.ui import icons, labels, theme


class Section(QWidget):
    """A quiet title over a column of rows."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.heading = labels.label(title, "section", wrap=True)
        if title:
            self.body.addWidget(self.heading)
            self.setAccessibleName(title)

    def add_text(self, text: str, role: labels.Role = "body") -> QLabel:
        """Add a wrapped, selectable line; returns it."""
        made = labels.label(text, role, wrap=True, selectable=True)
        self.body.addWidget(made)
        return made


class RingSign(QWidget):
    """The ring sign as a widget; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(14, 18)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign in the accent colour."""
        painter = QPainter(self)
        icons.draw_ring_sign(painter, self.rect().toRectF().center(), 13, theme.colour("accent"))
        painter.end()


class Fold(QToolButton):
    """A small arrow that shows and hides `folded`, which `make` builds on the first opening.

    `id` stays the same when the content is made again, `about` is what a screen reader says.
    """

    def __init__(
        self, fold_id: str, about: str, make: Callable[[], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.id = fold_id
        self._make = make
        self._holder: QVBoxLayout | None = None
        self.folded: QWidget | None = None
        self.setProperty("role", "plain")
        self.setCheckable(True)
        self.setArrowType(Qt.ArrowType.RightArrow)
        self.setFixedSize(20, 20)
        self.setAccessibleName(about)
        labels.set_tooltip(self, about)
        self.toggled.connect(self._on_toggled)

    def put_under(self, holder: QVBoxLayout) -> None:
        """Where the folded content goes when it is opened."""
        self._holder = holder

    def _on_toggled(self, opened: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        if opened and self.folded is None and self._holder is not None:
            self.folded = self._make()
            self._holder.addWidget(self.folded)
        if self.folded is not None:
            self.folded.setVisible(opened)


class Facts(QWidget):
    """A small table of captions and values: captions left, values right with tabular figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(3)
        self.grid.setColumnStretch(0, 1)

    def add(self, caption: str, value: str, role: labels.Role = "body") -> None:
        """Add one row."""
        row = self.grid.rowCount()
        self.grid.addWidget(labels.label(caption, "quiet", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        shown = labels.label(value, role, selectable=True)
        shown.setAccessibleName(f"{caption}: {value}")
        self.grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


def beside(sign: QWidget | None, content: QWidget, after: QWidget | None = None) -> QHBoxLayout:
    """A row: maybe a sign at the top left, content that takes the room, maybe something at the end."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP_PX)
    if sign is not None:
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(content, 1)
    if after is not None:
        row.addWidget(after, 0, Qt.AlignmentFlag.AlignTop)
    return row


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made
