"""One word for how new the prices are: Live, Delayed, Stale or Snapshot."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import msgspec

from screener.domain.assessment import Mode, PriceOrigin
from screener.domain.market import Priced
from screener.domain.message import Message, Number, Unit

FRESH_FOR_INTERVALS = 3
CLOSED_FRESH_FOR = timedelta(hours=1)
"""While every market is closed a price cannot age by waiting; asking once an hour is enough."""


class Attempt(msgspec.Struct, frozen=True):
    """How the newest request for prices ended."""

    at: datetime
    answered: int
    failure: Message | None = None
    retry_at: datetime | None = None


class Freshness(msgspec.Struct, frozen=True):
    """The badge: its word, and the reason behind anything that is not Live."""

    mode: Mode
    reason: Message | None


def judge(
    prices: Sequence[Priced],
    *,
    attempt: Attempt | None,
    last_success: datetime | None,
    now: datetime,
    interval: timedelta,
    offline: bool,
) -> Freshness:
    """The state of all prices together; never "live" unless at least half of them are.

    A part that cannot be had (unknown symbols) does not spoil the badge: its rows say so.
    """
    quoted = [priced for priced in prices if priced.origin in {"live", "last_good"}]
    reason = _reason(attempt, offline=offline)
    if not quoted:
        return Freshness("snapshot", reason)
    limit = interval * FRESH_FOR_INTERVALS
    if all(priced.market_state == "closed" for priced in quoted):
        limit = max(limit, CLOSED_FRESH_FOR)
    if offline or last_success is None or now - last_success > limit or _mostly(quoted, "last_good"):
        return Freshness("stale", reason or Message("prices_not_renewed"))
    late = [priced for priced in quoted if priced.delayed_minutes != 0]
    if 2 * len(late) > len(quoted):
        minutes = max((priced.delayed_minutes or 0 for priced in late), default=0)
        return Freshness("delayed", _delay(minutes))
    return Freshness("live", reason)


def _mostly(quoted: Sequence[Priced], origin: PriceOrigin) -> bool:
    return 2 * sum(priced.origin == origin for priced in quoted) > len(quoted)


def _reason(attempt: Attempt | None, *, offline: bool) -> Message | None:
    if offline:
        return Message("offline_on_request")
    return attempt.failure if attempt is not None else None


def _delay(minutes: int) -> Message:
    if minutes == 0:
        return Message("delay_not_stated")
    return Message("delayed_by", {"minutes": Number(Decimal(minutes), Unit.COUNT)})
