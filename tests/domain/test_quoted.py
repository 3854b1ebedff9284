"""What a company costs by its quotes: whose market value counts, and when a number of shares is believed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from screener.domain.company import Company
from screener.domain.currency import Rate, Rates
from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.quote import Quote
from screener.domain.quoted import market_value, quoted_value
from tests.builders.calendars import EXCHANGES

TODAY, BEFORE = date(2026, 10, 5), date(2026, 8, 14)
SOURCE = Source("Yahoo Finance", tier="feed")
RATES = Rates((Rate("USD", "CNY", BEFORE, Decimal(7), SOURCE),))


def quote(symbol: str, cap: str | None, day: date = TODAY, currency: str = "USD") -> Quote:
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    value = None if cap is None else Decimal(cap)
    return Quote(
        symbol,
        Decimal(10),
        currency,
        at,
        at,
        "Yahoo Finance",
        "EQUITY",
        market_cap=value,
        market_cap_currency=None if cap is None else currency,
    )


def cap(value: str, day: date = TODAY, currency: str = "USD") -> Figure:
    return Figure("market_cap", Decimal(value), Unit.MONEY, day, SOURCE, currency)


def price(value: str = "10", day: date = TODAY) -> Figure:
    return Figure("price", Decimal(value), Unit.PER_SHARE, day, SOURCE, "USD")


def company(*facts: Figure, **more: Any) -> Company:
    return Company("acme", "Acme", facts={fact.name: fact for fact in facts}, **more)


def shares(count: str) -> Figure:
    return Figure("shares_outstanding", Decimal(count), Unit.SHARES, BEFORE, SOURCE)


def value(one: Company, quoted: Figure | None, currency: str = "USD", at: Figure | None = None) -> float:
    return market_value(one, at or price(), RATES, currency, quoted)[0].value


def test_the_newest_quote_of_any_listing_states_the_value_of_the_company() -> None:
    quotes = {"A": quote("A", "90", BEFORE), "B": quote("B", "100"), "C": quote("C", None)}
    found = quoted_value(["A", "B", "C", "UNASKED"], quotes)
    assert found is not None
    assert (found.value, found.as_of, found.currency, found.source.tier) == (100, TODAY, "USD", "feed")
    assert quoted_value(["C"], quotes) is None


def test_a_market_value_is_of_the_day_it_is_at_the_exchange() -> None:
    told = msgspec.structs.replace(quote("600519.SS", "100"), at=datetime(2026, 10, 4, 23, 30, tzinfo=UTC))
    found = quoted_value(["600519.SS"], {"600519.SS": told}, EXCHANGES)
    assert found is not None
    assert found.as_of == date(2026, 10, 5)
    assert value(company(shares("10.6")), found) == 100, "the price is of that day too"


def test_a_quote_goes_before_what_was_stated_earlier_and_not_before_what_is_newer() -> None:
    assert value(company(cap("80", BEFORE)), cap("100")) == 100
    assert value(company(cap("80")), cap("100", BEFORE)) == 80


def test_shares_are_multiplied_where_the_quote_bears_them_out() -> None:
    assert value(company(shares("10.4")), cap("100")) == 104
    assert value(company(shares("10.6")), cap("100")) == 100, "of one class only, or counted long ago"
    assert value(company(shares("10.6")), cap("100", BEFORE)) == 106, "of another day: nothing is proved"


def test_of_a_receipt_the_stated_value_counts_and_is_converted_once() -> None:
    receipt = company(shares("999"), ordinary_per_ads=Decimal(8))
    assert value(receipt, cap("100"), "CNY") == 700
