"""How much the levels hang on where the steps are (methods, section 4, point 7)."""

import numpy as np

from screener.domain.assessment import Sensitivity
from screener.domain.columns import Flags
from screener.domain.families import Judgement, weigh
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screen import DEFAULT_THRESHOLDS, SCREENS, Screen, ThresholdSet, run_all

MOVE = 0.2
NOT_MOVED = frozenset({Unit.COUNT})
"""Steps that count something (places, suppliers, quarters) have no fifth to move by."""


def sensitivity(
    frame: CompanyFrame, thresholds: ThresholdSet = DEFAULT_THRESHOLDS, screens: tuple[Screen, ...] = SCREENS
) -> Sensitivity:
    """Judge every company of `frame` three times and count the levels that differ."""
    base = _weighed(frame, thresholds, screens).level
    rated = base >= 0
    changed = [
        rated & (_weighed(frame, moved(thresholds, by, screens), screens).level != base)
        for by in (-MOVE, MOVE)
    ]
    count = int(rated.sum())

    def share(differs: Flags) -> float:
        return int(np.count_nonzero(differs)) / count if count else 0.0

    stricter, looser = changed
    return Sensitivity(
        count, MOVE, stricter=share(stricter), looser=share(looser), either=share(stricter | looser)
    )


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
