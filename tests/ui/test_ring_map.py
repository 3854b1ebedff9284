"""The ring as a graph, its places on the map, and the map itself."""

from decimal import Decimal

import msgspec
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsSceneHoverEvent

from screener.ui import theme
from screener.ui.models import ring_graph
from screener.ui.models.ledger_records import Book, Party, Record, book_of_loops, record_of
from screener.ui.models.ring_content import first_content
from screener.ui.models.ring_graph import MapLeg, MapNode, RingGraph, graph_of
from screener.ui.plots import ring_ink, ring_layout
from screener.ui.plots.ring_items import Standing
from screener.ui.plots.ring_map import RingMap
from tests.builders.assessments import deal
from tests.builders.rings import LOOPS, ring_assessment

replace = msgspec.structs.replace


@pytest.fixture
def whole() -> RingGraph:
    return first_content(ring_assessment()).whole()


@pytest.fixture
def shown(qtbot, themed, whole: RingGraph) -> RingMap:
    made = RingMap()
    qtbot.addWidget(made)
    made.resize(1050, 520)
    made.show()
    made.show_graph(whole, whole)
    return made


def leg_between(records: list[Record]) -> MapLeg:
    (leg,) = graph_of(ring_assessment(), Book(tuple(records)), {}).legs
    return leg


def record(key: str, amount: str | None = "10", **changes: object) -> Record:
    made = replace(deal(key, "nvidia", "openai", "financing", amount), **changes)
    strength = {"closed": "firm", "definitive": "firm"}.get(made.status, "announced")
    return record_of(made, strength)


# -- the graph --------------------------------------------------------------------------------------


def test_every_party_and_leg_is_there_once(whole: RingGraph) -> None:
    assert len({node.entity for node in whole.nodes}) == len(whole.nodes) == 13
    pairs = [leg.pair for leg in whole.legs]
    assert len(set(pairs)) == len(pairs)
    assert {("nvidia", "openai"), ("openai", "oracle"), ("oracle", "nvidia")} <= set(pairs)


def test_weights_and_places_come_from_the_assessment(whole: RingGraph) -> None:
    by_entity = {node.entity: node for node in whole.nodes}
    assert by_entity["nvidia"].weight == Decimal("0.182")
    assert by_entity["openai"].weight == 0
    assert by_entity["openai"].inside
    assert by_entity["tesla"].place == "adjacent"
    assert by_entity["nvidia"].name == "NVIDIA"


def test_who_deals_with_an_inside_party_is_adjacent_and_a_rumour_makes_nobody_so() -> None:
    made = ring_assessment()
    book = book_of_loops(made)
    heard = record_of(deal("a", "acme", "nvidia"), "announced")
    rumour = Record(replace(deal("b", "bolt", "nvidia"), status="rumoured"), None, None, state="rumoured")
    far = record_of(deal("c", "cloudy", "acme"), "firm")
    parties = {**book.parties, **{name: Party(name, name.title()) for name in ("acme", "bolt", "cloudy")}}
    places = ring_graph.places_of(made, Book((*book.records, heard, rumour, far), parties))
    assert (places["acme"], places["bolt"], places["cloudy"]) == ("adjacent", "outside", "outside")


def test_a_leg_takes_its_largest_amount_and_never_a_sum() -> None:
    leg = leg_between([record("1", "10"), record("2", "30"), record("3", None)])
    assert leg.amount == Decimal(30)


def test_a_paid_line_is_never_as_wide_as_what_was_only_announced() -> None:
    leg = leg_between(
        [record("1", "10", status="closed"), record("2", "900", status="announced"), record("3", "50")]
    )
    assert (leg.status, leg.amount) == ("paid", Decimal(10))
    assert [each.status for each in leg.records] == ["paid", "contracted", "announced"]


def test_a_leg_with_both_kinds_of_deals_says_both() -> None:
    assert leg_between([record("1"), record("2", leg="purchase")]).kind == "both"
    assert leg_between([record("1", leg="contingent")]).kind == "other"


def test_the_weight_on_a_loop_counts_each_company_once() -> None:
    made = ring_assessment()
    assert ring_graph.weight_on(LOOPS[3], made) == Decimal("0.182") + Decimal("0.094")


@pytest.mark.parametrize(("floor", "count"), [("firm", 3), ("announced", 7), ("contingent", 9)])
def test_a_floor_keeps_that_strength_and_better(floor, count: int) -> None:
    assert len(ring_graph.at_least(LOOPS, floor)) == count


# -- places -----------------------------------------------------------------------------------------


