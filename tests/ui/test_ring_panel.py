"""The Ring panel: map, table and paths, filters, following the money, evidence, what-if, selection."""

from pathlib import Path

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from screener.errors import StorageError
from screener.ui.panels.record_view import RecordView
from screener.ui.panels.ring import RingPanel
from screener.ui.panels.ring_pick import Pick
from screener.ui.plots.ring_items import Standing
from tests.builders.rings import LOOPS, ring_assessment
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

replace = msgspec.structs.replace
TRIANGLE = ("nvidia", "openai", "oracle")


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
    qtbot.waitUntil(lambda: made.reading.content is not None and made.reading.content.book.whole)
    qtbot.waitUntil(lambda: session.pool.idle)
    return made


def routes(panel: RingPanel) -> list[tuple[str, ...]]:
    model = panel.loops.model
    return [model.row(number).loop.entities for number in range(model.rowCount())]


def said(panel: RingPanel) -> str:
    page = panel.evidence.widget()
    return "\n".join(each.text() for each in page.findChildren(QLabel)).replace("\u200b", "")


def choose_floor(panel: RingPanel, strength: str) -> None:
    panel.loops.floor.setCurrentIndex(panel.loops.floor.findData(strength))


def view_of(panel: RingPanel, deal: str) -> RecordView:
    page = panel.evidence.widget()
    return next(each for each in page.findChildren(RecordView) if each.record.deal.id == deal)


def pick_loop(panel: RingPanel, loop: tuple[str, ...]) -> None:
    panel.loops.table.selectRow(routes(panel).index(loop))


# -- what is there ----------------------------------------------------------------------------------


def test_the_whole_ledger_is_on_the_map_not_only_the_loops(panel: RingPanel) -> None:
    shown = set(panel.map.shown_parties)
    assert {node for loop in LOOPS for node in loop.entities} | {"softbank", "tsmc", "vertiv"} == shown
    assert panel.filters.counts.whole == "16 parties, 26 of 27 records"


def test_before_the_ledger_came_the_loops_are_shown(session, workspace, qtbot) -> None:
    made = RingPanel(session)
    qtbot.addWidget(made)
    made.show()
    assert made.reading.content is not None
    assert not made.reading.content.book.whole
    assert made.map.shown_parties
    qtbot.waitUntil(lambda: made.reading.content.book.whole)
    qtbot.waitUntil(lambda: session.pool.idle)


def test_the_floor_of_the_assessment_is_the_first_shown(panel: RingPanel) -> None:
    assert panel.loops.chosen_floor == "announced"
    assert len(routes(panel)) == 7
    assert panel.loops.title.whole == "7 loops"


@pytest.mark.parametrize(("floor", "count"), [("firm", 3), ("announced", 7), ("contingent", 9)])
def test_the_floor_is_the_users_choice(panel: RingPanel, floor: str, count: int) -> None:
    choose_floor(panel, floor)
    assert len(routes(panel)) == count


def test_longer_loops_than_the_assessment_has_are_fetched(panel, workspace, monkeypatch, qtbot) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(workspace, "loops", lambda floor, legs: asked.append((floor, legs)) or LOOPS[:2])
    panel.loops.legs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(routes(panel)) == 2)
    assert asked == [("announced", 6)]
    panel.loops.legs.setCurrentIndex(0)
    assert len(routes(panel)) == 7


def test_a_ledger_that_cannot_be_read_is_said_and_the_loops_stay(
    session, workspace, qtbot, monkeypatch
) -> None:
    def fail() -> object:
        raise StorageError("The ledger cannot be read.")

    monkeypatch.setattr(workspace, "ledger_deals", fail)
    made = RingPanel(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.messages.notices))
    assert made.messages.notices[0].text == "The ledger cannot be read."
    assert made.map.shown_parties
    qtbot.waitUntil(lambda: session.pool.idle)


# -- filters ----------------------------------------------------------------------------------------


