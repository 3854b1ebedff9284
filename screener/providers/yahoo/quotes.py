"""From one row of Yahoo's batch quote to a Quote."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec

from screener.domain.currency import major_unit
from screener.domain.quote import ExtendedPrice, MarketState, Quote
from screener.providers.yahoo.fields import (
    currency_code,
    is_minor_unit,
    moment,
    number,
    quote_number,
    text,
)

SOURCE = "Yahoo Finance"

# Hours before the early and after the late session are closed, whatever their name.
_STATES: Mapping[str, MarketState] = {
    "PREPRE": "closed",
    "PRE": "pre",
    "REGULAR": "regular",
    "POST": "post",
    "POSTPOST": "closed",
    "CLOSED": "closed",
}
_LONGEST_DELAY = 24 * 60


def rows(answer: object) -> Iterator[Mapping[str, Any]]:
    """The rows of a batch quote answer. Raises ValueError when it has another shape."""
    response = answer.get("quoteResponse") if isinstance(answer, dict) else None
    result = response.get("result") if isinstance(response, dict) else None
    if not isinstance(result, list):
        raise ValueError("no quoteResponse.result")
    return (row for row in result if isinstance(row, dict))


def is_gone(row: Mapping[str, Any]) -> bool:
    """Whether the row is of a listing that has ended."""
    return text(row.get("quoteType"), 40).upper() == "NONE"


def quote(row: Mapping[str, Any], symbol: str, fetched_at: datetime) -> Quote | None:
    """The quote in `row` under the name `symbol`, or None when it has no usable price.

    A price needs its currency and its time; a row of type NONE is a listing that is gone.
    Earnings per share are dropped for a listing in pence or cents whose statements are in another
    currency: nothing seen so far says which of the two currencies they are in.
    """
    kind = text(row.get("quoteType"), 40).upper()
    currency = currency_code(row.get("currency"))
    at = moment(row.get("regularMarketTime"))
    if currency is None or at is None or is_gone(row):
        return None
    price = quote_number(row, "regularMarketPrice", currency)
    if price is None or price <= 0:
        return None
    major = major_unit(currency)[0]
    statements = currency_code(row.get("financialCurrency"))
    eps = quote_number(row, "epsTrailingTwelveMonths", currency)
    if is_minor_unit(currency) and statements is not None and statements != major:
        eps = None
    market_cap = _positive(row, "marketCap", currency)
    return Quote(
        symbol=symbol,
        price=price,
        currency=major,
        at=at,
        fetched_at=fetched_at,
        source=SOURCE,
        quote_type=kind,
        market_state=_STATES.get(text(row.get("marketState"), 40).upper(), "unknown"),
        previous_close=_positive(row, "regularMarketPreviousClose", currency),
        change_fraction=quote_number(row, "regularMarketChangePercent", currency),
        eps_ttm=eps,
        market_cap=market_cap,
        market_cap_currency=None if market_cap is None else major,
        name=text(row.get("longName")) or text(row.get("shortName")) or None,
        delayed_by_minutes=_delay(row),
        extended=_extended(row, currency, at),
    )


class Listing(msgspec.Struct, frozen=True):
    """What a quote said of a listing: its currency and price as Yahoo writes them (GBp, pence)."""

    currency: str
    price: Decimal


def listing(row: Mapping[str, Any]) -> Listing | None:
    """Currency and price in `row`; None without a usable one of the two."""
    currency, price = currency_code(row.get("currency")), number(row.get("regularMarketPrice"))
    return None if currency is None or price is None or price <= 0 else Listing(currency, price)


def _positive(row: Mapping[str, Any], key: str, currency: str) -> Decimal | None:
    value = quote_number(row, key, currency)
    return value if value is not None and value > 0 else None


def _extended(row: Mapping[str, Any], currency: str, regular_at: datetime) -> ExtendedPrice | None:
    """The newest price of the early or late session, while the row says that it runs or has just ended.

    At other times the row still has fields of an older session; so has one before its first early trade.
    """
    state = text(row.get("marketState"), 40).upper()
    if state == "PRE":
        session: Literal["pre", "post"] = "pre"
    elif state in ("POST", "POSTPOST"):
        session = "post"
    else:
        return None
    price, at = _positive(row, f"{session}MarketPrice", currency), moment(row.get(f"{session}MarketTime"))
    if price is None or at is None or at <= regular_at:
        return None
    return ExtendedPrice(session, price, at, quote_number(row, f"{session}MarketChangePercent", currency))


def _delay(row: Mapping[str, Any]) -> int | None:
    minutes = number(row.get("exchangeDataDelayedBy"))
    if minutes is None or not 0 <= minutes <= _LONGEST_DELAY:
        return None
    return int(minutes)
