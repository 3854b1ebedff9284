"""When a symbol may be called delisted: on evidence, never because it was missing once.

Sources lose live symbols for hours. What counts is the source saying so, or several days on which it
answered for others and not for this one. A source that did not answer says nothing.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.message import Day, Message, Number, Text, Unit
from screener.domain.price_history import Split
from screener.domain.quote import QuoteBatch

Seen = Literal["quoted", "missing", "gone", "no_answer"]
"""What one refresh said of a symbol: `missing` = the source answered others only, `gone` = it calls the
listing ended, `no_answer` = the source failed as a whole."""
Standing = Literal["listed", "doubtful", "delisted"]

DAYS_MISSING = 5
"""Days of being missing that are evidence; a week end of failures is two."""


class Trail(msgspec.Struct, frozen=True):
    """What has been seen of one symbol since it was last quoted, by `source`.

    `missing` are the first days of being missing, oldest first. `last_quoted` None: it never was. `split` is
    the last one seen between two quotes.
    """

    symbol: str
    source: str = ""
    last_quoted: date | None = None
    missing: tuple[date, ...] = ()
    gone_since: date | None = None
    split: Split | None = None

    @property
    def standing(self) -> Standing:
        """Listed, doubtful (missing for less than DAYS_MISSING days) or delisted."""
        if self.gone_since is not None or len(self.missing) >= DAYS_MISSING:
            return "delisted"
        return "doubtful" if self.missing else "listed"


def seen_in(batch: QuoteBatch, symbols: Iterable[str]) -> dict[str, Seen]:
    """What one refresh says of these symbols: missing counts only where others were answered, and all was."""
    quoted = {quote.symbol for quote in batch.quotes}
    gone, missing = frozenset(batch.gone), frozenset(batch.missing)
    whole = batch.failure is None and bool(quoted)
    seen: dict[str, Seen] = {}
    for symbol in symbols:
        if symbol in quoted:
            seen[symbol] = "quoted"
        elif symbol in gone:
            seen[symbol] = "gone"
        else:
            seen[symbol] = "missing" if whole and symbol in missing else "no_answer"
    return seen


def after(trail: Trail, seen: Seen, on: date) -> Trail:
    """The trail with what was seen on that day. A quote takes everything back."""
    if seen == "quoted":
        return Trail(trail.symbol, trail.source, last_quoted=on, split=trail.split)
    if seen == "gone":
        return msgspec.structs.replace(trail, gone_since=trail.gone_since or on)
    if seen == "missing" and on not in trail.missing:
        days = tuple(sorted((*trail.missing, on)))
        return msgspec.structs.replace(trail, missing=days[:DAYS_MISSING])
    return trail


def reason(trail: Trail) -> Message | None:
    """Why the symbol is not simply listed, for its row; None when it is.

    Of a symbol that never had a quote nothing says that it was listed there under that name.
    """
    source = Text(trail.source)
    if trail.gone_since is not None:
        return Message("listing_gone", {"source": source, "day": Day(trail.gone_since)})
    if not trail.missing:
        return None
    first = Day(trail.missing[0])
    if trail.last_quoted is None:
        return Message("listing_never_quoted", {"source": source, "day": first})
    days = Number(Decimal(len(trail.missing)), Unit.COUNT)
    return Message(f"listing_{trail.standing}", {"source": source, "days": days, "day": first})
