"""The price chart: closes and, apart from them, the newest price, with a readout for pointer and keyboard.

Importing this module loads pyqtgraph and numpy; only import it once the window has been painted.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener.domain import price_chart
from screener.ui import formats, labels, theme

_PAGE = {"week": 13, "day": 21}
"""Closes to a quarter of a year, and to a month."""


class PriceChart(QWidget):
    """A line of closes. The readout over it names the one under the pointer, by default the newest.

    The price of a session that is not over, or whose close is not known yet, is an open circle at the end of
    a dashed line. With the focus, Left and Right go from one close to the next, Page Up and Down further,
    Home and End to the ends.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: price_chart.PriceChart | None = None
        self._points: list[tuple[date, float]] = []
        self._stamps: list[float] = []
        self._now = datetime.min.replace(tzinfo=UTC)
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
        self._to_newest = self._plot.plot([], [], antialias=True)
        self._last = pg.InfiniteLine(angle=0)
        self._cursor = pg.InfiniteLine(angle=90)
        self._newest = pg.ScatterPlotItem(size=8)
        self._dot = pg.ScatterPlotItem(size=7)
        for item in (self._last, self._cursor, self._newest, self._dot):
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
        """The day or week the readout names."""
        return self._points[self._at] if self._points else None

    @property
    def newest(self) -> tuple[date, float] | None:
        """The price drawn apart from the closes."""
        newest = None if self._chart is None else self._chart.newest
        return None if newest is None else (newest.day, newest.value)

    def show_chart(self, symbol: str, chart: price_chart.PriceChart, now: datetime) -> None:
        """Draw this chart; the readout says the time of the newest price as seen at `now`."""
        closes = chart.closes
        followed = self._points[self._at][0] if self._points and self._at < len(self._points) - 1 else None
        kept = self._chart is not None and self._chart.closes == closes
        self._chart, self._now = chart, now
        self._points = list(zip(closes.dates, closes.values, strict=True))
        drawn = [(_stamp(day), value) for day, value in self._points]
        self._line.setData([stamp for stamp, _ in drawn], [value for _, value in drawn])
        apart = []
        if chart.newest is not None:
            self._points.append((chart.newest.day, chart.newest.value))
            apart = [(_stamp(chart.newest.day), chart.newest.value)]
        bridge = [drawn[-1], *apart] if apart else []
        self._to_newest.setData([stamp for stamp, _ in bridge], [value for _, value in bridge])
        self._newest.setData([stamp for stamp, _ in apart], [value for _, value in apart])
        self._stamps = [stamp for stamp, _ in (*drawn, *apart)]
        self._frame([value for _, value in self._points])
        days = [day for day, _ in self._points]
        self._go(days.index(followed) if kept and followed in days else len(days) - 1)
        self.setAccessibleName(self._name(symbol, chart))

    def _frame(self, values: list[float]) -> None:
        """Fit the axes to these values."""
        self._last.setPos(values[-1])
        low, high = min(values), max(values)
        margin = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
        self._plot.setYRange(low - margin, high + margin, padding=0)
        self._plot.setXRange(self._stamps[0], self._stamps[-1], padding=0.015)

    def _name(self, symbol: str, chart: price_chart.PriceChart) -> str:
        text = (
            self.tr("{symbol}: weekly closes from {first} to {last}, last {price} {currency}")
            if chart.step == "week"
            else self.tr("{symbol}: daily closes from {first} to {last}, last {price} {currency}")
        )
        closes = chart.closes
        return text.format(
            symbol=symbol,
            first=formats.day(closes.dates[0]),
            last=formats.day(closes.dates[-1]),
            price=_price(closes.values[-1]),
            currency=closes.currency,
        )

    def apply_theme(self) -> None:
        """Take the colours of the theme in use."""
        roles = theme.colours()
        self._plot.setBackground(QColor(roles.pane))
        self._line.setPen(pg.mkPen(roles.ink, width=1.4))
        self._to_newest.setPen(pg.mkPen(roles.ink, width=1.2, style=Qt.PenStyle.DashLine))
        self._newest.setBrush(pg.mkBrush(roles.pane))
        self._newest.setPen(pg.mkPen(roles.ink, width=1.4))
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
        page = _PAGE[self._chart.step] if self._chart is not None else 0
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._points),
            Qt.Key.Key_End: len(self._points),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._points:
            super().keyPressEvent(event)
            return
        self._go(min(max(0, self._at + step), len(self._points) - 1))

    def _on_pointer(self, arguments: tuple[QPointF]) -> None:
        if not self._stamps or not self._plot.sceneBoundingRect().contains(arguments[0]):
            return
        stamp = self._plot.getViewBox().mapSceneToView(arguments[0]).x()
        after = min(bisect_left(self._stamps, stamp), len(self._stamps) - 1)
        before = max(0, after - 1)
        nearer_before = stamp - self._stamps[before] < self._stamps[after] - stamp
        self._go(before if nearer_before else after)

    def _go(self, number: int) -> None:
        self._at = number
        value = self._points[number][1]
        last = number == len(self._points) - 1
        self._cursor.setPos(self._stamps[number])
        self._cursor.setVisible(not last)
        # The newest price has a sign of its own.
        apart = last and self.newest is not None
        self._dot.setData([] if apart else [self._stamps[number]], [] if apart else [value])
        text = self._said(number)
        self.readout.setText(text)
        self.setAccessibleDescription(text)

    def _said(self, number: int) -> str:
        assert self._chart is not None
        day, value = self._points[number]
        newest = self._chart.newest
        if newest is not None and number == len(self._points) - 1:
            text = (
                self.tr("Running session, {time}: {price} {currency}")
                if newest.running
                else self.tr("Last price of {day}, no close yet: {price} {currency}")
            )
        elif self._chart.step == "week":
            text = self.tr("Week to {day}: {price} {currency}")
        else:
            text = self.tr("{day}: {price} {currency}")
        return text.format(
            day=formats.day(day),
            time="" if newest is None else formats.moment(newest.at, self._now),
            price=_price(value),
            currency=self._chart.closes.currency,
        )


def _stamp(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _price(value: float) -> str:
    digits = 4 if abs(value) < 1 else 2
    return f"{value:,.{digits}f}"
