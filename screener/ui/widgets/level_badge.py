"""The small square with a level's digit; hatched with a question mark when not known."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.ui import formats, labels, theme

SIZE = 20


def draw_level_badge(painter: QPainter, box: QRectF, level: int | None, *, grey: bool = False) -> None:
    """Paint the badge of `level` into `box`."""
    ground, ink = theme.level_colours(level, grey=grey)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.hatch() if ground is None else ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(ink))
    painter.setFont(theme.strong(theme.CAPTION_PX))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.UNKNOWN if level is None else str(level))
    painter.restore()


class LevelBadge(QWidget):
    """A level as a widget, with its words for screen readers and as tooltip."""

    def __init__(self, level: int | None, *, grey: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self._grey = grey
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        text = self.tr("Not rated") if level is None else self.tr("Level {n} of 4").format(n=level)
        self.setAccessibleName(text)
        labels.set_tooltip(self, text)

    def sizeHint(self) -> QSize:
        """A fixed square."""
        return QSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        draw_level_badge(painter, QRectF(0, 0, SIZE, SIZE), self._level, grey=self._grey)
        painter.end()
