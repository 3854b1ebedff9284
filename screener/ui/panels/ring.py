"""The Ring panel: the map of the ledger around the user's holdings, its loops, and the deals behind each."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment, Loop
from screener.errors import RingfenceError
from screener.ui.messages import Notice
from screener.ui.models import effect_words, ring_summary, ring_words
from screener.ui.models.ledger_records import Record
from screener.ui.models.ring_content import RingContent
from screener.ui.models.ring_filter import RingFilter, matching
from screener.ui.models.ring_graph import RingGraph
from screener.ui.models.ring_summary import InRing
from screener.ui.models.ring_time import ALWAYS
from screener.ui.panel import Panel
from screener.ui.panels.ring_board import VIEWS, RingBoard
from screener.ui.panels.ring_filters import RingFilters
from screener.ui.panels.ring_holdings import RingHoldings, RingSummary
from screener.ui.panels.ring_pick import (
    NOTHING,
    Explained,
    Pick,
    company_of,
    explained,
    is_there,
    news_of,
    parties_of,
)
from screener.ui.panels.ring_reading import RingReading
from screener.ui.panels.ring_side import RingSide
from screener.ui.panels.ring_stage import RingStage
from screener.ui.plots.ring_follow import FollowMoney

if TYPE_CHECKING:
    from screener.ui.session import Session


class RingPanel(Panel):
    """Follows the session's selection: a selected company on the map is lit with its legs and loops."""

    follows_prices = False

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, QCoreApplication.translate("RingPanel", "Ring"), parent)
        session.selection_changed.connect(self._on_selection)
        session.history_changed.connect(self.reading.forget)

    # -- building -----------------------------------------------------------------------------------

    def build(self, content: QWidget) -> None:
        """Views beside the title, filters under it; map, table or paths left, loops and evidence right."""
        self._shown = RingGraph((), ())
        self._records: tuple[Record, ...] = ()
        self._pick = self._through = NOTHING
        self._by_itself = False
        self._let_go = False
        self._behind = False
        self._followed: Loop | None = None
        self.reading = RingReading(self.session, self)
        self.reading.changed.connect(self._show_all)
        self.reading.effect_changed.connect(self._say_effect)
        self.reading.failed.connect(self._on_failed)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.views = QTabBar()
        self.views.setDrawBase(False)
        self.views.setAccessibleName(self.tr("Views of the ring"))
        for title in (self.tr("Map"), self.tr("Table"), self.tr("Private companies")):
            self.views.addTab(title)
        self.header.addWidget(self.views)
        self.summary = RingSummary()
        self.header.removeWidget(self.subtitle_label)
        self.header.setStretch(1, 0)
        self.header.insertWidget(1, self.summary, 1)
        self.holdings = RingHoldings()
        self.holdings.picked.connect(self._on_holding)
        self.holdings.let_go.connect(self.let_go)
        column.addWidget(self.holdings)
        self.holdings.put_after(self.views)
        self.filters = RingFilters()
        self.filters.changed.connect(self._show_all)
        self.filters.found.connect(self._on_found)
        column.addWidget(self.filters)
        column.addWidget(RingStage(self._build_board(), self._build_side()), 1)
        self.views.currentChanged.connect(lambda number: self.show_view(VIEWS[number]))

    def _build_board(self) -> RingBoard:
        self.board = RingBoard()
        self.board.timeline.changed.connect(self._show_all)
        self.board.timeline.play.clicked.connect(self._on_replay)
        self.board.leg_picked.connect(lambda pair: self._choose(Pick(leg=pair)))
        self.board.export_asked.connect(self.write_picture)
        self.board.paths.picked.connect(lambda row: self._choose(Pick(path=row)))
        self.reading.reach_changed.connect(lambda reach: self.board.paths.show_reach(reach, self._names()))
        self.map = self.board.map
        self.map.node_picked.connect(self._on_node)
        self.map.leg_picked.connect(lambda leg: self._choose(Pick(leg=leg.pair)))
        self.map.nothing_picked.connect(self.let_go)
        return self.board

    def _build_side(self) -> RingSide:
        self.side = RingSide()
        self.loops, self.evidence = self.side.loops, self.side.evidence
        self.loops.picked.connect(lambda loop: self._choose(Pick(loop=loop)))
        self.loops.asked.connect(
            lambda: self.reading.look_for(self.loops.chosen_floor, self.loops.chosen_legs)
        )
        self.loops.let_go.connect(self.show_all_parties)
        self.evidence.switched.connect(lambda deal, on: self.reading.switch(deal, on=on))
        self.evidence.reset.connect(self.reading.count_all)
        self.evidence.follow_asked.connect(self.follow_money)
        self.evidence.inspect_asked.connect(lambda entity: self.session.select("company", entity))
        self.follower = FollowMoney(self)
        self.follower.moved.connect(self.map.scene_.show_progress)
        self.follower.leg_begun.connect(self._on_leg_begun)
        self.follower.ended.connect(lambda: self.evidence.show_progress("", running=False))
        return self.side

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was selected elsewhere meanwhile."""
        super().showEvent(event)
        if self._behind and self.session.selection is not None:
            self._on_selection(*self.session.selection)
        self._behind = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves that nobody sees."""
        self.follower.stop()
        self.board.timeline.stop()
        super().hideEvent(event)

    # -- showing ------------------------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the ring of `assessment`; what is picked stays picked."""
        before = self.reading.content
        if before is None or before.assessment.portfolio_key != assessment.portfolio_key:
            self._pick = self._through = NOTHING
            self.loops.choose_floor(assessment.provenance.strength_floor)
        self.reading.take(assessment)
        self.summary.show_assessment(assessment)
        self.holdings.show_holdings(ring_summary.in_the_ring(assessment))
        if self.session.selection is not None and self._pick == NOTHING and not self._let_go:
            self._pick = self._through = Pick(party=company_of(assessment, *self.session.selection))
        self._show_all()

    def show_view(self, view: str) -> None:
        """Show the map, the table or the paths."""
        self.views.setCurrentIndex(VIEWS.index(view))
        self.board.show_view(view)
        self.filters.setVisible(view != "paths")
        self.follower.stop()

    def _names(self) -> dict[str, str]:
        return {} if self.reading.content is None else self.reading.content.book.names()

    def _filter(self, content: RingContent) -> RingFilter:
        found = None
        if self.filters.text:
            hits = self.session.workspace.search(self.filters.text)
            found = matching(content.book.parties.values(), self.filters.text)
            found |= {hit.key for hit in hits if hit.key is not None}
        return self.filters.chosen(content.mine, found, self.board.timeline.until, self.reading.off)

    def _show_all(self) -> None:
        """Apply the filters and show what passes, as map, table and list of loops."""
        content = self.reading.content
        if content is None:
            return
        if content.book.whole and not content.book.records:
            self.show_empty(self.tr("The deal ledger holds no record."))
            return
        self.show_content()
        self.board.timeline.show_months(content.months(), content.growth())
        chosen = self._filter(content)
        records = self._records = content.shown(chosen)
        self._shown = content.graph(records)
        if not is_there(self._pick, content):
            self._pick = NOTHING
        if not is_there(self._through, content):
            self._through = NOTHING
        through = parties_of(self._through, content.assessment)
        rows = content.loop_rows(chosen, self.loops.chosen_floor, through)
        self.board.show_graph(content.whole(), self._shown, content.book, records)
        named = self._through.fund or (self._through.party and content.book.name(self._through.party))
        self.loops.show_rows(rows, named, searching=self.reading.searching)
        self.filters.counts.set_text(
            self.tr("{parties} parties, {records} of {all} records").format(
                parties=len(self._shown.nodes), records=len(records), all=len(content.book.records)
            )
        )
        self._show_picked()

    def _show_picked(self) -> None:
        """Light up and explain what is picked; the first loop before anything was."""
        content = self.reading.content
        if content is None or (self.follower.running and self._pick.loop is self._followed):
            return
        self.follower.stop()
        until = self.board.timeline.until
        if self._by_itself and until != ALWAYS:
            self._pick, self._by_itself = NOTHING, False
        if self._pick == NOTHING and not self._let_go and until == ALWAYS and self.loops.model.rowCount():
            self._pick, self._by_itself = Pick(loop=self.loops.model.row(0).loop), True
        self.loops.show_current(self._pick.loop)
        self.holdings.show_current(self._through.party or self._through.fund)
        if self._pick == NOTHING and until != ALWAYS:
            self._light(news_of(until, content, self._records))
        else:
            self._light(explained(self._pick, content, off=self.reading.off))

    def _light(self, shown: Explained) -> None:
        if shown.party is not None:
            self.map.light_party(shown.party)
        elif shown.parties:
            self.map.light_parties(shown.parties)
        elif shown.legs:
            self.map.follow(shown.legs, numbered=shown.numbered, fade=shown.fade)
        else:
            self.map.light_nothing()
        if shown.said is None:
            self.evidence.say_what_to_pick()
        else:
            self.evidence.show_said(shown.said)

    def _say_effect(self) -> None:
        content = self.reading.content
        effect = None if content is None else content.effect
        lines = () if effect is None else effect_words.lines(effect, self._names())
        self.evidence.show_effect(self.reading.off, lines)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, RingfenceError):
            self.messages.show_notice(Notice("error", error.message, "ring"))
            self.board.paths.give_up(error.message)

    # -- picking ------------------------------------------------------------------------------------

    def _choose(self, pick: Pick) -> None:
        """A party or fund also narrows the list of loops, until another one or nothing is picked."""
        narrows = pick == NOTHING or pick.party is not None or pick.fund is not None
        before = self._through
        self._through = pick if narrows else before
        self._pick, self._let_go, self._by_itself = pick, pick == NOTHING, False
        if self._through != before:
            self._show_all()
        else:
            self._show_picked()

    def _on_node(self, entity: str) -> None:
        """The evidence stands beside the map; the Inspector is one more step, as it takes room."""
        self._choose(Pick(party=entity))

    def _on_holding(self, told: InRing) -> None:
        """A row of the user's holdings: its loops only, on the map its company or those of the fund."""
        self._choose(Pick(party=told.key) if told.kind == "company" else Pick(fund=told.key))

    def _on_found(self, text: str) -> None:
        """Return in the search field: pick the party when only one is found."""
        content = self.reading.content
        found = None if content is None else self._filter(content).found
        if found is not None and len(found) == 1:
            self._on_node(next(iter(found)))

    def show_all_parties(self) -> None:
        """Stop showing one party's loops only."""
        self._choose(NOTHING)
        self._let_go = False
        self._show_picked()

    def let_go(self) -> None:
        """Nothing picked: the whole map plain."""
        self._choose(NOTHING)

    def _on_replay(self) -> None:
        """The replay shows what is new each month, and nothing else."""
        if self.board.timeline.running:
            self.let_go()

    def _on_selection(self, kind: str, key: str) -> None:
        content = self.reading.content
        self._behind = not self.isVisible()
        if content is None or self._behind:
            return
        entity = company_of(content.assessment, kind, key)
        if entity is None or entity == self._pick.party:
            return
        if any(node.entity == entity for node in self._shown.nodes):
            self._choose(Pick(party=entity))

    # -- following and saving -----------------------------------------------------------------------

    def follow_money(self) -> None:
        """See the money go round the loop that is picked, or stop it."""
        if self.follower.running:
            self.follower.stop()
        elif self._pick.loop is not None:
            self.show_view("map")
            self._followed = self._pick.loop
            self.follower.start(len(self._pick.loop.legs))

    def _on_leg_begun(self, number: int) -> None:
        content = self.reading.content
        if content is not None and self._pick.loop is not None:
            text = ring_words.progress(self._pick.loop, number, content.book)
            self.evidence.show_progress(text, running=True)

    def write_picture(self, path: Path) -> None:
        """Write the map as it is lit now, and say where."""
        content = self.reading.content
        if content is None:
            return
        day, what = content.assessment.ledger_date, self.filters.counts.whole
        if self.session.attempt(lambda: self.board.write_picture(path, day, what)):
            text = self.tr("Map written to {path}.").format(path=path)
            self.messages.show_notice(Notice("info", text, "map"))
