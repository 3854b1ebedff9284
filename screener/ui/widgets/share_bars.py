"""Horizontal bars of an exposure breakdown: label, bar with its members, share."""

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.ui import formats, labels, theme

_BAR, _TALL, _FLAT = 8, 38, 22


class Bar(NamedTuple):
    """One bar; `members` is the small text under it, `hatched` says it is not looked through."""

    label: str
    share: Decimal
    members: str = ""
    hatched: bool = False
    neutral: bool = False


class ShareBars(QWidget):
    """Bars under one another, drawn to the scale of the largest; the numbers stand right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is drawn."""
        return self._bars

    def set_bars(self, bars: tuple[Bar, ...]) -> None:
        """Draw `bars` from now on."""
        self._bars = bars
        spoken = "; ".join(f"{bar.label} {formats.whole_percent(bar.share)}" for bar in bars)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as the bars need."""
        return QSize(240, sum(self._height(bar) for bar in self._bars))

    def minimumSizeHint(self) -> QSize:
        """May become narrow, never lower."""
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Answer tooltips with the whole list of members."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(event.pos())
            text = "" if bar is None else f"{bar.label} · {formats.percent(bar.share)}\n{bar.members}".strip()
            labels.show_tooltip(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        largest = max((bar.share for bar in self._bars), default=Decimal(0)) or Decimal(1)
        body, small = theme.font(), theme.font(theme.CAPTION_PX)
        metrics = QFontMetricsF(body)
        number_width = metrics.horizontalAdvance("100%") + 4
        label_width = min(max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0.0) + 10, self.width() * 0.46)
        room = self.width() - label_width - number_width - 8
        top = 0
        for bar in self._bars:
            height = self._height(bar)
            middle = QRectF(0, top, label_width - 6, height - 4)
            painter.setFont(body)
            painter.setPen(theme.colour("ink"))
            painter.drawText(
                middle,
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, middle.width()),
            )
            painter.drawText(
                QRectF(self.width() - number_width, top, number_width, height - 4),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                formats.whole_percent(bar.share),
            )
            self._paint_bar(painter, bar, QRectF(label_width, top, room, height), float(bar.share / largest))
            if bar.members:
                painter.setFont(small)
                painter.setPen(theme.colour("quiet"))
                under = QRectF(label_width, top + 15, room, height - 17)
                painter.drawText(
                    under,
                    Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
                    QFontMetricsF(small).elidedText(bar.members, Qt.TextElideMode.ElideRight, room),
                )
            top += height
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, box: QRectF, scale: float) -> None:
        top = box.top() + (4 if bar.members else (box.height() - 4 - _BAR) / 2)
        shape = QRectF(box.left(), top, max(3.0, box.width() * scale), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hatch() if bar.hatched else QColor(theme.colours().bar_neutral if bar.neutral else theme.colours().bar))
        painter.drawRoundedRect(shape, 2, 2)

    def _height(self, bar: Bar) -> int:
        return _TALL if bar.members else _FLAT

    def _bar_at(self, at: QPoint) -> Bar | None:
        top = 0
        for bar in self._bars:
            if QRect(0, top, self.width(), self._height(bar)).contains(at):
                return bar
            top += self._height(bar)
        return None
