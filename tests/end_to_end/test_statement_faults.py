"""Statements that come in halves, with holes or in other currencies, or not at all, on the whole program."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.end_to_end.faults_table import proves
from tests.end_to_end.feed import Feed, Shown
from tests.fakes.yahoo import Fault
from tests.fakes.yahoo_data import FakeListing
from tests.fakes.yahoo_statements import Json, books, points

pytestmark = pytest.mark.slow
A_DAY = 25 * 3600
ENDS = (date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30))
YEAR = (date(2025, 6, 30), date(2026, 6, 30))
NEWEST = date(2026, 9, 30)
QUARTERS = {
    "TotalRevenue": (90.0, 100.0, 110.0, 120.0, 130.0), "NetIncome": (9.0, 10.0, 11.0, 12.0, 13.0),
    "OperatingIncome": (20.0,) * 5, "InterestExpense": (2.0,) * 5, "OperatingCashFlow": (30.0,) * 5,
    "CapitalExpenditure": (-10.0,) * 5, "StockholdersEquity": (400.0,) * 5, "TotalDebt": (100.0,) * 5,
}  # fmt: skip
YEARS = {"TotalRevenue": (300.0, 400.0), "NetIncome": (30.0, 40.0), "OperatingIncome": (70.0, 76.0)}


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feed]:
    """A window that has read the statements of four companies."""
    holdings = ("PENCE.L", "ADRX", "HOLE", "HALF")
    with Feed(tmp_path_factory.mktemp("feed"), holdings=holdings, settings={"live_stream": False}) as feed:
        for symbol in ("HOLE", "HALF"):
            feed.market.add(
                FakeListing(symbol, f"{symbol.title()} Inc.", 50.0, 49.5, eps=2.0, market_cap=1e3)
            )
            feed.market.books[symbol] = books(QUARTERS, ENDS) | books(YEARS, YEAR, often="annual")
        feed.market.books["HOLE"] = _with_a_null(feed.market.books["HOLE"])
        feed.market.books["HALF"] = _with_half_a_quarter(feed.market.books["HALF"])
        feed.window.next("painted")
        feed.window.next()
        yield feed


@pytest.fixture(scope="module", autouse=True)
def shown(feed: Feed) -> Shown:
    """What is shown once everything was read, with the rates that came with the quotes."""
    feed.window.do("finish")
    return feed.refreshed()


@pytest.fixture(scope="module", autouse=True)
def asked_for(feed: Feed, shown: Shown) -> list[str]:
    """The symbols whose statements were asked for until then."""
    return [one.path.rsplit("/", 1)[-1] for one in feed.yahoo.requests if one.endpoint == "timeseries"]


def _with_a_null(whole: Any) -> dict[str, Any]:
    """One hole in the interest of four quarters."""
    interest = list(whole["quarterlyInterestExpense"])
    return {**whole, "quarterlyInterestExpense": [*interest[:2], None, *interest[3:]]}


def _with_half_a_quarter(whole: Any) -> dict[str, Any]:
    """A newest quarter of which only earnings a share are there."""
    eps: list[Json] = points(zip((*ENDS, NEWEST), (0.5,) * 6, strict=True))
    return {**whole, "quarterlyDilutedEPS": eps}


def facts(shown: Shown, symbol: str) -> dict[str, Any]:
    return dict(shown["companies"][f"symbol:{symbol}"]["facts"])


def finding(shown: Shown, symbol: str, screen: str) -> dict[str, Any]:
    return dict(shown["companies"][f"symbol:{symbol}"]["findings"][screen])


def test_one_request_a_company_and_none_more_that_day(feed: Feed, asked_for: list[str]) -> None:
    assert sorted(asked_for) == ["ADRX", "HALF", "HOLE", "PENCE.L"]
    feed.forget()
    feed.pass_time(3 * 3600)
    feed.refreshed()
    feed.window.do("finish")
    assert feed.asked == {"quote": 1}


@proves("one null in a series")
def test_one_null_in_a_series(shown: Shown) -> None:
    """The hole costs its own line its twelve months, and no other line anything.

    Guards: `yahoo.series._usable`, `yahoo.statements._Collector._flow`.
    """
    assert facts(shown, "HOLE")["revenue"][:2] == [460.0, "USD"]
    assert facts(shown, "HOLE")["operating_income"][3] == "TTM to 2026-06-30"
    assert finding(shown, "HOLE", "interest_cover")["state"] == "unknown"
    assert finding(shown, "HALF", "interest_cover")["value"] == pytest.approx(10.0)


@proves("newest quarter with earnings a share only")
def test_a_half_filled_quarter(shown: Shown) -> None:
    """Four whole quarters are the newest twelve months; the half one is passed over.

    Guard: `yahoo.series.Series.complete`.
    """
    revenue = facts(shown, "HALF")["revenue"]
    assert (revenue[0], revenue[3]) == (460.0, "TTM to 2026-06-30")


@proves("price in pence, statements in pounds")
def test_pence_and_pounds(shown: Shown) -> None:
    """Price and ratios are in pounds: nothing is a hundred times too large.

    Guard: `yahoo.fields.quote_number` with QUOTE_UNITS.
    """
    row = shown["rows"]["PENCE.L"]
    assert (row["price"], row["currency"], row["origin"]) == (4.125, "GBP", "live")
    assert row["value"] == pytest.approx(10 * 4.125 * 1.34), "the rate of the same answer"
    assert finding(shown, "PENCE.L", "pe_ttm")["value"] == pytest.approx(4.125 / 0.33)
    revenue, currency, *_ = facts(shown, "PENCE.L")["revenue"]
    assert currency == "GBP"
    assert finding(shown, "PENCE.L", "price_sales")["value"] == pytest.approx(3.4e9 / revenue)


@proves("ADR in USD, statements in CNY")
def test_dollars_and_yuan(shown: Shown) -> None:
    """P/E from one quote in one currency; what mixes price and statements only after conversion.

    Guards: `yahoo.series._currency`, `quotes.QuoteBook.take` (the rates of the same answer).
    """
    assert finding(shown, "ADRX", "pe_ttm")["value"] == pytest.approx(124.7 / 4.8)
    revenue, currency, *_ = facts(shown, "ADRX")["revenue"]
    assert currency == "CNY"
    assert finding(shown, "ADRX", "price_sales")["value"] == pytest.approx(3.0e11 * 7.18 / revenue)


@proves("429 on statements")
def test_statements_are_refused(feed: Feed) -> None:
    """What was read stays; prices pause for a minute as well, and statements come ten minutes later.

    Guards: `pacing.Breaker.admit`, `statement_rounds.StatementRounds._failed`.
    """
    before = facts(feed.live(), "HALF")
    feed.pass_time(A_DAY)
    feed.forget()
    feed.yahoo.fail(Fault.RATE_LIMITED, where={"timeseries"})
    feed.refreshed()
    refused = feed.window.do("finish")
    assert feed.asked == {"quote": 1, "timeseries": 1}, "the first refusal ends the reading"
    assert facts(refused, "HALF") == before
    paused = feed.refreshed()
    assert "asks for fewer requests" in paused["reason"]
    assert feed.asked == {"quote": 1, "timeseries": 1}
    assert paused["alerts"] == 0

    feed.yahoo.heal()
    feed.market.books["HALF"] = books(QUARTERS | {"TotalRevenue": (1.0,) * 5}, ENDS)
    feed.forget()
    feed.pass_time(61)
    assert feed.refreshed()["badge"] == "live"
    assert feed.asked == {"quote": 1}
    feed.pass_time(600)
    feed.refreshed()
    healed = feed.window.do("finish")
    assert facts(healed, "HALF")["revenue"][0] == 4.0
    assert feed.asked == {"quote": 2, "timeseries": 4}
