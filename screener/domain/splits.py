"""A split seen between two quotes: the price is of other shares, and the number the user entered is not."""

from datetime import date, timedelta
from decimal import Decimal

from screener.domain.message import Day, Message, Number, Unit
from screener.domain.price_history import Split, split_like
from screener.domain.quote import Quote

SAID_FOR = timedelta(days=30)
_SAME_WORTH = Decimal("1.4")
"""Between two quotes the whole company may become worth so many times as much, or that part of it."""


def split_between(before: Quote, now: Quote) -> Decimal | None:
    """New shares for each old one, where a split lies between two quotes of a listing; None where none does.

    The price changes as by a split, the whole company stays worth what it was, and the close before is
    counted in new shares already. A fall in price alone is none of that.
    """
    if before.currency != now.currency or now.previous_close is None:
        return None
    ratio = split_like(before.price, now.price)
    if ratio is None or split_like(now.previous_close, now.price) is not None:
        return None
    if not before.market_cap or not now.market_cap or before.market_cap_currency != now.market_cap_currency:
        return None
    worth = now.market_cap / before.market_cap
    return ratio if 1 / _SAME_WORTH < worth < _SAME_WORTH else None


def split_remark(split: Split, on: date) -> Message | None:
    """What the row of a holding says for thirty days; nobody knows when the user has seen to it."""
    if on - split.day > SAID_FOR:
        return None
    new, old = (split.ratio, Decimal(1)) if split.ratio >= 1 else (Decimal(1), 1 / split.ratio)
    new, old = (one.quantize(Decimal(1)) for one in (new, old))
    shares = {"new": Number(new, Unit.COUNT), "old": Number(old, Unit.COUNT)}
    return Message("split_seen", {"day": Day(split.day), **shares})