def graphs() -> st.SearchStrategy[RingGraph]:
    def build(columns: list[int]) -> RingGraph:
        nodes = tuple(
            MapNode(f"p{number}", f"Party {number}", "", column, Decimal(0), Decimal(0), "inside")
            for number, column in enumerate(columns)
        )
        return RingGraph(nodes, ())

    return st.lists(st.integers(0, ring_layout.COLUMNS - 1), min_size=1, max_size=60).map(build)


@settings(max_examples=30, deadline=None)
@given(graphs(), st.floats(100, 3000), st.floats(80, 2000))
def test_boxes_never_overlap_whatever_the_room(graph: RingGraph, width: float, height: float) -> None:
    boxes = list(ring_layout.fill(ring_layout.order_of(graph), width, height).values())
    assert len(boxes) == len(graph.nodes)
    for number, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


def test_the_same_graph_is_always_laid_out_alike(whole: RingGraph) -> None:
    turned = RingGraph(whole.nodes[::-1], whole.legs[::-1])
    assert ring_layout.order_of(whole) == ring_layout.order_of(turned)


def test_arrows_leave_the_payer_and_arrive_at_the_payee_on_the_facing_sides(whole: RingGraph) -> None:
    boxes = ring_layout.place(ring_layout.order_of(whole), 1000, 420)
    pairs = [leg.pair for leg in whole.legs]
    routes = ring_layout.Routes(boxes, pairs)
    for payer, payee in pairs:
        points = routes.points(payer, payee)
        start, end = boxes[payer], boxes[payee]
        assert points[0].x() in (start.left(), start.right())
        assert points[-1].x() in (end.left(), end.right())
        assert start.top() <= points[0].y() <= start.bottom()
        if start.left() < end.left():
            assert (points[0].x(), points[-1].x()) == (start.right(), end.left())
        if start.left() > end.left():
            assert (points[0].x(), points[-1].x()) == (start.left(), end.right())


def test_ends_on_one_side_do_not_share_a_place(whole: RingGraph) -> None:
    boxes = ring_layout.place(ring_layout.order_of(whole), 1000, 420)
    routes = ring_layout.Routes(boxes, [leg.pair for leg in whole.legs])
    ends = [
        (point.x(), point.y())
        for leg in whole.legs
        for point in (routes.points(*leg.pair)[0], routes.points(*leg.pair)[-1])
    ]
    assert len(set(ends)) == len(ends)


def test_many_parties_get_flat_boxes_and_few_get_tall_ones() -> None:
    def boxes(count: int) -> list[float]:
        order = (tuple(f"p{number}" for number in range(count)),)
        return [box.height() for box in ring_layout.place(order, 800, 500).values()]

    assert set(boxes(3)) == {ring_layout.TALL_BOX}
    assert max(boxes(28)) < ring_ink.TWO_LINES_FROM


# -- how it is drawn --------------------------------------------------------------------------------


def test_larger_amounts_are_wider_and_unknown_ones_thinnest() -> None:
    widths = [ring_ink.leg_width(amount) for amount in (None, 1e8, 1e9, 1e10, 1e11, 5e11)]
    assert widths == sorted(widths)
    assert widths[-1] < 6


def test_every_status_has_a_line_of_its_own(qapp) -> None:
    ink = theme.colour("ink")
    pens = [
        tuple(ring_ink.leg_pen(status, 2.0, ink).dashPattern())
        for status in ("paid", "contracted", "announced", "contingent", "not_counted")
    ]
    assert pens[0] == ()
    assert len(set(pens)) == 5


