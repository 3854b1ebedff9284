"""Two small gauges: a range of what a share can be, and parts of a whole beside a mark."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener import wording
from screener.ui import theme

_BAR, _TEXT = 8.0, 16.0


class RangeGauge(QWidget):
    """A line from 0 to 100%: hatched from the least to the most it can be, with a mark at the value."""

    def __init__(self, least: float, most: float, value: float | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least, self.most, self.value = least, most, value
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(theme.CAPTION_PX))
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """The same in words."""
        low, high = wording.percent(self.least), wording.percent(self.most)
        bounds = self.tr("at least {low}, at most {high}").format(low=low, high=high)
        if self.value is None:
            return self.tr("not known: {bounds}").format(bounds=bounds)
        return self.tr("{value}: {bounds}").format(value=wording.percent(self.value), bounds=bounds)

    def sizeHint(self) -> QSize:
        """A bar over one line of numbers."""
        return QSize(200, int(_BAR + _TEXT + 6))

    def minimumSizeHint(self) -> QSize:
        """May become narrow, never lower."""
        return QSize(80, int(_BAR + _TEXT + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, range, mark, and the bounds under their ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, 4, self.width() - 1, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(bar, 3, 3)
        left, right = bar.width() * self.least, bar.width() * self.most
        painter.setBrush(theme.hatch())
        painter.drawRoundedRect(QRectF(bar.left() + left, bar.top(), max(2.0, right - left), _BAR), 3, 3)
        if self.value is not None:
            at = bar.left() + bar.width() * self.value
            painter.setBrush(theme.colour("ink"))
            painter.drawRoundedRect(QRectF(at - 1.5, bar.top() - 3, 3, _BAR + 6), 1.5, 1.5)
        painter.setPen(theme.colour("quiet"))
        text = QRectF(0, bar.bottom() + 3, self.width(), _TEXT)
        low, high = wording.percent(self.least), wording.percent(self.most)
        metrics = QFontMetricsF(self.font())
        wide = metrics.horizontalAdvance(high)
        end = min(max(right, metrics.horizontalAdvance(low) + 8 + wide), text.width())
        painter.drawText(QRectF(end - wide, text.top(), wide, _TEXT), Qt.AlignmentFlag.AlignRight, high)
        start = max(0.0, min(left, end - wide - 8 - metrics.horizontalAdvance(low)))
        painter.drawText(QRectF(start, text.top(), text.width(), _TEXT), Qt.AlignmentFlag.AlignLeft, low)
        painter.end()


class Portion(NamedTuple):
    """A part of a bar: how long, and how sure it is."""

    share: float
    sure: bool


class MarkedBar(QWidget):
    """Parts one after the other, the unsure ones hatched, and a mark where something else stood."""

    def __init__(
        self, portions: Sequence[Portion], mark: float | None, most: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.portions, self.mark, self.most = tuple(portions), mark, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One bar with a mark that stands out."""
        return QSize(120, int(_BAR) + 8)

    def minimumSizeHint(self) -> QSize:
        """May become narrow, never lower."""
        return QSize(40, int(_BAR) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Parts to the scale of `most`, the mark as a triangle over the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        scale = (self.width() - 8) / (self.most or 1.0)
        at = 4.0
        for portion in self.portions:
            wide = portion.share * scale
            brush: QBrush | QColor = theme.colour("bar") if portion.sure else theme.hatch()
            painter.setBrush(brush)
            painter.drawRect(QRectF(at, 7, wide, _BAR))
            at += wide
        if self.mark is not None:
            x = 4 + self.mark * scale
            painter.setBrush(theme.colour("ink"))
            painter.drawPolygon(QPolygonF([QPointF(x - 4, 0), QPointF(x + 4, 0), QPointF(x, 6)]))
            painter.drawRect(QRectF(x - 0.5, 5, 1, _BAR + 3))
        painter.end()
