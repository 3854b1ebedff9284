"""Sessions of exchanges: trading days, opening hours, ages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.positions import sessions_between
from screener.domain.sessions import (
    Exchange,
    Hours,
    ending,
    is_open,
    last_session,
    sessions_old,
    trading_days_between,
)
from screener.wording.sentence import strict_sentence

HERE = Exchange(
    "XHERE",
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
    hours=(
        Hours(date(2026, 1, 1), time(9), time(15), (time(11, 30), time(12, 30))),
        Hours(date(2026, 7, 1), time(9), time(16)),
    ),
    clock=((date(2026, 1, 1), 540),),
    closed=(date(2026, 1, 1), date(2026, 1, 2), date(2026, 5, 4)),
    extra=(date(2026, 5, 9),),
    odd={date(2026, 12, 30): (time(9), time(11))},
)
DAY = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def test_trading_days_leave_out_holidays_and_count_saturdays_with_a_session() -> None:
    assert trading_days_between(HERE, date(2026, 5, 1), date(2026, 5, 5)) == 1
    assert trading_days_between(HERE, date(2026, 5, 8), date(2026, 5, 10)) == 1
    assert trading_days_between(HERE, date(2026, 5, 5), date(2026, 5, 1)) == -1
    assert trading_days_between(None, date(2026, 5, 1), date(2026, 5, 5)) == 2


@given(DAY, DAY)
def test_counting_agrees_with_looking_at_every_day(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    days = [first + timedelta(days=step) for step in range(1, (last - first).days + 1)]
    assert trading_days_between(HERE, first, last) == sum(HERE.is_session(day) for day in days)
    assert trading_days_between(None, first, last) == sessions_between(first, last)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "expected"),
    [
        (date(2026, 3, 3), 8, 59, False),
        (date(2026, 3, 3), 9, 0, True),
        (date(2026, 3, 3), 12, 0, False),
        (date(2026, 3, 3), 12, 30, True),
        (date(2026, 3, 3), 15, 0, False),
        (date(2026, 7, 3), 15, 59, True),
        (date(2026, 7, 3), 12, 0, True),
        (date(2026, 5, 4), 10, 0, False),
        (date(2026, 5, 9), 10, 0, True),
        (date(2026, 12, 30), 10, 59, True),
        (date(2026, 12, 30), 11, 0, False),
        (date(2027, 3, 3), 10, 0, None),
    ],
)
def test_open_hours(day: date, hour: int, minute: int, expected: bool | None) -> None:
    assert is_open(HERE, local(day, hour, minute)) is expected


def test_the_last_session_is_the_newest_that_has_begun() -> None:
    monday, friday = date(2026, 3, 9), date(2026, 3, 6)
    assert last_session(HERE, local(monday, 8)) == friday
    assert last_session(HERE, local(monday, 9)) == monday
    assert last_session(HERE, local(monday, 23)) == monday
    assert last_session(HERE, local(date(2026, 5, 5), 8)) == date(2026, 5, 1)
    assert last_session(None, local(date(2026, 3, 8), 12)) == friday


def test_a_fridays_close_is_not_old_on_sunday() -> None:
    friday = date(2026, 3, 6)
    assert sessions_old(HERE, friday, local(date(2026, 3, 8), 20)) == 0
    assert sessions_old(HERE, friday, local(date(2026, 3, 9), 10)) == 1
    assert sessions_old(HERE, date(2026, 3, 10), local(date(2026, 3, 9), 10)) == 0


def test_the_end_of_what_is_known_is_said_a_year_ahead() -> None:
    assert ending([HERE], date(2025, 12, 31)) == ()
    (soon,) = ending([HERE, HERE], date(2026, 1, 1))
    assert strict_sentence(soon).startswith("The trading days of XHERE are known until 31 Dec 2026 only")
    (over,) = ending([HERE], date(2027, 1, 1))
    assert "every weekday" in strict_sentence(over)
    assert trading_days_between(HERE, date(2027, 1, 1), date(2027, 1, 8)) == 5
