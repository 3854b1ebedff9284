"""One word for how new the prices are: Live, Delayed, Stale or Snapshot."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import msgspec

from screener.domain.assessment import Mode, PriceOrigin
from screener.domain.market import Priced
from screener.domain.message import Message, Number, Unit
from screener.domain.sessions import NO_EXCHANGES, Exchanges
from screener.domain.trading import PATIENCE, Markets

CLOSED_FRESH_FOR = timedelta(hours=1)
"""While every market is closed, by the source's word alone, asking once an hour is enough."""


class Attempt(msgspec.Struct, frozen=True):
    """How the newest request for prices ended."""

    at: datetime
    answered: int
    failure: Message | None = None
    retry_at: datetime | None = None


class Freshness(msgspec.Struct, frozen=True):
    """The badge: its word, and what there is to say about it: the reason behind anything that is not Live."""

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
    exchanges: Exchanges = NO_EXCHANGES,
) -> Freshness:
    """The state of all prices together; never "live" unless at least half of them are.

    A part that cannot be had (unknown symbols) does not spoil the badge: its rows say so. Prices asked for
    after the close of all their exchanges do not age until the first opens; prices from before trading
    that went on since are stale however lately they were given.
    """
    quoted = [priced for priced in prices if priced.origin in {"live", "last_good"}]
    reason = _reason(attempt, offline=offline)
    if not quoted:
        return Freshness("snapshot", reason)
    markets = Markets(exchanges, now)
    if offline or _waited(quoted, markets, last_success, interval) or _mostly(quoted, "last_good"):
        return Freshness("stale", reason or Message("prices_not_renewed"))
    if 2 * sum(markets.stands_still(priced) for priced in quoted) > len(quoted):
        return Freshness("stale", reason or Message("prices_stand_still"))
    late = [priced for priced in quoted if priced.delayed_minutes != 0]
    if 2 * len(late) > len(quoted):
        minutes = max((priced.delayed_minutes or 0 for priced in late), default=0)
        return Freshness("delayed", _delay(minutes))
    if reason is None and all(markets.state(priced) == "closed" for priced in quoted):
        reason = Message("markets_closed")
    return Freshness("live", reason)


def _waited(
    quoted: Sequence[Priced], markets: Markets, last_success: datetime | None, interval: timedelta
) -> bool:
    """Whether the last answer is from too long ago: what was final is so until the first market opens."""
    if last_success is None:
        return True
    if markets.final(quoted, last_success):
        return False
    limit = interval * PATIENCE
    opened = markets.opens_at(quoted)
    if opened is not None and opened <= markets.at:
        if markets.before(opened).final(quoted, last_success):
            last_success = max(opened, last_success)
    elif all(markets.state(priced) == "closed" for priced in quoted):
        limit = max(limit, CLOSED_FRESH_FOR)
    return markets.at - last_success > limit


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
