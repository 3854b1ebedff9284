"""When a symbol may be called delisted: on evidence, never because it was missing once.

Sources lose live symbols for hours. What counts is the source saying so, or several days on which it
answered for others and not for this one. A source that did not answer says nothing.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.message import Day, Message, Number, Text, Unit
from screener.domain.quote import QuoteBatch

Seen = Literal["quoted", "missing", "gone", "no_answer"]
"""What one refresh said of a symbol: `missing` = the source answered others only, `gone` = it calls the
listing ended, `no_answer` = the source failed as a whole."""
Standing = Literal["listed", "doubtful", "delisted"]

DAYS_MISSING = 5
"""Days of being missing that are evidence; a week end of failures is two."""


class Trail(msgspec.Struct, frozen=True):
    """What has been seen of one symbol since it was last quoted. `missing` are days, oldest first."""

    symbol: str
    last_quoted: date | None = None
    missing: tuple[date, ...] = ()
    gone_since: date | None = None

    @property
    def standing(self) -> Standing:
        """Listed, doubtful (missing for less than DAYS_MISSING days) or delisted."""
        if self.gone_since is not None or len(self.missing) >= DAYS_MISSING:
            return "delisted"
        return "doubtful" if self.missing else "listed"


def seen_in(batch: QuoteBatch, symbol: str) -> Seen:
    """What one refresh says of `symbol`: missing counts only where others were answered and all went well."""
    if any(quote.symbol == symbol for quote in batch.quotes):
        return "quoted"
    if symbol in batch.gone:
        return "gone"
    if symbol in batch.missing and batch.failure is None and batch.quotes:
        return "missing"
    return "no_answer"


def after(trail: Trail, seen: Seen, on: date) -> Trail:
    """The trail with what was seen on that day. A quote takes everything back."""
    if seen == "quoted":
        return Trail(trail.symbol, last_quoted=on)
    if seen == "gone":
        return msgspec.structs.replace(trail, gone_since=trail.gone_since or on)
    if seen == "missing" and on not in trail.missing:
        days = tuple(sorted((*trail.missing, on)))
        return msgspec.structs.replace(trail, missing=days[-DAYS_MISSING:])
    return trail


def reason(trail: Trail, source: str) -> Message | None:
    """Why the symbol is not simply listed, for its row; None when it is."""
    if trail.gone_since is not None:
        return Message("listing_gone", {"source": Text(source), "day": Day(trail.gone_since)})
    if not trail.missing:
        return None
    days = Number(Decimal(len(trail.missing)), Unit.COUNT)
    return Message(
        f"listing_{trail.standing}", {"source": Text(source), "days": days, "day": Day(trail.missing[0])}
    )
