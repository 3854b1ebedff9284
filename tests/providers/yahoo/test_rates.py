"""Exchange rates out of quotes of currency pairs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from screener.domain.currency import Rate, Rates
from screener.domain.figure import Source
from screener.domain.quote import Quote
from screener.providers.failures import RateLimited
from screener.providers.provider import RatesSource
from screener.providers.yahoo.provider import YahooProvider
from screener.providers.yahoo.rates import pair_symbols, rates_in
from tests.fakes.clocks import START
from tests.fakes.yahoo import FakeYahoo, Fault

SHIPPED = Rate("USD", "EUR", date(2026, 8, 1), Decimal("0.86"), Source("shipped"))


def pair(symbol: str, price: str, currency: str, **more: object) -> Quote:
    fields = {"quote_type": "CURRENCY", "at": START, "fetched_at": START, "source": "Yahoo Finance", **more}
    return Quote(symbol=symbol, price=Decimal(price), currency=currency, **fields)  # type: ignore[arg-type]


def test_each_currency_is_asked_for_once_against_the_dollar() -> None:
    pairs = [("EUR", "USD"), ("TWD", "EUR"), ("GBp", "TWD"), ("GBP", "USD"), ("USD", "USD"), ("JPY", "JPY")]
    assert pair_symbols(pairs) == ("EURUSD=X", "TWD=X", "GBPUSD=X")


def test_one_request_makes_every_pair_convertible(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    assert isinstance(provider, RatesSource)

    rates = Rates(provider.rates([("TWD", "GBP"), ("JPY", "EUR")]))

    assert yahoo.count("quote") == 1
    converted = rates.convert(Decimal(302), "TWD", "GBP", START.date())
    assert converted is not None
    assert converted[0].quantize(Decimal("0.0001")) == (10 / Decimal("1.34")).quantize(Decimal("0.0001"))
    assert {rate.day for rate in converted[1]} == {START.date()}
    assert {rate.source.title for rate in converted[1]} == {"Yahoo Finance"}


def test_a_pair_answered_under_its_long_name_is_found(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.market.set("JPY=X", extra={"symbol": "USDJPY=X"})

    (rate,) = provider.rates([("USD", "JPY")])

    assert (rate.base, rate.quote, rate.rate) == ("USD", "JPY", Decimal("147.5"))


def test_rates_come_with_the_prices_in_the_same_request(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    batch = provider.quotes(["NVDA", "2330.TW", *pair_symbols([("TWD", "USD")])])

    assert yahoo.count("quote") == 1
    assert [(rate.base, rate.quote) for rate in rates_in(batch.quotes)] == [("USD", "TWD")]


def test_a_live_rate_wins_over_the_shipped_one_and_a_missing_one_leaves_it() -> None:
    live = rates_in([pair("EURUSD=X", "1.25", "USD")])

    assert Rates((SHIPPED, *live)).convert(Decimal(10), "USD", "EUR", START.date()) == (Decimal(8), live)
    assert Rates((SHIPPED,)).convert(Decimal(10), "USD", "EUR", START.date()) == (Decimal("8.60"), (SHIPPED,))


def test_what_is_no_rate_is_passed_over() -> None:
    assert rates_in([
        pair("NVDA", "181", "USD", quote_type="EQUITY"),
        pair("JPY=X", "147", "USD"),
        pair("USD=X", "1", "USD"),
        pair("GC=F", "4000", "USD"),
        pair("EURUSD=X", "1.16", "USD", quote_type="EQUITY"),
    ]) == ()  # fmt: skip


@pytest.mark.parametrize(("price", "kept"), [("116", False), ("0.0116", False), ("1.5", True)])
def test_a_rate_far_from_the_last_one_known_is_a_mistake(price: str, kept: bool) -> None:
    assert bool(rates_in([pair("EURUSD=X", price, "USD")], Rates((SHIPPED,)))) is kept


def test_the_day_of_a_rate_is_that_of_its_quote() -> None:
    friday = datetime(2026, 8, 21, 21, tzinfo=UTC)
    (rate,) = rates_in([pair("EURUSD=X", "1.16", "USD", at=friday)])
    assert rate.day == date(2026, 8, 21)


def test_a_failing_source_says_so(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.fail(Fault.RATE_LIMITED)
    with pytest.raises(RateLimited):
        provider.rates([("EUR", "USD")])
    assert yahoo.count("quote") == 1
