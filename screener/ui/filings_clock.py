"""Reading filings while the window is open: once after the first quotes, then every hour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from screener.ui.hourly import Hourly
from screener.ui.tasks import Task, TaskPool

if TYPE_CHECKING:
    from screener.services.filing_rounds import FilingsOutcome
    from screener.ui.session import Session


class FilingsClock(QObject):
    """Asks for what is due of the filings when a live assessment comes in and the last round is old.

    Nothing is asked offline, with live figures switched off, or without a contact address.
    """

    def __init__(self, session: "Session", pool: TaskPool) -> None:
        super().__init__(session)
        self._session = session
        self._hour = Hourly()
        self._task = Task(pool, self)
        self._task.done.connect(self._on_read)
        session.assessment_changed.connect(lambda _assessment: self._ask_when_due())
        session.setting_changed.connect(self._on_setting)

    @property
    def reading(self) -> bool:
        """A round is under way."""
        return self._task.running

    def stop(self) -> None:
        """Drop the round under way."""
        self._task.cancel()

    def _ask_when_due(self) -> None:
        session = self._session
        now = session.now()
        if (
            self._hour.is_due(now)
            and session.live
            and not self.reading
            and session.workspace.setting("sec_contact")
        ):
            self._hour.begin(now)
            self._task.start(lambda _job: session.workspace.refresh_filings())

    def _on_setting(self, key: str) -> None:
        if key == "sec_contact":
            self._hour.at_once()
            self._ask_when_due()

    def _on_read(self, outcome: "FilingsOutcome") -> None:
        if outcome.retry_at is not None:
            self._hour.put_off(max(outcome.retry_at, self._session.now()))
        if outcome.newer:
            self._session.reassess()
