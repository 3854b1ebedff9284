"""From severities to a company's level, coverage and colour (methods, section 4 and A7).

- A family's level is the worst severity in it.
- A company's level is that of its second-worst family, and at least one below its worst: one
  severe finding alone gives 3, two independent families at 4 give 4.
- Not known counts 0 for the low end, which is the level shown, and 4 for the high end.
- Coverage = core screens known / core screens that apply. Old figures keep their severity and do not
  count as known. Two screens may count as one core screen.
- Less than half covered: not enough data, no level. Green: level 0 or 1 and at most one core screen not
  known. Level 0 or 1 otherwise: grey, no sign in what could be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from screener.domain.assessment import Colour
from screener.domain.columns import Codes, Flags, Floats
from screener.domain.finding import FAMILIES, Family
from screener.domain.screen import ScreenTable
from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN, Screen

JUDGED: tuple[Family, ...] = tuple(family for family in FAMILIES if family != "market_exposure")
"""Market exposure has no meaning for one company; it is judged for the portfolio (methods, A5)."""
COLOURS: tuple[Colour, ...] = get_args(Colour)
WORST = 4
ENOUGH = 0.5
GREEN_LEVEL = 1
NO_LEVEL = -1


class Verdict(msgspec.Struct, frozen=True):
    """What is said of one company; fields as in CompanyResult."""

    level: int | None
    colour: Colour
    coverage: float | None
    known_core: int
    applicable_core: int
    family_levels: dict[str, int | None]


@dataclass(frozen=True, eq=False)
class Judgement:
    """Levels of all companies; arrays of shape (companies,), family levels (companies, JUDGED).

    `low`..`high` bounds the level; `level` is `low`, or NO_LEVEL where too little is known. `coverage`
    is NaN where no core screen applies. `colour` indexes COLOURS. `families` has UNKNOWN where
    nothing in a family is known and NOT_APPLICABLE where nothing in it applies or is implemented.
    """

    level: Codes
    low: Codes
    high: Codes
    coverage: Floats
    known_core: Codes
    applicable_core: Codes
    colour: Codes
    families: Codes

    def verdict(self, row: int) -> Verdict:
        """One company's part, in plain values."""
        level, coverage = int(self.level[row]), float(self.coverage[row])
        own = dict(zip(JUDGED, self.families[row].tolist(), strict=True))
        return Verdict(
            level=None if level == NO_LEVEL else level,
            colour=COLOURS[int(self.colour[row])],
            coverage=None if np.isnan(coverage) else coverage,
            known_core=int(self.known_core[row]),
            applicable_core=int(self.applicable_core[row]),
            family_levels={family: own[family] if own.get(family, -1) >= 0 else None for family in FAMILIES},
        )


def judge(table: ScreenTable) -> tuple[Verdict, ...]:
    """The verdict on every company of a table, in its order."""
    judgement = weigh(table.severity, table.old, table.screens)
    return tuple(judgement.verdict(row) for row in range(len(table.frame)))


def weigh(severity: Codes, old: Flags, screens: Sequence[Screen]) -> Judgement:
    """Levels from severity codes and their age, both of shape (companies, screens)."""
    families, lows, highs = _families(severity, screens)
    low, high = _second_worst(lows), _second_worst(highs)
    known, applicable = _core(severity, old, screens)
    coverage = np.divide(known, applicable, out=np.full(len(known), np.nan), where=applicable > 0)
    level = np.where(coverage >= ENOUGH, low, NO_LEVEL).astype(np.int8)
    calm = (level >= 0) & (level <= GREEN_LEVEL)
    green = calm & (applicable - known <= 1)
    colour = np.select(
        [green, calm | (level == NO_LEVEL)],
        [COLOURS.index("green"), COLOURS.index("grey")],
        default=COLOURS.index("level"),
    )
    return Judgement(
        level=level,
        low=low,
        high=high,
        coverage=coverage,
        known_core=known,
        applicable_core=applicable,
        colour=colour.astype(np.int8),
        families=families,
    )


def _families(severity: Codes, screens: Sequence[Screen]) -> tuple[Codes, Codes, Codes]:
    """Shown level, low end and high end of each family; shape (companies, JUDGED)."""
    rows = severity.shape[0]
    shown = np.full((rows, len(JUDGED)), NOT_APPLICABLE, dtype=np.int8)
    lows = np.zeros((rows, len(JUDGED)), dtype=np.int8)
    highs = np.zeros((rows, len(JUDGED)), dtype=np.int8)
    for column, family in enumerate(JUDGED):
        members = [index for index, screen in enumerate(screens) if screen.family == family]
        if not members:
            continue
        own = severity[:, members]
        worst = own.max(axis=1)
        lows[:, column] = np.maximum(worst, 0)
        highs[:, column] = np.where(own == UNKNOWN, WORST, np.maximum(own, 0)).max(axis=1)
        unknown = (own == UNKNOWN).any(axis=1)
        shown[:, column] = np.where(worst >= 0, worst, np.where(unknown, UNKNOWN, NOT_APPLICABLE))
    return shown, lows, highs


def _second_worst(levels: Codes) -> Codes:
    ordered = np.sort(levels, axis=1)
    return np.maximum(ordered[:, -2], ordered[:, -1] - 1).clip(0).astype(np.int8)


def _core(severity: Codes, old: Flags, screens: Sequence[Screen]) -> tuple[Codes, Codes]:
    """How many core screens are known and how many apply; screens with one core name count once."""
    rows = severity.shape[0]
    known: NDArray[Any] = np.zeros(rows, dtype=np.int8)
    applicable: NDArray[Any] = np.zeros(rows, dtype=np.int8)
    for core in sorted({screen.core for screen in screens if screen.core is not None}):
        members = [index for index, screen in enumerate(screens) if screen.core == core]
        own = severity[:, members]
        answered = ((own >= 0) | (own == INFORMATION)) & ~old[:, members]
        known += answered.any(axis=1)
        applicable += (own != NOT_APPLICABLE).any(axis=1)
    return known, applicable
