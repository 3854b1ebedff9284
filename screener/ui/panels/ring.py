"""The Ring panel: the map of the ledger around the user's holdings, its loops, and the deals behind each."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QTabBar, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment, Loop
from screener.domain.ring.effect import Effect
from screener.domain.ring.reach import Reach
from screener.errors import RingfenceError
from screener.ui import theme
from screener.ui.messages import Notice
from screener.ui.models import effect_words, ring_words
from screener.ui.models.ledger_records import Record, book_of
from screener.ui.models.paths_model import PathRow
from screener.ui.models.ring_content import RingContent, first_content
from screener.ui.models.ring_filter import RingFilter, matching
from screener.ui.models.ring_graph import MapLeg, Pair, RingGraph, rank
from screener.ui.panel import Panel
from screener.ui.panels.ring_board import VIEWS, RingBoard
from screener.ui.panels.ring_evidence import RingEvidence
from screener.ui.panels.ring_filters import RingFilters
from screener.ui.panels.ring_loops import RingLoops
from screener.ui.plots.ring_follow import FollowMoney
from screener.ui.plots.ring_items import place_words, weight_words
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.services.ledger_rows import LedgerRow
    from screener.ui.session import Session

_BESIDE_PX = 900
_BESIDE_SIZES, _STACKED_SIZES, _PAIR_SIZES = [690, 360], [460, 220], [230, 330]
_WIDE_SIZES = [1180, 520]


class Pick(NamedTuple):
    """What is lit and explained; at most one of them."""

    loop: Loop | None = None
    leg: Pair | None = None
    party: str | None = None
    path: PathRow | None = None


NOTHING = Pick()


class RingPanel(Panel):
    """Follows the session's selection: a selected company on the map is lit with its legs and loops."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, QCoreApplication.translate("RingPanel", "Ring"), parent)
        session.selection_changed.connect(self._on_selection)
        session.history_changed.connect(self._forget_ledger)

    # -- building -----------------------------------------------------------------------------------

    def build(self, content: QWidget) -> None:
        """Views beside the title, filters under it; map, table or paths left, loops and evidence right."""
        self._content: RingContent | None = None
        self._read_for: str | None = None
        self._loops_for: tuple[str, int] | None = None
        self._off: frozenset[str] = frozenset()
        self._shown = RingGraph((), ())
        self._pick = NOTHING
        self._let_go = False
        self._tasks()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.views = QTabBar()
        self.views.setDrawBase(False)
        self.views.setAccessibleName(self.tr("Views of the ring"))
        for title in (self.tr("Map"), self.tr("Table"), self.tr("Private companies")):
            self.views.addTab(title)
        self.views.currentChanged.connect(self._on_view)
        self.header.addWidget(self.views)
        self.filters = RingFilters()
        self.filters.changed.connect(self._show_all)
        self.filters.found.connect(self._on_found)
        column.addWidget(self.filters)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.board = RingBoard()
        self.board.timeline.changed.connect(self._show_all)
        self.board.record_picked.connect(self._on_record)
        self.board.export_asked.connect(self.write_picture)
        self.board.paths.picked.connect(lambda row: self._choose(Pick(path=row)))
        self.map = self.board.map
        self.map.node_picked.connect(self._on_node)
        self.map.leg_picked.connect(lambda leg: self._choose(Pick(leg=leg.pair)))
        self.map.nothing_picked.connect(self.let_go)
        self._lower = QSplitter(Qt.Orientation.Vertical)
        self.loops = RingLoops()
        self.loops.picked.connect(lambda loop: self._choose(Pick(loop=loop)))
        self.loops.asked.connect(self._on_loops_asked)
        self.loops.let_go.connect(self.show_all_parties)
        self._lower.addWidget(self.loops)
        self._lower.addWidget(self._build_evidence())
        for split, sizes in ((self._split, _BESIDE_SIZES), (self._lower, _PAIR_SIZES)):
            split.setProperty("role", "gap")
            split.setHandleWidth(theme.CARD_GAP_PX)
            split.setChildrenCollapsible(False)
            split.setSizes(sizes)
        self._split.addWidget(self.board)
        self._split.addWidget(self._lower)
        self._split.setStretchFactor(0, 1)
        column.addWidget(self._split, 1)

    def _build_evidence(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        self.evidence = RingEvidence()
        self.evidence.switched.connect(self._on_switched)
        self.evidence.reset.connect(self.count_all)
        self.evidence.follow_asked.connect(self.follow_money)
        inner.addWidget(self.evidence)
        self.follower = FollowMoney(self)
        self.follower.moved.connect(self.map.scene_.show_progress)
        self.follower.leg_begun.connect(self._on_leg_begun)
        self.follower.ended.connect(lambda: self.evidence.show_progress("", running=False))
        return card

    def _tasks(self) -> None:
        pool = self.session.pool
        self._reading, self._searching = Task(pool, self), Task(pool, self)
        self._what_if, self._reaching = Task(pool, self), Task(pool, self)
        self._reading.done.connect(self._on_ledger)
        self._searching.done.connect(self._on_loops)
        self._what_if.done.connect(self._on_effect)
        self._reaching.done.connect(self._on_reach)
        for task in (self._reading, self._searching, self._what_if, self._reaching):
            task.failed.connect(self._on_failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With enough room the loops and deals stand beside the map, else under it."""
        super().resizeEvent(event)
        wide = event.size().width()
        beside = wide >= _BESIDE_PX
        outer = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self._split.setOrientation(outer)
        self._lower.setOrientation(Qt.Orientation.Vertical if beside else Qt.Orientation.Horizontal)
        self._split.setSizes(_STACKED_SIZES if not beside else _WIDE_SIZES if wide > 1500 else _BESIDE_SIZES)
        self._lower.setSizes(_PAIR_SIZES if beside else [600, 450])

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves that nobody sees."""
        self.follower.stop()
        self.board.timeline.stop()
        super().hideEvent(event)

    # -- what there is to show ----------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the ring of `assessment`; what is picked stays picked."""
        before = None if self._content is None else self._content.assessment
        if before is None or before.portfolio_key != assessment.portfolio_key:
            self._pick = NOTHING
            self.loops.choose_floor(assessment.provenance.strength_floor)
        if self._content is None or before is None or before.provenance != assessment.provenance:
            kept = self._content
            self._content = first_content(assessment)
            if kept is not None and kept.book.whole:
                self._content = self._content._replace(book=kept.book)
            self._loops_for = None
        else:
            self._content = self._content._replace(assessment=assessment)
            if self._loops_for is None:
                self._content = self._content._replace(loops=assessment.loops)
        self._read_ledger()
        if not self._content.book.records and self._content.book.whole:
            self.show_empty(self.tr("The deal ledger is empty."))
            return
        self.show_content()
        if self.session.selection is not None and self._pick == NOTHING and not self._let_go:
            entity = self._entity_of(*self.session.selection)
            self._pick = Pick(party=entity) if entity is not None else NOTHING
        self._show_all()

    def _read_ledger(self) -> None:
        """Read the ledger again when it may be another one."""
        if self._content is None:
            return
        version = self._content.assessment.provenance.ledger
        if self._read_for != version:
            self._read_for = version
            self._reading.start(lambda _job: self.session.workspace.ledger_deals())
            self._reaching.start(lambda _job: self.session.workspace.reach())
        if self._off:
            self._ask_what_if()
        if self._loops_for is None and self.loops.chosen_legs > 4:
            self._on_loops_asked()

    def _forget_ledger(self) -> None:
        self._read_for = None
        if self.isVisible():
            self._read_ledger()

    def _on_ledger(self, rows: "tuple[LedgerRow, ...]") -> None:
        if self._content is not None:
            self._content = self._content._replace(book=book_of(rows, self._content.assessment))
            self._show_all()

    def _on_loops(self, loops: tuple[Loop, ...]) -> None:
        if self._content is not None:
            self._content = self._content._replace(loops=loops)
            self._show_all()

    def _on_effect(self, effect: Effect) -> None:
        if self._content is not None:
            self._content = self._content._replace(effect=effect if self._off else None)
            lines = effect_words.lines(effect, self._content.book.names())
            self.evidence.show_effect(self._off, lines if self._off else ())
            self._show_all()

    def _on_reach(self, reach: Reach) -> None:
        if self._content is not None:
            self.board.paths.show_reach(reach, self._content.book.names())

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, RingfenceError):
            self.messages.show_notice(Notice("error", error.message, "ring"))

    def _on_loops_asked(self) -> None:
        """Weaker or longer loops than the assessment has are searched for."""
        content = self._content
        if content is None:
            return
        floor, legs = self.loops.chosen_floor, self.loops.chosen_legs
        known = {loop.strength for loop in content.assessment.loops} | {
            content.assessment.provenance.strength_floor
        }
        if legs > 4 or rank(floor) < min(rank(each) for each in known):
            if self._loops_for != (floor, legs):
                self._loops_for = (floor, legs)
                self._searching.start(lambda _job: self.session.workspace.loops(floor, legs))
        else:
            self._searching.cancel()
            self._loops_for = None
            self._content = content._replace(loops=content.assessment.loops)
        self._show_all()
