"""Reads the ledger's money for the Inspector in the background, once for each state of the ledger."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from screener.domain.assessment import Assessment, Provenance
from screener.ui.models.ring_money import MoneyTold, money_of
from screener.ui.panels.inspector_sections.subject import Subject
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.services.returns import RingMoney
    from screener.ui.session import Session


class MoneyReading(QObject):
    """`changed` tells that there is something new to show; without it, or if it fails, nothing is shown."""

    changed = Signal()

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._money: RingMoney | None = None
        self._read_for: Provenance | None = None
        self._task = Task(session.pool, self)
        self._task.done.connect(self._on_done)

    def of(self, assessment: Assessment, subject: Subject | None) -> MoneyTold | None:
        """What is known of a subject by now; asks for what is not."""
        if subject is None:
            return None
        party = subject.company.key if subject.company is not None else subject.entity
        if party is None:
            return None
        if self._read_for != assessment.provenance:
            self._read_for = assessment.provenance
            self._task.start(lambda _job: self._session.workspace.ring_money())
        return None if self._money is None else money_of(self._money, party)

    def _on_done(self, money: "RingMoney") -> None:
        self._money = money
        self.changed.emit()
