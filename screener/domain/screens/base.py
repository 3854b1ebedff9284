"""What a screen is made of: steps, a ruling over all companies, and the finding of one of them.

A screen is one file with a `SCREEN` in it:

- `judge(frame, steps)` settles every company, first rule first, and returns the Ruling;
- `tell(case)` gives the arguments and figures for the sentence of one company.

Each known case has a message id ("pe_ttm.fail") whose sentence is in `wording/templates/`.
A missing, stale or incomparable input needs no case: `Ruling.need` words it for every screen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import msgspec
import numpy as np

from screener.domain.columns import Floats, State
from screener.domain.company import Business
from screener.domain.fields import period_kind
from screener.domain.figure import Figure, NotApplicable, Unknown
from screener.domain.finding import Family, Finding, Thresholds
from screener.domain.finding import State as Answer
from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Day, Message, Number, Text, Unit
from screener.domain.screens.ruling import (
    FIELD_NAMES,
    INFORMATION,
    NO_INPUT,
    NO_STEPS,
    NOT_APPLICABLE,
    OTHER_DAY,
    UNKNOWN,
    Ruling,
    Steps,
)

__all__ = [
    "DEFAULT_THRESHOLDS",
    "FINANCIAL",
    "INFORMATION",
    "NOT_APPLICABLE",
    "NO_STEPS",
    "UNKNOWN",
    "Case",
    "Ruling",
    "Screen",
    "Steps",
    "Telling",
    "ThresholdSet",
    "about",
    "number",
    "ratio",
]

FINANCIAL: tuple[Business, ...] = ("bank", "insurer", "holding")
"""Their debt is their trade: debt and spending screens have no meaning (methods, A6)."""
_STATES: dict[int, Answer] = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable"}
_REASONS: dict[State, str] = {
    State.MISSING: "unknown.missing",
    State.REASONED: "unknown.missing",
    State.NOT_APPLICABLE: "unknown.missing",
    State.TOO_OLD: "unknown.too_old",
    State.OTHER_CURRENCY: "unknown.currency",
    State.PART_YEAR: "unknown.part_year",
    State.OTHER_SHARE: "unknown.other_share",
    State.CONTRADICTED: "unknown.contradicted",
}


_REASONS_OF_DATA = {
    "not_stated_by_source": "unknown.missing",
    "not_verified": "unknown.not_verified",
    "eps_basis_unclear": "unknown.other_share",
    "balance_sheet_unsorted": "unknown.balance_sheet_unsorted",
}
"""Reasons the data give without saying of what; here the field is named."""


class ThresholdSet(msgspec.Struct, frozen=True):
    """A versioned set of steps; screens not named in `steps` keep their own."""

    id: str = "ringfence-1"
    steps: dict[str, tuple[float, ...]] = {}

    def of(self, screen: "Screen") -> Steps:
        """The steps in force for a screen."""
        own = self.steps.get(screen.id)
        if own is None or own == screen.steps.values:
            return screen.steps
        return msgspec.structs.replace(screen.steps, values=own, origin="origin.user", judgement=False)


DEFAULT_THRESHOLDS = ThresholdSet()


class Case(NamedTuple):
    """One company's settled answer, handed to `tell`."""

    frame: CompanyFrame
    row: int
    id: str
    severity: int
    value: float
    steps: Steps

    def figures(self, *fields: str) -> tuple[Figure, ...]:
        """The facts among `fields` that are known, as evidence."""
        found = (self.frame.figure(self.row, name) for name in fields)
        return tuple(figure for figure in found if figure is not None)

    def about(self, name: str, fact: str) -> dict[str, Argument]:
        """Arguments `name`, `name_day` and `name_period` for the fact `fact`; empty when it is not known."""
        figure = self.frame.figure(self.row, fact)
        if figure is None:
            return {}
        return about(name, figure, self.frame.inputs[self.row].company.statement_currency)

    def ratio(self, name: str = "ratio", unit: Unit | None = None) -> dict[str, Argument]:
        """The value as the argument `name`; empty where there is none."""
        if not np.isfinite(self.value):
            return {}
        return {name: Number(number(self.value), unit or self.steps.unit)}

    @property
    def currency(self) -> str | None:
        """The currency the company's money is in here."""
        return self.frame.currencies[self.row]

    def points(self, share: float) -> Number:
        """A difference of shares in percentage points: 0.614 as 61.4."""
        return Number(Decimal(f"{share * 100:.1f}"), Unit.NONE)

    def derived(self, name: str, *fields: str, unit: Unit | None = None) -> Figure | None:
        """The value as a figure made from `fields`, dated and sourced like the last of them."""
        return self.made(name, self.value, self.figures(*fields), unit or self.steps.unit)

    def made(
        self, name: str, value: float, inputs: Sequence[Figure], unit: Unit, currency: str | None = None
    ) -> Figure | None:
        """A calculated number as a figure, dated and sourced like the last of its inputs."""
        if not inputs or not np.isfinite(value):
            return None
        last = inputs[-1]
        return Figure(
            name=name,
            value=number(value),
            unit=unit,
            as_of=last.as_of,
            source=last.source,
            currency=currency,
            period=last.period,
            derived=True,
            old=any(figure.old for figure in inputs),
            inputs=tuple(dict.fromkeys(figure.name for figure in inputs)),
        )

    def rates(self, field: str) -> tuple[Figure, ...]:
        """The exchange rates that brought `field` into the currency it is used in."""
        return tuple(
            Figure(
                "exchange_rate", rate.rate, Unit.NONE, rate.day, rate.source, note=f"{rate.base}/{rate.quote}"
            )
            for rate in self.frame.used[field][self.row].rates
        )


