"""A price the user brought along in a list, for when no source has one."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from screener.domain.imported import RejectedRow


class OwnPrice(msgspec.Struct, frozen=True):
    """The price of a listing on a day, in the major unit of `currency`, and the list it came in."""

    symbol: str
    price: Decimal
    currency: str
    day: date
    file: str
    imported_at: datetime


class PricesReview(msgspec.Struct, frozen=True):
    """What a list of prices holds before anything of it is stored.

    `prices` are those that would be, the newest of each listing. `older` counts listings whose newest price
    in the list is older than the one stored, `same` those stored already. `rows` is how many prices were
    read in all, from `first` to `last` day (None without any).
    """

    file: str
    prices: tuple[OwnPrice, ...]
    rows: int
    first: date | None = None
    last: date | None = None
    older: int = 0
    same: int = 0
    rejected: tuple[RejectedRow, ...] = ()
