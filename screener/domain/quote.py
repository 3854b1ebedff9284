"""Prices as a source gave them: quotes, batches of quotes, closes, search hits.

Inside these values None means "not in the answer"; the services turn that into
Unknown(reason) before anything is judged or shown.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.currency import Rate
from screener.domain.message import Message

MarketState = Literal["pre", "regular", "post", "closed", "unknown"]

# Longer than the hours of any share within one day of UTC, shorter than the night between two sessions.
_LONGEST_PART_OF_A_DAY = timedelta(hours=14)
# How far ahead of ours the market's clock may be.
_FASTEST_CLOCK = timedelta(minutes=10)
# No answer is so far behind the stream.
_LONGEST_LAG = timedelta(hours=1)
_A_HUNDREDFOLD = (Decimal(60), Decimal(165))
_LONGEST_MEMORY = timedelta(days=90)
"""In more time anything may have become worth that much more, or less."""
_OF_OTHER_SHARES = Decimal("1.4")
"""A price so many times the last one, or that part of it, may be counted in shares after a split."""


class ExtendedPrice(msgspec.Struct, frozen=True, gc=False):
    """The last price of the early ("pre") or late ("post") session, in the quote's currency.

    `change_fraction` is against the close of the regular session; None = not stated.
    """

    session: Literal["pre", "post"]
    price: Decimal
    at: datetime
    change_fraction: Decimal | None = None


class Quote(msgspec.Struct, frozen=True, gc=False):
    """One listing at one moment, everything from the same answer of the same source.

    `symbol` is the symbol that was asked for, not the source's spelling of it. `price`,
    `previous_close` and `eps_ttm` are in `currency`, always the major unit (GBP, never GBp).
    `price` is the last price of the regular session and `at` its time; `change_fraction` is
    against the close before (0.0123 = +1.23%). `quote_type` is the source's word, upper case.
    `delayed_by_minutes` is the exchange's delay: 0 = real time, None = not stated.
    Times are aware, in UTC.
    """

    symbol: str
    price: Decimal
    currency: str
    at: datetime
    fetched_at: datetime
    source: str
    quote_type: str
    market_state: MarketState = "unknown"
    previous_close: Decimal | None = None
    change_fraction: Decimal | None = None
    eps_ttm: Decimal | None = None
    market_cap: Decimal | None = None
    market_cap_currency: str | None = None
    name: str | None = None
    delayed_by_minutes: int | None = None
    extended: ExtendedPrice | None = None
    """Of the early or late session next to the regular one; nothing is valued with it."""


class Tick(msgspec.Struct, frozen=True, gc=False):
    """One price out of a live stream, in the major unit of `currency`.

    `symbol` is the symbol that was asked for. `at` is the market's time, `received_at` ours, both UTC.
    """

    symbol: str
    price: Decimal
    currency: str
    at: datetime
    received_at: datetime
    market_state: MarketState


class QuoteBatch(msgspec.Struct, frozen=True, gc=False):
    """The answer to one request for several symbols, also when part or all of it failed.

    `missing` are the symbols without a usable quote, in the order asked. With a `failure` they
    were not answered; without one the source does not know them. `retry_at` is when the source
    will be asked again at the earliest. `at` is when the batch was finished. `gone` are those of the missing
    that the source knows as listings that have ended.
    """

    quotes: tuple[Quote, ...]
    missing: tuple[str, ...]
    at: datetime
    failure: Message | None = None
    retry_at: datetime | None = None
    gone: tuple[str, ...] = ()
    rates: tuple[Rate, ...] = ()
    """Exchange rates that came in the same answer."""


class Closes(msgspec.Struct, frozen=True, gc=False):
    """Weekly closes of one listing, oldest first, adjusted for splits, in the major unit.

    A date is the last trading day of its week as the calendar has it (a Friday; a Sunday for
    crypto), for the running week the day of the last trade.
    """

    symbol: str
    currency: str
    closes: tuple[tuple[date, Decimal], ...]
    fetched_at: datetime
    source: str


class SymbolMatch(msgspec.Struct, frozen=True, gc=False):
    """One hit of a search by name or symbol. `quote_type` as in Quote; empty text = not stated."""

    symbol: str
    name: str
    exchange: str
    quote_type: str


def newest(kept: Mapping[str, Quote], batch: QuoteBatch) -> dict[str, Quote]:
    """The kept quotes with those of `batch` that are not older; nothing known is ever dropped.

    At equal market times the later fetch wins. A price that is newer than the answer, as the stream told it,
    stays, next to what else the answer says of that day. One of days to come never was, and would stay for
    ever.
    """
    merged = dict(kept)
    for quote in batch.quotes:
        before = merged.get(quote.symbol)
        if before is None or _is_no_older(quote, before):
            merged[quote.symbol] = quote if before is None else _with_extended(quote, before)
        elif batch.at >= before.fetched_at and _is_continued(quote, before):
            price = Tick(quote.symbol, before.price, before.currency, before.at, before.fetched_at, "regular")
            newer = with_tick(quote, price) or (quote if _is_overtaken(before, quote) else before)
            newer = msgspec.structs.replace(newer, market_state=quote.market_state)
            merged[quote.symbol] = _with_extended(newer, before)
    return merged


def _is_no_older(quote: Quote, before: Quote) -> bool:
    is_later = (quote.at, quote.fetched_at) >= (before.at, before.fetched_at)
    return is_later or _is_to_come(before.at, quote)


def _is_overtaken(before: Quote, quote: Quote) -> bool:
    """Whether a streamed price of other shares is from long before the answer: there was a split since."""
    return quote.fetched_at - before.fetched_at > _LONGEST_LAG


def _is_to_come(at: datetime, quote: Quote) -> bool:
    """Whether a time lay ahead when the quote was fetched."""
    return at - quote.fetched_at > _FASTEST_CLOCK


def _is_continued(one: Quote, other: Quote) -> bool:
    return one.currency == other.currency and _of_one_day(one.at, other.at)


def _of_one_day(earlier: datetime, later: datetime) -> bool:
    """Whether two prices of regular hours have the same close before them.

    In doubt not: Sydney closes, and opens again, on the same day of UTC.
    """
    return earlier.date() == later.date() and later - earlier < _LONGEST_PART_OF_A_DAY


def _with_extended(quote: Quote, before: Quote) -> Quote:
    """The quote with the early or late price of `before` where that is the newest of all."""
    told = before.extended
    if told is None or before.currency != quote.currency or _is_to_come(told.at, quote):
        return quote
    if told.at <= _newest_at(quote) or not _may_be_of_one_share(quote.price, before.price):
        return quote
    return msgspec.structs.replace(quote, extended=told)


def _may_be_of_one_share(price: Decimal, known: Decimal) -> bool:
    return known / _OF_OTHER_SHARES < price < known * _OF_OTHER_SHARES


def is_of_another_unit(quote: Quote, known: Quote) -> bool:
    """Whether a price is some hundred times the known one of the same currency, or that part of it.

    Feeds mix up pence and pounds; that the whole company is worth as much as before tells nothing, as its
    value is stated in pounds anyway.
    """
    if quote.currency != known.currency or quote.at - known.at > _LONGEST_MEMORY:
        return False
    times = max(quote.price / known.price, known.price / quote.price)
    return _A_HUNDREDFOLD[0] < times < _A_HUNDREDFOLD[1]


def _newest_at(quote: Quote) -> datetime:
    return quote.at if quote.extended is None else max(quote.at, quote.extended.at)


def with_tick(quote: Quote, tick: Tick) -> Quote | None:
    """The quote brought up to date by a tick; None when the tick is not newer or of another currency.

    Of two prices of the same time the one heard later is newer: many trades fall into one second.
    A tick of the early or late session leaves the regular price alone. Earnings and market value stay those
    of the quote, which is of the same listing and currency. A price far away waits for the next whole answer:
    after a split earnings and the close before are others as well.
    """
    if tick.currency != quote.currency or tick.price <= 0:
        return None
    if not _may_be_of_one_share(tick.price, quote.price):
        return None
    if tick.market_state in ("pre", "post"):
        known = _newest_at(quote)
        if (tick.at, tick.received_at) <= (known, quote.fetched_at):
            return None
        session: Literal["pre", "post"] = "pre" if tick.market_state == "pre" else "post"
        extended = ExtendedPrice(session, tick.price, tick.at, tick.price / quote.price - 1)
        return msgspec.structs.replace(
            quote, extended=extended, market_state=tick.market_state, fetched_at=tick.received_at
        )
    if (tick.at, tick.received_at) <= (quote.at, quote.fetched_at):
        return None
    # On another day the close before is another one, and only the next whole answer says which.
    before_it = quote.previous_close if _of_one_day(quote.at, tick.at) else None
    later = quote.extended if tick.at < _newest_at(quote) else None
    return msgspec.structs.replace(
        quote,
        price=tick.price,
        at=tick.at,
        fetched_at=tick.received_at,
        change_fraction=tick.price / before_it - 1 if before_it else None,
        market_state=tick.market_state if later is None else quote.market_state,
        previous_close=before_it,
        extended=later,
    )