class Telling(NamedTuple):
    """What a finding says and shows."""

    arguments: Mapping[str, Argument] = {}
    figures: tuple[Figure, ...] = ()
    value: Figure | None = None
    instead: Message | None = None
    """Takes the place of the case's own message."""


@dataclass(frozen=True)
class Screen:
    """One rule. `core` is the core screen it counts as (two may share one), None when it is not core."""

    id: str
    family: Family
    judge: Callable[[CompanyFrame, Steps], Ruling]
    tell: Callable[[Case], Telling]
    steps: Steps = NO_STEPS
    core: str | None = None

    def finding(self, ruling: Ruling, row: int, steps: Steps) -> Finding:
        """The worded-to-be answer for one company."""
        severity = int(ruling.severity[row])
        settled = ruling.cases[ruling.case[row]]
        case = Case(ruling.frame, row, settled, severity, float(ruling.value[row]), steps)
        if case.id in (NO_INPUT, OTHER_DAY):
            telling = _no_input(case, self.id, FIELD_NAMES[ruling.culprit[row]])
        else:
            telling = self.tell(case)
        return Finding(
            screen=self.id,
            family=self.family,
            core=self.core is not None,
            state=_STATES.get(severity, "known"),
            severity=severity if severity >= 0 else None,
            message=telling.instead or Message(case.id, dict(telling.arguments)),
            value=telling.value,
            figures=telling.figures,
            thresholds=_thresholds(steps),
            old=bool(ruling.old[row]),
            context=ruling.frame.inputs[row].medians.get(self.id) if severity >= 0 else None,
        )


def ratio(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, NaN where there is nothing to divide by."""
    quotient: Floats = np.full(part.shape, np.nan)
    np.divide(part, whole, out=quotient, where=whole != 0)
    return quotient


def number(value: float) -> Decimal:
    """A calculated float as a Decimal without the digits that are only noise."""
    return Decimal(f"{value:.10g}")


def about(name: str, figure: Figure, currency: str | None = None) -> dict[str, Argument]:
    """The arguments `name`, `name_day` and `name_period` of a figure; `currency` where it states none."""
    money = figure.unit in (Unit.MONEY, Unit.PER_SHARE)
    return {
        name: Number(figure.value, figure.unit, (figure.currency or currency) if money else None),
        f"{name}_day": Day(figure.as_of),
        f"{name}_period": Text(period_kind(figure.period)),
    }


def _no_input(case: Case, screen: str, culprit: str) -> Telling:
    """Why the screen could not be judged: the input that is missing or cannot be used."""
    fact = case.frame.fact(case.row, culprit)
    reason = OTHER_DAY if case.id == OTHER_DAY else _REASONS[State(int(case.frame[culprit].state[case.row]))]
    if isinstance(fact, Unknown | NotApplicable):
        if fact.reason.id not in _REASONS_OF_DATA:
            return Telling(instead=fact.reason)
        reason = _REASONS_OF_DATA[fact.reason.id]
    arguments: dict[str, Argument] = {"screen": Text(screen), "field": Text(culprit)}
    figures = case.figures(culprit)
    if figures:
        arguments["day"] = Day(figures[0].as_of)
    return Telling(arguments, figures, instead=Message(reason, arguments))


def _thresholds(steps: Steps) -> Thresholds | None:
    if not steps.values:
        return None
    return Thresholds(steps.values, steps.unit, steps.above, Message(steps.origin), steps.judgement)
