"""What the Ring panel reads in the background: the whole ledger, wider loops, paths, and what-if."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from screener.domain.assessment import Assessment, Loop
from screener.domain.ring.deal import Strength
from screener.domain.ring.effect import Effect
from screener.ui.models.ledger_records import book_of
from screener.ui.models.ring_content import RingContent, first_content
from screener.ui.models.ring_graph import rank
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.services.ledger_rows import LedgerRow
    from screener.ui.session import Session

_LEGS = 4
"""How long the loops of an assessment are at most."""


class RingReading(QObject):
    """Keeps `content` as complete as it can be. `changed` tells of anything new in it.

    `off` has the records switched off; `reach_changed` carries the paths, `failed` an exception.
    """

    changed = Signal()
    effect_changed = Signal()
    reach_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.content: RingContent | None = None
        self.off: frozenset[str] = frozenset()
        self._read_for: str | None = None
        self._wanted: tuple[Strength, int] = "contingent", _LEGS
        self._ledger, self._loops = Task(session.pool, self), Task(session.pool, self)
        self._effect, self._reach = Task(session.pool, self), Task(session.pool, self)
        self._ledger.done.connect(self._on_ledger)
        self._loops.done.connect(self._on_loops)
        self._effect.done.connect(self._on_effect)
        self._reach.done.connect(self.reach_changed)
        for task in (self._ledger, self._loops, self._effect, self._reach):
            task.failed.connect(self.failed)

    @property
    def searching(self) -> bool:
        """Other loops are being looked for."""
        return self._loops.running

    def take(self, assessment: Assessment) -> None:
        """A newer assessment; what was read of the same ledger is kept."""
        before = self.content
        if before is None:
            self.content = first_content(assessment)
        elif before.assessment.provenance == assessment.provenance:
            wider = before.loops is not before.assessment.loops
            loops = before.loops if wider else assessment.loops
            self.content = before._replace(assessment=assessment, loops=loops)
        else:
            fresh = first_content(assessment)
            self.content = fresh._replace(book=before.book) if before.book.whole else fresh
            self.look_for(*self._wanted)
        self._read()

    def forget(self) -> None:
        """The user may have changed the ledger."""
        self._read_for = None
        self._read()

    def _read(self) -> None:
        if self.content is None:
            return
        version = self.content.assessment.provenance.ledger
        if self._read_for != version:
            self._read_for = version
            self._ledger.start(lambda _job: self._session.workspace.ledger_deals())
            self._reach.start(lambda _job: self._session.workspace.reach())
            self._work_out()

    # -- loops --------------------------------------------------------------------------------------

    def look_for(self, floor: Strength, legs: int) -> None:
        """Have loops of that strength and length; those of the assessment are used where they hold them."""
        self._wanted = floor, legs
        if self.content is None:
            return
        assessment = self.content.assessment
        known = [assessment.provenance.strength_floor, *(loop.strength for loop in assessment.loops)]
        if legs <= _LEGS and rank(floor) >= min(rank(each) for each in known):
            self._loops.cancel()
            self.content = self.content._replace(loops=assessment.loops)
        else:
            self._loops.start(lambda _job: self._session.workspace.loops(floor, legs))
        self.changed.emit()

    def _on_loops(self, loops: tuple[Loop, ...]) -> None:
        if self.content is not None:
            self.content = self.content._replace(loops=loops)
            self.changed.emit()

    def _on_ledger(self, rows: "tuple[LedgerRow, ...]") -> None:
        if self.content is not None:
            self.content = self.content._replace(book=book_of(rows, self.content.assessment))
            self.changed.emit()

    # -- what if ------------------------------------------------------------------------------------

    def switch(self, deal: str, *, on: bool) -> None:
        """Count a record, or see what remains without it."""
        self.off = self.off - {deal} if on else self.off | {deal}
        self._work_out()
        self._tell_off()

    def count_all(self) -> None:
        """Nothing is switched off any more."""
        self.off = frozenset()
        self._work_out()
        self._tell_off()

    def _work_out(self) -> None:
        if self.off:
            off = self.off
            self._effect.start(lambda _job: self._session.workspace.what_if(off))
        else:
            self._effect.cancel()

    def _tell_off(self) -> None:
        if self.content is not None:
            self.content = self.content._replace(effect=None)
            self.effect_changed.emit()
            self.changed.emit()

    def _on_effect(self, effect: Effect) -> None:
        if self.content is not None and self.off:
            self.content = self.content._replace(effect=effect)
            self.effect_changed.emit()
            self.changed.emit()
