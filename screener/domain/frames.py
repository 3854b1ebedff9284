"""Companies side by side: one column a fact, so that the same code judges ten or seven thousand.

A column holds floats with NaN where there is nothing to calculate with, and a code that says why.
Money of one company is in one currency; earnings per share are in the currency of the price.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from typing import get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from screener.domain.assessment import Place, Standing
from screener.domain.company import Business, Company, CustomerFact
from screener.domain.currency import Rate, Rates
from screener.domain.customers import Basis, Gap, TopCustomer, top_customer
from screener.domain.fields import AGE_LIMITS, EPS_AGE_LIMIT, FIELDS, Field, cadence, period_kind
from screener.domain.figure import Fact, Figure, NotApplicable, Unknown
from screener.domain.ring.deal import STRENGTHS

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]

BUSINESSES: tuple[Business, ...] = get_args(Business)
PLACES: tuple[Place, ...] = get_args(Place)
BASES: tuple[Basis, ...] = get_args(Basis)
GAPS: tuple[Gap, ...] = get_args(Gap)
SAME_PERIOD_DAYS = 100
"""Net income and EPS this close in time are of the same earnings; opposite signs contradict."""
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


class CompanyInputs(msgspec.Struct, frozen=True):
    """One company with everything the screens read.

    `price` is of the listing in use, `eps` the earnings per share of the same quote where it has
    them (else the statements' are used), `customers` all facts of this company.
    """

    company: Company
    price: Figure | Unknown
    standing: Standing
    customers: tuple[CustomerFact, ...] = ()
    eps: Figure | None = None
    rates: Rates = Rates()


class Cell(msgspec.Struct, frozen=True):
    """One fact of one company, ready for a column. `age` in days, in sessions for a price."""

    state: State = State.MISSING
    value: float = float("nan")
    day: int | None = None
    limit: int = 0


_EMPTY = Cell()


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


class Earnings(msgspec.Struct, frozen=True):
    """The EPS figure in use for one company and the rates that brought it into the price's currency."""

    figure: Figure | None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, eq=False)
class CompanyFrame:
    """All companies on one day; every array has shape (companies,).

    `columns` has one Column for each of `FIELDS`. `business`, `place`, `strength`, `customer_basis` and
    `gap` index BUSINESSES, PLACES, STRENGTHS, BASES and GAPS (-1: none). Shares are fractions.
    """

    on: date
    inputs: tuple[CompanyInputs, ...]
    columns: dict[str, Column]
    business: Codes
    in_ledger_role: Flags
    interest_annualised: Flags
    leases_in_debt: Flags
    """The total debt stated holds the leases already."""
    repurchased: Floats
    """Buybacks of the newest up to three fiscal years added, else of the newest twelve months."""
    place: Codes
    strength: Codes
    tie: Floats
    tie_age: Floats
    customer: Floats
    customer_basis: Codes
    customer_old: Flags
    customer_government: Flags
    gap: Codes
    earnings: tuple[Earnings, ...]
    top_customers: tuple[TopCustomer | Gap, ...]

    def __len__(self) -> int:
        return len(self.inputs)

    def __getitem__(self, field: str) -> Column:
        return self.columns[field]

    def is_business(self, *kinds: Business) -> Flags:
        """True for companies of one of these kinds."""
        return np.isin(self.business, [BUSINESSES.index(kind) for kind in kinds])

    def fact(self, row: int, field: str) -> Fact | None:
        """The fact as it was given, for evidence; None when nobody stated it."""
        inputs = self.inputs[row]
        if field == "price":
            return inputs.price
        if field == "eps_diluted" and self.earnings[row].figure is not None:
            return self.earnings[row].figure
        return inputs.company.facts.get(field)

    def figure(self, row: int, field: str) -> Figure | None:
        """The fact as evidence, marked old when its age limit has passed; None when there is none."""
        fact = self.fact(row, field)
        if not isinstance(fact, Figure):
            return None
        return msgspec.structs.replace(fact, old=bool(self.columns[field].old[row]))


