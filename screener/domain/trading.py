"""What each market does now, by its calendar and by what the source says, and how often to ask while it does.

A feed that stands still goes on saying "regular" for ever, so its word counts only where the calendar, or a
newer price, agrees with it. Where the calendar is not known the source is believed.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from screener.domain.assessment import Assessment, PositionResult
from screener.domain.quote import MarketState

if TYPE_CHECKING:
    from screener.domain.market import Priced
    from screener.domain.sessions import Exchange, Exchanges, Phase

GRACE = timedelta(minutes=30)
"""After an opening or a close: delays of the exchange and of the source are over by then."""
EARLY_SESSION, LATE_SESSION = timedelta(hours=8), timedelta(hours=6)
"""No early session begins so long before the regular one, and no late one lasts so long after it."""
NEAR_THE_CLOSE = timedelta(minutes=5)
"""A last price from so shortly before the close is the closing price."""
QUIET = timedelta(hours=1)
"""A market that trades without any new price for so long, delays apart, is not being followed."""
CLOSED_PAUSE = timedelta(minutes=15)
"""Between two rounds while every market is closed: the last prices of the day cannot change."""
PRICED_ONCE_A_DAY = frozenset({"MUTUALFUND", "MONEYMARKET"})
"""Types of quotes whose price is made after the close: during a session yesterday's is the newest."""
PATIENCE = 3
"""So many rounds without an answer, and prices are not live any more."""


class Markets:
    """The exchanges at one moment; each is looked up once."""

    def __init__(self, exchanges: "Exchanges", at: datetime) -> None:
        self.at = at
        self._exchanges = exchanges
        self._phases: dict[str, Phase | None] = {}

    def phase(self, symbol: str) -> "Phase | None":
        """What the exchange of a listing does; None when its hours are not known."""
        exchange: Exchange | None = self._exchanges.of_symbol(symbol) if symbol else None
        if exchange is None:
            return None
        if exchange.code not in self._phases:
            from screener.domain.sessions import phase

            self._phases[exchange.code] = phase(exchange, self.at)
        return self._phases[exchange.code]

    def state(self, priced: "Priced") -> MarketState:
        """What the market of a quoted listing does, in one word."""
        said, now, quoted = priced.market_state, self.phase(priced.symbol), priced.quoted_at
        if now is None:
            return said
        if now.open:
            if priced.origin == "last_good" and (quoted is None or quoted < now.since):
                return "regular"  # said before it opened
            late = self.at - now.since > GRACE
            # A day without trading that no calendar knew is believed; an early session cannot go on.
            return "regular" if said == "unknown" or (late and said in ("pre", "post")) else said
        if said == "regular":
            trades = quoted is not None and quoted > now.since + GRACE
            return "regular" if trades or self.at - now.since <= GRACE else "closed"
        if said == "pre":
            return "pre" if now.until - self.at <= EARLY_SESSION else "closed"
        if said == "post":
            return "post" if self.at - now.since <= LATE_SESSION else "closed"
        return "closed"

    def stands_still(self, priced: "Priced") -> bool:
        """Whether trading has gone on beyond the quote although the source says it is of now."""
        now, quoted = self.phase(priced.symbol), priced.quoted_at
        if now is None or quoted is None or priced.market_state != "regular":
            return False
        if priced.quote_type in PRICED_ONCE_A_DAY:
            return False
        delay = timedelta(minutes=priced.delayed_minutes or 0)
        if now.open:
            return self.at - max(quoted, now.since) > QUIET + delay
        return self.at - now.since > GRACE + delay and quoted < now.since - NEAR_THE_CLOSE

    def before(self, opening: datetime) -> "Markets":
        """The same exchanges just before an opening."""
        return Markets(self._exchanges, opening - timedelta(seconds=1))

    def final(self, prices: "Collection[Priced]", asked: datetime) -> bool:
        """Whether prices asked for at that time are the last ones: all have been closed since before it."""
        closed_since = self.closed_since(prices)
        # Some places trade on when those they are taken for have closed.
        over = all(self.state(priced) != "regular" for priced in prices)
        return over and closed_since is not None and asked >= closed_since + GRACE

    def closed_since(self, prices: "Iterable[Priced]") -> datetime | None:
        """When the last of their markets closed; None unless all are closed by their calendars."""
        phases = [self.phase(priced.symbol) for priced in prices]
        known = [one for one in phases if one is not None and not one.open]
        return max(one.since for one in known) if known and len(known) == len(phases) else None

    def opens_at(self, prices: "Iterable[Priced]") -> datetime | None:
        """When the first of their markets opens, or opened where one is open; None when none is known."""
        phases = [self.phase(priced.symbol) for priced in prices]
        return min((one.since if one.open else one.until for one in phases if one is not None), default=None)


def all_closed(assessment: Assessment) -> bool:
    """Whether every quoted listing's market is closed; without a quote none is said to be."""
    states = {row.market_state for row in _quoted(assessment)}
    return states == {"closed"}


def pause(assessment: Assessment, interval: timedelta, now: datetime) -> timedelta:
    """How long to wait for the next round: longer while every market is closed, until the first opens."""
    if not all_closed(assessment):
        return interval
    longest = max(interval, CLOSED_PAUSE)
    if assessment.opens_at is None:
        return longest
    return min(longest, max(interval, assessment.opens_at - now))


def answer_due(assessment: Assessment, interval: timedelta, answered_at: datetime) -> datetime:
    """From when on prices answered at that time are no longer live: closed markets do not age them."""
    if not all_closed(assessment):
        return answered_at + PATIENCE * interval
    if assessment.opens_at is None:
        return answered_at + PATIENCE * max(interval, CLOSED_PAUSE)
    return max(answered_at, assessment.opens_at) + PATIENCE * interval


def _quoted(assessment: Assessment) -> Iterable[PositionResult]:
    rows = (*assessment.positions, *assessment.watchlist)
    return (row for row in rows if row.quoted_at is not None)