def test_filters_thin_map_and_table_alike_and_can_be_taken_back(panel: RingPanel) -> None:
    everyone = set(panel.map.shown_parties)
    panel.filters.statuses.choose(frozenset({"paid"}))
    fewer = set(panel.map.shown_parties)
    assert fewer < everyone
    rows = [panel.board.deals.row(number).record for number in range(panel.board.deals.rowCount())]
    assert {each.status for each in rows} == {"paid"}
    assert {party for each in rows for party in (each.deal.payer, each.deal.payee)} == fewer
    assert "1 of 5" in panel.filters.statuses.text()
    panel.filters.reset.click()
    assert set(panel.map.shown_parties) == everyone
    assert panel.filters.reset.isHidden()


def test_only_my_holdings_leaves_their_deals_and_loops(panel: RingPanel) -> None:
    assert ("amazon", "anthropic") in routes(panel)
    panel.filters.mine.click()
    assert ("amazon", "anthropic") not in routes(panel)
    assert "anthropic" not in panel.map.shown_parties


def test_a_party_is_found_by_any_name_and_picked_with_return(panel: RingPanel, qtbot) -> None:
    panel.filters.search.setText("輝達")
    assert "nvidia" in panel.map.shown_parties
    assert all("nvidia" in route for route in routes(panel))
    panel.filters.search.setText("anthropic")
    qtbot.keyClick(panel.filters.search, Qt.Key.Key_Return)
    assert panel.evidence.title == "Anthropic"


def test_the_time_slider_shows_the_ring_as_it_was_known(panel: RingPanel) -> None:
    timeline = panel.board.timeline
    timeline.slider.setValue(0)
    assert len(panel.map.shown_parties) < 13
    assert routes(panel) == []
    assert "until" in timeline.said.text()
    timeline.slider.setValue(timeline.slider.maximum())
    assert len(routes(panel)) == 7


def test_a_replay_stopped_half_way_leads_back_to_all_dates(panel: RingPanel) -> None:
    timeline = panel.board.timeline
    assert timeline.everything.isHidden(), "everything is shown already"
    timeline.play.click()
    timeline.step()
    assert not timeline.everything.isHidden()
    timeline.everything.click()
    assert (timeline.running, timeline.at_end, timeline.said.text()) == (False, True, "all dates")
    assert timeline.everything.isHidden()


def test_the_replay_goes_month_by_month_and_stops_at_the_end_or_when_told(panel: RingPanel) -> None:
    timeline = panel.board.timeline
    timeline.play.click()
    assert timeline.running
    assert timeline.slider.value() == 0
    sizes = [len(panel.map.shown_parties)]
    while timeline.running:
        timeline.step()
        sizes.append(len(panel.map.shown_parties))
    assert sizes == sorted(sizes)
    timeline.play.click()
    timeline.play.click()
    assert not timeline.running
    timeline.play.click()
    panel.hide()
    assert not timeline.running


def test_a_month_of_the_replay_names_what_was_announced_in_it(panel: RingPanel) -> None:
    timeline = panel.board.timeline
    timeline.play.click()
    while panel.board.timeline.until != (2025, 3):
        timeline.step()
    assert panel.evidence.title == "Mar 2025"
    assert "SoftBank Group → OpenAI" in said(panel)
    assert panel.map.lit_legs == (("softbank", "openai"),)
    assert {leg.state for leg in panel.map.scene_._legs.values()} == {Standing.LIT, Standing.PLAIN}
    timeline.play.click()


def test_a_loop_picked_by_the_user_stays_while_time_moves(panel: RingPanel) -> None:
    pick_loop(panel, TRIANGLE)
    panel.board.timeline.slider.setValue(1)
    assert panel.evidence.title == "NVIDIA → OpenAI → Oracle → NVIDIA"


# -- picking ----------------------------------------------------------------------------------------