def build(companies: Sequence[CompanyInputs], on: date) -> CompanyFrame:
    """The companies as columns, with the age of every fact measured at `on`."""
    inputs = tuple(companies)
    cells: dict[str, list[Cell]] = {name: [_EMPTY] * len(inputs) for name in FIELDS}
    earnings: list[Earnings] = []
    for row, one in enumerate(inputs):
        currency = _reporting_currency(one.company)
        for name, fact in one.company.facts.items():
            field = FIELDS.get(name)
            if field is not None:
                cells[name][row] = _cell(field, fact, one, currency)
        cells["price"][row] = _cell(FIELDS["price"], one.price, one, currency)
        cells["eps_diluted"][row], used = _earnings(one, on)
        earnings.append(used)
    customers = tuple(top_customer(one.customers, one.company.business, on) for one in inputs)
    ties = [one.standing.tie.share for one in inputs]
    return CompanyFrame(
        on=on,
        inputs=inputs,
        columns={name: _column(FIELDS[name], column, on) for name, column in cells.items()},
        business=_codes([BUSINESSES.index(one.company.business) for one in inputs]),
        in_ledger_role=_flags([one.company.role is not None for one in inputs]),
        interest_annualised=_flags([_of_quarter(fact) for fact in _facts(inputs, "interest_expense")]),
        leases_in_debt=_flags([_with_leases(fact) for fact in _facts(inputs, "total_debt")]),
        repurchased=_floats([_repurchased(one.company) for one in inputs]),
        place=_codes([PLACES.index(one.standing.place) for one in inputs]),
        strength=_codes([_strength(one.standing) for one in inputs]),
        tie=_floats([float("nan") if share is None else float(share.value) for share in ties]),
        tie_age=_floats([float("nan") if share is None else (on - share.as_of).days for share in ties]),
        customer=_floats([_customer_share(one) for one in customers]),
        customer_basis=_codes(
            [BASES.index(one.basis) if isinstance(one, TopCustomer) else -1 for one in customers]
        ),
        customer_old=_flags([_customer_old(one, on) for one in customers]),
        customer_government=_flags(
            [isinstance(one, TopCustomer) and one.fact.government for one in customers]
        ),
        gap=_codes([-1 if isinstance(one, TopCustomer) else GAPS.index(one) for one in customers]),
        earnings=tuple(earnings),
        top_customers=customers,
    )


def _cell(field: Field, fact: Fact, inputs: CompanyInputs, currency: str | None) -> Cell:
    """One fact as a number in the company's reporting currency, or why it is none."""
    if isinstance(fact, Unknown):
        return Cell(State.REASONED)
    if isinstance(fact, NotApplicable):
        return Cell(State.NOT_APPLICABLE)
    limit = AGE_LIMITS[cadence(field, fact.period, inputs.company.fiscal_period)]
    day = fact.as_of.toordinal()
    value = float(fact.value)
    if field.nature == "flow" and period_kind(fact.period) in ("quarter", "part"):
        if field.name != "interest_expense" or not _of_quarter(fact):
            return Cell(State.PART_YEAR, day=day, limit=limit)
        value *= QUARTERS_A_YEAR
    if field.is_money and fact.currency is not None and currency is not None and fact.currency != currency:
        converted = inputs.rates.convert(Decimal(1), fact.currency, currency, fact.as_of)
        if converted is None:
            return Cell(State.OTHER_CURRENCY, day=day, limit=limit)
        value *= float(converted[0])
    return Cell(State.KNOWN, value, day, limit)


