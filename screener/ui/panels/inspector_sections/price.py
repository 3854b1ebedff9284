"""The price chart of the Inspector: fetched in a task, drawn once the window has been painted."""

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from screener import wording
from screener.domain import price_chart
from screener.errors import RingfenceError
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.section import Section
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.ui.plots.price_chart import PriceChart
    from screener.ui.session import Session

CHART_PX = 170
_NO_LIMIT = 16_777_215
"""Qt's largest size."""
_SETTING = "chart_range"


class PriceSection(Section):
    """Closes of one listing and its newest price, or why there are none. Lives as long as the Inspector."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._session = session
        self._symbol = ""
        self._painted = False
        stored = session.workspace.setting(_SETTING)
        self._span: price_chart.Span = next((span for span in price_chart.SPANS if span == stored), "5y")
        self.chart: PriceChart | None = None
        self.body.insertLayout(0, self._head())
        self.state = labels.label("", "quiet", wrap=True)
        self.source = labels.label("", "caption", wrap=True, selectable=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.state)
        self.body.addWidget(self.source)
        self._task = Task(session.pool, self)
        self._task.done.connect(self._on_chart)
        self._task.failed.connect(self._on_failed)
        session.assessment_changed.connect(lambda _assessment: self._ask_again())

    def _head(self) -> QHBoxLayout:
        """The title and, at the end of its line, the ranges; arrow keys go through them."""
        self._entitle(price_chart.step_of(self._span))
        self.ranges = QTabBar()
        self.ranges.setProperty("role", "small")
        self.ranges.setAccessibleName(self.tr("Range of the chart"))
        self.ranges.setDrawBase(False)
        self.ranges.setExpanding(False)
        self.ranges.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = {"3m": self.tr("3M"), "1y": self.tr("1Y"), "5y": self.tr("5Y")}
        told = {
            "3m": self.tr("Three months, daily closes"),
            "1y": self.tr("One year, daily closes"),
            "5y": self.tr("Five years, weekly closes"),
        }
        for number, span in enumerate(price_chart.SPANS):
            self.ranges.addTab(words[span])
            self.ranges.setTabToolTip(number, labels.tooltip_text(told[span]))
            self.ranges.setAccessibleTabName(number, told[span])
        self.ranges.setCurrentIndex(price_chart.SPANS.index(self._span))
        self.ranges.currentChanged.connect(self._on_range)
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self.ranges)
        return row

    @property
    def symbol(self) -> str:
        """The listing shown or waited for."""
        return self._symbol

    def show_symbol(self, symbol: str) -> None:
        """Show the prices of `symbol`; the same symbol again changes nothing."""
        if symbol == self._symbol:
            return
        self._symbol = symbol
        self._say(self.tr("Loading prices …"))
        # The chart's room is kept while waiting, so that nothing moves when it comes.
        self.state.setFixedHeight(CHART_PX)
        self.source.setText(" ")
        if self._painted:
            self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ask for prices after the first paint: the drawing library is not part of the start."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._ask)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "chart", None) is not None:
            assert self.chart is not None
            self.chart.apply_theme()

    def _on_range(self, number: int) -> None:
        self._span = price_chart.SPANS[number]
        with suppress(RingfenceError):
            self._session.workspace.set_setting(_SETTING, self._span)
        if self._painted and self._symbol:
            self.source.setText(self.tr("Loading prices …"))
            self._ask()

    def _ask(self) -> None:
        symbol, span = self._symbol, self._span
        if symbol:
            self._task.start(lambda _job: self._session.workspace.price_chart(symbol, span))

    def _ask_again(self) -> None:
        """With new quotes the newest price is another one; the closes are asked for once a day only."""
        if self._painted and not self._task.running and self.isVisible():
            self._ask()

    def _on_chart(self, chart: price_chart.PriceChart | None) -> None:
        if chart is None or not chart.closes.dates:
            self._entitle(price_chart.step_of(self._span))
            self._say(self.tr("No price history for this listing."))
            return
        if self.chart is None:
            from screener.ui.plots.price_chart import PriceChart

            self.chart = PriceChart()
            self.chart.setFixedHeight(CHART_PX)
            self.body.insertWidget(1, self.chart)
        self.state.hide()
        self._entitle(chart.step)
        self.chart.show_chart(self._symbol, chart, self._session.now())
        self.chart.show()
        self.source.setText(self._said_of(chart))

    def _entitle(self, step: price_chart.Step) -> None:
        self.heading.setText(
            self.tr("Price, weekly closes") if step == "week" else self.tr("Price, daily closes")
        )

    def _said_of(self, chart: price_chart.PriceChart) -> str:
        """Where the closes are from and how far they reach, and quietly what is wrong with them."""
        closes = chart.closes
        said = [
            self.tr("{source} · to {day} · {currency}").format(
                source=closes.source, day=formats.day(closes.as_of), currency=closes.currency
            )
        ]
        if chart.step != price_chart.step_of(chart.span):
            said.append(self.tr("No daily closes are at hand; these are weekly ones."))
        if chart.missing:
            said.append(self._missing(chart))
        if chart.before_split:
            said.append(
                self.tr("The newest price looks like one after a split; these closes are from before it.")
            )
        if chart.repaired:
            said.append(
                self.tr("Closes put right, as they were in another unit or before a split: {n}.").format(
                    n=chart.repaired
                )
            )
        if chart.problem is not None:
            said.append(wording.sentence(chart.problem))
        return "\n".join(said)

    def _missing(self, chart: price_chart.PriceChart) -> str:
        if chart.step == "week":
            text = self.tr("The closes of the last {n} weeks are missing.")
            one = self.tr("The close of the last week is missing.")
        else:
            text = self.tr("The closes of the last {n} trading days are missing.")
            one = self.tr("The close of the last trading day is missing.")
        return one if chart.missing == 1 else text.format(n=chart.missing)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, RingfenceError):
            self._say(error.message)
        else:
            self._say(self.tr("The price history could not be read."))

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setMinimumHeight(0)
        self.state.setMaximumHeight(_NO_LIMIT)
        self.state.show()
        self.source.clear()
        if self.chart is not None:
            self.chart.hide()
