"""The steps a value is held against, and one screen's answer for all companies."""

from dataclasses import dataclass, field
from typing import Final

import msgspec
import numpy as np

from screener.domain.columns import Codes, Flags, Floats, State
from screener.domain.fields import FIELDS
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit

UNKNOWN: Final = -1
NOT_APPLICABLE: Final = -2
INFORMATION: Final = -3
"""Severity codes beside 0..4: not known, no meaning here, known but not judged."""

NO_INPUT: Final = "unknown.input"
OTHER_DAY: Final = "unknown.other_day"
FIELD_NAMES: Final = tuple(FIELDS)
DIGITS: Final = 10
SAME_DAY: Final = 45
"""Balance figures this many days apart are of one balance sheet."""


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
        # A value that is a step but for the noise of the calculation is that step.
        worse = np.nan_to_num(np.round(value, DIGITS) * sign, nan=-np.inf)
        return np.searchsorted(ladder, worse, "right" if self.inclusive else "left").astype(np.int8)


NO_STEPS: Final = Steps()


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
        """Companies that lack one of these inputs are not known, with the first one as the reason.

        Where the data say that the input has no meaning for a company, the screen has none either.
        """
        for name in fields:
            column = self.frame[name]
            lacking = column.lacking & self.open
            if where is not None:
                lacking &= where
            np.copyto(self.culprit, FIELD_NAMES.index(name), where=lacking)
            self.settle(lacking & (column.state == State.NOT_APPLICABLE), NO_INPUT, NOT_APPLICABLE)
            self.settle(lacking, NO_INPUT, UNKNOWN)

    def need_one_day(self, *fields: str, where: Flags | None = None) -> None:
        """Companies whose figures for these are of different days are not known: they cannot be compared.

        A figure of the year before counts as of a year later.
        """
        first = self.frame[fields[0]].age
        for name in fields[1:]:
            apart = self.open & (np.abs(self.frame[name].age - first) > SAME_DAY)
            if where is not None:
                apart &= where
            np.copyto(self.culprit, FIELD_NAMES.index(name), where=apart)
            self.settle(apart, OTHER_DAY, UNKNOWN)

    @property
    def rest(self) -> Flags:
        """Companies not settled yet."""
        return self.open.copy()
