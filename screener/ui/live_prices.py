"""Prices of the stream on the screen: at most twenty times a second, and only what can be seen."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from screener.ui.panel import Panel

if TYPE_CHECKING:
    from screener.ui.main_window import MainWindow
    from screener.ui.session import Session

FRAME_MS = 50
HALF_A_SECOND_MS = 500
JUDGED_EVERY = timedelta(seconds=5)
"""So often at most are levels, weights and totals worked out from prices of the stream."""
_SHARE_OF_TIME = 10
"""Judging a large portfolio takes longer; so many times as long nothing is judged after it."""


class PriceTicker(QObject):
    """Hands the newest prices to the panel and the Inspector, and has them judged now and then.

    Prices wait where they are held, one a symbol, while nobody can see the window. One signal comes from the
    stream's thread when prices begin to wait, whatever their number.
    """

    _news = Signal()

    def __init__(self, session: "Session", window: "MainWindow") -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self._live = session.workspace.live
        self._unjudged = False
        self._not_before: datetime | None = None
        self._judging_since: datetime | None = None
        self.frames = QTimer(self)
        self.frames.setInterval(FRAME_MS)
        self.frames.timeout.connect(self._show_frame)
        self.halves = QTimer(self)
        self.halves.setInterval(HALF_A_SECOND_MS)
        self.halves.timeout.connect(self._each_half_second)
        self._turn = False
        self._news.connect(self._wake)
        session.assessment_changed.connect(lambda _assessment: self._on_assessment())
        window.stack.currentChanged.connect(lambda _number: self._catch_up())
        window.installEventFilter(self)
        self._live.start(self._news.emit)
        self.halves.start()

    def stop(self) -> None:
        """End the stream and show nothing more."""
        self.frames.stop()
        self.halves.stop()
        self._live.stop()

    @property
    def in_sight(self) -> bool:
        """Somebody may be looking at the window."""
        return self._window.isVisible() and not self._window.isMinimized()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on when the window comes back."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.WindowStateChange):
            self._catch_up()
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ showing

    @property
    def _panel(self) -> Panel | None:
        """The panel in which prices can be seen moving, if it is one of these."""
        panel = self._window.stack.currentWidget()
        return panel if self.in_sight and isinstance(panel, Panel) and panel.shows_quotes else None

    def _wake(self) -> None:
        if self._panel is not None and not self.frames.isActive():
            self.frames.start()

    def _show_frame(self) -> None:
        panel = self._panel
        if panel is None or not self._take(panel):
            self.frames.stop()

    def _take(self, panel: Panel | None) -> bool:
        """Show what is newer; False when nothing is waiting."""
        quotes = self._live.take()
        if quotes:
            self._unjudged = True
            if panel is not None:
                panel.show_quotes(quotes)
        return bool(quotes)

    def _catch_up(self) -> None:
        """After something else was to be seen: what other readers took meanwhile is shown as well."""
        panel = self._panel
        if panel is not None and self._live.state is not None:
            self._take(None)
            panel.show_quotes(self._live.quotes)
            self.frames.start()

    # ------------------------------------------------------------ once a second

    def _each_half_second(self) -> None:
        """The Inspector and the judging take turns, so that both never come in the same moment."""
        if not self.in_sight:
            return
        self._turn = not self._turn
        if not self._turn:
            self._judge_when_due()
            return
        if not self.frames.isActive():
            self._take(self._panel)
        inspector = self._window.inspector
        if inspector is not None and inspector.isVisible() and self._live.state is not None:
            inspector.show_quotes(self._live.quotes)

    def _judge_when_due(self) -> None:
        now = self._session.now()
        due = self._unjudged and (self._not_before is None or now >= self._not_before)
        if due and self._session.judge_prices():
            self._unjudged = False
            self._judging_since = now
            self._not_before = now + JUDGED_EVERY

    def _on_assessment(self) -> None:
        if self._judging_since is not None:
            now = self._session.now()
            self._not_before = max(
                self._judging_since + JUDGED_EVERY, now + _SHARE_OF_TIME * (now - self._judging_since)
            )
            self._judging_since = None
