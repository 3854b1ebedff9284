"""What a screen is made of: steps, a ruling over all companies, and the finding of one of them.

A screen is one file with a `SCREEN` in it:

- `judge(frame, steps)` settles every company, first rule first, and returns the Ruling;
- `tell(case)` gives the arguments and figures for the sentence of one company.

Each known case has a message id ("pe_ttm.fail") whose sentence is in `wording/templates/`.
A missing, stale or incomparable input needs no case: `Ruling.need` words it for every screen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec
import numpy as np

from screener.domain.company import Business
from screener.domain.fields import FIELDS, period_kind
from screener.domain.figure import Figure, NotApplicable, Unknown
from screener.domain.finding import Family, Finding, Thresholds
from screener.domain.finding import State as Answer
from screener.domain.frames import Codes, CompanyFrame, Flags, Floats, State
from screener.domain.message import Argument, Day, Message, Number, Text, Unit

UNKNOWN: Final = -1
NOT_APPLICABLE: Final = -2
INFORMATION: Final = -3
"""Severity codes beside 0..4: not known, no meaning here, known but not judged."""

NO_INPUT = "unknown.input"
FINANCIAL: tuple[Business, ...] = ("bank", "insurer", "holding")
"""Their debt is their trade: debt and spending screens have no meaning (methods, A6)."""
_STATES: dict[int, Answer] = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable"}
_FIELD_NAMES = tuple(FIELDS)
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
}
"""Reasons the data give without saying of what; here the field is named."""


class Steps(msgspec.Struct, frozen=True):
    """The values at which the severity rises by one, mildest first.

    `above`: higher is worse. `inclusive`: reaching a step passes it. `origin` is the id of the
    message that says where they come from; `judgement` True when no published base exists.
    """

    values: tuple[float, ...] = ()
    unit: Unit = Unit.NONE
    above: bool = True
    inclusive: bool = False
    origin: str = "origin.none"
    judgement: bool = False

    def severity(self, value: Floats) -> Codes:
        """How many steps each value has passed; NaN gives 0, so ask only where a value is known."""
        sign = 1.0 if self.above else -1.0
        ladder = np.array(self.values, dtype=np.float64) * sign
        worse = np.nan_to_num(value * sign, nan=-np.inf)
        return np.searchsorted(ladder, worse, "right" if self.inclusive else "left").astype(np.int8)

    def passed(self, severity: int) -> float:
        """The step a severity stands for: for 0 the first one, past the last one that."""
        return self.values[min(max(severity, 1), len(self.values)) - 1]


NO_STEPS: Final = Steps()


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


@dataclass(eq=False)
class Ruling:
    """A screen's answer for all companies, filled rule by rule; a settled company stays settled.

    `severity` 0..4 or one of the codes, `value` what was held against the steps, `old` True when it
    rests on a figure past its age limit, `case` an index into `cases`, `culprit` the field that
    was missing (-1: none).
    """

    frame: CompanyFrame
    cases: list[str] = field(default_factory=lambda: [NO_INPUT])

    def __post_init__(self) -> None:
        n = len(self.frame)
        self.severity: Codes = np.full(n, UNKNOWN, dtype=np.int8)
        self.value: Floats = np.full(n, np.nan)
        self.old: Flags = np.zeros(n, dtype=np.bool_)
        self.case: Codes = np.zeros(n, dtype=np.int8)
        self.culprit: Codes = np.full(n, -1, dtype=np.int8)
        self.open: Flags = np.ones(n, dtype=np.bool_)

    def settle(
        self,
        where: Flags,
        case: str,
        severity: int | Codes,
        *,
        value: Floats | None = None,
        rests_on: tuple[str, ...] = (),
        old: Flags | None = None,
    ) -> None:
        """Give the open companies in `where` this case; `rests_on` names the fields it was read from."""
        rows = where & self.open
        if not rows.any():
            return
        if case not in self.cases:
            self.cases.append(case)
        np.copyto(self.case, self.cases.index(case), where=rows)
        np.copyto(self.severity, severity, where=rows)
        if value is not None:
            np.copyto(self.value, value, where=rows)
        for stale in [self.frame[name].old for name in rests_on] + ([] if old is None else [old]):
            self.old |= stale & rows
        self.open &= ~rows

    def grade(
        self,
        where: Flags,
        steps: Steps,
        value: Floats,
        *,
        passing: str,
        failing: str,
        rests_on: tuple[str, ...] = (),
        old: Flags | None = None,
    ) -> None:
        """Settle by the steps: `passing` where none is passed, `failing` where one is."""
        severity = steps.severity(value)
        self.settle(where & (severity == 0), passing, severity, value=value, rests_on=rests_on, old=old)
        self.settle(where, failing, severity, value=value, rests_on=rests_on, old=old)

    def not_for(self, where: Flags, case: str) -> None:
        """The screen has no meaning for these companies."""
        self.settle(where, case, NOT_APPLICABLE)

    def need(self, *fields: str, where: Flags | None = None) -> None:
        """Companies that lack one of these inputs are not known, with the first one as the reason."""
        for name in fields:
            lacking = self.frame[name].lacking & self.open
            if where is not None:
                lacking &= where
            np.copyto(self.culprit, _FIELD_NAMES.index(name), where=lacking)
            self.settle(lacking, NO_INPUT, UNKNOWN)

    @property
    def rest(self) -> Flags:
        """Companies not settled yet."""
        return self.open.copy()


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

    def step(self) -> Number:
        """The step that was passed, or the first one when none was."""
        return Number(number(self.steps.passed(self.severity)), self.steps.unit)

    def ratio(self, unit: Unit | None = None) -> Number:
        """The value as an argument."""
        return Number(number(self.value), unit or self.steps.unit)

    def derived(self, name: str, *fields: str, unit: Unit | None = None) -> Figure | None:
        """The value as a figure made from `fields`, dated and sourced like the last of them."""
        inputs = self.figures(*fields)
        if not inputs or np.isnan(self.value):
            return None
        last = inputs[-1]
        return Figure(
            name=name,
            value=number(self.value),
            unit=unit or self.steps.unit,
            as_of=last.as_of,
            source=last.source,
            period=last.period,
            derived=True,
            old=any(figure.old for figure in inputs),
            inputs=tuple(figure.name for figure in inputs),
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
        if case.id == NO_INPUT:
            telling = _no_input(case, self.id, _FIELD_NAMES[ruling.culprit[row]])
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
    reason = _REASONS[State(int(case.frame[culprit].state[case.row]))]
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
