"""The Ring panel: the map around the user's holdings, the loops they sit on, and the deals behind each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment, Loop
from screener.domain.ring.deal import Strength
from screener.errors import RingfenceError
from screener.ui import labels, theme
from screener.ui.messages import Notice
from screener.ui.models import deal_words, ring_graph
from screener.ui.models.loops_model import LoopRow, LoopsModel, loop_rows
from screener.ui.models.ring_graph import MapLeg, RingGraph
from screener.ui.panel import Panel
from screener.ui.panels.loops_view import LoopsView
from screener.ui.panels.ring_evidence import RingEvidence
from screener.ui.plots.ring_items import node_words
from screener.ui.plots.ring_legend import RingLegend
from screener.ui.plots.ring_map import RingMap
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.ui.session import Session

_BESIDE_PX = 1300
_STACKED_SIZES, _BESIDE_SIZES, _PAIR_SIZES = [440, 200], [1000, 560], [600, 450]
_FLOORS: tuple[Strength, ...] = ("firm", "announced", "contingent")


class RingPanel(Panel):
    """Follows the session's selection: a selected company on the map is lit with its legs and loops."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, QCoreApplication.translate("RingPanel", "Ring"), parent)
        self._weaker = Task(session.pool, self)
        self._weaker.done.connect(self._on_weaker_loops)
        self._weaker.failed.connect(self._on_weaker_failed)
        session.selection_changed.connect(self._on_selection)

    # -- building -----------------------------------------------------------------------------------

    def build(self, content: QWidget) -> None:
        """Filters beside the title; the map above, loops and evidence side by side under it."""
        self._assessment: Assessment | None = None
        self._more_loops: tuple[Loop, ...] = ()
        self._shown = RingGraph((), ())
        self._loop: Loop | None = None
        self._leg: tuple[str, str] | None = None
        self._party: str | None = None
        self._let_go = False
        self._quiet = False
        self._build_filters()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setProperty("role", "gap")
        self._split.setHandleWidth(theme.CARD_GAP_PX)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._build_map())
        self._split.addWidget(self._build_lower())
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes(_STACKED_SIZES)
        column.addWidget(self._split)

    def _build_filters(self) -> None:
        self.through = labels.button("", self.show_all_parties, role="chip")
        self.through.setCheckable(True)
        self.through.hide()
        self.mine = labels.button(self.tr("With my holdings"), role="chip")
        self.mine.setCheckable(True)
        self.mine.setChecked(True)
        labels.set_tooltip(
            self.mine, self.tr("Only loops with a company you hold, directly or through a fund")
        )
        self.mine.toggled.connect(lambda _on: self._show_loops())
        self.floor = QComboBox()
        self.floor.setAccessibleName(self.tr("Weakest deals a loop may rest on"))
        for strength, text in zip(
            _FLOORS,
            (self.tr("Firm deals only"), self.tr("Firm and announced"), self.tr("Contingent too")),
            strict=True,
        ):
            self.floor.addItem(text, strength)
        self.floor.currentIndexChanged.connect(lambda _number: self._on_floor())
        for widget in (self.through, self.mine, self.floor):
            self.header.addWidget(widget)

    def _build_map(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(4, 6, 4, 8)
        column.setSpacing(4)
        self.map = RingMap()
        self.map.node_picked.connect(self._on_node)
        self.map.leg_picked.connect(self._on_leg)
        self.map.nothing_picked.connect(self.let_go)
        column.addWidget(self.map, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 8, 0)
        foot.setSpacing(4)
        foot.addWidget(RingLegend(), 1)
        for text, about, do in (
            ("−", self.tr("Step back"), self.map.zoom_out),
            ("+", self.tr("Come nearer"), self.map.zoom_in),
            (self.tr("Fit"), self.tr("Show the whole map"), self.map.fit),
        ):
            made = labels.button(text, do, role="plain")
            made.setAccessibleName(about)
            labels.set_tooltip(made, about)
            foot.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        return card

    def _build_lower(self) -> QWidget:
        lower = self._lower = QSplitter(Qt.Orientation.Horizontal)
        lower.setProperty("role", "gap")
        lower.setHandleWidth(theme.CARD_GAP_PX)
        lower.setChildrenCollapsible(False)
        self.loops_model = LoopsModel(self)
        self.loops = LoopsView(self.loops_model)
        self.loops.selectionModel().currentRowChanged.connect(
            lambda now, _before: self._on_loop_row(now.row())
        )
        lower.addWidget(self.loops)
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        self.evidence = RingEvidence()
        inner.addWidget(self.evidence)
        lower.addWidget(card)
        lower.setSizes(_PAIR_SIZES)
        return lower

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With enough room the loops and deals stand beside the map, else under it."""
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_PX
        outer = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if outer != self._split.orientation():
            self._split.setOrientation(outer)
            self._lower.setOrientation(Qt.Orientation.Vertical if beside else Qt.Orientation.Horizontal)
            self._split.setSizes(_BESIDE_SIZES if beside else _STACKED_SIZES)
            self._lower.setSizes(_PAIR_SIZES)

    # -- showing ------------------------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the loops of `assessment`; what is picked stays picked."""
        if self._assessment is None or self._assessment.portfolio_key != assessment.portfolio_key:
            self._loop = self._leg = self._party = None
            self._set_floor(assessment.provenance.strength_floor)
        if self._assessment is not None and self._assessment.provenance != assessment.provenance:
            self._more_loops = ()
        self._assessment = assessment
        if not assessment.loops and not self._more_loops:
            self.show_empty(self.tr("The deal ledger has no loop of this strength."))
            return
        self.show_content()
        if self.session.selection is not None and self._party is None and self._loop is None:
            self._party = self._entity_of(*self.session.selection)
        self._show_loops()

    @property
    def chosen_floor(self) -> Strength:
        """The weakest deals a shown loop may rest on."""
        floor: Strength = self.floor.currentData()
        return floor

    def _set_floor(self, floor: Strength) -> None:
        self.floor.blockSignals(True)
        self.floor.setCurrentIndex(_FLOORS.index(floor))
        self.floor.blockSignals(False)

    def _all_loops(self, assessment: Assessment) -> tuple[Loop, ...]:
        return self._more_loops or assessment.loops

    def _on_floor(self) -> None:
        assessment = self._assessment
        if assessment is None:
            return
        known = min(
            [ring_graph.rank(assessment.provenance.strength_floor)]
            + [ring_graph.rank(loop.strength) for loop in self._all_loops(assessment)]
        )
        floor = self.chosen_floor
        if ring_graph.rank(floor) < known:
            self._weaker.start(lambda _job: self.session.workspace.loops(floor))
        self._show_loops()

    def _on_weaker_loops(self, loops: tuple[Loop, ...]) -> None:
        self._more_loops = loops
        self._show_loops()

    def _on_weaker_failed(self, error: BaseException) -> None:
        if isinstance(error, RingfenceError):
            self.messages.show_notice(Notice("error", error.message, "weaker"))

    def _show_loops(self) -> None:
        assessment = self._assessment
        if assessment is None:
            return
        loops = self._all_loops(assessment)
        kept = ring_graph.at_least(loops, self.chosen_floor)
        rows = [row for row in loop_rows(assessment, kept) if row.weight > 0 or not self.mine.isChecked()]
        self._shown = ring_graph.graph_of(assessment, (row.loop for row in rows))
        parties = {node.entity for node in self._shown.nodes}
        if self._party not in parties:
            self._party = None
        if self._loop is not None and not any(row.loop.entities == self._loop.entities for row in rows):
            self._loop = None
        self.map.show_graph(ring_graph.graph_of(assessment, loops), self._shown)
        self._quiet = True
        self.loops_model.show_rows(rows, self._goes_through)
        self._quiet = False
        self._say_counts(rows)
        self._show_picked()

    def _goes_through(self, row: LoopRow) -> bool:
        return self._party is None or self._party in row.loop.entities

    def _say_counts(self, rows: list[LoopRow]) -> None:
        parties = len(self._shown.nodes)
        if not rows:
            text = self.tr("no loop of this strength holds a company of yours")
        else:
            text = self.tr("{loops} loops, {parties} parties").format(loops=len(rows), parties=parties)
        self.subtitle_label.setText(text)
        self.through.setVisible(self._party is not None)
        if self._party is not None and self._assessment is not None:
            name = deal_words.name(self._party, self._assessment.entity_names)
            self.through.setText(labels.escape_mnemonic(self.tr("Through {name}  ✕").format(name=name)))
            self.through.setChecked(True)

    # -- picking ------------------------------------------------------------------------------------

    def _show_picked(self) -> None:
        """Light up and explain the loop, leg or party picked; the first loop before anything was."""
        if self._assessment is None:
            return
        if self._let_go:
            self.map.light_nothing()
            self.evidence.say_what_to_pick()
            return
        names = self._assessment.entity_names
        if self._leg is not None:
            leg = next((leg for leg in self._shown.legs if (leg.payer, leg.payee) == self._leg), None)
            if leg is not None:
                self.map.follow([self._leg])
                self.evidence.show_leg(leg.leg, names)
                return
        if self._loop is None and self._party is not None:
            self._show_party(self._party)
            return
        if self._loop is None and self.loops_model.rowCount():
            self._loop = self.loops_model.row(0).loop
        if self._loop is None:
            self.map.light_nothing()
            self.evidence.say(self.tr("No loop to follow with these filters."))
            return
        self.map.follow([(leg.payer, leg.payee) for leg in self._loop.legs])
        self.evidence.show_loop(self._loop, names)
        number = self.loops_model.number_of(self._loop)
        if number is not None and self.loops.currentIndex().row() != number:
            self._quiet = True
            self.loops.selectRow(number)
            self._quiet = False

    def _show_party(self, party: str) -> None:
        assert self._assessment is not None
        self.map.light_party(party)
        node = next(node for node in self._shown.nodes if node.entity == party)
        legs = [leg for leg in self._shown.legs if party in (leg.payer, leg.payee)]
        legs.sort(key=lambda leg: leg.payer != party)
        self.evidence.show_party(
            node.name, node_words(node), (leg.leg for leg in legs), self._assessment.entity_names
        )

    def _on_loop_row(self, number: int) -> None:
        if self._quiet or number < 0:
            return
        self._loop, self._leg, self._let_go = self.loops_model.row(number).loop, None, False
        self._show_picked()

    def _on_leg(self, leg: MapLeg) -> None:
        self._leg, self._let_go = (leg.payer, leg.payee), False
        self._show_picked()

    def _on_node(self, entity: str) -> None:
        self._pick_party(entity)
        self.session.select("company", entity)

    def _pick_party(self, entity: str) -> None:
        self._party, self._loop, self._leg, self._let_go = entity, None, None, False
        self._show_loops()

    def show_all_parties(self) -> None:
        """Stop showing one party's loops only."""
        self._party = self._loop = self._leg = None
        self._show_loops()

    def let_go(self) -> None:
        """Nothing picked: the whole map plain."""
        self._let_go = True
        self._quiet = True
        self.loops.clearSelection()
        self._quiet = False
        self.show_all_parties()

    def _on_selection(self, kind: str, key: str) -> None:
        entity = self._entity_of(kind, key)
        if entity is None or entity == self._party or self._assessment is None:
            return
        if any(node.entity == entity for node in self._shown.nodes):
            self._pick_party(entity)

    def _entity_of(self, kind: str, key: str) -> str | None:
        if kind == "company" or self._assessment is None:
            return key if kind == "company" else None
        positions = (*self._assessment.positions, *self._assessment.watchlist)
        return next((each.company for each in positions if kind == "position" and each.key == key), None)
