"""The price chart of the Inspector: fetched in a task, drawn once the window has been painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from screener.domain.closes import Closes
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


class PriceSection(Section):
    """Weekly closes of one listing, or why there are none. Lives as long as the Inspector."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Price, weekly closes"))
        self.body.insertWidget(0, self.heading)
        self.chart: PriceChart | None = None
        self.state = labels.label("", "quiet", wrap=True)
        self.source = labels.label("", "caption", wrap=True, selectable=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.state)
        self.body.addWidget(self.source)
        self._session = session
        self._symbol = ""
        self._painted = False
        self._task = Task(session.pool, self)
        self._task.done.connect(self._on_closes)
        self._task.failed.connect(self._on_failed)

    @property
    def symbol(self) -> str:
        """The listing shown or waited for."""
        return self._symbol

    def show_symbol(self, symbol: str) -> None:
        """Show the closes of `symbol`; the same symbol again changes nothing."""
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

    def _ask(self) -> None:
        symbol = self._symbol
        if symbol:
            self._task.start(lambda _job: self._session.workspace.closes(symbol))

    def _on_closes(self, closes: Closes | None) -> None:
        if closes is None or not closes.dates:
            self._say(self.tr("No price history for this listing."))
            return
        if self.chart is None:
            from screener.ui.plots.price_chart import PriceChart

            self.chart = PriceChart()
            self.chart.setFixedHeight(CHART_PX)
            self.body.insertWidget(1, self.chart)
        self.state.hide()
        self.chart.show_closes(self._symbol, closes)
        self.chart.show()
        self.source.setText(
            self.tr("{source} · to {day} · {currency}").format(
                source=closes.source, day=formats.day(closes.as_of), currency=closes.currency
            )
        )

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
