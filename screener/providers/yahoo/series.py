"""The series of one answer of Yahoo's fundamentals time series: values by line and day, in one currency."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec

from screener.domain.currency import MINOR_UNITS
from screener.providers.yahoo.fields import currency_code, number
from screener.providers.yahoo.statement_lines import ANNUAL, COUNTED, INCOME, QUARTERLY, REVENUE, TYPES

SHORTEST_QUARTER, LONGEST_QUARTER = 80, 101
SHORTEST_YEAR, LONGEST_YEAR = 340, 385
_LENGTHS = {QUARTERLY: "3M", ANNUAL: "12M"}
_WANTED = frozenset(TYPES)
_SAME_DAY = timedelta(days=10)
_OLDEST = date(1950, 1, 1)
"""A year is counted back from any day used; one of the year 1 has none before it."""


class Point(msgspec.Struct, frozen=True):
    """One value of a line, with the currency stated beside it."""

    day: date
    value: Decimal
    currency: str | None


class Series:
    """Every usable value of one frequency; a `spent` line keeps Yahoo's sign."""

    def __init__(self, lines: Mapping[str, Mapping[date, Decimal]]) -> None:
        self._lines = lines
        """Days on which revenue and net income are both stated, newest first."""
        self.complete = tuple(
            sorted(lines.get(REVENUE, {}).keys() & lines.get(INCOME, {}).keys(), reverse=True)
        )

    def at(self, name: str, day: date) -> Decimal | None:
        """The value of a line on exactly that day."""
        return self._lines.get(name, {}).get(day)

    def near(self, day: date) -> date | None:
        """The complete period that ended within ten days of `day`."""
        close = [end for end in self.complete if abs(end - day) <= _SAME_DAY]
        return min(close, key=lambda end: abs(end - day), default=None)

    def four_quarters(self, newest: date) -> tuple[date, ...] | None:
        """The ends of four complete quarters that follow each other, newest first."""
        days = [day for day in self.complete if day <= newest][:4]
        gaps = [(later - earlier).days for later, earlier in pairwise(days)]
        if len(days) < 4 or days[0] != newest:
            return None
        return tuple(days) if all(SHORTEST_QUARTER <= gap <= LONGEST_QUARTER for gap in gaps) else None


def read_series(answer: object, last_day: date) -> tuple[Series, Series, str | None]:
    """Quarterly and annual series with their currency; periods that end after `last_day` are left out.

    The currency is the one Yahoo states for the newest revenue; money in any other is dropped, and all of
    it where none is stated. Raises ValueError when the answer has another shape.
    """
    points = {name: found for name, found in _points(answer) if found}
    points = {name: [one for one in found if one.day <= last_day] for name, found in points.items()}
    currency = _currency(points)
    lines: dict[str, dict[str, dict[date, Decimal]]] = {QUARTERLY: {}, ANNUAL: {}}
    for kind, found in points.items():
        often = QUARTERLY if kind.startswith(QUARTERLY) else ANNUAL
        name = kind.removeprefix(often)
        if name in COUNTED:
            lines[often][name] = {one.day: one.value for one in found}
        elif currency is not None:
            lines[often][name] = {one.day: one.value for one in found if one.currency == currency}
    return Series(lines[QUARTERLY]), Series(lines[ANNUAL]), currency


def _points(answer: object) -> Iterator[tuple[str, list[Point]]]:
    body = answer.get("timeseries") if isinstance(answer, dict) else None
    result = body.get("result") if isinstance(body, dict) else None
    if not isinstance(result, list):
        raise ValueError("no timeseries.result")
    for series in result:
        for kind in _WANTED & series.keys() if isinstance(series, dict) else ():
            length = _LENGTHS[QUARTERLY if kind.startswith(QUARTERLY) else ANNUAL]
            values = series[kind]
            yield kind, list(_usable(values if isinstance(values, list) else [], length))


def _usable(values: Iterable[Any], length: str) -> Iterator[Point]:
    for value in values:
        if not isinstance(value, dict) or value.get("periodType") not in (length, None):
            continue
        try:
            day = date.fromisoformat(str(value.get("asOfDate")))
        except ValueError:
            continue
        stated = number(value.get("reportedValue"))
        if stated is not None and day >= _OLDEST:
            yield Point(day, stated, currency_code(value.get("currencyCode")))


def _currency(points: Mapping[str, list[Point]]) -> str | None:
    """The currency of the newest revenue, else of most money. Minor units are refused: nobody states so."""
    revenue = [one for often in _LENGTHS for one in points.get(often + REVENUE, ()) if one.currency]
    if revenue:
        found = max(revenue, key=lambda one: one.day).currency
    else:
        counts = Counter(
            one.currency
            for kind, all_of_it in points.items()
            if kind.removeprefix(QUARTERLY).removeprefix(ANNUAL) not in COUNTED
            for one in all_of_it
            if one.currency
        )
        found = counts.most_common(1)[0][0] if counts else None
    return None if found is None or found in MINOR_UNITS else found.upper()
