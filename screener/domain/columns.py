"""One fact of many companies as a column: a float where there is one, and a code that says why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from screener.domain.currency import Rates
from screener.domain.fields import AGE_LIMITS, YEAR_DAYS, Field, cadence, period_kind
from screener.domain.figure import Fact, Figure, NotApplicable, Unknown
from screener.domain.message import Unit
from screener.domain.sessions import Exchange, SessionClock

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]

QUARTERS_A_YEAR = 4


class State(IntEnum):
    """Why a cell has a value or none."""

    KNOWN = 0
    MISSING = 1
    """Nobody stated it."""
    REASONED = 2
    """Unknown, and the data say why."""
    NOT_APPLICABLE = 3
    TOO_OLD = 4
    OTHER_CURRENCY = 5
    """In another currency, and no dated rate leads there."""
    PART_YEAR = 6
    """Of a quarter or half where a year is needed."""
    OTHER_SHARE = 7
    """Earnings of an ordinary share, price of a depositary one, or the reverse."""
    CONTRADICTED = 8
    """Two sources give it opposite signs."""


class Cell(msgspec.Struct, frozen=True):
    """One fact of one company, ready for a column. `limit` in days, in sessions for a price."""

    state: State = State.MISSING
    value: float = float("nan")
    day: int | None = None
    limit: int = 0


EMPTY = Cell()


@dataclass(frozen=True, eq=False)
class Column:
    """One fact of all companies; arrays of shape (companies,)."""

    value: Floats
    state: Codes
    age: Floats
    old: Flags

    @cached_property
    def known(self) -> Flags:
        """True where there is a value."""
        return np.equal(self.state, State.KNOWN)

    @cached_property
    def lacking(self) -> Flags:
        """True where there is none."""
        return ~self.known

    @cached_property
    def or_zero(self) -> Floats:
        """The values, with 0 where there is none: for parts that are added where known."""
        return np.nan_to_num(self.value, nan=0.0)


def cell(field: Field, fact: Fact, filer_period: str | None, rates: Rates, currency: str | None) -> Cell:
    """One fact as a number in `currency` (the company's reporting currency), or why it is none."""
    if isinstance(fact, Unknown):
        return Cell(State.REASONED)
    if isinstance(fact, NotApplicable):
        return Cell(State.NOT_APPLICABLE)
    limit = AGE_LIMITS[cadence(field, fact.period, filer_period)]
    day = fact.as_of.toordinal() + (YEAR_DAYS if field.is_prior else 0)
    value = float(fact.value)
    if field.nature == "flow" and period_kind(fact.period) in ("quarter", "part"):
        if field.name != "interest_expense" or not of_quarter(fact):
            return Cell(State.PART_YEAR, day=day, limit=limit)
        value *= QUARTERS_A_YEAR
    if field.unit is Unit.MONEY and fact.currency is not None and currency not in (None, fact.currency):
        converted = rates.convert(Decimal(1), fact.currency, currency or "", fact.as_of)
        if converted is None:
            return Cell(State.OTHER_CURRENCY, day=day, limit=limit)
        value *= float(converted[0])
    return Cell(State.KNOWN, value, day, limit)


def of_quarter(fact: Fact | None) -> bool:
    """True for a figure of one quarter."""
    return isinstance(fact, Figure) and period_kind(fact.period) == "quarter"


def column(
    field: Field,
    cells: Iterable[tuple[int, Cell]],
    rows: int,
    clock: SessionClock,
    exchanges: Sequence[Exchange | None] = (),
) -> Column:
    """The cells of one fact by row as a column, aged at the clock; rows without one are missing.

    `exchanges` has that of each row's price; without them every weekday counts.
    """
    state = np.full(rows, State.MISSING, dtype=np.int8)
    value, day, limit = np.full(rows, np.nan), np.full(rows, np.nan), np.zeros(rows)
    given = list(cells)
    where = [row for row, _ in given]
    state[where] = [one.state for _, one in given]
    value[where] = [one.value for _, one in given]
    day[where] = [np.nan if one.day is None else float(one.day) for _, one in given]
    limit[where] = [one.limit for _, one in given]
    if field.cadence == "price":
        age = _sessions(day, clock, exchanges or [None] * rows)
    else:
        age = np.maximum(clock.on.toordinal() - day, 0.0)
    too_old = (state == State.KNOWN) & (age > 2 * limit)
    state[too_old] = State.TOO_OLD
    value[state != State.KNOWN] = np.nan
    return Column(value, state, age, (state == State.KNOWN) & (age > limit))


def _sessions(days: Floats, clock: SessionClock, exchanges: Sequence[Exchange | None]) -> Floats:
    """How many sessions of its own exchange each day is behind; companies share few days and exchanges."""
    known: dict[tuple[str, float], int] = {}
    age = np.full(days.shape, np.nan)
    for row in np.flatnonzero(~np.isnan(days)).tolist():
        exchange, day = exchanges[row], float(days[row])
        place = ("" if exchange is None else exchange.code, day)
        if place not in known:
            known[place] = clock.age_at(exchange, date.fromordinal(int(day)))
        age[row] = known[place]
    return age


def floats(values: Sequence[float]) -> Floats:
    """An array of numbers."""
    return np.array(values, dtype=np.float64)


def codes(values: Sequence[int]) -> Codes:
    """An array of small codes."""
    return np.array(values, dtype=np.int8)


def flags(values: Sequence[bool]) -> Flags:
    """An array of truths."""
    return np.array(values, dtype=np.bool_)
