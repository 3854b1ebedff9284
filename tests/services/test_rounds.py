"""Rounds over the days: rates, symbols that go missing and come back, and what the next run still knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest

from screener.domain.assessment import Assessment, PositionResult
from screener.domain.delisting import DAYS_MISSING
from screener.domain.figure import Figure, Unknown
from screener.services.holding_input import HoldingDraft
from screener.services.workspace import Workspace
from screener.wording import sentence
from tests.builders.desks import START, UNREACHABLE, ScriptedSource, desk
from tests.fakes.clocks import Clocks

SHIPPED_DAY = date(2026, 8, 21)
LIVE = {("EUR", "USD"): Decimal("1.25"), ("USD", "TWD"): Decimal(32)}
A_DAY = 24 * 3600.0


@pytest.fixture
def source() -> ScriptedSource:
    return ScriptedSource(Clocks(START))


@contextmanager
def mine(source: ScriptedSource, *symbols: str, base: str = "EUR") -> Iterator[Workspace]:
    """A desk with ten of each symbol."""
    with desk(source) as workspace:
        workspace.create("Mine", base)
        for symbol in symbols:
            workspace.add_holding(HoldingDraft(symbol, "10"))
        yield workspace


def row(assessment: Assessment, symbol: str) -> PositionResult:
    return next(one for one in (*assessment.positions, *assessment.watchlist) if one.symbol == symbol)


def worth(assessment: Assessment, symbol: str) -> Decimal | None:
    value = row(assessment, symbol).value
    return value.value if isinstance(value, Figure) else None


def notes(assessment: Assessment, symbol: str) -> list[str]:
    return [note.id for note in row(assessment, symbol).notes]


def rates(assessment: Assessment) -> dict[str, tuple[Decimal, date, str]]:
    return {one.pair: (one.rate, one.day, one.source.title) for one in assessment.rates}


# ---------------------------------------------------------------- rates


def test_a_price_in_taiwan_dollars_is_worth_euros_at_the_rates_of_the_same_answer(
    source: ScriptedSource,
) -> None:
    source.rates = dict(LIVE)
    with mine(source, "2330.TW") as workspace:
        result = workspace.refresh().assessment
    assert len(source.asked) == 1
    assert source.pairs == [(("TWD", "EUR"), ("USD", "EUR"))]
    assert worth(result, "2330.TW") == 2400 * 10 / Decimal(32) / Decimal("1.25")
    today = START.date()
    assert rates(result) == {
        "EUR/USD": (Decimal("1.25"), today, "Yahoo Finance"),
        "USD/TWD": (Decimal(32), today, "Yahoo Finance"),
    }
    said = [sentence(note) for note in row(result, "2330.TW").notes if note.id == "converted_at"]
    assert said == [
        "Converted at the USD/TWD rate of 24 Aug 2026, 32 (Yahoo Finance).",
        "Converted at the EUR/USD rate of 24 Aug 2026, 1.25 (Yahoo Finance).",
    ]


def test_a_currency_pair_is_no_position_no_source_and_never_missing(source: ScriptedSource) -> None:
    with mine(source, "2330.TW") as workspace:
        result = workspace.refresh().assessment
        assert [one.symbol for one in result.positions] == ["2330.TW"]
        assert result.provenance.sources == ("Yahoo Finance",)
        assert (result.unidentified, result.left_out) == ((), ())
        assert workspace._rounds.book.state.missing == ()
        assert set(workspace._rounds.book.state.quotes) == {"2330.TW"}


def test_without_live_rates_the_shipped_ones_count_and_name_their_day(source: ScriptedSource) -> None:
    with mine(source, "2330.TW") as workspace:
        result = workspace.refresh().assessment
    assert {day for _, day, _ in rates(result).values()} == {SHIPPED_DAY}
    assert worth(result, "2330.TW") is not None
    assert len(source.asked) == 1


def test_a_rate_far_from_the_last_one_known_is_left_out_and_the_other_stays(source: ScriptedSource) -> None:
    source.rates = {**LIVE, ("USD", "TWD"): Decimal(32) * 3}
    with mine(source, "2330.TW") as workspace:
        found = rates(workspace.refresh().assessment)
        assert found["USD/TWD"][1] == SHIPPED_DAY
        assert found["EUR/USD"][1] == START.date()
        source.clocks.advance(30)
        source.rates = dict(LIVE)
        assert rates(workspace.refresh().assessment)["USD/TWD"][:2] == (Decimal(32), START.date())


def test_of_one_day_the_newest_rate_counts(source: ScriptedSource) -> None:
    with mine(source, "NVDA") as workspace:
        for value in ("1.25", "1.28"):
            source.rates = {("EUR", "USD"): Decimal(value)}
            source.clocks.advance(30)
            result = workspace.refresh().assessment
            assert rates(result) == {"EUR/USD": (Decimal(value), START.date(), "Yahoo Finance")}


def test_rates_stay_when_the_source_fails(source: ScriptedSource) -> None:
    source.rates = dict(LIVE)
    with mine(source, "2330.TW") as workspace:
        before = worth(workspace.refresh().assessment, "2330.TW")
        source.failure = UNREACHABLE
        source.clocks.advance(30)
        assert worth(workspace.refresh().assessment, "2330.TW") == before
    assert len(source.asked) == 2


def test_a_currency_nobody_shipped_is_asked_for_once_it_shows(source: ScriptedSource) -> None:
    source.prices["LOOM.WA"] = Decimal(40)
    source.currencies["LOOM.WA"] = "PLN"
    source.rates = {**LIVE, ("USD", "PLN"): Decimal(4)}
    with mine(source, "LOOM.WA") as workspace:
        result = workspace.refresh().assessment
        assert source.asked == [("LOOM.WA",), ()]
        assert source.pairs == [(), (("PLN", "EUR"),)]
        assert worth(result, "LOOM.WA") == 10 * Decimal(40) / 4 / Decimal("1.25")
        source.clocks.advance(30)
        workspace.refresh()
    assert len(source.asked) == 3


def test_a_currency_without_any_rate_costs_one_request_a_round(source: ScriptedSource) -> None:
    source.prices["LOOM.WA"] = Decimal(40)
    source.currencies["LOOM.WA"] = "PLN"
    with mine(source, "LOOM.WA") as workspace:
        result = workspace.refresh().assessment
        value = row(result, "LOOM.WA").value
        assert isinstance(value, Unknown)
        assert value.reason.id == "no_exchange_rate"
        first = len(source.asked)
        for _ in range(3):
            source.clocks.advance(30)
            workspace.refresh()
    assert (first, len(source.asked)) == (2, 5)


def test_cash_in_another_currency_needs_rates_and_nothing_else(source: ScriptedSource) -> None:
    source.rates = dict(LIVE)
    with desk(source) as workspace:
        workspace.create("Mine", "EUR")
        workspace.add_holding(HoldingDraft("USD", "100", currency="USD", kind="cash"))
        result = workspace.refresh().assessment
    assert (source.asked, source.pairs) == ([()], [(("USD", "EUR"),)])
    assert result.mode == "snapshot", "no price was asked for"


def test_the_next_run_still_knows_the_rates(source: ScriptedSource) -> None:
    source.rates = dict(LIVE)
    with mine(source, "2330.TW") as workspace:
        before = workspace.refresh().assessment
    source.clocks.advance(3600)
    with desk(source, offline=True) as workspace:
        after = workspace.assess()
    assert worth(after, "2330.TW") == worth(before, "2330.TW")
    assert rates(after) == rates(before)


def test_of_each_day_the_last_rate_is_kept_for_prices_of_that_day(source: ScriptedSource) -> None:
    with mine(source, "NVDA") as workspace:
        for value in ("1.25", "1.30"):
            source.rates = {("EUR", "USD"): Decimal(value)}
            workspace.refresh()
            source.clocks.advance(A_DAY)
        kept = workspace._parts.cache.rates.load_rates().rates
    assert [(one.day, one.rate) for one in kept] == [
        (START.date() + timedelta(days=1), Decimal("1.30")),
        (START.date(), Decimal("1.25")),
    ]


# ---------------------------------------------------------------- left out once


def test_half_an_answer_is_asked_for_once_more_in_the_same_round(source: ScriptedSource) -> None:
    source.left_out = [{"MSFT", "KO"}]
    with mine(source, "NVDA", "MSFT", "ORCL", "KO") as workspace:
        result = workspace.refresh().assessment
    assert source.asked == [("NVDA", "MSFT", "ORCL", "KO"), ("MSFT", "KO")]
    assert {one.price_origin for one in result.positions} == {"live"}
    assert not any("listing" in note.id for one in result.positions for note in one.notes)


def test_what_stays_missing_keeps_its_price_says_so_and_is_asked_for_in_the_next_round(
    source: ScriptedSource,
) -> None:
    with mine(source, "NVDA", "MSFT", "KO", base="USD") as workspace:
        workspace.refresh()
        source.left_out = [{"KO"}] * 4
        source.prices["NVDA"] = Decimal(201)
        for requests in (2, 1, 1):
            source.clocks.advance(30)
            before = len(source.asked)
            result = workspace.refresh().assessment
            assert len(source.asked) - before == requests
            assert "KO" in source.asked[before]
        assert (worth(result, "NVDA"), worth(result, "KO")) == (Decimal(2010), Decimal(900))
        assert row(result, "KO").price_origin == "last_good"
        assert notes(result, "KO") == ["listing_doubtful"]
        assert workspace._rounds.book.state.missing == ("KO",)
        assert notes(result, "NVDA") == []
        source.clocks.advance(30)
        assert notes(workspace.refresh().assessment, "KO") == []


def test_a_source_that_fails_is_asked_once_and_says_nothing_of_its_symbols(source: ScriptedSource) -> None:
    with mine(source, "NVDA", "KO", base="USD") as workspace:
        workspace.refresh()
        source.failure = UNREACHABLE
        for _ in range(30):
            source.clocks.advance(A_DAY)
            result = workspace.refresh().assessment
    assert len(source.asked) == 31
    assert not any("listing" in one for symbol in ("NVDA", "KO") for one in notes(result, symbol))


def test_a_second_request_that_fails_leaves_the_first_answer_as_it_is(source: ScriptedSource) -> None:
    with mine(source, "NVDA", "KO", base="USD") as workspace:
        workspace.refresh()
        source.prices["NVDA"] = Decimal(300)
        first = source.quotes

        def fails_the_second_time(symbols: object, pairs: object = ()) -> object:
            source.failure = None if len(source.asked) == 1 else UNREACHABLE
            return first(symbols, pairs)  # type: ignore[arg-type]

        source.quotes = fails_the_second_time  # type: ignore[method-assign,assignment]
        source.left_out = [{"KO"}]
        source.clocks.advance(30)
        outcome = workspace.refresh()
    assert len(source.asked) == 3
    assert outcome.failed == UNREACHABLE
    assert worth(outcome.assessment, "NVDA") == 3000
    assert notes(outcome.assessment, "KO") == ["quote_not_answered"]
    assert "Yahoo Finance" in sentence(row(outcome.assessment, "KO").notes[0])


# ---------------------------------------------------------------- gone for days


def test_days_of_being_missing_are_doubt_then_evidence_and_a_quote_takes_it_back(
    source: ScriptedSource,
) -> None:
    with mine(source, "NVDA", "KO", base="USD") as workspace:
        workspace.refresh()
        said = []
        for _ in range(DAYS_MISSING + 1):
            source.clocks.advance(A_DAY)
            source.left_out = [{"KO"}] * 2
            said.append(notes(workspace.refresh().assessment, "KO")[-1])
        assert said == ["listing_doubtful"] * (DAYS_MISSING - 1) + ["listing_delisted"] * 2
        source.left_out = []
        source.clocks.advance(A_DAY)
        assert notes(workspace.refresh().assessment, "KO") == []


def test_a_hundred_rounds_of_one_day_are_one_day(source: ScriptedSource) -> None:
    with mine(source, "NVDA", "KO", base="USD") as workspace:
        workspace.refresh()
        for _ in range(100):
            source.clocks.advance(30)
            source.left_out = [{"KO"}] * 2
            workspace.refresh()
        assert notes(workspace.assess(), "KO") == ["listing_doubtful"]


def test_the_days_survive_the_end_of_the_program(source: ScriptedSource) -> None:
    with mine(source, "NVDA", "KO", base="USD") as workspace:
        workspace.refresh()
    for _ in range(DAYS_MISSING):
        source.clocks.advance(A_DAY)
        source.left_out = [{"KO"}] * 2
        with desk(source) as workspace:
            workspace.refresh()
    with desk(source, offline=True) as workspace:
        note = row(workspace.assess(), "KO").notes[-1]
    assert note.id == "listing_delisted"
    assert "on 5 days since 25 Aug 2026" in sentence(note)


def test_the_source_saying_so_is_evidence_at_once(source: ScriptedSource) -> None:
    source.gone = {"KO"}
    with mine(source, "NVDA", "KO", base="USD") as workspace:
        result = workspace.refresh().assessment
    assert len(source.asked) == 1
    assert notes(result, "KO")[-1] == "listing_gone"
    assert row(result, "KO").price_origin == "snapshot", "the last price known stays"


def test_what_was_never_quoted_is_not_called_delisted(source: ScriptedSource) -> None:
    with mine(source, "NVDA", "NOPE", base="USD") as workspace:
        for _ in range(2 * DAYS_MISSING):
            result = workspace.refresh().assessment
            source.clocks.advance(A_DAY)
    assert "listing_never_quoted" in notes(result, "NOPE")
    assert len(source.asked) == 2 * DAYS_MISSING


def test_of_watched_symbols_it_is_said_as_well_and_of_lines_of_funds_nothing_is_kept(
    source: ScriptedSource,
) -> None:
    with mine(source, "NVDA", "QQQ", base="USD") as workspace:
        workspace.add_watch("KO")
        workspace.refresh()
        source.clocks.advance(A_DAY)
        source.left_out = [{"KO", "AVGO"}] * 2
        result = workspace.refresh().assessment
        assert notes(result, "KO") == ["listing_doubtful"]
        assert "AVGO" in workspace._rounds.book.state.missing
        assert set(workspace._parts.cache.trails.load_trails()) == {"NVDA", "QQQ", "KO"}
