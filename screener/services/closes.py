"""Weekly closes for charts: fetched at most once a day, kept, else the shipped ones."""

from collections.abc import Callable
from datetime import datetime, timedelta

from screener.domain import quote
from screener.domain.closes import Closes
from screener.errors import DataSourceError
from screener.providers.provider import ClosesSource
from screener.store.closes import StoredCloses

FRESH_FOR = timedelta(hours=20)


def closes_of(
    symbol: str,
    *,
    source: ClosesSource | None,
    kept: StoredCloses,
    shipped: Callable[[str], Closes | None],
    now: datetime,
) -> Closes | None:
    """The newest series that can be had; a source that fails costs its newness only."""
    known = kept.load(symbol)
    if source is not None and (known is None or now - known.fetched_at > FRESH_FOR):
        try:
            known = source.weekly_closes(symbol)
        except DataSourceError:
            pass
        else:
            kept.save(known)
    series = [_series(known)] if known is not None and known.closes else []
    came_with_us = shipped(symbol)
    if came_with_us is not None:
        series.append(came_with_us)
    return max(series, key=lambda one: one.as_of, default=None)


def _series(fetched: quote.Closes) -> Closes:
    return Closes(
        dates=tuple(day for day, _ in fetched.closes),
        values=tuple(float(close) for _, close in fetched.closes),
        currency=fetched.currency,
        source=fetched.source,
        as_of=fetched.closes[-1][0],
    )