def test_the_first_loop_is_followed_and_its_deals_shown(panel: RingPanel) -> None:
    loop = panel.loops.model.row(0).loop
    assert panel.map.lit_legs == tuple((leg.payer, leg.payee) for leg in loop.legs)
    text = said(panel)
    assert "1. " in text
    assert "30bn" in text
    assert "press" in text


def test_picking_a_loop_follows_it_leg_by_leg(panel: RingPanel) -> None:
    pick_loop(panel, TRIANGLE)
    assert panel.map.lit_legs == (("nvidia", "openai"), ("openai", "oracle"), ("oracle", "nvidia"))
    text = said(panel)
    assert (
        text.index("1. NVIDIA → OpenAI") < text.index("2. OpenAI → Oracle") < text.index("3. Oracle → NVIDIA")
    )


def test_announced_money_never_stands_under_paid(panel: RingPanel) -> None:
    pick_loop(panel, TRIANGLE)
    for view in panel.evidence.findChildren(RecordView):
        assert view.record.status == "announced"
        named = [each.accessibleName() for each in view.findChildren(QLabel) if each.accessibleName()]
        assert any(name.startswith("Announced: ") for name in named)
        assert not any(name.startswith("Paid: ") for name in named)


def test_picking_a_party_explains_it_and_keeps_its_loops_only(panel, session) -> None:
    panel.map.node_picked.emit("oracle")
    assert session.selection is None
    assert routes(panel) == [TRIANGLE]
    assert "Oracle" in panel.loops.through.text()
    text = said(panel)
    assert "Inside" in text
    assert "Oracle → NVIDIA" in text
    panel.loops.through.click()
    assert len(routes(panel)) == 7
    assert panel.loops.through.isHidden()


def test_the_inspector_is_one_more_step(panel, session) -> None:
    panel.map.node_picked.emit("oracle")
    panel.evidence.inspect_asked.emit("oracle")
    assert session.selection == ("company", "oracle")


def test_picking_an_arrow_or_a_row_shows_its_evidence_only(panel: RingPanel) -> None:
    leg = next(each for each in panel._shown.legs if each.pair == ("openai", "oracle"))
    panel.map.leg_picked.emit(leg)
    text = said(panel)
    assert "OpenAI → Oracle" in text
    assert "Oracle → NVIDIA" not in text
    panel.show_view("table")
    row = panel.board.deals.number_of_key("oracle-nvidia")
    assert row is not None
    panel.board.table.selectRow(row)
    assert "Oracle → NVIDIA" in said(panel)
    assert panel.map.lit_legs == (("oracle", "nvidia"),)


def test_letting_go_shows_the_plain_map(panel: RingPanel) -> None:
    panel.map.nothing_picked.emit()
    assert panel.map.lit_legs == ()
    assert "Pick a loop" in said(panel)
    panel.loops.table.selectRow(1)
    assert panel.map.lit_legs != ()


@pytest.mark.parametrize(("kind", "key"), [("company", "oracle"), ("position", "h-ORCL")])
def test_a_selection_from_elsewhere_is_lit_on_the_map(panel, session, kind: str, key: str) -> None:
    session.select(kind, key)
    assert {("openai", "oracle"), ("oracle", "nvidia")} <= set(panel.map.lit_legs)


def test_a_selection_made_while_it_is_hidden_is_lit_when_it_is_shown(panel, session) -> None:
    panel.hide()
    before = panel.map.lit_legs
    session.select("company", "oracle")
    assert panel.map.lit_legs == before, "nothing is drawn that nobody sees"
    panel.show()
    assert {("openai", "oracle"), ("oracle", "nvidia")} <= set(panel.map.lit_legs)


def test_a_selection_that_is_not_on_the_map_changes_nothing(panel, session) -> None:
    before = panel.map.lit_legs
    session.select("company", "ko")
    session.select("fund", "QQQ")
    assert panel.map.lit_legs == before


