"""What a chart shows: finished closes, the newest price apart from them, and quietly what is missing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain.closes import Closes
from screener.domain.price_chart import (
    NewestPrice,
    PriceChart,
    Series,
    daily_series,
    price_chart,
    weekly_series,
)
from screener.domain.price_history import PriceHistory
from screener.domain.quote import Closes as Fetched
from screener.domain.quote import Quote
from screener.providers.snapshot.sessions import load_sessions

EXCHANGES = load_sessions()
NEW_YORK = EXCHANGES.of_symbol("NVDA")
THURSDAY, FRIDAY, MONDAY, TUESDAY = (date(2026, 8, day) for day in (20, 21, 24, 25))
OPEN = datetime(2026, 8, 24, 15, 0, tzinfo=UTC)
"""On a Monday, while New York trades."""
AFTER = datetime(2026, 8, 24, 21, 0, tzinfo=UTC)
"""On the same day, after the close."""


def days(*closes: tuple[date, str], fetched: datetime = OPEN, running: date | None = None) -> PriceHistory:
    bars = tuple((day, Decimal(close)) for day, close in closes)
    return PriceHistory("NVDA", "USD", bars, (), fetched, "Yahoo Finance", running)


def quote(at: datetime, price: str = "182", currency: str = "USD") -> Quote:
    return Quote("NVDA", Decimal(price), currency, at, at, "Yahoo Finance", "EQUITY", "regular")


def drawn(history: PriceHistory, told: Quote | None = None, now: datetime = OPEN) -> PriceChart:
    series = daily_series(history)
    assert series is not None
    return price_chart(series, "3m", exchange=NEW_YORK, quote=told, now=now)


TWO_DAYS = ((THURSDAY, "180"), (FRIDAY, "181"))


def test_the_bar_of_a_running_session_is_no_close() -> None:
    chart = drawn(days(*TWO_DAYS, (MONDAY, "183"), running=MONDAY))
    assert chart.closes.dates == (THURSDAY, FRIDAY)
    assert chart.newest == NewestPrice(MONDAY, 183.0, OPEN, running=True)
    assert chart.missing == 0


def test_a_newer_quote_takes_the_place_of_the_running_bar() -> None:
    later = OPEN + timedelta(minutes=20)
    chart = drawn(days(*TWO_DAYS, (MONDAY, "183"), running=MONDAY), quote(later, "184.5"), later)
    assert chart.newest == NewestPrice(MONDAY, 184.5, later, running=True)
    older = quote(OPEN - timedelta(minutes=20), "179")
    assert drawn(days(*TWO_DAYS, (MONDAY, "183"), running=MONDAY), older).newest == NewestPrice(
        MONDAY, 183.0, OPEN, running=True
    )


def test_after_the_session_its_last_price_is_still_no_close() -> None:
    chart = drawn(days(*TWO_DAYS), quote(OPEN + timedelta(hours=5)), AFTER)
    assert chart.newest is not None
    assert (chart.newest.day, chart.newest.running, chart.missing) == (MONDAY, False, 0)


def test_a_close_that_is_there_needs_no_price_beside_it() -> None:
    chart = drawn(days(*TWO_DAYS, (MONDAY, "183"), fetched=AFTER), quote(OPEN), AFTER)
    assert (chart.newest, chart.closes.as_of, chart.missing) == (None, MONDAY, 0)


@pytest.mark.parametrize(
    ("closes", "now", "missing"),
    [
        (TWO_DAYS, OPEN, 0),
        (TWO_DAYS, AFTER, 1),
        (TWO_DAYS[:1], OPEN, 1),
        (TWO_DAYS[:1], datetime(2026, 8, 23, 12, tzinfo=UTC), 1),
        (TWO_DAYS, datetime(2026, 8, 23, 12, tzinfo=UTC), 0),
        (TWO_DAYS, datetime(2026, 9, 8, 12, tzinfo=UTC), 10),
    ],
    ids=["running", "over", "one behind", "on a weekend", "complete on a weekend", "past Labor Day"],
)
def test_sessions_that_are_over_and_have_no_close_are_counted(
    closes: tuple[tuple[date, str], ...], now: datetime, missing: int
) -> None:
    assert drawn(days(*closes), now=now).missing == missing


def test_where_nobody_knows_the_hours_nothing_is_said_to_be_missing() -> None:
    series = daily_series(days(*TWO_DAYS))
    assert series is not None
    later = OPEN + timedelta(days=30)
    chart = price_chart(series, "3m", exchange=None, quote=quote(later), now=later)
    assert chart.missing == 0
    assert chart.newest is not None
    assert chart.newest.running, "just traded"


def test_a_price_in_another_currency_is_not_drawn() -> None:
    assert drawn(days(*TWO_DAYS), quote(OPEN, "182", "EUR")).newest is None


def test_a_history_with_nothing_but_a_running_day_is_no_series() -> None:
    assert daily_series(days((MONDAY, "183"), running=MONDAY)) is None


# ---------------------------------------------------------------- weeks


def weeks(*closes: tuple[date, str], fetched: datetime = OPEN) -> Series:
    bars = tuple((day, Decimal(close)) for day, close in closes)
    series = weekly_series(Fetched("NVDA", "USD", bars, fetched, "Yahoo Finance"), NEW_YORK)
    assert series is not None
    return series


def test_the_running_week_is_drawn_apart() -> None:
    series = weeks((FRIDAY, "181"), (MONDAY, "183"))
    assert series.closes.dates == (FRIDAY,)
    chart = price_chart(series, "5y", exchange=NEW_YORK, quote=None, now=OPEN)
    assert chart.newest == NewestPrice(MONDAY, 183.0, OPEN, running=True)
    later = price_chart(series, "5y", exchange=NEW_YORK, quote=quote(OPEN + timedelta(days=1)), now=AFTER)
    assert later.newest is not None
    assert later.newest.day == TUESDAY


def test_a_friday_is_a_close_once_its_session_is_over() -> None:
    during = datetime(2026, 8, 21, 15, tzinfo=UTC)
    assert weeks((date(2026, 8, 14), "180"), (FRIDAY, "181"), fetched=during).closes.as_of == date(
        2026, 8, 14
    )
    assert weeks((date(2026, 8, 14), "180"), (FRIDAY, "181"), fetched=OPEN).closes.as_of == FRIDAY


@pytest.mark.parametrize(
    ("now", "missing"),
    [
        (OPEN, 2),
        (datetime(2026, 8, 20, 23, tzinfo=UTC), 1),
        (datetime(2026, 8, 22, 12, tzinfo=UTC), 2),
    ],
    ids=["the running week is not", "nor the one with a session to come", "one that is over is"],
)
def test_old_shipped_weeks_say_how_many_are_missing(now: datetime, missing: int) -> None:
    shipped = Series(Closes((date(2026, 8, 7),), (170.0,), "USD", "shipped", date(2026, 8, 7)), "week")
    assert price_chart(shipped, "5y", exchange=NEW_YORK, quote=None, now=now).missing == missing


def test_a_series_that_ended_before_the_span_is_shown_by_its_own_end() -> None:
    dates = tuple(date(2024, 1, 5) + timedelta(weeks=n) for n in range(60))
    closes = Closes(dates, tuple(100.0 + n for n in range(60)), "USD", "shipped", dates[-1])
    chart = price_chart(Series(closes, "week"), "3m", exchange=NEW_YORK, quote=None, now=OPEN)
    assert chart.closes.as_of == dates[-1]
    assert 12 <= len(chart.closes.dates) <= 14


def test_a_price_after_a_split_is_left_out_of_older_closes_only() -> None:
    before = drawn(days(*TWO_DAYS, fetched=datetime(2026, 8, 22, tzinfo=UTC)), quote(OPEN, "45.3"))
    assert (before.newest, before.before_split) == (None, True)
    fresh = drawn(msgspec.structs.replace(days(*TWO_DAYS), fetched_at=OPEN), quote(OPEN, "45.3"))
    assert fresh.newest is not None
    assert not fresh.before_split


def test_closes_that_were_put_right_are_counted_where_they_are_shown() -> None:
    mended = msgspec.structs.replace(days(*TWO_DAYS), repaired=(THURSDAY, date(2020, 1, 2)))
    assert drawn(mended).repaired == 1
