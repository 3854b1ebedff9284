"""Closes for charts: fetched at most once a day, kept, else the shipped ones."""

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from screener.domain import quote as quotes
from screener.domain.closes import Closes
from screener.domain.message import Message
from screener.domain.price_chart import (
    PriceChart,
    Series,
    Span,
    Step,
    daily_series,
    jumped,
    price_chart,
    step_of,
    weekly_series,
)
from screener.domain.price_history import Bar, PriceHistory
from screener.domain.quote import Quote
from screener.domain.sessions import Exchange, Exchanges
from screener.errors import DataSourceError
from screener.providers.failures import SourceFailed, SymbolUnknown
from screener.providers.provider import ClosesSource, HistorySource
from screener.store.closes import StoredCloses
from screener.store.histories import StoredHistories

FRESH_FOR = timedelta(hours=20)
AFTER_A_JUMP = timedelta(hours=1)
"""A price that looks like one after a split is grounds to ask again, but not at every look."""


class PriceCharts:
    """The charts of all listings; safe to use from several threads.

    `shipped` gives the weekly closes that came with the program.
    """

    def __init__(
        self,
        *,
        weekly: ClosesSource | None,
        daily: HistorySource | None,
        kept_weekly: StoredCloses,
        kept_daily: StoredHistories,
        shipped: Callable[[str], Closes | None],
        exchanges: Callable[[], Exchanges],
        clock: Callable[[], datetime],
    ) -> None:
        self._weekly = weekly
        self._daily = daily
        self._kept_weekly = kept_weekly
        self._kept_daily = kept_daily
        self._shipped = shipped
        self._exchanges = cache(exchanges)
        self._clock = clock
        self._lock = threading.Lock()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._not_before: dict[tuple[str, Step], datetime] = {}

    def chart(self, symbol: str, span: Span, *, quote: Quote | None, asking: bool) -> PriceChart | None:
        """Slow, network. The chart of a listing; without daily closes of weekly ones; None without any.

        One request at most, none while what is kept is of the last 20 hours or without `asking`. A source
        that fails costs the newest closes only.
        """
        exchange = self._exchanges().of_symbol(symbol)
        with self._turn(symbol):
            series, problem = None, None
            if step_of(span) == "day":
                series, problem = self._days(symbol, quote, asking=asking)
            if series is None:
                # Whoever could not be asked for days cannot be asked for weeks either.
                weekly_too = asking and problem is None
                series, trouble = self._weeks(symbol, quote, exchange, asking=weekly_too)
                problem = problem or trouble
        if series is None:
            return None
        return price_chart(series, span, exchange=exchange, quote=quote, now=self._clock(), problem=problem)

    def _days(
        self, symbol: str, quote: Quote | None, *, asking: bool
    ) -> tuple[Series | None, Message | None]:
        known, problem = self._kept_daily.load(symbol), None
        bars = () if known is None else known.finished
        due = self._is_due(symbol, "day", known, bars, quote)
        if self._daily is not None and asking and due:
            # After a split every close is another one; nothing of what is known is any good then.
            split = known is not None and bool(bars) and jumped(bars[-1][1], quote, known.currency)
            try:
                known = self._daily.daily_closes(symbol, None if split else known)
            except DataSourceError as failed:
                problem = self._noted(symbol, "day", failed)
            else:
                self._kept_daily.save(known)
        return None if known is None else daily_series(known), problem

    def _weeks(
        self, symbol: str, quote: Quote | None, exchange: Exchange | None, *, asking: bool
    ) -> tuple[Series | None, Message | None]:
        known, problem = self._kept_weekly.load(symbol), None
        bars = () if known is None else known.closes
        if self._weekly is not None and asking and self._is_due(symbol, "week", known, bars, quote):
            try:
                known = self._weekly.weekly_closes(symbol)
            except DataSourceError as failed:
                problem = self._noted(symbol, "week", failed)
            else:
                self._kept_weekly.save(known)
        fetched = None if known is None else weekly_series(known, exchange)
        came_with_us = self._shipped(symbol)
        if came_with_us is not None and (fetched is None or came_with_us.as_of > fetched.closes.as_of):
            return Series(came_with_us, "week"), problem
        return fetched, problem

    def _is_due(
        self,
        symbol: str,
        step: Step,
        known: PriceHistory | quotes.Closes | None,
        bars: tuple[Bar, ...],
        quote: Quote | None,
    ) -> bool:
        now = self._clock()
        with self._lock:
            if now < self._not_before.get((symbol, step), now):
                return False
        if known is None:
            return True
        age = now - known.fetched_at
        # A clock that was turned back must not keep the source from being asked.
        if not timedelta() <= age <= FRESH_FOR:
            return True
        return bool(bars) and age > AFTER_A_JUMP and jumped(bars[-1][1], quote, known.currency)

    def _noted(self, symbol: str, step: Step, failed: DataSourceError) -> Message | None:
        """Who does not know a symbol today does not know it in a minute; all else is paced elsewhere."""
        if isinstance(failed, SymbolUnknown):
            with self._lock:
                self._not_before[symbol, step] = self._clock() + FRESH_FOR
        return failed.failure if isinstance(failed, SourceFailed) else None

    def _turn(self, symbol: str) -> threading.Lock:
        """One at a time for each listing: two looks at once are one request."""
        with self._lock:
            return self._turns[symbol]