def test_new_figures_keep_what_is_followed(panel: RingPanel) -> None:
    panel.loops.table.selectRow(3)
    before = panel.map.lit_legs
    panel.show_assessment(replace(ring_assessment(), as_of=ring_assessment().as_of.replace(day=10)))
    assert panel.map.lit_legs == before


# -- the money goes round ---------------------------------------------------------------------------


def test_the_money_is_followed_leg_by_leg_with_dates_and_can_be_stopped(panel: RingPanel, qtbot) -> None:
    pick_loop(panel, TRIANGLE)
    panel.evidence.follow.click()
    assert panel.follower.running
    assert "1 of 3: NVIDIA → OpenAI" in panel.evidence.progress.text()
    assert "Feb 2026" in panel.evidence.progress.text()
    assert panel.evidence.follow.text() == "Stop"
    panel.show_assessment(ring_assessment())
    assert panel.follower.running
    panel.evidence.follow.click()
    assert not panel.follower.running
    assert panel.evidence.follow.text() == "Follow the money"
    assert {leg.grown for leg in panel.map.scene_._legs.values()} == {1}


def test_nothing_moves_behind_another_panel(panel: RingPanel) -> None:
    pick_loop(panel, TRIANGLE)
    panel.follow_money()
    panel.hide()
    assert not panel.follower.running


# -- what if ----------------------------------------------------------------------------------------


def test_a_record_switched_off_shows_what_remains_and_counts_again(panel: RingPanel, qtbot) -> None:
    pick_loop(panel, TRIANGLE)
    view = next(
        each for each in panel.evidence.findChildren(RecordView) if each.record.deal.payer == "oracle"
    )
    view.switch.click()
    qtbot.waitUntil(lambda: panel.reading.content.effect is not None)
    assert TRIANGLE not in routes(panel)
    text = said(panel)
    assert "Without 1 record:" in text
    assert "gone" in text
    assert ("oracle", "nvidia") not in {leg.pair for leg in panel._shown.legs}
    again = next(
        each for each in panel.evidence.findChildren(RecordView) if each.record.deal.payer == "oracle"
    )
    assert not again.switch.isChecked()
    panel.evidence.reset.emit()
    assert TRIANGLE in routes(panel)
    assert "Without" not in said(panel)


# -- paths ------------------------------------------------------------------------------------------


def test_paths_to_private_companies_show_every_leg_and_light_up(panel: RingPanel, qtbot) -> None:
    panel.views.setCurrentIndex(2)
    paths = panel.board.paths
    qtbot.waitUntil(lambda: paths.model.rowCount() > 0)
    assert paths.target.currentText() == "OpenAI"
    assert panel.filters.isHidden()
    number = next(n for n in range(paths.model.rowCount()) if paths.model.row(n).lead.company == "oracle")
    paths.table.selectRow(number)
    assert panel.map.lit_legs == (("openai", "oracle"),)
    assert "OpenAI → Oracle" in said(panel)
    before = paths.model.rowCount()
    paths.every.click()
    assert paths.model.rowCount() > before
    paths.target.setCurrentIndex(paths.target.findText("Anthropic"))
    assert paths.model.rowCount() > 0


# -- edges ------------------------------------------------------------------------------------------


def test_without_holdings_the_map_is_whole_and_the_paths_say_so(panel, session, workspace, qtbot) -> None:
    full = ring_assessment()
    bare = replace(full, portfolio_key="p2", positions=(), companies=(), funds=())
    workspace.last = bare
    panel.reading.forget()
    panel.show_assessment(bare)
    qtbot.waitUntil(lambda: session.pool.idle)
    assert len(panel.map.shown_parties) == 16
    panel.show_view("paths")
    qtbot.waitUntil(lambda: "Nothing you hold" in panel.board.paths.nothing.text())


