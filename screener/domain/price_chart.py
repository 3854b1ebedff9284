"""What a price chart shows: the closes of a span, the newest price apart from them, and what is missing."""

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain import quote as quotes
from screener.domain.closes import Closes
from screener.domain.message import Message
from screener.domain.price_history import PriceHistory, split_like
from screener.domain.sessions import Exchange, last_session, market_day, phase, trading_days_between

Span = Literal["3m", "1y", "5y"]
SPANS: tuple[Span, ...] = ("3m", "1y", "5y")
Step = Literal["day", "week"]

_LENGTHS = {"3m": timedelta(days=92), "1y": timedelta(days=366), "5y": timedelta(days=5 * 366)}
_FRIDAY = 4
_STILL_TRADED = timedelta(hours=1)
"""A price this old is of a running session where nobody knows the hours."""


class NewestPrice(msgspec.Struct, frozen=True):
    """A price that is no close, in the currency of the closes: of `day` at the exchange, told at `at` (UTC).

    `running` says that the session is not over.
    """

    day: date
    value: float
    at: datetime
    running: bool


class Series(msgspec.Struct, frozen=True):
    """Closes, and of an unfinished day or week the last price they came with.

    `fetched_at` is None for closes that were shipped: those were complete. `repaired` are the days whose
    close was put right.
    """

    closes: Closes
    step: Step
    fetched_at: datetime | None = None
    unfinished: NewestPrice | None = None
    repaired: tuple[date, ...] = ()


class PriceChart(msgspec.Struct, frozen=True):
    """The closes of `span`, one a `step`; at least one.

    `missing` counts the newest days or weeks that are over and have no close. `before_split` says that the
    newest price looks like one after a split and is left out. `repaired` counts the closes that were put
    right, `problem` is why nothing newer could be had.
    """

    span: Span
    step: Step
    closes: Closes
    newest: NewestPrice | None = None
    missing: int = 0
    before_split: bool = False
    repaired: int = 0
    problem: Message | None = None


def step_of(span: Span) -> Step:
    """How far apart the closes of a span are, where they can be had."""
    return "week" if span == "5y" else "day"


def daily_series(history: PriceHistory) -> Series | None:
    """The finished days of a history; None when there is none."""
    finished = history.finished
    if not finished:
        return None
    unfinished = None
    if history.running is not None:
        price = dict(history.closes).get(history.running)
        if price is not None:
            unfinished = NewestPrice(history.running, float(price), history.fetched_at, running=False)
    closes = _closes(finished, history.currency, history.source)
    return Series(closes, "day", history.fetched_at, unfinished, history.repaired)


def weekly_series(fetched: quotes.Closes, exchange: Exchange | None) -> Series | None:
    """The finished weeks; None when there is none.

    A week dated before its Friday, or fetched while its last session ran, was not over.
    """
    if not fetched.closes:
        return None
    day, price = fetched.closes[-1]
    during = phase(exchange, fetched.fetched_at)
    ran = during is not None and during.open and market_day(exchange, fetched.fetched_at) == day
    if (day.weekday() >= _FRIDAY and not ran) or len(fetched.closes) == 1:
        return Series(_closes(fetched.closes, fetched.currency, fetched.source), "week", fetched.fetched_at)
    unfinished = NewestPrice(day, float(price), fetched.fetched_at, running=False)
    closes = _closes(fetched.closes[:-1], fetched.currency, fetched.source)
    return Series(closes, "week", fetched.fetched_at, unfinished)


def price_chart(
    series: Series,
    span: Span,
    *,
    exchange: Exchange | None,
    quote: quotes.Quote | None,
    now: datetime,
    problem: Message | None = None,
) -> PriceChart:
    """The chart of a span that ends with the newest price known."""
    closes = _of_span(series.closes, span, now)
    newest = _newest(series, quote, exchange, now)
    before_split = newest is not None and _is_of_another_share(series, newest, exchange)
    if before_split:
        newest = None
    return PriceChart(
        span=span,
        step=series.step,
        closes=closes,
        newest=newest,
        missing=_missing(series.step, closes.as_of, newest, exchange, now),
        before_split=before_split,
        repaired=len(set(series.repaired).intersection(closes.dates)),
        problem=problem,
    )


def jumped(last_close: Decimal, quote: quotes.Quote | None, currency: str) -> bool:
    """Whether the newest price looks like one after a split that the closes know nothing of."""
    if quote is None or quote.currency != currency:
        return False
    return split_like(last_close, quote.price) is not None


def _closes(bars: tuple[tuple[date, Decimal], ...], currency: str, source: str) -> Closes:
    return Closes(
        dates=tuple(day for day, _ in bars),
        values=tuple(float(close) for _, close in bars),
        currency=currency,
        source=source,
        as_of=bars[-1][0],
    )


def _of_span(closes: Closes, span: Span, now: datetime) -> Closes:
    """The newest part of the closes; a series that ends before the span is shown by its own end."""
    end = now.astimezone(UTC).date()
    if closes.as_of < end - _LENGTHS[span]:
        end = closes.as_of
    first = min(bisect_left(closes.dates, end - _LENGTHS[span]), len(closes.dates) - 1)
    return msgspec.structs.replace(closes, dates=closes.dates[first:], values=closes.values[first:])


def _newest(
    series: Series, quote: quotes.Quote | None, exchange: Exchange | None, now: datetime
) -> NewestPrice | None:
    """The newest price after the last close, from the quote or from what came with the closes."""
    known = series.unfinished
    if quote is not None and quote.currency == series.closes.currency and quote.price > 0:
        day = market_day(exchange, quote.at)
        if day > series.closes.as_of and (known is None or quote.at >= known.at or day > known.day):
            known = NewestPrice(day, float(quote.price), quote.at, running=False)
    if known is None or known.day <= series.closes.as_of:
        return None
    return msgspec.structs.replace(known, running=_is_running(known, exchange, now))


def _is_running(price: NewestPrice, exchange: Exchange | None, now: datetime) -> bool:
    during = phase(exchange, now)
    if during is None:
        return now - price.at < _STILL_TRADED
    return during.open and market_day(exchange, now) == price.day


def _is_of_another_share(series: Series, newest: NewestPrice, exchange: Exchange | None) -> bool:
    """Closes fetched on the day of the price or later have every split applied: then a fall is a fall."""
    if series.fetched_at is not None and market_day(exchange, series.fetched_at) >= newest.day:
        return False
    return split_like(Decimal(series.closes.values[-1]), Decimal(newest.value)) is not None


def _missing(
    step: Step, as_of: date, newest: NewestPrice | None, exchange: Exchange | None, now: datetime
) -> int:
    """Days or weeks that are over and have neither a close nor the newest price; 0 without known hours."""
    during = phase(exchange, now)
    if exchange is None or during is None:
        return 0
    began = last_session(exchange, now)
    told = newest is not None and not newest.running and newest.day == began
    if step == "week":
        over = (_monday(began) - _monday(as_of)).days // 7
        running = during.open or _monday(market_day(exchange, during.until)) == _monday(began)
    else:
        over = trading_days_between(exchange, as_of, began)
        running = during.open
    return max(0, over - (1 if running or told else 0))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
