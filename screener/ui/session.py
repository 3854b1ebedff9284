"""What the window works on: the workspace, the newest assessment, the selection, and the live clock.

Panels read `Session` and listen to its signals. Slow work goes through tasks; nothing here blocks.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from screener import wording
from screener.domain.assessment import Assessment
from screener.errors import RingfenceError
from screener.ui.freshness import Freshness, Trouble, freshness_of
from screener.ui.messages import Notice
from screener.ui.portfolio_actions import PortfolioActions
from screener.ui.tasks import Job, Task, TaskPool

if TYPE_CHECKING:
    from screener.services.rounds import RefreshOutcome
    from screener.services.watching import Alert
    from screener.services.workspace import Workspace
    from screener.settings.schema import Value

STREAMED_INTERVAL_S = 60
"""While prices stream in, what else quotes tell need not be asked for more often."""
_TICK_MS = 1000
_REMOVED = "removed"
"""Key of the offer to take a removal back; it goes with the next change, which undo would mean then."""


def utc_now() -> datetime:
    """The current time, aware."""
    return datetime.now(UTC)


def let_go(replaced: list[Assessment]) -> None:
    """Forget assessments part by part: at once, a large one would hold up every other thread meanwhile."""
    parts = [part for each in replaced for part in (*each.companies, *each.positions)]
    replaced.clear()
    while parts:
        parts.pop()


class Session(QObject, PortfolioActions):
    """One open window's state; all signals come in the window's thread.

    `assessment_changed` carries the newest Assessment, `assessment_awaited` says that the open
    portfolio has none yet, `selection_changed` kind ("company", "fund",
    "position") and key, `alerts_fired` the new alerts, `notice` a Notice for the window's strip, `work_told`
    what is being read in the background (empty: nothing any more).
    """

    assessment_changed = Signal(object)
    assessment_awaited = Signal()
    selection_changed = Signal(str, str)
    alerts_changed = Signal()
    alerts_fired = Signal(object)
    portfolios_changed = Signal()
    history_changed = Signal()
    setting_changed = Signal(str)
    busy_changed = Signal(bool)
    freshness_changed = Signal(object)
    work_told = Signal(str)
    notice = Signal(object)
    notice_gone = Signal(str)

    def __init__(
        self,
        workspace: "Workspace",
        pool: TaskPool,
        parent: QObject | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.pool = pool
        self.now = now
        self._assessment: Assessment | None = workspace.last
        self._selection: tuple[str, str] | None = None
        self._edits = 0
        self._edits_at_refresh = 0
        self._refresh_after_assess = False
        self._quiet = False
        self._replaced: list[Assessment] = []
        self.judged_quietly = False
        """The newest assessment came of prices that streamed in: nobody asked for it."""
        self._answered_at: datetime | None = None
        self._failure = ""
        self._retry_at: datetime | None = None
        self._cut_off = False
        self._freshness: Freshness | None = None
        self._assess = Task(pool, self)
        self._assess.done.connect(self._on_assessed)
        self._assess.failed.connect(self._on_assess_failed)
        self._refresh = Task(pool, self)
        self._refresh.done.connect(self._on_refreshed)
        self._refresh.failed.connect(self._on_refresh_failed)
        for task in (self._assess, self._refresh):
            task.started.connect(self._on_busy)
            task.ended.connect(self._on_busy)
        self._round = QTimer(self)
        self._round.setSingleShot(True)
        self._round.timeout.connect(self.refresh)
        self._second = QTimer(self)
        self._second.setInterval(_TICK_MS)
        self._second.timeout.connect(self._each_second)

    # ------------------------------------------------------------ reading

    @property
    def assessment(self) -> Assessment | None:
        """The newest assessment of the open portfolio; None only when there never was one."""
        return self._assessment

    @property
    def selection(self) -> tuple[str, str] | None:
        """Kind and key of what the Inspector shows."""
        return self._selection

    @property
    def busy(self) -> bool:
        """Something is being fetched or judged."""
        return (self._assess.running and not self._quiet) or self._refresh.running

    @property
    def freshness(self) -> Freshness:
        """What the badge says now."""
        return self._freshness or self._compute_freshness()

    @property
    def live(self) -> bool:
        """Quotes may be fetched: not offline and not switched off."""
        return not self.workspace.offline and bool(self.workspace.setting("live_quotes"))

    @property
    def amounts_hidden(self) -> bool:
        """The user wants no amounts of money on the screen."""
        return bool(self.workspace.setting("hide_amounts"))

    def select(self, kind: str, key: str) -> None:
        """Show one company, fund or position in the Inspector."""
        if self._selection != (kind, key):
            self._selection = (kind, key)
            self.selection_changed.emit(kind, key)

    # ------------------------------------------------------------ the live clock

    def start(self) -> None:
        """Begin to keep the figures fresh; offline only judges again what is known."""
        self._second.start()
        self.refresh()

    def stop(self) -> None:
        """Ask nothing more; answers under way are dropped."""
        self._round.stop()
        self._second.stop()
        self._assess.cancel()
        self._refresh.cancel()

    def refresh(self) -> None:
        """Ask for new quotes and judge again; offline judges only."""
        self._round.stop()
        if not self.live:
            self.reassess()
            return
        self._edits_at_refresh = self._edits
        self._refresh.start(lambda _job: self.workspace.refresh())

    def reassess(self, *, then_refresh: bool = False) -> None:
        """Judge the stored portfolio again, and fetch quotes afterwards when asked to."""
        self._refresh_after_assess = self._refresh_after_assess or then_refresh
        self._quiet = False
        self._assess.start(lambda _job: self.workspace.assess())

    def judge_prices(self) -> bool:
        """Judge on newer prices without a word; False while something is being judged anyway."""
        if self._assess.running or self._refresh.running:
            return False
        self._quiet = True
        replaced, self._replaced = self._replaced, []

        def judge(_job: Job) -> Assessment:
            assessment = self.workspace.assess(keep=False)
            let_go(replaced)
            return assessment

        self._assess.start(judge)
        return True

    def _on_assessed(self, assessment: Assessment) -> None:
        if assessment is self.workspace.last or not self._quiet:
            self._take(assessment, quietly=self._quiet)
        if self._refresh_after_assess:
            self._refresh_after_assess = False
            self.refresh()

    def _on_assess_failed(self, error: BaseException) -> None:
        self._refresh_after_assess = False
        self.tell_error(error, key="assess", action=self.tr("Try again"), do=self.reassess)

    def _on_refreshed(self, outcome: "RefreshOutcome") -> None:
        self.notice_gone.emit("refresh")
        self._failure = "" if outcome.failed is None else wording.sentence(outcome.failed)
        self._retry_at, self._cut_off = outcome.retry_at, outcome.cut_off
        if outcome.failed is None:
            self._answered_at = self.now()
        if self._edits == self._edits_at_refresh:
            self._take(outcome.assessment)
        else:
            self.reassess()
        if outcome.alerts or outcome.data_changed:
            self.alerts_changed.emit()
        if outcome.alerts:
            self.alerts_fired.emit(outcome.alerts)
        self._schedule()

    def _on_refresh_failed(self, error: BaseException) -> None:
        self._failure = error.message if isinstance(error, RingfenceError) else str(error)
        self._retry_at, self._cut_off = None, False
        self.tell_error(error, key="refresh", action=self.tr("Try again"), do=self.refresh)
        self._schedule()
        self.update_freshness()

    def _schedule(self) -> None:
        self._round.start(self._pause_s() * 1000)

    def _pause_s(self) -> int:
        # Closed markets are no reason to wait for long when it is the network that is missing.
        seconds = self._wanted_s() if self._cut_off else self.interval_s()
        if self._retry_at is not None:
            seconds = max(seconds, int((self._retry_at - self.now()).total_seconds()) + 1)
        return seconds

    def _each_second(self) -> None:
        """Ask sooner than planned when the stream has fallen silent since, and look at the badge."""
        # A timer may be late by a twentieth, and one that is set anew each time never ends.
        if self._round.remainingTime() > self._pause_s() * 1100 + _TICK_MS:
            self._schedule()
        self.update_freshness()

    def interval_s(self) -> int:
        """Seconds between two rounds of quotes; slow while every market is closed, until the first opens."""
        from screener.domain import trading

        if self._assessment is None:
            return self._wanted_s()
        wanted = timedelta(seconds=self._wanted_s())
        return ceil(trading.pause(self._assessment, wanted, self.now()).total_seconds())

    def _wanted_s(self) -> int:
        """Seconds between two rounds while a market is open."""
        wanted = int(self.workspace.setting("quotes_interval_seconds"))
        if self.workspace.live.delivers(self.now()):
            wanted = max(wanted, STREAMED_INTERVAL_S)
        return wanted

    def _take(self, assessment: Assessment, *, quietly: bool = False) -> None:
        if self._assessment is not None and self.workspace.live.state is not None:
            self._replaced = [*self._replaced[-1:], self._assessment]
        self._assessment = assessment
        self.judged_quietly = quietly
        self.assessment_changed.emit(assessment)
        self.update_freshness()

    def _on_busy(self) -> None:
        self.busy_changed.emit(self.busy)

    # ------------------------------------------------------------ freshness

    def update_freshness(self) -> None:
        """Work out the badge again and tell when it changed."""
        fresh = self._compute_freshness()
        if fresh != self._freshness:
            self._freshness = fresh
            self.freshness_changed.emit(fresh)

    def _compute_freshness(self) -> Freshness:
        assessment = self._assessment
        if assessment is None:
            return Freshness("snapshot", self.tr("No figures"), "")
        return freshness_of(
            assessment,
            now=self.now(),
            answered_at=self._heard_at(),
            interval_s=self._wanted_s(),
            trouble=Trouble(self._failure, self._retry_at),
            sources=self.workspace.source_line(),
            streams=self.workspace.live.delivers(self.now()),
        )

    def _heard_at(self) -> datetime | None:
        """When the last price came of the open portfolio, in an answer or since then in the stream."""
        answered, heard = self._answered_at, self.workspace.live.heard_at
        return answered if answered is None or heard is None else max(answered, heard)

    # ------------------------------------------------------------ what the user does

    def mark_alerts_read(self, alerts: "tuple[Alert, ...]") -> None:
        """Mark alerts as read."""
        self.workspace.mark_alerts_read(tuple(alert.id for alert in alerts if not alert.read))
        self.alerts_changed.emit()

    def set_setting(self, key: str, value: "Value") -> None:
        """Store a setting and tell who depends on it."""
        self.workspace.set_setting(key, value)
        self.setting_changed.emit(key)
        if key in ("live_quotes", "quotes_interval_seconds"):
            self.refresh()
        elif key in ("strength_floor", "live_stream"):
            self.reassess()
        elif key == "hide_amounts" and self._assessment is not None:
            self.assessment_changed.emit(self._assessment)

    def switch_host(self, host: str, *, on: bool) -> None:
        """Ask a host again or never; the next round of quotes shows what that means."""
        self.workspace.switch_host(host, on=on)
        self.setting_changed.emit("hosts_off")
        self.refresh()

    def attempt(self, action: Callable[[], object]) -> bool:
        """Run a quick action; an expected error becomes a notice. True when it went well."""
        try:
            action()
        except RingfenceError as error:
            self.tell_error(error)
            return False
        return True

    def tell_error(
        self, error: BaseException, *, key: str = "", action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show an expected error in the window's strip; bugs have their own report window."""
        if isinstance(error, RingfenceError):
            self.notice.emit(Notice("error", error.message, key or error.message, action, do))

    def tell_work(self, text: str) -> None:
        """Say what is being read in the background; empty when that has ended."""
        self.work_told.emit(text)

    def _opened(self) -> None:
        self._selection = self._selection_elsewhere()
        self._answered_at = None
        self._assessment = self.workspace.last
        if self._assessment is None:
            self.assessment_awaited.emit()
        else:
            self.assessment_changed.emit(self._assessment)
        self.edited(new_symbols=True)
        self.update_freshness()

    def _selection_elsewhere(self) -> tuple[str, str] | None:
        """What another portfolio may have too: the company or fund selected, never the holding itself."""
        if self._selection is None or self._selection[0] != "position" or self._assessment is None:
            return None if self._assessment is None else self._selection
        listed = (*self._assessment.positions, *self._assessment.watchlist)
        held = next((each for each in listed if each.key == self._selection[1]), None)
        if held is None or (held.company is None and held.fund is None):
            return None
        return ("company", held.company) if held.company is not None else ("fund", str(held.fund))

    def judge_again(self) -> None:
        """After a change of the rules: judge at once; a refresh under way judged by the old ones."""
        self._edits += 1
        self.reassess()

    def edited(self, *, new_symbols: bool = False) -> None:
        """After a change of what is stored: tell who shows it and judge again."""
        self.notice_gone.emit(_REMOVED)
        self._edits += 1
        self.portfolios_changed.emit()
        self.history_changed.emit()
        self.reassess(then_refresh=new_symbols and self.live)

    def _removed(self, count: int) -> None:
        text = self.tr("Removed {n}.").format(n=count)
        self.notice.emit(Notice("info", text, _REMOVED, self.tr("Undo"), lambda: self.attempt(self.undo)))
