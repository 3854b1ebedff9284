"""The ring as a graph, its places on the map, and the map itself."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics

from screener.ui.models import ring_graph
from screener.ui.models.ring_graph import MapNode, RingGraph, graph_of
from screener.ui.plots import ring_layout
from screener.ui.plots.ring_items import leg_width, two_lines
from screener.ui.plots.ring_map import RingMap
from tests.builders.rings import LOOPS, loop, ring_assessment

replace = msgspec.structs.replace


@pytest.fixture
def whole() -> RingGraph:
    return graph_of(ring_assessment(), LOOPS)


@pytest.fixture
def shown(qtbot, themed, whole: RingGraph) -> RingMap:
    made = RingMap()
    qtbot.addWidget(made)
    made.resize(1050, 420)
    made.show()
    made.show_graph(whole, whole)
    return made


def test_every_party_and_leg_is_there_once(whole: RingGraph) -> None:
    assert len({node.entity for node in whole.nodes}) == len(whole.nodes) == 13
    pairs = [(leg.payer, leg.payee) for leg in whole.legs]
    assert len(set(pairs)) == len(pairs)
    assert {("nvidia", "openai"), ("openai", "oracle"), ("oracle", "nvidia")} <= set(pairs)


def test_weights_and_places_come_from_the_assessment(whole: RingGraph) -> None:
    by_entity = {node.entity: node for node in whole.nodes}
    assert by_entity["nvidia"].weight == Decimal("0.182")
    assert by_entity["openai"].weight == 0
    assert by_entity["openai"].inside
    assert not by_entity["tesla"].inside
    assert by_entity["nvidia"].name == "NVIDIA"


def test_a_leg_takes_its_largest_amount_and_never_a_sum() -> None:
    made = loop("firm", "nvidia", "openai")
    first = made.legs[0]
    deals = tuple(
        replace(first.deals[0], id=str(number), amount_usd=amount)
        for number, amount in enumerate((Decimal(10), Decimal(30), None))
    )
    made = replace(made, legs=(replace(first, deals=deals), made.legs[1]))
    leg = next(each for each in graph_of(ring_assessment(), (made,)).legs if each.payer == "nvidia")
    assert leg.amount == Decimal(30)


def test_a_leg_with_both_kinds_of_deals_says_both() -> None:
    made = loop("firm", "nvidia", "openai")
    deal = made.legs[0].deals[0]
    both = (replace(deal, leg="financing"), replace(deal, id="x", leg="purchase"))
    made = replace(made, legs=(replace(made.legs[0], deals=both), made.legs[1]))
    kinds = {leg.payer: leg.kind for leg in graph_of(ring_assessment(), (made,)).legs}
    assert kinds == {"nvidia": "both", "openai": "purchase"}


def test_the_weight_on_a_loop_counts_each_company_once() -> None:
    made = ring_assessment()
    assert ring_graph.weight_on(LOOPS[3], made) == Decimal("0.182") + Decimal("0.094")


@pytest.mark.parametrize(("floor", "count"), [("firm", 3), ("announced", 7), ("contingent", 9)])
def test_a_floor_keeps_that_strength_and_better(floor, count: int) -> None:
    assert len(ring_graph.at_least(LOOPS, floor)) == count


def graphs() -> st.SearchStrategy[RingGraph]:
    def build(columns: list[int]) -> RingGraph:
        nodes = tuple(
            MapNode(f"p{number}", f"Party {number}", "", column, Decimal(0), Decimal(0), True)
            for number, column in enumerate(columns)
        )
        return RingGraph(nodes, ())

    return st.lists(st.integers(0, ring_layout.COLUMNS - 1), min_size=1, max_size=40).map(build)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.floats(100, 3000), st.floats(80, 2000))
def test_boxes_never_overlap_whatever_the_room(graph: RingGraph, width: float, height: float) -> None:
    boxes = list(ring_layout.place(ring_layout.order_of(graph), width, height).values())
    assert len(boxes) == len(graph.nodes)
    for number, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


def test_the_same_graph_is_always_laid_out_alike(whole: RingGraph) -> None:
    turned = RingGraph(whole.nodes[::-1], whole.legs[::-1])
    assert ring_layout.order_of(whole) == ring_layout.order_of(turned)


def test_arrows_begin_and_end_at_their_boxes_and_cross_no_other(whole: RingGraph) -> None:
    boxes = ring_layout.place(ring_layout.order_of(whole), 1000, 420)
    pairs = [(leg.payer, leg.payee) for leg in whole.legs]
    routes = ring_layout.Routes(boxes, pairs)
    for payer, payee in pairs:
        points = routes.points(payer, payee)
        assert points[0].x() in (boxes[payer].left(), boxes[payer].right())
        assert points[-1].x() in (boxes[payee].left(), boxes[payee].right())
        for name, box in boxes.items():
            if name not in (payer, payee):
                assert not any(box.contains(point) for point in points[1:-1])


def test_larger_amounts_are_wider_and_unknown_ones_thinnest() -> None:
    widths = [leg_width(amount) for amount in (None, 1e8, 1e9, 1e10, 1e11, 5e11)]
    assert widths == sorted(widths)
    assert widths[-1] < 6


def test_names_break_between_words_and_fit(qapp) -> None:
    metrics = QFontMetrics(QFont())
    width = metrics.horizontalAdvance("Thinking Machines")
    lines = two_lines("Thinking Machines Lab of a Very Long Name", metrics, width)
    assert lines[0] == "Thinking Machines"
    assert len(lines) == 2
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in lines)
    assert two_lines("NVIDIA", metrics, width) == ["NVIDIA"]


def test_filters_hide_parties_and_leave_the_others_where_they_were(shown: RingMap, whole: RingGraph) -> None:
    before = {entity: box.topLeft() for entity, box in shown.shown_parties.items()}
    firm = graph_of(ring_assessment(), ring_graph.at_least(LOOPS, "firm"))
    shown.show_graph(whole, firm)
    after = {entity: box.topLeft() for entity, box in shown.shown_parties.items()}
    assert set(after) == {"nvidia", "coreweave", "microsoft", "openai", "amazon", "anthropic"}
    assert all(before[entity] == place for entity, place in after.items())


def test_new_weights_keep_what_is_lit(shown: RingMap, whole: RingGraph) -> None:
    shown.follow([("nvidia", "openai")])
    heavier = RingGraph(tuple(node._replace(weight=Decimal("0.5")) for node in whole.nodes), whole.legs)
    shown.show_graph(heavier, heavier)
    assert shown.lit_legs == (("nvidia", "openai"),)


def test_a_followed_loop_is_lit_in_its_order(shown: RingMap) -> None:
    pairs = (("openai", "oracle"), ("oracle", "nvidia"), ("nvidia", "openai"))
    shown.follow(pairs)
    assert shown.lit_legs == pairs
    shown.light_nothing()
    assert shown.lit_legs == ()


def test_a_lit_party_lights_its_own_legs(shown: RingMap) -> None:
    shown.light_party("oracle")
    assert set(shown.lit_legs) == {("openai", "oracle"), ("oracle", "nvidia"), ("oracle", "amd")}


def test_a_click_picks_the_party_under_it(shown: RingMap, qtbot) -> None:
    at = shown.mapFromScene(shown.shown_parties["oracle"].center())
    with qtbot.waitSignal(shown.node_picked) as picked:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == ["oracle"]


def test_a_click_on_the_ground_lets_go(shown: RingMap, qtbot) -> None:
    with qtbot.waitSignal(shown.nothing_picked):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_keyboard_walks_picks_zooms_and_fits(shown: RingMap, qtbot) -> None:
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    places = shown.shown_parties
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.accessibleDescription() != ""
    with qtbot.waitSignal(shown.node_picked) as picked:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert places[picked.args[0]].left() > min(box.left() for box in places.values())
    scale = shown.transform().m11()
    qtbot.keyClick(shown, Qt.Key.Key_Plus)
    assert shown.transform().m11() > scale
    qtbot.keyClick(shown, Qt.Key.Key_0)
    assert shown.transform().m11() == pytest.approx(scale)
    with qtbot.waitSignal(shown.nothing_picked):
        qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_every_box_is_in_sight_when_fitted(shown: RingMap) -> None:
    room = shown.viewport().rect()
    for box in shown.shown_parties.values():
        assert room.contains(shown.mapFromScene(box).boundingRect())


def test_an_empty_graph_is_no_trouble(shown: RingMap) -> None:
    nothing = RingGraph((), ())
    shown.show_graph(nothing, nothing)
    shown.resize(300, 200)
    shown.fit()
    assert shown.shown_parties == {}
