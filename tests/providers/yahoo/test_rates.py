"""Exchange rates out of quotes of currency pairs."""

from datetime import UTC, date, datetime
from decimal import Decimal

from screener.domain.currency import Rates
from screener.domain.quote import Quote
from screener.providers.yahoo.provider import YahooProvider
from screener.providers.yahoo.rates import pair_symbols, rates_in
from tests.fakes.clocks import START
from tests.fakes.yahoo import FakeYahoo, Fault


def pair(symbol: str, price: str, currency: str, **more: object) -> Quote:
    fields = {"quote_type": "CURRENCY", "at": START, "fetched_at": START, "source": "Yahoo Finance", **more}
    return Quote(symbol=symbol, price=Decimal(price), currency=currency, **fields)  # type: ignore[arg-type]


def test_each_currency_is_asked_for_once_against_the_dollar() -> None:
    pairs = [("EUR", "USD"), ("TWD", "EUR"), ("GBp", "TWD"), ("GBP", "USD"), ("USD", "USD"), ("JPY", "JPY")]
    assert pair_symbols(pairs) == ("EURUSD=X", "TWD=X", "GBPUSD=X")


def test_one_request_makes_every_pair_convertible(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    rates = Rates(provider.quotes([], [("TWD", "GBP"), ("JPY", "EUR")]).rates)

    assert yahoo.count("quote") == 1
    converted = rates.convert(Decimal(302), "TWD", "GBP", START.date())
    assert converted is not None
    assert converted[0].quantize(Decimal("0.0001")) == (10 / Decimal("1.34")).quantize(Decimal("0.0001"))
    assert {rate.day for rate in converted[1]} == {START.date()}
    assert {rate.source.title for rate in converted[1]} == {"Yahoo Finance"}


def test_a_pair_answered_under_its_long_name_is_found(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.market.set("JPY=X", extra={"symbol": "USDJPY=X"})

    (rate,) = provider.quotes([], [("USD", "JPY")]).rates

    assert (rate.base, rate.quote, rate.rate) == ("USD", "JPY", Decimal("147.5"))


def test_rates_come_with_the_prices_in_the_same_request_and_are_nobodys_quote(
    provider: YahooProvider, yahoo: FakeYahoo
) -> None:
    yahoo.market.set("TWD=X", extra={"regularMarketPrice": None})
    batch = provider.quotes(["NVDA", "2330.TW"], [("TWD", "EUR")])

    assert yahoo.count("quote") == 1
    assert {quote.symbol for quote in batch.quotes} == {"NVDA", "2330.TW"}
    assert batch.missing == (), "a rate that cannot be had is left out in silence"
    assert [(rate.base, rate.quote) for rate in batch.rates] == [("EUR", "USD")]


def test_who_holds_a_currency_pair_has_its_quote_and_its_rate(
    provider: YahooProvider, yahoo: FakeYahoo
) -> None:
    batch = provider.quotes(["EURUSD=X"], [("EUR", "USD")])

    assert [request.query["symbols"] for request in yahoo.requests if request.endpoint == "quote"] == [
        "EURUSD=X"
    ]
    assert [quote.symbol for quote in batch.quotes] == ["EURUSD=X"]
    assert [rate.rate for rate in batch.rates] == [Decimal("1.16")]


def test_what_is_no_rate_is_passed_over() -> None:
    assert rates_in([
        pair("NVDA", "181", "USD", quote_type="EQUITY"),
        pair("JPY=X", "147", "USD"),
        pair("USD=X", "1", "USD"),
        pair("GC=F", "4000", "USD"),
        pair("EURUSD=X", "1.16", "USD", quote_type="EQUITY"),
    ]) == ()  # fmt: skip


def test_the_day_of_a_rate_is_that_of_its_quote() -> None:
    friday = datetime(2026, 8, 21, 21, tzinfo=UTC)
    (rate,) = rates_in([pair("EURUSD=X", "1.16", "USD", at=friday)])
    assert rate.day == date(2026, 8, 21)


def test_of_a_failing_source_there_are_no_rates(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.fail(Fault.RATE_LIMITED)
    batch = provider.quotes(["NVDA"], [("EUR", "USD")])
    assert batch.failure is not None
    assert (batch.rates, batch.missing) == ((), ("NVDA",))
    assert yahoo.count("quote") == 1
