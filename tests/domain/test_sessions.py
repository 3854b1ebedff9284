"""Sessions of exchanges: trading days, opening hours, ages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.sessions import (
    NO_EXCHANGES,
    Exchange,
    Exchanges,
    Hours,
    Phase,
    ending,
    last_session,
    market_day,
    phase,
    session_clock,
    trading_days_between,
)
from screener.wording.sentence import strict_sentence
from tests.builders.calendars import trades_at

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
    assert trading_days_between(None, first, last) == sum(day.weekday() < 5 for day in days)


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
    ],
)
def test_open_hours(day: date, hour: int, minute: int, expected: bool) -> None:
    assert trades_at(HERE, local(day, hour, minute)) is expected


def test_past_the_data_nobody_knows_the_hours() -> None:
    assert phase(HERE, local(date(2027, 3, 3), 10, 0)) is None


def test_the_last_session_is_the_newest_that_has_begun() -> None:
    monday, friday = date(2026, 3, 9), date(2026, 3, 6)
    assert last_session(HERE, local(monday, 8)) == friday
    assert last_session(HERE, local(monday, 9)) == monday
    assert last_session(HERE, local(monday, 23)) == monday
    assert last_session(HERE, local(date(2026, 5, 5), 8)) == date(2026, 5, 1)
    assert last_session(None, local(date(2026, 3, 8), 12)) == friday


HERE_ONLY = Exchanges({"XHERE": HERE, "XNYS": HERE, "ALSO": HERE}, "somewhere", "1", date(2026, 1, 1))
"""The made-up exchange, under the code of the one a symbol without an ending is traded at."""


def age(day: date, at: datetime, symbol: str = "NVDA") -> int:
    return session_clock(HERE_ONLY, at.date(), at).age(symbol, day)


def test_a_fridays_close_is_not_old_on_sunday() -> None:
    friday = date(2026, 3, 6)
    assert age(friday, local(date(2026, 3, 8), 20)) == 0
    assert age(friday, local(date(2026, 3, 9), 8, 59)) == 0
    assert age(friday, local(date(2026, 3, 9), 10)) == 1
    assert age(date(2026, 3, 10), local(date(2026, 3, 9), 10)) == 0


def test_holidays_do_not_age_a_price_and_nobody_knows_those_of_an_unknown_exchange() -> None:
    wednesday, sunday = date(2025, 12, 31), local(date(2026, 1, 4), 20)
    assert age(wednesday, sunday) == 0
    assert age(wednesday, sunday, "FOO.XX") == 2
    assert session_clock(NO_EXCHANGES, sunday.date(), sunday).age("NVDA", wednesday) == 2


def test_a_day_that_is_over_counts_whole() -> None:
    assert session_clock(HERE_ONLY, date(2026, 3, 9), None).age("NVDA", date(2026, 3, 6)) == 1


def test_an_exchange_of_several_codes_is_there_once() -> None:
    assert HERE_ONLY.once == (HERE,)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "is_on", "since", "until"),
    [
        (date(2026, 3, 3), 9, 0, True, (date(2026, 3, 3), 9), (date(2026, 3, 3), 15)),
        (date(2026, 3, 3), 12, 0, True, (date(2026, 3, 3), 9), (date(2026, 3, 3), 15)),
        (date(2026, 3, 3), 15, 0, False, (date(2026, 3, 3), 15), (date(2026, 3, 4), 9)),
        (date(2026, 3, 8), 3, 0, False, (date(2026, 3, 6), 15), (date(2026, 3, 9), 9)),
        (date(2026, 5, 4), 10, 0, False, (date(2026, 5, 1), 15), (date(2026, 5, 5), 9)),
        (date(2026, 12, 30), 11, 0, False, (date(2026, 12, 30), 11), (date(2026, 12, 31), 9)),
    ],
)
def test_the_phase_of_an_exchange(
    day: date, hour: int, minute: int, is_on: bool, since: tuple[date, int], until: tuple[date, int]
) -> None:
    assert phase(HERE, local(day, hour, minute)) == Phase(is_on, local(*since), local(*until))


def test_nothing_is_said_of_hours_nobody_knows() -> None:
    for at in (local(date(2027, 2, 1), 10), local(date(2025, 2, 1), 10)):
        assert phase(HERE, at) is None
    assert phase(None, local(date(2026, 3, 3), 10)) is None


@given(st.integers(0, 350 * 24 * 60))
def test_phases_follow_one_another_without_a_gap(minutes: int) -> None:
    at = datetime(2026, 1, 10, tzinfo=UTC) + timedelta(minutes=minutes)
    now = phase(HERE, at)
    assert now is not None
    assert now.since <= at < now.until
    if now.until.year == 2026:
        after = phase(HERE, now.until)
        assert after is not None
        assert (after.open, after.since) == (not now.open, now.until)


def test_the_day_at_an_exchange_is_not_the_day_by_utc() -> None:
    evening = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert market_day(HERE, evening) == date(2026, 3, 9)
    assert market_day(None, evening) == date(2026, 3, 8)


def test_the_end_of_what_is_known_is_said_a_year_ahead() -> None:
    assert ending([HERE], date(2025, 12, 31)) == ()
    (soon,) = ending([HERE, HERE], date(2026, 1, 1))
    assert strict_sentence(soon).startswith("The trading days of XHERE are known until 31 Dec 2026 only")
    (over,) = ending([HERE], date(2027, 1, 1))
    assert "every weekday" in strict_sentence(over)
    assert trading_days_between(HERE, date(2027, 1, 1), date(2027, 1, 8)) == 5
