"""Reading statements while the window is open: once after the first quotes, then every hour what is due."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from screener.domain.assessment import Assessment
from screener.ui.hourly import Hourly
from screener.ui.tasks import Job, Task, TaskPool

if TYPE_CHECKING:
    from screener.services.statement_rounds import StatementsOutcome
    from screener.ui.session import Session

AFTER_TROUBLE = timedelta(minutes=10)
"""Before the next round when the source ended the last one; it may want a longer pause."""

_QUOTED = ("live", "delayed")


class StatementsClock(QObject):
    """Asks for what is due of the statements when a live assessment comes in and the last round is old.

    Nothing is asked offline, or with live figures or statements switched off.
    """

    def __init__(self, session: "Session", pool: TaskPool) -> None:
        super().__init__(session)
        self._session = session
        self._hour = Hourly()
        self._task = Task(pool, self)
        self._task.done.connect(self._on_read)
        self._task.progressed.connect(self._tell)
        self._task.ended.connect(lambda: session.tell_work(""))
        session.assessment_changed.connect(self._on_assessment)
        session.setting_changed.connect(self._on_setting)

    @property
    def reading(self) -> bool:
        """A round is under way."""
        return self._task.running

    def stop(self) -> None:
        """End the round under way; what it had by then is kept."""
        self._task.cancel()

    @property
    def _allowed(self) -> bool:
        return self._session.live and bool(self._session.workspace.setting("read_statements"))

    def _on_assessment(self, assessment: Assessment) -> None:
        """Quotes come first: before they are there nobody knows whether the source answers."""
        if assessment.mode in _QUOTED:
            self._ask_when_due()

    def _ask_when_due(self) -> None:
        now = self._session.now()
        if self._hour.is_due(now) and self._allowed and not self.reading:
            self._hour.begin(now)
            self._task.start(self._read)

    def _read(self, job: Job) -> "StatementsOutcome":
        return self._session.workspace.refresh_statements(
            job.wait, lambda done, total: job.progress((done, total))
        )

    def _on_setting(self, key: str) -> None:
        if not self._allowed:
            self.stop()
        elif key == "read_statements":
            self._hour.at_once()
            self._ask_when_due()

    def _tell(self, step: tuple[int, int]) -> None:
        done, total = step
        text = self.tr("Reading statements: {n} of {all} …").format(n=done + 1, all=total)
        self._session.tell_work(text)

    def _on_read(self, outcome: "StatementsOutcome") -> None:
        if outcome.retry_at is not None:
            self._hour.put_off(max(outcome.retry_at, self._session.now() + AFTER_TROUBLE))
        if outcome.newer:
            self._session.reassess()