def test_an_empty_ledger_is_said(panel, session, workspace, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(workspace, "ledger_deals", lambda: ())
    panel.reading.forget()
    qtbot.waitUntil(lambda: "no record" in panel.state_text)


def test_the_ledger_is_read_again_after_an_undo(panel, session, workspace, qtbot) -> None:
    workspace.retire_deal("oracle-nvidia", "")
    session.edited()
    qtbot.waitUntil(lambda: panel.reading.content.book.record("oracle-nvidia").state == "retired")
    session.undo()
    qtbot.waitUntil(lambda: panel.reading.content.book.record("oracle-nvidia").state == "counts")
    qtbot.waitUntil(lambda: session.pool.idle)


def test_loops_and_deals_stand_beside_the_map_or_under_it(panel: RingPanel) -> None:
    def left(widget) -> int:
        return widget.mapTo(panel, widget.rect().topLeft()).x()

    assert left(panel.loops) > left(panel.board)
    panel.resize(760, 726)
    assert left(panel.loops) == left(panel.board)


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_the_map_is_saved_as_a_picture(panel: RingPanel, tmp_path: Path, suffix: str) -> None:
    pick_loop(panel, TRIANGLE)
    target = tmp_path / f"map{suffix}"
    panel.write_picture(target)
    assert str(target) in panel.messages.notices[0].text
    assert target.stat().st_size > 5000
    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    if suffix == ".svg":
        text = target.read_text(encoding="utf-8")
        assert "announced only" in text
        assert "not paid money" in text
        assert 'font-size="11.5"' in text, "letters are as large beside their boxes as on the screen"


def test_a_click_in_the_evidence_that_asks_for_other_evidence_ends_before_it_is_gone(panel, qtbot) -> None:
    pick_loop(panel, TRIANGLE)
    page = panel.evidence.widget()
    qtbot.mouseClick(view_of(panel, "nvidia-openai").switch, Qt.MouseButton.LeftButton)
    assert shiboken6.isValid(page)
    assert panel.evidence.widget() is not page
    panel.reading.count_all()
    qtbot.waitUntil(lambda: panel.session.pool.idle)


def test_without_a_loop_the_list_says_so(panel: RingPanel) -> None:
    panel.board.timeline.slider.setValue(0)
    assert "No loop passes" in panel.loops.nothing.text()
    assert panel.loops.table.isHidden()
    panel.board.timeline.slider.setValue(panel.board.timeline.slider.maximum())
    assert not panel.loops.table.isHidden()


def test_numbers_of_a_loop_there_and_back_do_not_cover_each_other(panel: RingPanel) -> None:
    pick_loop(panel, ("coreweave", "nvidia"))
    one, two = panel.map.scene_._numbers
    assert (one.pos() - two.pos()).manhattanLength() > 15


def test_in_a_narrow_panel_the_map_keeps_its_height_and_the_rest_scrolls(panel: RingPanel, qtbot) -> None:
    panel.resize(760, 500)
    qtbot.waitUntil(lambda: panel.board.height() > 400)


def test_a_picture_that_cannot_be_written_is_said(panel, session, tmp_path: Path, qtbot) -> None:
    with qtbot.waitSignal(session.notice) as told:
        panel.write_picture(tmp_path / "missing" / "map.png")
    assert told.args[0].severity == "error"
    with qtbot.waitSignal(session.notice) as told:
        panel.write_picture(tmp_path / "map.gif")
    assert "map.gif" in told.args[0].text


def test_pictures(session, qtbot, themed, panel: RingPanel) -> None:
    for size in ((1104, 726), (1744, 1006), (748, 726)):
        take(panel, f"ring-{size[0]}", size, themed)
    panel._choose(Pick(party="oracle"))
    take(panel, "ring-party", (1104, 726), themed)
    panel.let_go()
    take(panel, "ring-plain", (1104, 726), themed)
    panel.show_view("table")
    take(panel, "ring-table", (1104, 726), themed)
    panel.show_view("paths")
    qtbot.waitUntil(lambda: panel.board.paths.model.rowCount() > 0)
    take(panel, "ring-paths", (1104, 726), themed)
