"""Statements out of Yahoo's time series: twelve months, fiscal years, currencies, what is not believed."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.fields import FIELDS
from screener.domain.statements import Statements, is_due, kept
from screener.providers.failures import RateLimited, SourceFailed, SymbolUnknown
from screener.providers.provider import StatementsSource
from screener.providers.yahoo import statements as reader
from screener.providers.yahoo.provider import YahooProvider
from screener.providers.yahoo.statement_lines import NAMES, TYPES
from screener.providers.yahoo.transport import YahooTransport
from tests.fakes.clocks import START, Clocks
from tests.fakes.yahoo import FakeYahoo, Fault
from tests.fakes.yahoo_statements import books, points, series
from tests.providers.yahoo.test_fields import JSON_VALUES

ENDS = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)]
YEARS = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
QUARTERS = {
    "TotalRevenue": [90, 100, 110, 120, 130],
    "NetIncome": [9, 10, 11, 12, 13],
    "OperatingIncome": [18, 20, 22, 24, 26],
    "DepreciationAndAmortization": [4, 5, 5, 5, 5],
    "CapitalExpenditure": [-20, -21, -22, -23, -24],
    "TotalAssets": [1000, 1010, 1020, 1030, 1040],
    "TotalDebt": [300, 300, 310, 310, 320],
    "CapitalLeaseObligations": [20, 20, 20, 20, 25],
    "OrdinarySharesNumber": [50, 50, 50, 50, 50],
    "DilutedEPS": [0.18, 0.2, 0.22, 0.24, 0.26],
    "DilutedAverageShares": [50, 50, 50, 50, 50],
}
ANNUAL = {
    "TotalRevenue": [300, 350, 420],
    "NetIncome": [30, 35, 42],
    "CapitalExpenditure": [-60, -70, -80],
    "InterestExpense": [1, 2, 3],
    "OrdinarySharesNumber": [52, 51, 50],
    "DilutedEPS": [0.6, 0.7, 0.84],
    "TotalAssets": [800, 900, 1020],
}


def answer(found: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    result = [series("X", kind, found.get(kind)) for kind in TYPES]
    return {"timeseries": {"result": result, "error": None}}


def read(
    quarters: Mapping[str, Any] = QUARTERS,
    years: Mapping[str, Any] = ANNUAL,
    *,
    currency: str = "USD",
    ends: Sequence[date] = ENDS,
    **changes: Any,
) -> Statements:
    """The figures of a company; `changes` are whole series by name."""
    found: dict[str, Any] = books(quarters, ends, currency=currency)
    found |= books(years, YEARS, often="annual", currency=currency)
    return reader.statements(answer({**found, **changes}), "X.L", "X.L", START)


def value(made: Statements, field: str) -> Decimal:
    return made.facts[field].value


def test_twelve_months_are_four_quarters_that_follow_each_other() -> None:
    made = read()
    revenue = made.facts["revenue"]

    assert (revenue.value, revenue.period, revenue.as_of) == (460, "TTM to 2026-06-30", ENDS[-1])
    assert (revenue.currency, revenue.source.title, revenue.derived) == ("USD", "Yahoo Finance", True)
    assert len(revenue.inputs) == 4
    assert value(made, "capex") == 90, "money spent is positive"
    assert value(made, "ebitda") == 92 + 20
    assert value(made, "eps_diluted") == Decimal("0.92")
    assert (value(made, "latest_quarter_revenue"), value(made, "latest_quarter_revenue_prior_year")) == (
        130,
        90,
    )
    assert (made.currency, made.fiscal_period) == ("USD", "TTM to 2026-06-30")
    assert set(made.facts) | set(made.annual) <= set(FIELDS)


def test_balances_are_all_of_the_same_day_and_debt_is_without_leases() -> None:
    made = read()
    balances = ("total_debt", "lease_liabilities", "total_assets", "shares_outstanding")
    assert [value(made, name) for name in balances] == [295, 25, 1040, 50]
    assert {made.facts[name].as_of for name in balances} == {ENDS[-1]}
    assert value(made, "total_assets_prior_year") == 1000


def test_years_are_newest_first() -> None:
    made = read()
    assert [(year.as_of, year.value) for year in made.annual["revenue"]] == [
        (YEARS[2], 420),
        (YEARS[1], 350),
        (YEARS[0], 300),
    ]
    assert [year.value for year in made.annual["capex"]] == [80, 70, 60]
    assert made.annual["revenue"][0].period == "FY ended 2025-12-31"


def test_a_half_filled_newest_quarter_is_ignored() -> None:
    per_share = ("DilutedEPS", "DilutedAverageShares", "OrdinarySharesNumber")
    half = {line: values if line in per_share else [*values[:-1], None] for line, values in QUARTERS.items()}
    made = read(half)

    assert (value(made, "revenue"), made.fiscal_period) == (420, "TTM to 2026-03-31")
    assert value(made, "eps_diluted") == Decimal("0.84")
    assert max(fact.as_of for fact in made.facts.values()) == ENDS[3]


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_missing_quarter_leads_to_the_fiscal_year(missing: int) -> None:
    gap = {line: list(values) for line, values in QUARTERS.items()}
    gap["TotalRevenue"][missing] = None
    made = read(gap)

    assert (value(made, "revenue"), made.facts["revenue"].period) == (420, "FY ended 2025-12-31")
    assert value(made, "eps_diluted") == Decimal("0.84")
    assert "stock_based_compensation" not in made.facts
    assert made.fiscal_period == "FY ended 2025-12-31"


def test_a_line_without_quarters_is_the_fiscal_years_and_says_so() -> None:
    made = read()
    assert (value(made, "interest_expense"), made.facts["interest_expense"].period) == (
        3,
        "FY ended 2025-12-31",
    )


def test_a_year_that_ended_long_ago_stands_in_for_nothing() -> None:
    ends = [date(end.year + 2, end.month, end.day) for end in ENDS]
    found = books(QUARTERS, ends) | books(ANNUAL, YEARS, often="annual")
    later = START.replace(year=2028)
    assert "interest_expense" not in reader.statements(answer(found), "X", "X", later).facts


@pytest.mark.parametrize("often", ["quarterly", "annual"])
def test_a_period_of_the_year_one_is_none(often: str) -> None:
    lines = ("TotalRevenue", "NetIncome", "TotalAssets")
    length = "3M" if often == "quarterly" else "12M"
    first = {often + line: points([(date(1, 1, 1), 5.0)], length) for line in lines}
    made = reader.statements(answer(first), "X.L", "X.L", START)
    assert (made.facts, made.annual) == ({}, {})


def test_only_years_or_nothing() -> None:
    assert value(read({}), "revenue") == 420
    assert value(read({}), "revenue_prior_year") == 350
    nothing = read({}, {})
    assert (nothing.facts, nothing.annual, nothing.currency) == ({}, {}, None)


def test_half_years_are_no_quarters() -> None:
    found = books(QUARTERS, ENDS)
    for values in found.values():
        for point in values:
            point["periodType"] = "6M"
    assert read({}, {}, **found).facts == {}


def test_the_currency_is_that_of_the_money_never_that_of_the_per_share_series() -> None:
    eps = points(zip(ENDS, QUARTERS["DilutedEPS"], strict=True), currency="USD")
    made = read(currency="CNY", quarterlyDilutedEPS=eps)

    assert made.currency == "CNY"
    assert made.facts["eps_diluted"].currency == "CNY"
    assert made.facts["shares_outstanding"].currency is None


def test_money_in_two_currencies_is_never_added() -> None:
    mixed = [
        *points(zip(ENDS[:3], [90, 100, 110], strict=True), currency="EUR"),
        *points(zip(ENDS[3:], [120, 130], strict=True), currency="USD"),
    ]
    made = read(quarterlyTotalRevenue=mixed)
    assert (made.currency, made.facts["revenue"].period) == ("USD", "FY ended 2025-12-31")


@pytest.mark.parametrize("currency", [None, "GBp", "dollars", 7])
def test_money_of_unclear_currency_is_no_money(currency: Any) -> None:
    made = read(currency=currency)
    assert (made.facts, made.currency) == ({}, None)


@pytest.mark.parametrize("bad", [None, "Infinity", float("inf"), float("nan"), True, {"raw": 0, "fmt": None}])
def test_one_bad_value_spoils_one_sum_only(bad: Any) -> None:
    found = points(zip(ENDS, QUARTERS["OperatingIncome"], strict=True))
    found[2] = None if bad is None else {**found[2], "reportedValue": bad}
    made = read(quarterlyOperatingIncome=found)

    assert "operating_income" not in made.facts
    assert value(made, "revenue") == 460


def test_money_spent_that_came_in_is_not_believed() -> None:
    assert (
        "capex"
        not in read(quarterlyCapitalExpenditure=points(zip(ENDS, [1] * 5, strict=True)), years={}).facts
    )


def test_earnings_per_share_across_a_split_are_left_out() -> None:
    counts = points(zip(ENDS, [50, 50, 50, 50, 200], strict=True))
    assert "eps_diluted" not in read(quarterlyDilutedAverageShares=counts).facts
    halved = points(zip(ENDS, [50, 50, 50, 50, 100], strict=True))
    mixed = points(zip(ENDS, [0.18, 0.2, 0.22, 0.24, 0.13], strict=True))
    made = read(quarterlyDilutedAverageShares=halved, quarterlyDilutedEPS=mixed)
    assert "eps_diluted" not in made.facts, "the sum looks right within a tenth"
    eps = points(zip(ENDS, [0.18, 0.2, 0.22, 0.24, 2.6], strict=True))
    assert "eps_diluted" not in read(quarterlyDilutedEPS=eps).facts


def test_a_loss_keeps_its_sign() -> None:
    losses = QUARTERS | {
        "NetIncome": [-9, -10, -11, -12, -13],
        "DilutedEPS": [-0.18, -0.2, -0.22, -0.24, -0.26],
    }
    made = read(losses)
    assert (value(made, "net_income"), value(made, "eps_diluted")) == (-46, Decimal("-0.92"))


def test_a_period_that_has_not_ended_is_left_out() -> None:
    ends = [date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]
    assert all(fact.as_of <= START.date() for fact in read(ends=ends).facts.values())


@given(found=st.dictionaries(st.sampled_from(TYPES), JSON_VALUES, max_size=6))
def test_any_series_give_figures_or_none(found: dict[str, Any]) -> None:
    result = [{"meta": {"type": [kind]}, kind: value} for kind, value in found.items()]
    reader.statements({"timeseries": {"result": result}}, "X", "X", START)


@given(anything=JSON_VALUES)
def test_an_answer_of_another_shape_is_refused(anything: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        reader.statements(anything, "X", "X", START)


# ---------------------------------------------------------------- the request


def test_one_request_a_ticker_and_day(provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks) -> None:
    assert isinstance(provider, StatementsSource)
    provider.quotes(["NVDA"])
    yahoo.forget()

    made = provider.statements("NVDA")
    again = provider.statements("NVDA")

    assert made == again
    assert made.facts["revenue"].period == f"TTM to {made.facts['revenue'].as_of}"
    assert yahoo.count() == 1
    clocks.advance(24 * 3600)
    provider.statements("NVDA")
    assert yahoo.count() == 2


def test_the_address_stays_short_enough_for_every_network(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    provider.statements("NVDA")
    (request,) = (one for one in yahoo.requests if one.endpoint == "timeseries")
    assert len(request.path) + sum(len(name) + len(text) for name, text in request.query.items()) < 2600
    assert 25 <= len(NAMES) <= 36


def test_a_foreign_company_reports_in_its_own_currency(provider: YahooProvider) -> None:
    made = provider.statements("ADRX")
    assert {fact.currency for fact in made.facts.values()} == {"CNY", None}
    assert provider.statements("PENCE.L").currency == "GBP"


def test_a_fund_has_no_statements_and_is_asked_once(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    assert provider.statements("QQQ").facts == {}
    assert provider.statements("QQQ").facts == {}
    assert yahoo.count("timeseries") == 1
    with pytest.raises(SymbolUnknown):
        provider.statements("US67066G1040")


@pytest.mark.parametrize(
    "fault",
    [
        Fault.RATE_LIMITED,
        Fault.BAD_GATEWAY,
        Fault.HTML,
        Fault.EMPTY,
        Fault.TRUNCATED,
        Fault.WRONG_SHAPE,
        Fault.DROP,
    ],
)
def test_no_fault_stays_in_a_cache(
    provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks, fault: Fault
) -> None:
    provider.quotes(["NVDA"])
    yahoo.forget()
    yahoo.fail(fault, where={"timeseries"})
    with pytest.raises(SourceFailed):
        provider.statements("NVDA")
    assert yahoo.count() == 1, "one refused request, not six"

    yahoo.heal()
    clocks.advance(3600)
    assert provider.statements("NVDA").facts
    assert yahoo.count() == 2


def test_while_paused_nothing_is_asked(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.fail(Fault.RATE_LIMITED)
    for _ in range(3):
        with pytest.raises(RateLimited):
            provider.statements("NVDA")
    assert yahoo.count("timeseries") == 1


def test_statements_leave_one_place_to_those_somebody_waits_for(
    yahoo: FakeYahoo, clocks: Clocks, tmp_path: Path, fresh_yfinance: None
) -> None:
    from tests.fakes.yahoo_session import local_session

    transport = YahooTransport(
        cache_folder=tmp_path,
        clock=clocks.wall,
        monotonic=clocks.monotonic,
        session_factory=local_session(yahoo),
    )
    provider = YahooProvider(transport, clocks.wall)
    provider.quotes(["NVDA"])
    reached, second, go_on = threading.Event(), threading.Event(), threading.Event()
    answered = yahoo.market.statements

    def held_back(symbol: str, types: Any) -> Any:
        (second if reached.is_set() else reached).set()
        go_on.wait(5)
        return answered(symbol, types)

    yahoo.market.statements = held_back  # type: ignore[method-assign]  # put back with the market
    with ThreadPoolExecutor(2) as pool:
        reading = [pool.submit(provider.statements, symbol) for symbol in ("NVDA", "MSFT")]
        assert reached.wait(5)
        assert not second.wait(0.1)
        assert provider.quotes(["NVDA", "KO"]).failure is None
        go_on.set()
        assert all(one.result().facts for one in reading)
    provider.close()


def test_a_clock_that_was_turned_back_does_not_keep_the_source_from_being_asked(clocks: Clocks) -> None:
    known = read()
    clocks.advance(-24 * 3600)
    assert is_due(known, clocks.now)


def test_what_was_known_survives_an_empty_answer(clocks: Clocks) -> None:
    known = read()
    assert is_due(None, clocks.now)
    assert not is_due(known, clocks.now)
    clocks.advance(24 * 3600)
    assert is_due(known, clocks.now)
    empty = reader.statements(answer({}), "X", "X", clocks.now)
    survived = kept(known, empty)
    assert (survived.facts, survived.fetched_at) == (known.facts, clocks.now)
    assert kept(None, empty) == empty
