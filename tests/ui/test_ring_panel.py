"""The Ring panel: loops, filters, following the money, evidence, and the selection it shares."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from screener.domain.assessment import Assessment
from screener.ui.models.loops_model import LOOP_COLUMNS, LoopsModel, loop_rows
from screener.ui.panels.ring import RingPanel
from tests.builders.assessments import empty_assessment, sample_assessment
from tests.builders.rings import LOOPS, ring_assessment
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

replace = msgspec.structs.replace


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace(ring_assessment())


@pytest.fixture
def panel(session, qtbot) -> RingPanel:
    made = RingPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 726)
    made.show()
    qtbot.waitExposed(made)
    return made


def routes(panel: RingPanel) -> list[tuple[str, ...]]:
    model = panel.loops_model
    return [model.row(number).loop.entities for number in range(model.rowCount())]


def said(panel: RingPanel) -> str:
    page = panel.evidence.widget()
    return "\n".join(each.text() for each in page.findChildren(QLabel)).replace("\u200b", "")


def choose_floor(panel: RingPanel, strength: str) -> None:
    panel.floor.setCurrentIndex(panel.floor.findData(strength))


def test_the_loops_model_keeps_qts_rules(qapp, qtmodeltester) -> None:
    model = LoopsModel()
    qtmodeltester.check(model)
    rows = loop_rows(ring_assessment(), LOOPS)
    model.show_rows(rows, lambda _row: True)
    for column in range(len(LOOP_COLUMNS)):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        keys = [model.row(number).keys[column] for number in range(model.rowCount())]
        assert keys == sorted(keys, reverse=True)
    model.show_rows(rows, lambda row: len(row.loop.legs) == 2)
    assert model.rowCount() == 3


def test_the_floor_of_the_assessment_is_the_first_shown(panel: RingPanel) -> None:
    assert panel.chosen_floor == "announced"
    assert len(routes(panel)) == 6
    assert panel.subtitle_label.text() == "6 loops, 9 parties"


def test_loops_without_a_holding_are_shown_on_request(panel: RingPanel) -> None:
    assert ("amazon", "anthropic") not in routes(panel)
    panel.mine.click()
    assert ("amazon", "anthropic") in routes(panel)


@pytest.mark.parametrize(("floor", "count"), [("firm", 2), ("announced", 6), ("contingent", 8)])
def test_the_floor_is_the_users_choice(panel: RingPanel, floor: str, count: int) -> None:
    choose_floor(panel, floor)
    assert len(routes(panel)) == count


def test_weaker_loops_than_the_assessment_has_are_fetched(
    panel, session, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    made = ring_assessment()
    strict = replace(made, loops=LOOPS[:3], provenance=replace(made.provenance, strength_floor="firm"))
    strict = replace(strict, portfolio_key="other", companies=_standing_nowhere(strict))
    asked: list[str] = []
    monkeypatch.setattr(workspace, "loops", lambda floor: asked.append(floor) or LOOPS)
    panel.show_assessment(strict)
    assert panel.chosen_floor == "firm"
    choose_floor(panel, "contingent")
    qtbot.waitUntil(lambda: len(routes(panel)) == 8)
    assert asked == ["contingent"]


def _standing_nowhere(assessment: Assessment) -> tuple:
    return tuple(replace(each, standing=replace(each.standing, loops=())) for each in assessment.companies)


def test_the_first_loop_is_followed_and_its_deals_shown(panel: RingPanel) -> None:
    loop = panel.loops_model.row(0).loop
    assert panel.map.lit_legs == tuple((leg.payer, leg.payee) for leg in loop.legs)
    text = said(panel)
    assert "1. " in text
    assert "30bn USD" in text
    assert "press" in text


def test_picking_a_loop_follows_it_leg_by_leg(panel: RingPanel, qtbot) -> None:
    number = routes(panel).index(("nvidia", "openai", "oracle"))
    panel.loops.selectRow(number)
    assert panel.map.lit_legs == (("nvidia", "openai"), ("openai", "oracle"), ("oracle", "nvidia"))
    text = said(panel)
    assert (
        text.index("1. NVIDIA → OpenAI") < text.index("2. OpenAI → Oracle") < text.index("3. Oracle → NVIDIA")
    )


def test_picking_a_party_selects_it_and_keeps_its_loops_only(panel, session, qtbot) -> None:
    panel.map.node_picked.emit("oracle")
    assert session.selection == ("company", "oracle")
    assert all("oracle" in route for route in routes(panel))
    assert "Oracle" in panel.through.text()
    assert "Oracle → NVIDIA" in said(panel)
    panel.through.click()
    assert len(routes(panel)) == 6
    assert panel.through.isHidden()


def test_picking_an_arrow_shows_its_evidence_only(panel: RingPanel) -> None:
    leg = next(each for each in panel._shown.legs if (each.payer, each.payee) == ("openai", "oracle"))
    panel.map.leg_picked.emit(leg)
    text = said(panel)
    assert "OpenAI → Oracle" in text
    assert "Oracle → NVIDIA" not in text


def test_letting_go_shows_the_plain_map(panel: RingPanel) -> None:
    panel.map.nothing_picked.emit()
    assert panel.map.lit_legs == ()
    assert "Pick a loop" in said(panel)
    panel.loops.selectRow(1)
    assert panel.map.lit_legs != ()


@pytest.mark.parametrize(("kind", "key"), [("company", "oracle"), ("position", "h-ORCL")])
def test_a_selection_from_elsewhere_is_lit_on_the_map(panel, session, kind: str, key: str) -> None:
    session.select(kind, key)
    assert set(panel.map.lit_legs) == {("openai", "oracle"), ("oracle", "nvidia")}


def test_a_selection_that_is_not_on_the_map_changes_nothing(panel, session) -> None:
    before = panel.map.lit_legs
    session.select("company", "ko")
    session.select("fund", "QQQ")
    assert panel.map.lit_legs == before


def test_new_figures_keep_what_is_followed(panel: RingPanel) -> None:
    panel.loops.selectRow(3)
    before = panel.map.lit_legs
    panel.show_assessment(replace(ring_assessment(), as_of=ring_assessment().as_of.replace(day=10)))
    assert panel.map.lit_legs == before


def test_a_ledger_without_loops_is_said(panel: RingPanel) -> None:
    panel.show_assessment(replace(ring_assessment(), loops=()))
    assert "no loop" in panel.state_text
    panel.show_assessment(ring_assessment())
    assert panel.state_text == ""


def test_without_holdings_the_map_says_so_and_offers_all(panel: RingPanel) -> None:
    panel.show_assessment(replace(empty_assessment(), loops=LOOPS, portfolio_key="p9"))
    assert "no loop of this strength holds a company of yours" in panel.subtitle_label.text()
    panel.mine.click()
    assert len(routes(panel)) == 7


def test_loops_and_deals_stand_beside_the_map_in_a_wide_window(panel: RingPanel) -> None:
    assert panel.loops.mapTo(panel, panel.loops.rect().topLeft()).y() > 300
    panel.resize(1744, 1000)
    assert panel.loops.mapTo(panel, panel.loops.rect().topLeft()).y() < 100


def test_pictures(session, qtbot, themed, panel: RingPanel) -> None:
    for size in ((1104, 726), (1744, 1006), (748, 726)):
        take(panel, f"ring-{size[0]}", size, themed)
    session.select("company", "oracle")
    take(panel, "ring-party", (1104, 726), themed)
    panel.let_go()
    take(panel, "ring-plain", (1104, 726), themed)
    panel.show_assessment(replace(sample_assessment(), loops=()))
    take(panel, "ring-empty", (1104, 726), themed)
