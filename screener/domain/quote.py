"""Prices as a source gave them: quotes, batches of quotes, closes, search hits.

Inside these values None means "not in the answer"; the services turn that into
Unknown(reason) before anything is judged or shown.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.message import Message

MarketState = Literal["pre", "regular", "post", "closed", "unknown"]


class Quote(msgspec.Struct, frozen=True):
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


class QuoteBatch(msgspec.Struct, frozen=True):
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


class Closes(msgspec.Struct, frozen=True):
    """Weekly closes of one listing, oldest first, adjusted for splits, in the major unit.

    A date is the last trading day of its week as the calendar has it (a Friday; a Sunday for
    crypto), for the running week the day of the last trade.
    """

    symbol: str
    currency: str
    closes: tuple[tuple[date, Decimal], ...]
    fetched_at: datetime
    source: str


class SymbolMatch(msgspec.Struct, frozen=True):
    """One hit of a search by name or symbol. `quote_type` as in Quote; empty text = not stated."""

    symbol: str
    name: str
    exchange: str
    quote_type: str


def newest(kept: Mapping[str, Quote], batch: QuoteBatch) -> dict[str, Quote]:
    """The kept quotes with those of `batch` that are not older; nothing known is ever dropped.

    At equal market times the later fetch wins.
    """
    merged = dict(kept)
    for quote in batch.quotes:
        before = merged.get(quote.symbol)
        if before is None or (quote.at, quote.fetched_at) >= (before.at, before.fetched_at):
            merged[quote.symbol] = quote
    return merged
