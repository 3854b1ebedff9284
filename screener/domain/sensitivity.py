"""How much the levels hang on where the steps are (methods, section 4, point 7)."""

import msgspec
import numpy as np

from screener.domain.families import Judgement, weigh
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screen import DEFAULT_THRESHOLDS, SCREENS, Screen, ThresholdSet, run_all

MOVE = 0.2
NOT_MOVED = frozenset({Unit.COUNT})
"""Steps that count something (places, suppliers, quarters) have no fifth to move by."""


class Sensitivity(msgspec.Struct, frozen=True):
    """Shares of the companies with a level whose level changes when every step moves by `move`.

    `stricter`: every step is passed `move` earlier, `looser`: later. `companies` is how many have a level.
    """

    companies: int
    move: float
    stricter: float
    looser: float


def sensitivity(
    frame: CompanyFrame, thresholds: ThresholdSet = DEFAULT_THRESHOLDS, screens: tuple[Screen, ...] = SCREENS
) -> Sensitivity:
    """Judge every company of `frame` three times and count the levels that differ."""
    base = _weighed(frame, thresholds, screens)
    rated = base.level >= 0
    count = int(rated.sum())
    shares = []
    for sign in (-1.0, 1.0):
        other = _weighed(frame, moved(thresholds, sign * MOVE, screens), screens)
        differing = int(np.count_nonzero(rated & (other.level != base.level)))
        shares.append(differing / count if count else 0.0)
    return Sensitivity(count, MOVE, stricter=shares[0], looser=shares[1])


def moved(thresholds: ThresholdSet, by: float, screens: tuple[Screen, ...] = SCREENS) -> ThresholdSet:
    """The set with every step moved by a share of itself towards looser (`by` > 0) or stricter (< 0)."""
    steps: dict[str, tuple[float, ...]] = {}
    for screen in screens:
        own = thresholds.of(screen)
        if own.values and own.unit not in NOT_MOVED:
            factor = 1 + by if own.above else 1 / (1 + by)
            steps[screen.id] = tuple(value * factor if value >= 0 else value / factor for value in own.values)
    return ThresholdSet(id=f"{thresholds.id}{by:+.0%}", steps=steps)


def _weighed(frame: CompanyFrame, thresholds: ThresholdSet, screens: tuple[Screen, ...]) -> Judgement:
    table = run_all(frame, thresholds, screens)
    return weigh(table.severity, table.old, table.screens)