def _earnings(inputs: CompanyInputs, on: date) -> tuple[Cell, Earnings]:
    """EPS in the currency of the price (methods A2, A6), or why it cannot be held against it."""
    fact: Fact | None = inputs.eps or inputs.company.facts.get("eps_diluted")
    if not isinstance(fact, Figure):
        return (_EMPTY if fact is None else _cell(FIELDS["eps_diluted"], fact, inputs, None)), Earnings(None)
    price = inputs.price if isinstance(inputs.price, Figure) else None
    day = fact.as_of.toordinal()
    limit = AGE_LIMITS[cadence(FIELDS["eps_diluted"], fact.period, inputs.company.fiscal_period)]
    used = Earnings(fact)
    if period_kind(fact.period) in ("quarter", "part"):
        return Cell(State.PART_YEAR, day=day, limit=limit), used
    if ((price.as_of if price else on) - fact.as_of).days > EPS_AGE_LIMIT:
        return Cell(State.TOO_OLD, day=day, limit=limit), used
    if inputs.eps is None and _contradicted(fact, inputs.company):
        return Cell(State.CONTRADICTED, day=day, limit=limit), used
    value = float(fact.value)
    currency = fact.currency or inputs.company.statement_currency
    if price is not None and price.currency != currency:
        # With depositary shares another currency means another share as well.
        if inputs.company.ordinary_per_ads not in (None, Decimal(1)):
            return Cell(State.OTHER_SHARE, day=day, limit=limit), used
        converted = inputs.rates.convert(fact.value, currency or "", price.currency or "", price.as_of)
        if converted is None:
            return Cell(State.OTHER_CURRENCY, day=day, limit=limit), used
        value, used = float(converted[0]), Earnings(fact, converted[1])
    return Cell(State.KNOWN, value, day, limit), used


def _contradicted(eps: Figure, company: Company) -> bool:
    """Net income of the same time has the other sign."""
    income = company.facts.get("net_income")
    if not isinstance(income, Figure) or abs((income.as_of - eps.as_of).days) > SAME_PERIOD_DAYS:
        return False
    return income.value * eps.value < 0


def _of_quarter(fact: Fact | None) -> bool:
    return isinstance(fact, Figure) and period_kind(fact.period) == "quarter"


def _reporting_currency(company: Company) -> str | None:
    """The currency most of the company's money facts are in; stated money without one is in it too."""
    stated = Counter(
        fact.currency or company.statement_currency
        for name, fact in company.facts.items()
        if isinstance(fact, Figure) and name in FIELDS and FIELDS[name].is_money
    )
    return stated.most_common(1)[0][0] if stated else company.statement_currency


def _facts(inputs: Sequence[CompanyInputs], field: str) -> list[Fact | None]:
    return [one.company.facts.get(field) for one in inputs]


def _with_leases(debt: Fact | None) -> bool:
    return isinstance(debt, Figure) and "leases included" in (debt.note or "")


def _customer_old(one: TopCustomer | Gap, on: date) -> bool:
    return isinstance(one, TopCustomer) and (on - one.day).days > AGE_LIMITS["annual"]


def _repurchased(company: Company) -> float:
    years = company.annual.get("buybacks", ())[:3]
    if years:
        return float(sum(figure.value for figure in years))
    newest = company.facts.get("buybacks")
    return float(newest.value) if isinstance(newest, Figure) else float("nan")


def _strength(standing: Standing) -> int:
    return -1 if standing.strength is None else STRENGTHS.index(standing.strength)


def _customer_share(one: TopCustomer | Gap) -> float:
    return float(one.share) if isinstance(one, TopCustomer) and one.share is not None else float("nan")


def _column(field: Field, cells: list[Cell], on: date) -> Column:
    state = _codes([cell.state for cell in cells])
    value = _floats([cell.value for cell in cells])
    day = _floats([float("nan") if cell.day is None else float(cell.day) for cell in cells])
    limit = _floats([float(cell.limit) for cell in cells])
    age = _sessions(day, on) if field.cadence == "price" else np.maximum(on.toordinal() - day, 0.0)
    too_old = (state == State.KNOWN) & (age > 2 * limit)
    state[too_old] = State.TOO_OLD
    value[state != State.KNOWN] = np.nan
    return Column(value, state, age, (state == State.KNOWN) & (age > limit))


def _sessions(day: Floats, on: date) -> Floats:
    """Weekdays from `day` to `on`; holidays are not known here and make a price look a little older."""
    known = ~np.isnan(day)
    age = np.full(day.shape, np.nan)
    # Day 0 of numpy's calendar is 1970-01-01.
    days = (day[known].astype(np.int64) - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    age[known] = np.maximum(np.busday_count(days, np.datetime64(on)), 0)
    return age


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)


def _codes(values: Sequence[int]) -> Codes:
    return np.array(values, dtype=np.int8)


def _flags(values: Sequence[bool]) -> Flags:
    return np.array(values, dtype=np.bool_)
