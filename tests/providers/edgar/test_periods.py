"""Twelve months and quarters from what filings state."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.providers.edgar.company_facts import Point
from screener.providers.edgar.periods import Balance, Flow

A_WEEK = timedelta(weeks=1)


def point(start: date | None, end: date, value: int, filed: date | None = None, accn: str = "a") -> Point:
    return Point(end, Decimal(value), accn, "10-Q", filed or end + timedelta(days=30), start)


class Calendar:
    """Quarters of 13 weeks (the last of a year sometimes 14) with a value each."""

    def __init__(self, values: Sequence[int], long_years: frozenset[int] = frozenset()) -> None:
        self.values = values
        self.quarters: list[tuple[date, date]] = []
        start = date(2020, 1, 27)
        for number in range(len(values)):
            weeks = 14 if number % 4 == 3 and number // 4 in long_years else 13
            end = start + weeks * A_WEEK - timedelta(days=1)
            self.quarters.append((start, end))
            start = end + timedelta(days=1)

    def span(self, first: int, last: int) -> Point:
        """The value of quarters `first` to `last` as one period."""
        total = sum(self.values[first : last + 1])
        end = self.quarters[last][1]
        return point(self.quarters[first][0], end, total)

    def points(self, *, quarters: bool, to_date: bool, last_quarter: bool) -> list[Point]:
        """What a filer states: years, and quarters or years to date, with or without the fourth quarter."""
        found = []
        for number in range(len(self.values)):
            year, place = divmod(number, 4)
            if place == 3:
                found.append(self.span(4 * year, number))
            if quarters and (place < 3 or last_quarter):
                found.append(self.span(number, number))
            if to_date and 0 < place < 3:
                found.append(self.span(4 * year, number))
            if to_date and place == 0 and not quarters:
                found.append(self.span(number, number))
        return found


calendars = st.builds(
    Calendar,
    st.lists(st.integers(-1000, 100_000), min_size=5, max_size=18),
    st.frozensets(st.integers(0, 4), max_size=1),
)


@given(calendars, st.booleans(), st.randoms())
def test_twelve_months_are_the_last_four_quarters(calendar: Calendar, quarters: bool, random: Random) -> None:
    """Stated to date (as cash flows are) or also by the quarter (as income is), never a fourth quarter."""
    points = calendar.points(quarters=quarters, to_date=True, last_quarter=False)
    random.shuffle(points)
    flow = Flow(points)
    for last in range(len(calendar.values) - 1, 4, -1):
        total = flow.twelve_months(calendar.quarters[last][1])
        assert total is not None
        assert total.value == sum(calendar.values[last - 3 : last + 1])
        assert total.end == calendar.quarters[last][1]
        assert total.start == calendar.quarters[last - 3][0]


@given(calendars)
def test_twelve_months_from_quarters_alone(calendar: Calendar) -> None:
    points = [calendar.span(number, number) for number in range(len(calendar.values))]
    total = Flow(points).twelve_months(calendar.quarters[-1][1])
    assert total is not None
    assert total.value == sum(calendar.values[-4:])


@given(calendars)
def test_a_fourth_quarter_is_what_the_year_leaves(calendar: Calendar) -> None:
    flow = Flow(calendar.points(quarters=True, to_date=True, last_quarter=False))
    for number, (start, end) in enumerate(calendar.quarters):
        quarter = flow.quarter(end)
        assert quarter is not None
        assert (quarter.value, quarter.start) == (calendar.values[number], start)


@given(calendars, st.integers(1, 50))
def test_the_version_filed_last_counts(calendar: Calendar, more: int) -> None:
    end = calendar.quarters[3][1]
    year = calendar.span(0, 3)
    again = point(year.start, end, int(year.val) + more, filed=year.filed + timedelta(days=90), accn="b")
    for points in ([year, again], [again, year]):
        total = Flow(points).twelve_months(end)
        assert total is not None
        assert total.value == year.val + more


@given(calendars)
def test_the_year_before_is_the_same_a_year_earlier(calendar: Calendar) -> None:
    flow = Flow(calendar.points(quarters=True, to_date=True, last_quarter=False))
    last = len(calendar.values) - 1
    before = flow.year_before(calendar.quarters[last][1])
    if last - 4 >= 3:
        assert before is not None
        assert before.value == sum(calendar.values[last - 7 : last - 3])
    else:
        assert before is None


def test_what_is_taken_off_a_year_is_what_was_in_it() -> None:
    """A unit was sold: later filings restate the year to date before, but not the year."""
    year = point(date(2024, 1, 1), date(2024, 12, 31), 100, date(2025, 2, 1))
    to_date = point(date(2025, 1, 1), date(2025, 6, 30), 45, date(2025, 8, 1))
    before = point(date(2024, 1, 1), date(2024, 6, 30), 50, date(2024, 8, 1))
    restated = point(date(2024, 1, 1), date(2024, 6, 30), 40, date(2025, 8, 1))
    flow = Flow([year, to_date, before, restated])
    total = flow.twelve_months(date(2025, 6, 30))
    assert total is not None
    assert total.value == 95
    assert flow.restated(before) == restated


@pytest.mark.parametrize(
    "points",
    [
        [],
        [point(date(2025, 1, 1), date(2025, 3, 31), 5)],
        [point(date(2025, 1, 1), date(2025, 6, 30), 5), point(date(2024, 1, 1), date(2024, 12, 31), 9)],
        [point(None, date(2025, 3, 31), 5)],
        [point(date(2020, 1, 1), date(2025, 3, 31), 5)],
        [point(date(2025, 5, 1), date(2025, 3, 31), 5)],
    ],
)
def test_what_is_incomplete_is_not_made_up(points: list[Point]) -> None:
    flow = Flow(points)
    assert all(flow.twelve_months(end) is None for end in flow.ends if end.year == 2025)


def test_a_filer_of_years_only_has_no_part_years() -> None:
    years = Flow(
        [point(date(2024, 1, 1), date(2024, 12, 31), 100), point(date(2023, 1, 1), date(2023, 12, 31), 90)]
    )
    total = years.twelve_months(date(2024, 12, 31))
    assert total is not None
    assert not total.part_years
    assert [year.value for year in years.years()] == [100, 90]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9), st.integers(-9, 9)), max_size=20))
def test_of_a_balance_the_version_filed_last_counts(rows: list[tuple[int, int, int]]) -> None:
    first = date(2025, 1, 1)
    points = [
        point(
            None, first + timedelta(days=30 * day), value, first + timedelta(days=200 + filed), f"{number:03}"
        )
        for number, (day, filed, value) in enumerate(rows)
    ]
    balance = Balance(points)
    for day in balance.days:
        last = max((one for one in points if one.end == day), key=lambda one: (one.filed, one.accn))
        assert balance.at(day) == last
    newest = balance.newest()
    assert (newest is None) == (not rows)
    assert newest is None or newest.end == max(one.end for one in points)
