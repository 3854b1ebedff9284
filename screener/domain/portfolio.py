"""What the user has and what the user only looks at."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.security import Kind


class Holding(msgspec.Struct, frozen=True):
    """One position as the user entered it.

    `quantity` units (negative = short); for cash the amount. `cost` is the total paid for
    the position in `currency` (major unit), None when the user does not say. `key` stays the
    same through edits.
    """

    key: str
    symbol: str
    quantity: Decimal
    currency: str | None = None
    cost: Decimal | None = None
    kind: Kind | None = None
    """None = not stated: decided by what the symbol turns out to be."""
    name: str | None = None
    manual_price: Decimal | None = None
    manual_price_on: date | None = None


class WatchEntry(msgspec.Struct, frozen=True):
    """A symbol on the watchlist."""

    key: str
    symbol: str


class Portfolio(msgspec.Struct, frozen=True):
    """A named set of holdings with its watchlist; `base_currency` of totals and weights."""

    key: str
    name: str
    base_currency: str
    holdings: tuple[Holding, ...] = ()
    watchlist: tuple[WatchEntry, ...] = ()
    is_sample: bool = False