def picture(draw) -> QImage:
    image = QImage(40, 24, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def test_places_and_kinds_are_told_apart_without_colour(themed) -> None:
    signs = [
        picture(
            lambda painter, inside=inside: ring_ink.draw_place_sign(
                painter, QPointF(20, 12), 14, inside=inside
            )
        )
        for inside in (True, False)
    ]
    assert signs[0] != signs[1]
    back = QLineF(QPointF(34, 12), QPointF(4, 12))
    heads = [
        picture(lambda painter, kind=kind: ring_ink.draw_head(painter, back, kind, theme.colour("ink"), 9))
        for kind in ("financing", "purchase", "both", "other")
    ]
    assert all(one != other for number, one in enumerate(heads) for other in heads[number + 1 :])


def test_names_break_between_words_and_fit(qapp) -> None:
    px = theme.CAPTION_PX
    width = ring_ink._width("Thinking Machines", px, strong=True)
    lines = ring_ink.two_lines("Thinking Machines Lab of a Very Long Name", width, px)
    assert lines[0] == "Thinking Machines"
    assert len(lines) == 2
    assert all(ring_ink._width(line, px, strong=True) <= width + 1 for line in lines)
    assert ring_ink.two_lines("NVIDIA", width, px) == ("NVIDIA",)


def test_a_ticker_stands_in_for_a_name_that_does_not_fit(qapp) -> None:
    px = theme.CAPTION_PX
    assert ring_ink.fitting("Advanced Micro Devices", "AMD", 60, px, strong=True) == "AMD"
    assert ring_ink.fitting("Oracle", "ORCL", 80, px, strong=True) == "Oracle"
    assert ring_ink.fitting("Thinking Machines", "", 60, px, strong=True).endswith("…")


# -- the map ----------------------------------------------------------------------------------------


def test_filters_hide_parties_and_leave_the_others_where_they_were(shown: RingMap, whole: RingGraph) -> None:
    before = {entity: box.topLeft() for entity, box in shown.shown_parties.items()}
    firm = tuple(leg for leg in whole.legs if leg.status in ("paid", "contracted"))
    kept = {entity for leg in firm for entity in leg.pair}
    shown.show_graph(whole, RingGraph(tuple(node for node in whole.nodes if node.entity in kept), firm))
    after = {entity: box.topLeft() for entity, box in shown.shown_parties.items()}
    assert set(after) == kept < set(before)
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


def test_the_money_is_where_it_has_come_to(shown: RingMap) -> None:
    shown.follow((("nvidia", "openai"), ("openai", "oracle")))
    shown.scene_.show_progress(0, 0.5)
    legs, money = shown.scene_._legs, shown.scene_._money
    assert money is not None
    assert money.isVisible()
    assert money.pos() == legs["nvidia", "openai"].at(0.5)
    assert legs["openai", "oracle"].grown == 0
    shown.scene_.show_progress(1, 0.25)
    assert (legs["nvidia", "openai"].grown, legs["openai", "oracle"].grown) == (1, 0.25)
    shown.scene_.show_progress(2, 0.0)
    assert not money.isVisible()
    assert {leg.grown for leg in legs.values()} == {1}


def test_the_pointer_brings_a_party_and_its_legs_to_the_front(shown: RingMap) -> None:
    scene = shown.scene_
    shown.follow([("openai", "oracle")])
    leg = scene._legs["coreweave", "nvidia"]
    assert not leg.on_top
    scene._nodes["nvidia"].hoverEnterEvent(QGraphicsSceneHoverEvent(QEvent.Type.GraphicsSceneHoverEnter))
    assert leg.on_top
    assert scene._nodes["coreweave"].on_top
    assert leg.state is Standing.FADED
    scene._nodes["nvidia"].hoverLeaveEvent(QGraphicsSceneHoverEvent(QEvent.Type.GraphicsSceneHoverLeave))
    assert not leg.on_top
    assert shown.lit_legs == (("openai", "oracle"),)


def test_a_click_picks_the_party_under_it(shown: RingMap, qtbot) -> None:
    at = shown.mapFromScene(shown.shown_parties["oracle"].center())
    with qtbot.waitSignal(shown.node_picked) as picked:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == ["oracle"]


def test_a_click_on_an_arrow_picks_its_leg(shown: RingMap, qtbot) -> None:
    boxes = [box.adjusted(-4, -4, 4, 4) for box in shown.shown_parties.values()]
    leg = shown.scene_._legs["openai", "oracle"]
    free = next(at for at in leg.way_points() if not any(box.contains(at) for box in boxes))
    with qtbot.waitSignal(shown.leg_picked) as picked:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.mapFromScene(free))
    assert isinstance(picked.args[0], MapLeg)


def test_a_click_on_the_ground_lets_go(shown: RingMap, qtbot) -> None:
    with qtbot.waitSignal(shown.nothing_picked):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_keyboard_walks_picks_zooms_and_fits(shown: RingMap, qtbot) -> None:
    places = shown.shown_parties
    for _ in range(2):
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


def pixels(shown: RingMap) -> numpy.ndarray:
    image = shown.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = numpy.frombuffer(image.constBits(), dtype=numpy.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def test_panning_shows_the_same_as_painting_anew(shown: RingMap) -> None:
    shown.follow([("openai", "oracle")])
    shown.zoom(2.0)
    QApplication.processEvents()
    shown.viewport().grab()
    shown.horizontalScrollBar().setValue(shown.horizontalScrollBar().value() + 60)
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().value() + 30)
    panned = pixels(shown)
    shown._repaint()
    anew = pixels(shown)
    # Where a piece was added to the picture, the edges of lines may differ by a shade.
    assert numpy.abs(anew - panned).max() < 48
    assert (anew != panned).mean() < 0.01


def test_an_empty_graph_is_no_trouble(shown: RingMap) -> None:
    nothing = RingGraph((), ())
    shown.show_graph(nothing, nothing)
    shown.resize(300, 200)
    shown.fit()
    shown.scene_.place(QSizeF(200, 100))
    assert shown.shown_parties == {}
