"""Horizontal bars of an exposure breakdown: label, members and share, and the bar under them."""

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.ui import formats, labels, theme

_ROW, _TEXT, _BAR, _STRETCH, _LEAST_MEMBERS = 28, 17, 6, 1.45, 40


class Bar(NamedTuple):
    """One bar; `members` is the small text beside its label, `hatched` says it is not looked through."""

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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is drawn."""
        return self._bars

    def set_bars(self, bars: tuple[Bar, ...]) -> None:
        """Draw `bars` from now on."""
        self._bars = bars
        spoken = "; ".join(f"{bar.label} {formats.whole_percent(bar.share)}" for bar in bars)
        self.setAccessibleDescription(spoken)
        self.setMaximumHeight(int(self._least() * _STRETCH) + 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As low as the bars may be; there is a limit to how tall they get."""
        return QSize(240, self._least())

    def minimumSizeHint(self) -> QSize:
        """May become narrow, never lower."""
        return QSize(160, self._least())

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
        top = 0.0
        for bar in self._bars:
            height = self._height(bar)
            self._paint_row(
                painter,
                bar,
                QRectF(0, top + (height - _ROW) / 2, self.width(), _ROW),
                float(bar.share / largest),
            )
            top += height
        painter.end()

    def _paint_row(self, painter: QPainter, bar: Bar, row: QRectF, scale: float) -> None:
        body, small = theme.font(), theme.font(theme.CAPTION_PX)
        left, right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        text = QRectF(row.left(), row.top(), row.width(), _TEXT)
        share = formats.whole_percent(bar.share)
        painter.setFont(body)
        painter.setPen(theme.colour("ink"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | right, share)
        text.setRight(text.right() - QFontMetricsF(body).horizontalAdvance(share) - 8)
        label = QFontMetricsF(body).elidedText(bar.label, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, left, label)
        text.setLeft(text.left() + QFontMetricsF(body).horizontalAdvance(label) + 8)
        if bar.members and text.width() > _LEAST_MEMBERS:
            painter.setFont(small)
            painter.setPen(theme.colour("quiet"))
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(text, left, QFontMetricsF(small).elidedText(bar.members, elide, text.width()))
        ground = theme.colour("bar_neutral" if bar.neutral else "bar")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hatch() if bar.hatched else ground)
        painter.drawRoundedRect(
            QRectF(row.left(), row.top() + _TEXT + 1, max(3.0, row.width() * scale), _BAR), 2, 2
        )

    def _least(self) -> int:
        return len(self._bars) * _ROW

    def _height(self, bar: Bar) -> float:
        """A row's share of the room, within what looks well."""
        room = self.height() / max(1, len(self._bars))
        return min(max(room, _ROW), _ROW * _STRETCH)

    def _bar_at(self, at: QPoint) -> Bar | None:
        top = 0.0
        for bar in self._bars:
            if top <= at.y() < top + self._height(bar):
                return bar
            top += self._height(bar)
        return None
