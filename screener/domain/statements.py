"""A company's statements as one source gave them, and when they may be asked for again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import msgspec

from screener.domain.figure import Figure

READING = 1
"""Raised whenever statements are read differently, so that what was read before is read anew."""


class Statements(msgspec.Struct, frozen=True):
    """Figures of one listing's company, read in one answer.

    `facts` and `annual` (newest first) are by field name of `fields.FIELDS`, as in Company; `currency` is the
    statements' own, whatever the price is in. `fiscal_period` is the period of the newest twelve months.
    Nothing in `facts` means that the source has no usable statements; what was known before stays.
    `fetched_at` is when the source answered last, `reading` the READING the figures were made by.
    """

    symbol: str
    facts: dict[str, Figure]
    annual: dict[str, tuple[Figure, ...]]
    currency: str | None
    fetched_at: datetime
    source: str
    fiscal_period: str | None = None
    reading: int = READING


NOTHING_READ: Mapping[str, Statements] = MappingProxyType({})
"""By company key, where nothing was read yet."""


def is_due(known: Statements | None, now: datetime) -> bool:
    """Whether to ask for statements: never asked, or last answered on another day (UTC).

    A day to come is one too: a clock that was turned back must not keep the source from being asked.
    """
    return known is None or known.fetched_at.astimezone(UTC).date() != now.astimezone(UTC).date()


def kept(known: Statements | None, new: Statements) -> Statements:
    """The statements to keep: the new ones unless they are empty; then what was known, as asked for now."""
    if new.facts or known is None:
        return new
    return msgspec.structs.replace(known, fetched_at=new.fetched_at)
