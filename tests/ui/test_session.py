"""The live clock: what is asked when, which answer counts, and what the badge says."""

from datetime import timedelta

import msgspec
import pytest

from screener.domain.message import Message, Text
from screener.domain.trading import CLOSED_PAUSE
from screener.errors import BadInput, StorageError
from screener.services.holding_input import HoldingDraft
from screener.ui.messages import Notice
from screener.ui.session import Session
from tests.builders.assessments import NOW, sample_assessment
from tests.ui.fake_workspace import FakeWorkspace, alert

UNREACHABLE = Message("source.unreachable", {"source": Text("Yahoo Finance")})


def _idle(qtbot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.busy)


def test_starting_asks_for_quotes_and_shows_the_answer(
    qtbot, session: Session, workspace: FakeWorkspace
) -> None:
    with qtbot.waitSignal(session.assessment_changed) as changed:
        session.start()
    assert workspace.calls == ["refresh"]
    assert changed.args[0] is session.assessment
    session.stop()


def test_offline_only_judges(qtbot, session: Session, workspace: FakeWorkspace) -> None:
    workspace.offline = True
    with qtbot.waitSignal(session.assessment_changed):
        session.start()
    assert workspace.calls == ["assess"]
    session.stop()


def test_switched_off_quotes_are_not_fetched(qtbot, session: Session, workspace: FakeWorkspace) -> None:
    workspace.values["live_quotes"] = False
    with qtbot.waitSignal(session.assessment_changed):
        session.refresh()
    assert workspace.calls == ["assess"]


def test_nothing_waits_while_an_answer_is_on_its_way(
    qtbot, session: Session, workspace: FakeWorkspace
) -> None:
    workspace.gate.clear()
    session.refresh()
    assert session.busy
    assert session.assessment is workspace.last
    workspace.gate.set()
    _idle(qtbot, session)
    session.stop()


def test_an_edit_during_a_refresh_is_never_shown_as_undone(
    qtbot, session: Session, workspace: FakeWorkspace
) -> None:
    workspace.gate.clear()
    session.refresh()
    session.add_holding(HoldingDraft("META", "3"))
    shown: list[bool] = []
    session.assessment_changed.connect(
        lambda assessment: shown.append(any(p.symbol == "META" for p in assessment.positions))
    )
    workspace.gate.set()
    _idle(qtbot, session)
    assert shown
    assert all(shown)
    session.stop()


def test_a_new_symbol_is_judged_at_once_and_priced_afterwards(
    qtbot, session, workspace: FakeWorkspace
) -> None:
    session.add_holding(HoldingDraft("META", "3"))
    qtbot.waitUntil(lambda: workspace.calls == ["assess", "refresh"])
    _idle(qtbot, session)
    session.stop()


def test_removing_asks_nobody(qtbot, session: Session, workspace: FakeWorkspace) -> None:
    session.remove_holdings(("h-KO",))
    _idle(qtbot, session)
    assert workspace.calls == ["assess"]
    assert all(position.symbol != "KO" for position in session.assessment.positions)


def test_undo_and_redo_go_back_and_forth(qtbot, session: Session, workspace: FakeWorkspace) -> None:
    session.remove_holdings(("h-KO",))
    session.undo()
    assert workspace.can_redo == "Remove 1 holdings"
    assert any(position.symbol == "KO" for position in workspace.last.positions)
    session.redo()
    assert not any(position.symbol == "KO" for position in workspace.last.positions)
    _idle(qtbot, session)
    session.stop()


def test_bad_input_reaches_whoever_asked_and_changes_nothing(
    session: Session, workspace: FakeWorkspace
) -> None:
    before = workspace.last
    with pytest.raises(BadInput):
        session.add_holding(HoldingDraft("META", "three"))
    assert workspace.last is before
    assert not session.busy


def test_a_failed_refresh_keeps_the_figures_and_says_why(
    qtbot, session: Session, workspace: FakeWorkspace
) -> None:
    workspace.fail = UNREACHABLE
    workspace.retry_at = NOW + timedelta(minutes=2)
    with qtbot.waitSignal(session.assessment_changed):
        session.refresh()
    fresh = session.freshness
    assert fresh.mode == "stale"
    assert fresh.reason.startswith("Yahoo Finance cannot be reached.")
    assert "Next try at" in fresh.reason
    assert len(session.assessment.positions) == 14
    session.stop()


def test_a_storage_error_is_one_notice_with_a_way_to_try_again(
    qtbot, session, workspace: FakeWorkspace
) -> None:
    workspace.error = StorageError("The disk is full.")
    with qtbot.waitSignal(session.notice) as told:
        session.reassess()
    notice = told.args[0]
    assert isinstance(notice, Notice)
    assert (notice.severity, notice.text) == ("error", "The disk is full.")
    workspace.error = None
    with qtbot.waitSignal(session.assessment_changed):
        notice.do()


