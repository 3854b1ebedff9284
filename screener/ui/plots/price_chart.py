"""The price chart: weekly closes with a readout for pointer and keyboard.

Importing this module loads pyqtgraph and numpy; only import it once the window has been painted.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener.domain.closes import Closes
from screener.ui import formats, labels, theme


class PriceChart(QWidget):
    """A line of weekly closes. The readout over it names the week under the pointer, by default the last.

    With the focus, Left and Right go week by week, Page Up and Down by a quarter, Home and End to the ends.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closes: Closes | None = None
        self._days: list[float] = []
        self._at = 0
        self.readout = labels.label("", "caption")
        self._plot = pg.PlotWidget(axisItems={"bottom": pg.DateAxisItem(utcOffset=0)})
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.showAxis("right")
        self._plot.hideAxis("left")
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._line = self._plot.plot([], [], antialias=True)
        self._last = pg.InfiniteLine(angle=0)
        self._cursor = pg.InfiniteLine(angle=90)
        self._dot = pg.ScatterPlotItem(size=7)
        for item in (self._last, self._cursor, self._dot):
            self._plot.addItem(item, ignoreBounds=True)
        self._moved = pg.SignalProxy(self._plot.scene().sigMouseMoved, rateLimit=60, slot=self._on_pointer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.readout)
        column.addWidget(self._plot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.apply_theme()

    @property
    def at(self) -> tuple[date, float] | None:
        """The week the readout names."""
        if self._closes is None or not self._days:
            return None
        return self._closes.dates[self._at], self._closes.values[self._at]

    def show_closes(self, symbol: str, closes: Closes) -> None:
        """Draw these closes; there is at least one."""
        self._closes = closes
        self._days = [_stamp(day) for day in closes.dates]
        values = list(closes.values)
        self._line.setData(self._days, values)
        self._last.setPos(values[-1])
        low, high = min(values), max(values)
        margin = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
        self._plot.setYRange(low - margin, high + margin, padding=0)
        self._plot.setXRange(self._days[0], self._days[-1], padding=0.01)
        self._go(len(values) - 1)
        self.setAccessibleName(
            self.tr("{symbol}: weekly closes from {first} to {last}, last {price} {currency}").format(
                symbol=symbol,
                first=formats.day(closes.dates[0]),
                last=formats.day(closes.dates[-1]),
                price=_price(values[-1]),
                currency=closes.currency,
            )
        )

    def apply_theme(self) -> None:
        """Take the colours of the theme in use."""
        roles = theme.colours()
        self._plot.setBackground(QColor(roles.pane))
        self._line.setPen(pg.mkPen(roles.ink, width=1.4))
        self._last.setPen(pg.mkPen(roles.faded, width=1, style=Qt.PenStyle.DotLine))
        self._cursor.setPen(pg.mkPen(roles.quiet, width=1))
        self._dot.setBrush(pg.mkBrush(roles.ink))
        self._dot.setPen(QPen(Qt.PenStyle.NoPen))
        small = theme.font(theme.CAPTION_PX - 1)
        for side in ("bottom", "right"):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(roles.line))
            axis.setTextPen(pg.mkPen(roles.quiet))
            axis.setTickFont(small)
            axis.setStyle(tickLength=-4, autoExpandTextSpace=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the line."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -13,
            Qt.Key.Key_PageDown: 13,
            Qt.Key.Key_Home: -len(self._days),
            Qt.Key.Key_End: len(self._days),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._days:
            super().keyPressEvent(event)
            return
        self._go(min(max(0, self._at + step), len(self._days) - 1))

    def _on_pointer(self, arguments: tuple[QPointF]) -> None:
        if not self._days or not self._plot.sceneBoundingRect().contains(arguments[0]):
            return
        stamp = self._plot.getViewBox().mapSceneToView(arguments[0]).x()
        after = min(bisect_left(self._days, stamp), len(self._days) - 1)
        before = max(0, after - 1)
        nearer_before = stamp - self._days[before] < self._days[after] - stamp
        self._go(before if nearer_before else after)

    def _go(self, number: int) -> None:
        assert self._closes is not None
        self._at = number
        day, value = self._closes.dates[number], self._closes.values[number]
        self._cursor.setPos(self._days[number])
        self._cursor.setVisible(number != len(self._days) - 1)
        self._dot.setData([self._days[number]], [value])
        text = self.tr("Week to {day}: {price} {currency}").format(
            day=formats.day(day), price=_price(value), currency=self._closes.currency
        )
        self.readout.setText(text)
        self.setAccessibleDescription(text)


def _stamp(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _price(value: float) -> str:
    digits = 4 if abs(value) < 1 else 2
    return f"{value:,.{digits}f}"
