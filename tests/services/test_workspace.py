"""The open desk: the newest assessment, rounds of quotes, and what the user does meanwhile."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.assessment import Assessment, PositionResult
from screener.domain.figure import Figure
from screener.domain.message import Message
from screener.domain.quote import QuoteBatch
from screener.domain.trading import CLOSED_PAUSE
from screener.errors import BadInput
from screener.services.holding_input import HoldingDraft
from screener.services.online_search import NobodyAsked
from screener.services.opening import open_workspace
from screener.services.rounds import RefreshOutcome, pause_after
from screener.services.workspace import Workspace
from tests.builders.desks import START, UNREACHABLE, ScriptedSource, desk, scripted, symbols_of
from tests.fakes.clocks import Clocks


@pytest.fixture
def source() -> ScriptedSource:
    return ScriptedSource(Clocks(START))


def row(assessment: Assessment, symbol: str) -> PositionResult:
    return next(one for one in (*assessment.positions, *assessment.watchlist) if one.symbol == symbol)


def price(assessment: Assessment, symbol: str) -> Decimal | None:
    found = row(assessment, symbol).price
    return found.value if isinstance(found, Figure) else None


def mine(workspace: Workspace, **holdings: str) -> None:
    """Open a portfolio of these quantities."""
    workspace.create("Mine", "USD")
    for symbol, quantity in holdings.items():
        workspace.add_holding(HoldingDraft(symbol, quantity))


# ---------------------------------------------------------------- rounds of quotes


def test_a_round_asks_once_for_everything_held_watched_or_listed_by_a_fund(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        outcome = workspace.refresh()
    (asked,) = source.asked
    assert {"NVDA", "2330.TW", "ABCX", "AVGO", "GOOGL", "QQQ", "AAPL"} <= set(asked)
    assert "USD" not in asked
    assert len(asked) == len(set(asked))
    assert (outcome.failed, outcome.alerts, outcome.assessment.mode) == (None, (), "live")
    assert row(outcome.assessment, "NVDA").price_origin == "live"
    assert price(outcome.assessment, "NVDA") == 200


def test_only_symbols_leave_the_computer(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        mine(workspace, NVDA="12345")
        workspace.add_holding(HoldingDraft("TBOND", "5", "777", "USD", "bond"))
        workspace.refresh()
    assert source.asked == [("NVDA",)]


def test_a_name_that_stands_for_a_missing_symbol_is_not_sent(source: ScriptedSource, tmp_path: Path) -> None:
    file = tmp_path / "positions.csv"
    file.write_text("name,symbol,quantity,cost,currency\nSecretco,,1,100,USD\nIBM,IBM,2,300,USD\n")
    with desk(source) as workspace:
        workspace.open_file(file)
        assert {one.symbol for one in workspace.refresh().assessment.positions} == {"Secretco", "IBM"}
    assert source.asked == [("IBM",)]


def test_trouble_keeps_the_last_good_prices_and_says_why(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
        source.failure, source.retry_at = UNREACHABLE, source.clocks.wall() + timedelta(minutes=5)
        source.prices["NVDA"] = Decimal(999)
        source.clocks.advance(30)
        outcome = workspace.refresh()
        assert (outcome.failed, outcome.retry_at) == (UNREACHABLE, source.retry_at)
        assert (outcome.assessment.mode, outcome.assessment.mode_reason) == ("stale", UNREACHABLE)
        assert price(outcome.assessment, "NVDA") == 200
        assert row(outcome.assessment, "NVDA").price_origin == "last_good"
        (host,) = workspace.hosts()
        assert host.last_ok == START
        assert host.failure == "Yahoo Finance cannot be reached."

        source.failure = source.retry_at = None
        source.clocks.advance(30)
        outcome = workspace.refresh()
        assert (outcome.assessment.mode, price(outcome.assessment, "NVDA")) == ("live", 999)
        assert workspace.hosts()[0].failure is None


def test_the_last_good_prices_survive_the_end_of_the_program(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
    source.clocks.advance(3600)
    with desk(source, offline=True) as workspace:
        assert workspace.last is not None
        assert price(workspace.last, "NVDA") == 200, "shown before anything is computed"
        assessment = workspace.assess()
        assert (assessment.mode, price(assessment, "NVDA")) == ("stale", 200)


def test_without_the_setting_nothing_is_asked(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.set_setting("live_quotes", False)
        assert workspace.refresh().assessment.mode == "snapshot"
        assert workspace.price_chart("NVDA", "5y") is not None
        with pytest.raises(NobodyAsked, match="Fetch live quotes"):
            workspace.search_online("nvidia")
    assert source.asked == []
    assert source.closes_asked == []


def test_delayed_quotes_are_called_delayed(source: ScriptedSource) -> None:
    source.delay = 15
    with desk(source) as workspace:
        assert workspace.refresh().assessment.mode == "delayed"


def test_the_strength_floor_is_a_setting(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        mine(workspace, AMD="1")
        places = {}
        for floor in ("firm", "announced"):
            workspace.set_setting("strength_floor", floor)
            assessment = workspace.assess()
            places[assessment.provenance.strength_floor] = assessment.companies[0].standing.place
    assert places == {"firm": "adjacent", "announced": "inside"}


def outcome_with(market_state: str, retry_in: timedelta | None, assessment: Assessment) -> RefreshOutcome:
    rows = tuple(
        msgspec.structs.replace(one, market_state=market_state, quoted_at=START)
        for one in assessment.positions
    )
    return RefreshOutcome(
        msgspec.structs.replace(assessment, positions=rows, watchlist=()),
        retry_at=None if retry_in is None else START + retry_in,
    )


@pytest.mark.parametrize(
    ("state", "retry_in", "pause"),
    [
        ("regular", None, timedelta(seconds=30)),
        ("closed", None, CLOSED_PAUSE),
        ("regular", timedelta(minutes=2), timedelta(minutes=2)),
        ("regular", timedelta(seconds=2), timedelta(seconds=30)),
    ],
)
def test_the_pause_after_a_round_follows_markets_and_the_source(
    source: ScriptedSource, state: str, retry_in: timedelta | None, pause: timedelta
) -> None:
    with desk(source, offline=True) as workspace:
        outcome = outcome_with(state, retry_in, workspace.assess())
    assert pause_after(outcome, timedelta(seconds=30), START) == pause


def test_closed_markets_are_no_reason_to_wait_long_for_the_network(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        closed = outcome_with("closed", timedelta(seconds=10), workspace.assess())
    cut_off = msgspec.structs.replace(closed, failed=UNREACHABLE)
    assert pause_after(cut_off, timedelta(seconds=30), START) == timedelta(seconds=30)
    limited = msgspec.structs.replace(closed, failed=Message("source.rate_limited"))
    assert pause_after(limited, timedelta(seconds=30), START) == CLOSED_PAUSE


# ---------------------------------------------------------------- what changed


def test_the_first_round_is_the_baseline_and_the_next_change_is_told_once(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        assert workspace.refresh().alerts == ()
        source.prices["NVDA"] = Decimal(800)
        source.clocks.advance(30)
        fired = workspace.refresh().alerts
        assert [(one.symbol, one.screen, one.before, one.after) for one in fired] == [
            ("NVDA", "pe_ttm", "1", "4")
        ]
        assert "NVDA" in fired[0].sentence
        assert "800" in fired[0].detail
        source.clocks.advance(30)
        assert workspace.refresh().alerts == ()
        assert [one.symbol for one in workspace.alerts()] == ["NVDA"]
        assert workspace.unread_alerts() == 1
        workspace.mark_alerts_read([one.id for one in workspace.alerts()])
        assert workspace.unread_alerts() == 0


def test_going_offline_and_coming_back_raises_nothing(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
        for failure in (UNREACHABLE, None, UNREACHABLE, None):
            source.failure = failure
            source.clocks.advance(30)
            outcome = workspace.refresh()
            assert (outcome.alerts, outcome.data_changed) == ((), ())


def test_a_look_is_compared_with_the_last_live_look_of_an_earlier_run(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        assert workspace.look().alerts == ()
    source.clocks.advance(60)
    with desk(source) as workspace:
        assert workspace.look().alerts == ()
    source.failure = UNREACHABLE
    source.clocks.advance(60)
    with desk(source) as workspace:
        assert workspace.look().alerts == (), "old prices are not held against anything"
    source.failure = None
    source.prices["NVDA"] = Decimal(800)
    source.clocks.advance(60)
    with desk(source) as workspace:
        assert [one.after for one in workspace.look().alerts] == ["4"]
    source.clocks.advance(60)
    with desk(source) as workspace:
        assert workspace.look().alerts == ()


@pytest.mark.parametrize(
    "field", ["program", "ledger", "snapshot", "thresholds", "strength_floor", "sources", "mode"]
)
def test_a_look_made_with_something_else_never_fires(source: ScriptedSource, field: str) -> None:
    other: object = ("other",) if field == "sources" else "delayed" if field == "mode" else "firm"
    with desk(source) as workspace:
        before = workspace.look().assessment
        made = msgspec.structs.replace(before.provenance, **{field: other})
        workspace._parts.cache.assessments.save(msgspec.structs.replace(before, provenance=made), "looked")
    source.prices["NVDA"] = Decimal(800)
    source.clocks.advance(60)
    with desk(source) as workspace:
        outcome = workspace.look()
        assert outcome.alerts == ()
        assert [(one.symbol, one.screen) for one in outcome.data_changed] == [("NVDA", "pe_ttm")]
        assert workspace.unread_alerts() == 0


def test_beside_an_open_window_a_look_still_tells_what_changed(source: ScriptedSource) -> None:
    with desk(source) as window:
        window.look()
        source.prices["NVDA"] = Decimal(800)
        source.clocks.advance(60)
        with desk(source) as second:
            assert second.read_only
            assert [one.symbol for one in second.look().alerts] == ["NVDA"]
        assert window.alerts() == (), "the history belongs to the window"


# ---------------------------------------------------------------- the newest assessment


def test_the_last_assessment_is_always_of_the_open_portfolio(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        sample = workspace.portfolio().key
        workspace.assess()
        key = workspace.create("Mine", "USD")
        assert workspace.last is None
        workspace.add_holding(HoldingDraft("KO", "3"))
        assert workspace.assess() is workspace.last
        workspace.open(sample)
        assert workspace.last is not None
        assert workspace.last.portfolio_key == sample
        workspace.open(key)
        assert symbols_of(workspace.last.positions) == ["KO"]
        workspace.delete(key)
        assert workspace.last is not None
        assert workspace.last.portfolio_key == sample
        workspace.undo()
        assert workspace.last is None or workspace.last.portfolio_key == workspace.portfolio().key


def test_an_edited_sample_is_not_painted_from_the_shipped_result(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        workspace.remove_holdings([workspace.portfolio().holdings[0].key])
    with desk(source, offline=True) as workspace:
        assert workspace.last is None


def test_an_assessment_begun_earlier_never_replaces_a_later_one(
    source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(source, offline=True) as workspace:
        mine(workspace, KO="3")
        judge = workspace._parts.judge
        original = type(judge).assess
        held_back, go_on = threading.Event(), threading.Event()

        def slow_for_one(*arguments: object, **more: object) -> Assessment:
            result = original(*arguments, **more)  # type: ignore[arg-type]  # passed on as they came
            if len(result.positions) == 1:
                held_back.set()
                assert go_on.wait(10)
            return result

        monkeypatch.setattr(type(judge), "assess", slow_for_one)
        earlier = threading.Thread(target=workspace.assess)
        earlier.start()
        assert held_back.wait(10)
        workspace.add_holding(HoldingDraft("NVDA", "1"))
        later = workspace.assess()
        go_on.set()
        earlier.join(10)
        assert workspace.last is later
        assert len(later.positions) == 2
    with desk(source, offline=True) as workspace:
        assert workspace.last is not None
        assert len(workspace.last.positions) == 2, "and is what was kept for the next start"


def test_the_one_kept_for_the_next_start_is_the_newest_whoever_writes_last(source: ScriptedSource) -> None:
    held_back, go_on = threading.Event(), threading.Event()

    class Gate:
        """A lock that lets the first thread wait before it."""

        def __enter__(self) -> None:
            if threading.current_thread() is earlier:
                held_back.set()
                assert go_on.wait(10)

        def __exit__(self, *_: object) -> None:
            pass

    with desk(source, offline=True) as workspace:
        mine(workspace, KO="3")
        workspace._storing = Gate()  # type: ignore[assignment]  # stands in for the lock
        earlier = threading.Thread(target=workspace.assess)
        earlier.start()
        assert held_back.wait(10)
        workspace.add_holding(HoldingDraft("NVDA", "1"))
        later = workspace.assess()
        go_on.set()
        earlier.join(10)
        assert workspace.last is later
    with desk(source, offline=True) as workspace:
        assert workspace.last is not None
        assert len(workspace.last.positions) == 2


def test_an_assessment_of_a_portfolio_left_meanwhile_is_not_the_last_one(
    source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(source, offline=True) as workspace:
        sample = workspace.portfolio().key
        mine(workspace, KO="3")
        judge = workspace._parts.judge
        original = type(judge).assess

        def leaves(*arguments: object, **more: object) -> Assessment:
            result = original(*arguments, **more)  # type: ignore[arg-type]  # passed on as they came
            workspace.open(sample)
            return result

        monkeypatch.setattr(type(judge), "assess", leaves)
        assert workspace.assess().portfolio_name == "Mine"
        assert workspace.last is None or workspace.last.portfolio_key == sample


def test_edits_assessments_and_rounds_go_on_at_the_same_time(source: ScriptedSource) -> None:
    errors: list[BaseException] = []
    with desk(source) as workspace:
        mine(workspace, KO="3")
        stop = threading.Event()

        def again(action: object) -> None:
            try:
                while not stop.is_set():
                    action()  # type: ignore[operator]  # methods without arguments
            except BaseException as error:  # noqa: BLE001  whatever it is, the test must see it
                errors.append(error)

        work = (workspace.assess, workspace.refresh, workspace.alerts, lambda: workspace.search("nv"))
        threads = [threading.Thread(target=again, args=(action,)) for action in work]
        for thread in threads:
            thread.start()
        for number in range(25):
            workspace.add_holding(HoldingDraft(f"X{number}", "1", "10", "USD"))
            if number % 5 == 0:
                workspace.undo()
        stop.set()
        for thread in threads:
            thread.join(20)
        assert errors == []
        final = workspace.assess()
        assert len(final.positions) == 1 + 20
        assert workspace.last is final
        assert sum((one.weight or 0) for one in final.positions) == 1


def test_two_rounds_at_once_ask_one_after_the_other_and_lose_no_quote(source: ScriptedSource) -> None:
    both = threading.Barrier(2)
    met: list[bool] = []
    ask = source.quotes

    def waits_for_another(symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> QuoteBatch:
        with suppress(threading.BrokenBarrierError):
            both.wait(0.2)
            met.append(True)
        return ask(symbols, pairs)

    source.quotes = waits_for_another  # type: ignore[method-assign]  # watched by the test
    with desk(source) as workspace:
        threads = [threading.Thread(target=workspace.refresh) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert met == []
        assert len(source.asked) == 2
        assert row(workspace.assess(), "NVDA").price_origin == "live"


# ---------------------------------------------------------------- files and looking up


def test_a_file_is_judged_without_being_stored(source: ScriptedSource, tmp_path: Path) -> None:
    file = tmp_path / "positions.csv"
    file.write_text("symbol,quantity\nKO,3\nNVDA,x\n")
    with scripted(source), open_workspace(offline=True, write=False, clock=source.clocks.wall) as workspace:
        review = workspace.open_file(file)
        assert [reject.line for reject in review.rejected] == [3]
        assert workspace.last is None
        assert symbols_of(workspace.assess().positions) == ["KO"]
    with desk(source, offline=True) as workspace:
        assert [one.is_sample for one in workspace.portfolios()] == [True]


def test_a_file_without_any_position_is_refused_with_the_first_reason(
    source: ScriptedSource, tmp_path: Path
) -> None:
    file = tmp_path / "positions.csv"
    file.write_text("symbol,quantity\nKO,x\n")
    with desk(source, offline=True) as workspace, pytest.raises(BadInput, match=r"positions\.csv"):
        workspace.open_file(file)


def test_an_import_is_reviewed_then_stored_and_undone_as_one_action(
    source: ScriptedSource, tmp_path: Path
) -> None:
    file = tmp_path / "positions.csv"
    file.write_text("symbol,quantity,cost,currency\nKO,3,180,USD\nNVDA,1,150,USD\n")
    with desk(source, offline=True) as workspace:
        key = workspace.commit_import(workspace.preview_import(file), "new", "Broker")
        assert workspace.portfolio().key == key
        assert workspace.last is None
        assert workspace.can_undo is not None
        workspace.undo()
        assert [one.is_sample for one in workspace.portfolios()] == [True]
        assert workspace.can_redo is not None


def test_base_currencies_are_those_a_rate_leads_to(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        assert {"USD", "EUR", "TWD", "JPY"} <= set(workspace.base_currencies())
        assert "XAF" not in workspace.base_currencies()
        for code in workspace.base_currencies():
            workspace.set_base_currency(code)
            assessment = workspace.assess()
            assert assessment.exposure.total.currency == code
            assert assessment.left_out == ()


def test_the_source_line_counts_the_rows_with_a_new_price(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        assert "shipped" in workspace.source_line()
        workspace.refresh()
        assert "15 of 16" in workspace.source_line()


def test_loops_are_as_strong_as_asked(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        firm, all_of_them = workspace.loops("firm"), workspace.loops("contingent")
        names = workspace.entity_names()
    assert 0 < len(firm) < len(all_of_them)
    assert {loop.strength for loop in firm} == {"firm"}
    assert all(entity in names for loop in all_of_them for entity in loop.entities)


def test_an_export_writes_the_newest_assessment(source: ScriptedSource, tmp_path: Path) -> None:
    with desk(source, offline=True) as workspace:
        written = workspace.export(tmp_path / "out.json")
    assert '"NVDA"' in written.read_text(encoding="utf-8")