def test_live_is_not_said_for_longer_than_it_is_true(session: Session) -> None:
    assert session.freshness.text == "Live · 12 s"
    session.now = lambda: NOW + timedelta(seconds=10)
    session.update_freshness()
    assert session.freshness.text == "Live · 22 s"
    session.now = lambda: NOW + timedelta(minutes=5)
    session.update_freshness()
    assert session.freshness.mode == "stale"
    assert session.freshness.reason != ""


def test_prices_of_closed_markets_do_not_become_stale_by_waiting_until_the_first_opens(themed, pool) -> None:
    made = sample_assessment()
    rows = tuple(msgspec.structs.replace(row, market_state="closed") for row in made.positions)
    closed = msgspec.structs.replace(
        made, positions=rows, watchlist=(), opens_at=NOW + timedelta(hours=60), mode="live"
    )
    session = Session(FakeWorkspace(closed), pool, now=lambda: NOW + timedelta(hours=59))
    assert session.freshness.mode == "live"
    session.now = lambda: NOW + timedelta(hours=60, minutes=2)
    session.update_freshness()
    assert session.freshness.mode == "stale"


def test_a_snapshot_says_its_day(themed, pool) -> None:
    session = Session(FakeWorkspace(sample_assessment(mode="snapshot")), pool, now=lambda: NOW)
    assert session.freshness.text == "Snapshot · 9 Oct 2026"


def test_closed_markets_are_asked_rarely(themed, pool) -> None:
    closed = sample_assessment()
    rows = tuple(msgspec.structs.replace(row, market_state="closed") for row in closed.positions)
    watched = tuple(msgspec.structs.replace(row, market_state="closed") for row in closed.watchlist)
    workspace = FakeWorkspace(msgspec.structs.replace(closed, positions=rows, watchlist=watched))
    assert Session(workspace, pool, now=lambda: NOW).interval_s() == CLOSED_PAUSE.total_seconds()
    soon = msgspec.structs.replace(workspace.last, opens_at=NOW + timedelta(minutes=2))
    assert Session(FakeWorkspace(soon), pool, now=lambda: NOW).interval_s() == 120
    one_open = (msgspec.structs.replace(rows[0], market_state="regular"), *rows[1:])
    workspace = FakeWorkspace(msgspec.structs.replace(closed, positions=one_open, watchlist=watched))
    workspace.values["quotes_interval_seconds"] = 45
    assert Session(workspace, pool).interval_s() == 45


def test_closed_markets_are_no_reason_to_wait_long_for_the_network(qtbot, themed, pool) -> None:
    closed = sample_assessment()
    rows = tuple(msgspec.structs.replace(row, market_state="closed") for row in closed.positions)
    workspace = FakeWorkspace(msgspec.structs.replace(closed, positions=rows, watchlist=()))
    session = Session(workspace, pool, now=lambda: NOW)
    for failure, seconds in ((None, CLOSED_PAUSE.total_seconds()), (UNREACHABLE, 30)):
        workspace.fail = failure
        with qtbot.waitSignal(session.assessment_changed):
            session.refresh()
        qtbot.waitUntil(session._round.isActive)
        assert session._round.interval() == seconds * 1000
    session.stop()


def test_alerts_of_a_round_are_told_once(qtbot, session: Session, workspace: FakeWorkspace) -> None:
    workspace.new_alerts = (alert(1, "ORCL", "Level 2 to 3."),)
    fired = []
    session.alerts_fired.connect(fired.append)
    with qtbot.waitSignal(session.alerts_changed):
        session.refresh()
    assert fired == [workspace.new_alerts]
    session.stop()


def test_switching_the_portfolio_drops_answers_for_the_old_one(
    qtbot, session, workspace: FakeWorkspace
) -> None:
    workspace.gate.clear()
    session.refresh()
    shown = []
    session.assessment_changed.connect(lambda assessment: shown.append(assessment.portfolio_key))
    session.select("company", "oracle")
    session.open_portfolio("p2")
    assert session.selection == ("company", "oracle")
    workspace.gate.set()
    _idle(qtbot, session)
    assert set(shown) == {"p2"}
    session.stop()


def test_settings_take_effect(qtbot, session: Session, workspace: FakeWorkspace) -> None:
    session.set_setting("strength_floor", "firm")
    _idle(qtbot, session)
    assert workspace.calls == ["assess"]
    with qtbot.waitSignal(session.assessment_changed):
        session.set_setting("hide_amounts", True)
    assert session.amounts_hidden
