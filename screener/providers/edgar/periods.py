"""Twelve months and single quarters out of what filings state: years, years to date and quarters.

Pure arithmetic on dates and values. Fiscal years may have 52 or 53 weeks and end on any day; a fourth
quarter is hardly ever stated by itself; cash flows are stated for the year to date only.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from screener.providers.edgar.company_facts import Point

YEAR, NINE_MONTHS, QUARTER = (340, 385), (240, 305), (70, 126)
_SAME_DAY = timedelta(days=7)
"""A year of weeks ends on the same weekday, up to a week away from the same date."""
_NEXT_DAY = timedelta(days=4)
_A_YEAR = timedelta(days=364)
_SAME_LENGTH = 10


class Sum(msgspec.Struct, frozen=True):
    """A value for a period with the stated values it was made of, each with its sign.

    `part_years`: the filer also states parts of years around that time, so it reports by the quarter.
    """

    value: Decimal
    start: date
    end: date
    parts: tuple[tuple[int, Point], ...]
    part_years: bool = True

    @property
    def days(self) -> int:
        """Length of the period, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def is_stated(self) -> bool:
        """Stated as it is, not computed."""
        return len(self.parts) == 1


class Flow:
    """All values of one concept that is of a period."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._versions: dict[tuple[date, date], list[Point]] = {}
        for point in points:
            if point.start is not None and 0 < point.days <= YEAR[1]:
                self._versions.setdefault((point.start, point.end), []).append(point)
        for versions in self._versions.values():
            versions.sort(key=lambda point: (point.filed, point.accn))
        self._newest = [versions[-1] for versions in self._versions.values()]

    @property
    def ends(self) -> tuple[date, ...]:
        """The days periods end at, newest first."""
        return tuple(sorted({point.end for point in self._newest}, reverse=True))

    @property
    def newest(self) -> tuple[Point, ...]:
        """Of every period the version filed last."""
        return tuple(self._newest)

    def end_near(self, day: date) -> date | None:
        """The end closest to `day`, within a week of it."""
        near = [end for end in self.ends if abs(end - day) <= _SAME_DAY]
        return min(near, key=lambda end: abs(end - day), default=None)

    def twelve_months(self, end: date) -> Sum | None:
        """The twelve months to `end`: as stated, as year + to date - to date before, or as four quarters."""
        stated = self._best(end, YEAR)
        if stated is not None:
            return _sum(((1, stated),), part_years=self._has_part_years(end))
        to_date = sorted(self._ending(end), key=lambda point: point.days, reverse=True)
        for part in to_date:
            rolled = self._rolled(part)
            if rolled is not None:
                return rolled
        return self._four_quarters(end)

    def year_before(self, end: date) -> Sum | None:
        """The twelve months that ended a year before `end`."""
        earlier = self.end_near(end - _A_YEAR)
        return None if earlier is None else self.twelve_months(earlier)

    def quarter(self, end: date) -> Sum | None:
        """The quarter to `end`: as stated, or what is left of a longer period."""
        stated = self._best(end, QUARTER)
        if stated is not None:
            return _sum(((1, stated),))
        for longer in sorted(self._ending(end), key=lambda point: point.days):
            for shorter in self._newest:
                left = longer.days - shorter.days
                if shorter.start == longer.start and QUARTER[0] <= left <= QUARTER[1]:
                    return _sum(((1, longer), (-1, shorter)))
        return None

    def years(self) -> tuple[Sum, ...]:
        """Every fiscal year stated, newest first, one for each end."""
        ends = sorted({point.end for point in self._newest if _is(point, YEAR)}, reverse=True)
        found = [self._best(end, YEAR) for end in ends]
        return tuple(_sum(((1, point),)) for point in found if point is not None)

    def restated(self, point: Point) -> Point | None:
        """The version filed last of a period, when it has another value than `point`."""
        last = self._last(point)
        return last if last.val != point.val else None

    def _rolled(self, to_date: Point) -> Sum | None:
        assert to_date.start is not None
        before = to_date.start - timedelta(days=1)
        for year in self._newest:
            if not _is(year, YEAR) or abs(year.end - before) > _NEXT_DAY:
                continue
            same = [
                point
                for point in self._newest
                if point.start is not None
                and year.start is not None
                and abs(point.start - year.start) <= _NEXT_DAY
                and abs(point.days - to_date.days) <= _SAME_LENGTH
                and point.end < year.end
            ]
            if same:
                prior = self._as_known(
                    min(same, key=lambda point: abs(point.days - to_date.days)), year.filed
                )
                return _sum(((1, year), (1, to_date), (-1, prior)))
        return None

    def _four_quarters(self, end: date) -> Sum | None:
        found: list[Point] = []
        wanted = end
        while len(found) < 4:
            quarter = next(
                (point for point in self._near(wanted) if _is(point, QUARTER)),
                None,
            )
            if quarter is None or quarter.start is None:
                return None
            found.append(quarter)
            wanted = quarter.start - timedelta(days=1)
        total = _sum(tuple((1, point) for point in found))
        return total if YEAR[0] <= total.days <= YEAR[1] else None

    def _as_known(self, point: Point, day: date) -> Point:
        """The version of `point` known on `day`: what is taken off a year must be what is in that year."""
        assert point.start is not None
        versions = self._versions[point.start, point.end]
        known = [version for version in versions if version.filed <= day]
        return known[-1] if known else versions[0]

    def _last(self, point: Point) -> Point:
        assert point.start is not None
        return self._versions[point.start, point.end][-1]

    def _has_part_years(self, end: date) -> bool:
        return any(
            not _is(point, YEAR) and timedelta(0) <= end - point.end <= timedelta(days=YEAR[1])
            for point in self._newest
        )

    def _best(self, end: date, length: tuple[int, int]) -> Point | None:
        fitting = [point for point in self._ending(end) if _is(point, length)]
        return max(fitting, key=lambda point: (point.filed, point.accn), default=None)

    def _ending(self, end: date) -> list[Point]:
        return [point for point in self._newest if point.end == end]

    def _near(self, end: date) -> Sequence[Point]:
        near = [point for point in self._newest if abs(point.end - end) <= _NEXT_DAY]
        return sorted(near, key=lambda point: abs(point.end - end))


class Balance:
    """All values of one concept that is of a day; of each day the version filed last."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._newest: dict[date, Point] = {}
        for point in points:
            known = self._newest.get(point.end)
            if point.start is None and (
                known is None or (known.filed, known.accn) < (point.filed, point.accn)
            ):
                self._newest[point.end] = point

    @property
    def days(self) -> tuple[date, ...]:
        """The days it is stated for, newest first."""
        return tuple(sorted(self._newest, reverse=True))

    def at(self, day: date) -> Point | None:
        """The value on exactly that day."""
        return self._newest.get(day)

    def near(self, day: date) -> Point | None:
        """The value within a week of that day."""
        close = [point for end, point in self._newest.items() if abs(end - day) <= _SAME_DAY]
        return min(close, key=lambda point: abs(point.end - day), default=None)

    def newest(self) -> Point | None:
        """The value of the newest day."""
        return self._newest[self.days[0]] if self._newest else None


def _is(point: Point, length: tuple[int, int]) -> bool:
    return length[0] <= point.days <= length[1]


def _sum(parts: tuple[tuple[int, Point], ...], *, part_years: bool = True) -> Sum:
    """Adds the parts up. A rolled sum starts after what is taken off and ends with its newest part."""
    value = sum((sign * point.val for sign, point in parts), Decimal(0))
    added = [point for sign, point in parts if sign > 0]
    taken = [point.end for sign, point in parts if sign < 0]
    starts = [point.start for point in added if point.start is not None]
    start = max(taken) + timedelta(days=1) if taken else min(starts)
    return Sum(value, start, max(point.end for point in added), parts, part_years)
