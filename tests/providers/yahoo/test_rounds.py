"""Whole rounds of the desk against the fake Yahoo: how many requests, and what ends up in the assessment."""

from collections.abc import Iterator
from decimal import Decimal
from unittest import mock

import pytest

from screener.domain.assessment import Assessment, PositionResult
from screener.domain.figure import Figure
from screener.providers.provider import ProviderEntry
from screener.providers.yahoo.provider import HOSTS, YahooProvider
from screener.services import opening
from screener.services.holding_input import HoldingDraft
from screener.services.workspace import Workspace
from tests.benchmarks.fifty_holdings import chosen_symbols
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo, Fault
from tests.fakes.yahoo_data import FakeListing


@pytest.fixture
def workspace(provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks) -> Iterator[Workspace]:
    """A desk on the fake Yahoo with an empty portfolio in euros; cookie and crumb are at hand."""
    entry = ProviderEntry("yahoo", HOSTS, lambda _surroundings: provider)
    with mock.patch.object(opening, "PROVIDERS", (entry,)):
        opened = opening.open_workspace(offline=False, clock=clocks.wall)
    with opened:
        opened.create("Mine", "EUR")
        provider.quotes(["KO"])
        yahoo.forget()
        yield opened


def hold(workspace: Workspace, *symbols: str) -> None:
    for symbol in symbols:
        workspace.add_holding(HoldingDraft(symbol, "10"))


def row(assessment: Assessment, symbol: str) -> PositionResult:
    return next(one for one in assessment.positions if one.symbol == symbol)


def worth(assessment: Assessment, symbol: str) -> Decimal:
    value = row(assessment, symbol).value
    assert isinstance(value, Figure)
    return value.value.quantize(Decimal("0.0001"))


def in_euros(value: str, to_dollars: str) -> Decimal:
    return (Decimal(value) * Decimal(to_dollars) / Decimal("1.16")).quantize(Decimal("0.0001"))


def asked(yahoo: FakeYahoo) -> list[list[str]]:
    return [request.query["symbols"].split(",") for request in yahoo.requests if request.endpoint == "quote"]


def test_pence_pounds_and_taiwan_dollars_are_euros_after_one_request(
    workspace: Workspace, yahoo: FakeYahoo
) -> None:
    yahoo.market.add(FakeListing("POUND.L", "Pounds plc", 4.125, 4.0, "GBP", exchange="LSE"))
    hold(workspace, "PENCE.L", "POUND.L", "2330.TW", "NVDA")
    workspace.refresh()
    yahoo.forget()
    result = workspace.refresh().assessment

    (symbols,) = asked(yahoo)
    assert set(symbols) == {
        "PENCE.L", "POUND.L", "2330.TW", "NVDA", "EURUSD=X", "GBPUSD=X", "TWD=X"
    }  # fmt: skip
    assert yahoo.count() == 1
    assert worth(result, "PENCE.L") == worth(result, "POUND.L") == in_euros("41.25", "1.34")
    assert worth(result, "2330.TW") == in_euros("11500", str(1 / Decimal("30.2")))
    assert {(one.pair, one.source.title) for one in result.rates} == {
        (pair, "Yahoo Finance") for pair in ("EUR/USD", "GBP/USD", "USD/TWD")
    }
    assert {one.symbol for one in result.positions} == {"PENCE.L", "POUND.L", "2330.TW", "NVDA"}
    assert result.provenance.sources == ("Yahoo Finance",)


def test_a_foreign_price_seen_for_the_first_time_is_worth_euros_at_once(
    workspace: Workspace, yahoo: FakeYahoo
) -> None:
    yahoo.market.add(FakeListing("LOOM.WA", "Loom SA", 40.0, 39.0, "PLN", exchange="WSE"))
    yahoo.market.add(
        FakeListing("PLN=X", "USD/PLN", 4.0, 4.0, "PLN", quote_type="CURRENCY", eps=None, market_cap=None)
    )
    hold(workspace, "LOOM.WA")
    result = workspace.refresh().assessment

    assert asked(yahoo) == [["LOOM.WA"], ["PLN=X", "EURUSD=X"]]
    assert worth(result, "LOOM.WA") == in_euros("400", "0.25")


def test_fifty_tickers_with_their_rates_are_one_request(
    workspace: Workspace, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    symbols = chosen_symbols()
    for symbol in symbols:
        if yahoo.market.find(symbol) is None:
            yahoo.market.add(FakeListing(symbol, symbol, 50.0, 49.0))
    hold(workspace, *symbols)
    workspace.refresh()
    yahoo.forget()
    for _ in range(3):
        clocks.advance(30)
        result = workspace.refresh().assessment
    assert yahoo.count() == 3
    assert all({"EURUSD=X", "TWD=X"} <= set(each) for each in asked(yahoo))
    assert len(result.positions) == len(symbols)


def test_half_an_answer_costs_exactly_one_more_request(
    workspace: Workspace, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    hold(workspace, "NVDA", "MSFT", "KO", "JNJ")
    workspace.refresh()
    yahoo.forget()
    yahoo.fail(Fault.HALF)
    clocks.advance(30)
    result = workspace.refresh().assessment
    assert [len(each) for each in asked(yahoo)] == [5, 2], "what half of the second answer lacks has to wait"
    assert sum(one.price_origin == "live" for one in result.positions) == 3

    yahoo.heal()
    clocks.advance(30)
    result = workspace.refresh().assessment
    assert yahoo.count() == 3
    assert {one.price_origin for one in result.positions} == {"live"}


@pytest.mark.parametrize("fault", [Fault.BAD_GATEWAY, Fault.TRUNCATED, Fault.DROP, Fault.WRONG_SHAPE])
def test_a_failing_yahoo_is_asked_once(
    workspace: Workspace, yahoo: FakeYahoo, clocks: Clocks, fault: Fault
) -> None:
    hold(workspace, "NVDA", "2330.TW")
    before = workspace.refresh().assessment
    yahoo.forget()
    yahoo.fail(fault)
    clocks.advance(30)
    result = workspace.refresh().assessment
    assert yahoo.count() == 1
    assert worth(result, "2330.TW") == worth(before, "2330.TW"), "the last good price at the last good rates"
    assert not any("listing" in note.id for one in result.positions for note in one.notes)


def test_a_rate_in_the_wrong_unit_does_not_move_the_portfolio(
    workspace: Workspace, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    hold(workspace, "2330.TW")
    before = workspace.refresh().assessment
    yahoo.market.set("TWD=X", price=3020.0)
    clocks.advance(30)
    assert worth(workspace.refresh().assessment, "2330.TW") == worth(before, "2330.TW")


def test_a_listing_that_has_ended_keeps_its_price_and_says_so(
    workspace: Workspace, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    hold(workspace, "NVDA", "KO")
    workspace.refresh()
    yahoo.market.set("KO", extra={"quoteType": "NONE", "regularMarketPrice": ...})
    yahoo.forget()
    clocks.advance(30)
    result = workspace.refresh().assessment
    assert yahoo.count() == 1
    assert row(result, "KO").notes[-1].id == "listing_gone"
    assert row(result, "KO").price_origin == "last_good"
