"""Statements read in the background from a fake Yahoo through the real library, and what they change."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest

from screener.domain.assessment import CompanyResult
from screener.domain.figure import Figure
from screener.domain.finding import Finding
from screener.providers.provider import Provider, ProviderEntry, Surroundings
from screener.providers.yahoo.provider import HOSTS, YahooProvider
from screener.providers.yahoo.transport import YahooTransport
from screener.services import opening
from screener.services.holding_input import HoldingDraft
from screener.services.statement_rounds import StatementsOutcome
from screener.services.workspace import Workspace
from screener.wording import sentence
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo, Fault
from tests.fakes.yahoo_data import FakeListing, FakeMarket
from tests.fakes.yahoo_session import fresh_yfinance, local_session
from tests.fakes.yahoo_statements import Json, books

START = datetime(2026, 10, 5, 15, tzinfo=UTC)
"""A Monday after every shipped figure."""
ENDS = (date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30))
QUARTERS: Mapping[str, Sequence[float | None]] = {
    "TotalRevenue": [90, 100, 120, 130, 150],  # 500 in the last four
    "NetIncome": [9, 10, 10, 10, 20],
    "OperatingCashFlow": [20, 20, 20, 20, 20],
    "CapitalExpenditure": [-10, -10, -10, -10, -10],
    "TotalDebt": [80, 80, 80, 80, 90],  # leases of 10 among them
    "CapitalLeaseObligations": [10, 10, 10, 10, 10],
    "StockholdersEquity": [180, 180, 190, 190, 200],
    "TotalAssets": [400, 400, 400, 400, 450],
    "CurrentAssets": [100, 100, 100, 100, 110],
    "OrdinarySharesNumber": [40, 40, 40, 40, 40],
    "DilutedEPS": [0.225, 0.25, 0.25, 0.25, 0.5],
    "DilutedAverageShares": [40, 40, 40, 40, 40],
}
"""In thousands of millions: debt over equity is 90 / 200, earnings are 1.25 a share."""
BILLION = 1e9


def statements(currency: str, **changes: Sequence[float | None]) -> dict[str, list[Json]]:
    """Five quarters in one currency; `changes` are whole lines."""
    lines = {**QUARTERS, **changes}
    scaled = {
        name: [None if value is None else value * (1 if name == "DilutedEPS" else BILLION) for value in row]
        for name, row in lines.items()
    }
    return books(scaled, ENDS, currency=currency)


def listing(symbol: str, price: float, currency: str, **more: Any) -> FakeListing:
    return FakeListing(symbol, f"{symbol} Ltd", price, price, currency, **more)


class World:
    """A fake Yahoo with clocks that waiting moves; `open` starts the program on it, as often as wanted."""

    def __init__(self, yahoo: FakeYahoo, clocks: Clocks) -> None:
        self.yahoo = yahoo
        self.clocks = clocks
        self.waited = 0.0

    @contextmanager
    def open(self, *, offline: bool = False) -> Iterator[Workspace]:
        fresh_yfinance()
        with mock.patch.object(opening, "PROVIDERS", (ProviderEntry("yahoo", HOSTS, self._opened),)):
            workspace = opening.open_workspace(offline=offline, clock=self.clocks.wall)
        with workspace:
            yield workspace
        fresh_yfinance()

    def wait(self, seconds: float) -> bool:
        """What a round waits with."""
        self.clocks.advance(seconds)
        return False

    def read(self, workspace: Workspace) -> StatementsOutcome:
        return workspace.refresh_statements(self.wait)

    def sell(self, found: FakeListing, books_of_it: dict[str, list[Json]] | None = None) -> None:
        self.yahoo.market.add(found)
        if books_of_it is not None:
            self.yahoo.market.books[found.symbol] = books_of_it

    @property
    def asked(self) -> list[str]:
        """Whose statements were asked for, in order."""
        return [one.path.rsplit("/", 1)[-1] for one in self.yahoo.requests if one.endpoint == "timeseries"]

    def _opened(self, surroundings: Surroundings) -> Provider:
        def session(**parts: Any) -> Any:
            return local_session(self.yahoo)(**{**parts, "wait": self._pause})

        transport = YahooTransport(
            cache_folder=surroundings.cache_folder / "yahoo",
            clock=surroundings.clock,
            monotonic=self.clocks.monotonic,
            session_factory=session,
            heard=surroundings.heard,
            is_off=surroundings.is_off,
        )
        return YahooProvider(transport, surroundings.clock)

    def _pause(self, seconds: float) -> bool:
        self.waited += seconds
        self.clocks.advance(seconds)
        return False


@pytest.fixture
def world() -> Iterator[World]:
    clocks = Clocks(START)
    with FakeYahoo(FakeMarket(now=clocks.wall)) as yahoo:
        made = World(yahoo, clocks)
        made.sell(listing("ADRX", 125.0, "USD", eps=5.0, market_cap=300e9), statements("CNY"))
        made.sell(listing("PENCE.L", 412.5, "GBp", eps=0.33, market_cap=2e12), statements("GBP"))
        made.sell(listing("LOSSY", 20.0, "USD", eps=None, market_cap=800e9), statements("USD"))
        yield made


def holding(workspace: Workspace, *symbols: str) -> None:
    """A portfolio with these, the first ones with most money in them."""
    workspace.create("Mine", "USD")
    for place, symbol in enumerate(symbols):
        workspace.add_holding(HoldingDraft(symbol, str(10 ** (3 * (len(symbols) - place)))))


def company(workspace: Workspace, key: str) -> CompanyResult:
    found = None if workspace.last is None else workspace.last.company(key)
    assert found is not None
    return found


def answered(result: CompanyResult, screen: str) -> Finding:
    finding = result.finding(screen)
    assert finding is not None
    return finding


def value(result: CompanyResult, screen: str) -> Decimal:
    finding = answered(result, screen)
    assert isinstance(finding.value, Figure), sentence(finding.message)
    return round(finding.value.value, 3)


def fact(result: CompanyResult, name: str) -> Figure:
    return next(one for one in result.facts if one.name == name)


# ---------------------------------------------------------------- figures


def test_a_company_of_taipei_is_judged_in_its_own_currency(world: World) -> None:
    world.yahoo.market.set("2330.TW", price=1150.0, eps=57.5, market_cap=4000 * BILLION)
    world.yahoo.market.books["2330.TW"] = statements("TWD")
    with world.open() as workspace:
        holding(workspace, "2330.TW")
        workspace.refresh()
        assert fact(company(workspace, "tsmc"), "revenue").period == "FY2025"
        outcome = world.read(workspace)
        assert (outcome.asked, outcome.newer, outcome.failed) == (1, ("tsmc",), None)
        after = company(workspace, "tsmc")
        assert outcome.assessment is workspace.last
        assert value(after, "pe_ttm") == 20  # 1150 / 57.5
        assert value(after, "debt_equity") == Decimal("0.45")  # 90 / 200
        assert value(after, "price_sales") == 8  # 4000 / 500
        revenue = fact(after, "revenue")
        assert (revenue.value, revenue.currency, revenue.period) == (500 * 10**9, "TWD", "TTM to 2026-06-30")
        assert (revenue.source.title, revenue.as_of) == ("Yahoo Finance", ENDS[-1])
        assert after.fiscal_period == "TTM to 2026-06-30"


def test_a_receipt_in_dollars_over_statements_in_yuan_needs_the_rate(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX")
        workspace.refresh()
        before = company(workspace, "symbol:ADRX")
        assert answered(before, "debt_equity").state == "unknown"
        world.read(workspace)
        workspace.refresh()
        after = company(workspace, "symbol:ADRX")
        assert value(after, "pe_ttm") == 25  # 125 / 5, both of one quote
        assert value(after, "debt_equity") == Decimal("0.45")
        assert value(after, "price_sales") == Decimal("4.308")  # 300 USD x 7.18 / 500 CNY
        used = {figure.name for figure in answered(after, "price_sales").figures}
        assert "exchange_rate" in used


def test_without_a_rate_no_ratio_of_two_currencies(world: World) -> None:
    world.sell(listing("ODDX", 125.0, "USD", eps=None, market_cap=300e9), statements("ZMW"))
    with world.open() as workspace:
        holding(workspace, "ODDX")
        workspace.refresh()
        world.read(workspace)
        workspace.refresh()
        after = company(workspace, "symbol:ODDX")
        assert value(after, "debt_equity") == Decimal("0.45")
        told = answered(after, "price_sales")
        assert told.state == "unknown"
        assert "no exchange rate" in sentence(told.message)
        earnings = answered(after, "pe_ttm")
        assert earnings.state == "unknown"
        assert "another kind of share" in sentence(earnings.message)


def test_a_price_in_pence_over_statements_in_pounds(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "PENCE.L")
        workspace.refresh()
        world.read(workspace)
        after = company(workspace, "symbol:PENCE.L")
        assert value(after, "pe_ttm") == Decimal("12.5")  # 4.125 / 0.33
        assert value(after, "price_sales") == 4  # 2000 / 500
        assert answered(after, "price_sales").figures[0].currency == "GBP"


def test_a_loss_is_called_one_by_the_statements_too(world: World) -> None:
    world.yahoo.market.books["LOSSY"] = statements(
        "USD", NetIncome=[-9, -10, -10, -10, -20], DilutedEPS=[-0.225, -0.25, -0.25, -0.25, -0.5]
    )
    with world.open() as workspace:
        holding(workspace, "LOSSY")
        workspace.refresh()
        world.read(workspace)
        told = answered(company(workspace, "symbol:LOSSY"), "pe_ttm")
        assert (told.state, told.value) == ("known", None)
        words = sentence(told.message)
        assert words.startswith("There is no P/E: there was no profit (\u22121.25 USD a share")


def test_a_share_count_that_market_value_does_not_bear_out_is_not_multiplied(world: World) -> None:
    """40bn shares x 20 are the 800bn stated; 30bn are a class of shares only."""
    with world.open() as workspace:
        holding(workspace, "LOSSY")
        workspace.refresh()
        world.read(workspace)
        assert answered(company(workspace, "symbol:LOSSY"), "price_sales").figures[0].derived
        assert value(company(workspace, "symbol:LOSSY"), "price_sales") == Decimal("1.6")  # 800 / 500
    world.yahoo.market.books["LOSSY"] = statements("USD", OrdinarySharesNumber=[30] * 5)
    world.clocks.advance(24 * 3600)
    with world.open() as workspace:
        workspace.refresh()
        world.read(workspace)
        again = company(workspace, "symbol:LOSSY")
        assert value(again, "price_sales") == Decimal("1.6")
        assert not answered(again, "price_sales").figures[0].derived


def test_one_null_costs_one_value(world: World) -> None:
    world.yahoo.market.books["LOSSY"] = statements("USD", TotalRevenue=[None, 100, 120, 130, 150])
    with world.open() as workspace:
        holding(workspace, "LOSSY")
        workspace.refresh()
        world.read(workspace)
        assert fact(company(workspace, "symbol:LOSSY"), "revenue").value == 500 * 10**9


def test_a_newest_quarter_with_earnings_only_changes_nothing(world: World) -> None:
    counted = ("DilutedEPS", "DilutedAverageShares", "OrdinarySharesNumber")
    half = {name: row if name in counted else [*row[:-1], None] for name, row in QUARTERS.items()}
    world.yahoo.market.books["LOSSY"] = statements("USD", **half)
    with world.open() as workspace:
        holding(workspace, "LOSSY")
        workspace.refresh()
        world.read(workspace)
        after = company(workspace, "symbol:LOSSY")
        revenue = fact(after, "revenue")
        assert (revenue.value, revenue.as_of) == (440 * 10**9, ENDS[-2])  # 90 + 100 + 120 + 130
        assert max(one.as_of for one in after.facts) == ENDS[-2]


def test_where_filing_and_feed_differ_both_are_told(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "NVDA")
        workspace.refresh()
        shipped = fact(company(workspace, "nvidia"), "revenue")
        assert (shipped.source.tier, shipped.as_of) == ("primary", date(2026, 7, 26))
    ends = (
        date(2025, 7, 31),
        date(2025, 10, 31),
        date(2026, 1, 31),
        date(2026, 4, 30),
        date(2026, 7, 31),
    )
    scaled = {name: [one and one * BILLION for one in row] for name, row in QUARTERS.items()}
    world.yahoo.market.books["NVDA"] = books(scaled, ends)
    with world.open() as workspace:
        workspace.refresh()
        world.read(workspace)
        after = company(workspace, "nvidia")
        assert fact(after, "revenue") == shipped
        told = [sentence(message) for message in after.differences]
        assert (
            "Revenue: SEC XBRL company facts 303bn USD, Yahoo Finance 500bn USD; the filing is used." in told
        )


# ---------------------------------------------------------------- whom, when, how often


def test_each_company_is_asked_for_once_a_day_also_after_a_restart(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX", "PENCE.L", "NOBODY.L")
        workspace.refresh()
        assert world.read(workspace).asked == 2
        figures = company(workspace, "symbol:ADRX").facts
        for _ in range(3):
            world.clocks.advance(3600)
            assert world.read(workspace).asked == 0
    with world.open() as workspace:
        workspace.refresh()
        assert world.read(workspace).asked == 0
        assert company(workspace, "symbol:ADRX").facts == figures
    assert world.asked == ["ADRX", "PENCE.L"], "nobody knows what NOBODY.L is"
    world.clocks.advance(24 * 3600)
    with world.open() as workspace:
        outcome = world.read(workspace)
        assert (outcome.asked, outcome.newer) == (2, ()), "asked again, and nothing is new"
    assert len(world.asked) == 4


def test_an_empty_answer_is_an_answer_and_keeps_what_was_known(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX")
        workspace.refresh()
        world.read(workspace)
        world.yahoo.market.books["ADRX"] = {}
        world.clocks.advance(24 * 3600)
        assert world.read(workspace).newer == ()
        workspace.assess()
        assert fact(company(workspace, "symbol:ADRX"), "revenue").value == 500 * 10**9
    with world.open() as workspace:
        assert world.read(workspace).asked == 0


def test_who_files_nowhere_comes_first_then_who_has_most_money(world: World) -> None:
    with world.open() as workspace:
        workspace.set_setting("sec_contact", "ann@example.org")
        holding(workspace, "NVDA", "MSFT", "PENCE.L", "2330.TW")
        workspace.refresh()
        assert world.read(workspace).asked == 4
    # Taipei is asked for a company that files with the SEC as well.
    assert world.asked == ["PENCE.L", "NVDA", "MSFT", "2330.TW"]


def test_with_the_sec_off_all_are_alike(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "NVDA", "PENCE.L", "MSFT")
        workspace.refresh()
        world.read(workspace)
    assert world.asked == ["NVDA", "PENCE.L", "MSFT"]


def test_one_listing_of_a_company_and_no_funds_coins_or_bonds(world: World) -> None:
    world.sell(listing("FNDX", 10.0, "USD", quote_type="ETF", eps=None))
    world.sell(listing("BTC-USD", 10.0, "USD", quote_type="CRYPTOCURRENCY", eps=None))
    with world.open() as workspace:
        holding(workspace, "FNDX", "BTC-USD", "2330.TW", "TSM")
        workspace.add_holding(HoldingDraft("TBOND", "10", "5", "USD", "bond"))
        workspace.refresh()
        world.read(workspace)
    assert world.asked == ["2330.TW"]


@pytest.mark.parametrize("hindrance", ["offline", "statements off", "quotes off"])
def test_nobody_is_asked_without_leave_and_what_was_read_stays(world: World, hindrance: str) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX")
        workspace.refresh()
        world.read(workspace)
    world.yahoo.forget()
    world.clocks.advance(24 * 3600)
    with world.open(offline=hindrance == "offline") as workspace:
        if hindrance == "statements off":
            workspace.set_setting("read_statements", False)
        if hindrance == "quotes off":
            workspace.set_setting("live_quotes", False)
        workspace.assess()
        assert world.read(workspace).asked == 0
        assert fact(company(workspace, "symbol:ADRX"), "revenue").value == 500 * 10**9
    assert world.asked == []


def test_only_the_symbol_is_sent(world: World) -> None:
    with world.open() as workspace:
        workspace.create("Secret name", "USD")
        workspace.add_holding(HoldingDraft("ADRX", "777777", "5", "USD"))
        workspace.refresh()
        world.read(workspace)
    (request,) = [one for one in world.yahoo.requests if one.endpoint == "timeseries"]
    assert set(request.query) <= {"symbol", "type", "period1", "period2", "crumb"}
    assert request.query["symbol"] == "ADRX"


def test_quotes_alone_read_no_statements_and_use_what_is_kept(world: World) -> None:
    """As every command does: it must not wait for dozens of companies."""
    with world.open() as workspace:
        holding(workspace, "ADRX")
        workspace.look()
        assert world.asked == []
        world.read(workspace)
    with world.open() as workspace:
        workspace.look()
        assert value(company(workspace, "symbol:ADRX"), "debt_equity") == Decimal("0.45")
    assert world.asked == ["ADRX"]


# ---------------------------------------------------------------- trouble


def test_a_bad_gateway_keeps_the_old_and_the_next_round_asks_again(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX")
        workspace.refresh()
        world.read(workspace)
        world.clocks.advance(24 * 3600)
        world.yahoo.fail(Fault.BAD_GATEWAY, where={"timeseries"})
        outcome = world.read(workspace)
        assert {key: why.id for key, why in outcome.missing.items()} == {"symbol:ADRX": "source.server_error"}
        assert world.read(workspace).asked == 0, "not before an hour has passed"
        workspace.refresh()
        assert fact(company(workspace, "symbol:ADRX"), "revenue").value == 500 * 10**9
        world.yahoo.heal()
        world.yahoo.market.books["ADRX"] = statements("CNY", TotalRevenue=[1, 100, 120, 130, 250])
        world.clocks.advance(3601)
        assert world.read(workspace).newer == ("symbol:ADRX",)
        assert fact(company(workspace, "symbol:ADRX"), "revenue").value == 600 * 10**9
    assert world.asked == ["ADRX"] * 3


def test_a_rate_limit_ends_the_round_and_the_next_quotes_say_why(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX", "PENCE.L", "LOSSY")
        workspace.refresh()
        world.yahoo.fail(Fault.RATE_LIMITED, where={"timeseries"})
        outcome = world.read(workspace)
        assert outcome.failed is not None
        assert (outcome.failed.id, outcome.asked) == ("source.rate_limited", 1)
        assert outcome.retry_at is not None
        quotes = world.yahoo.count("quote")
        refreshed = workspace.refresh()
        assert refreshed.failed is not None
        assert refreshed.failed.id == "source.rate_limited"
        assert world.yahoo.count("quote") == quotes, "the pause holds for everything asked there"
        assert "asks for fewer requests" in sentence(refreshed.failed).lower()
        assert world.asked == ["ADRX"]
        world.yahoo.heal()
        world.clocks.advance(24 * 3600)
        assert world.read(workspace).asked == 3


def test_a_round_can_be_ended_between_two_companies_and_goes_on_where_it_was(world: World) -> None:
    with world.open() as workspace:
        holding(workspace, "ADRX", "PENCE.L")
        workspace.refresh()
        steps: list[tuple[int, int]] = []
        outcome = workspace.refresh_statements(
            lambda _seconds: True, lambda done, total: steps.append((done, total))
        )
        assert (outcome.asked, outcome.stopped, steps) == (1, True, [(0, 2)])
        assert world.read(workspace).asked == 1
    assert world.asked == ["ADRX", "PENCE.L"]


def test_closing_ends_a_round(world: World) -> None:
    with world.open() as workspace:
        workspace.assess()
        statements_read = workspace._parts.statements
        companies = [one for one in workspace._parts.judge.universe.companies if one.cik][:5]
        assert statements_read.known == {}
    outcome = statements_read.refresh(companies, world.wait, filings_are_read=False)
    assert outcome.failed is not None
    assert (outcome.failed.id, outcome.asked) == ("source.closed", 1)
    assert world.asked == []


# ---------------------------------------------------------------- quotes first


def test_quotes_do_not_wait_behind_fifty_statements(world: World) -> None:
    """A quote request every ten seconds of a round of fifty; the longest wait for a turn is measured."""
    symbols = [f"C{number}.L" for number in range(50)]
    for symbol in symbols:
        world.sell(listing(symbol, 10.0, "GBp"), statements("GBP"))
    waits: list[float] = []
    with world.open() as workspace:
        holding(workspace, *symbols[:1])
        for symbol in symbols[1:]:
            workspace.add_holding(HoldingDraft(symbol, "1"))
        workspace.refresh()

        def wait(seconds: float) -> bool:
            world.clocks.advance(seconds)
            if len(world.asked) % 5 == 0:
                before = world.waited
                workspace.refresh()
                waits.append(world.waited - before)
            return False

        outcome = workspace.refresh_statements(wait)
    assert outcome.asked == 50
    assert len(waits) >= 9
    assert max(waits) == 0, "a round leaves tokens enough for every quote"
