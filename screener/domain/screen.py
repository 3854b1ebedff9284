"""All screens over all companies at once, and the findings of the ones that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from screener.domain.columns import Codes, Flags
from screener.domain.finding import Finding
from screener.domain.frames import CompanyFrame
from screener.domain.screens import SCREENS
from screener.domain.screens.base import (
    DEFAULT_THRESHOLDS,
    INFORMATION,
    NOT_APPLICABLE,
    UNKNOWN,
    Ruling,
    Screen,
    Steps,
    ThresholdSet,
)

__all__ = [
    "DEFAULT_THRESHOLDS",
    "INFORMATION",
    "NOT_APPLICABLE",
    "SCREENS",
    "UNKNOWN",
    "Screen",
    "ScreenTable",
    "Steps",
    "ThresholdSet",
    "findings",
    "run_all",
]


@dataclass(frozen=True, eq=False)
class ScreenTable:
    """The rulings of all screens, in the order of `screens`, over the companies of `frame`."""

    frame: CompanyFrame
    thresholds: ThresholdSet
    screens: tuple[Screen, ...]
    rulings: tuple[Ruling, ...]

    @cached_property
    def severity(self) -> Codes:
        """Severity 0..4, UNKNOWN, NOT_APPLICABLE or INFORMATION; shape (companies, screens)."""
        return _side_by_side([ruling.severity for ruling in self.rulings], len(self.frame))

    @cached_property
    def old(self) -> Flags:
        """True where an answer rests on a figure past its age limit; shape (companies, screens)."""
        return _side_by_side([ruling.old for ruling in self.rulings], len(self.frame)).astype(np.bool_)

    def ruling(self, screen: str) -> Ruling:
        """The ruling of one screen by its id; raises KeyError when it did not run."""
        for one, ruling in zip(self.screens, self.rulings, strict=True):
            if one.id == screen:
                return ruling
        raise KeyError(screen)


def run_all(
    frame: CompanyFrame,
    thresholds: ThresholdSet = DEFAULT_THRESHOLDS,
    screens: Sequence[Screen] = SCREENS,
) -> ScreenTable:
    """Judge every company by every screen; nothing is worded yet."""
    chosen = tuple(screens)
    return ScreenTable(
        frame, thresholds, chosen, tuple(screen.judge(frame, thresholds.of(screen)) for screen in chosen)
    )


def findings(table: ScreenTable, row: int) -> tuple[Finding, ...]:
    """The findings of one company, in the order of the screens."""
    return tuple(
        screen.finding(ruling, row, table.thresholds.of(screen))
        for screen, ruling in zip(table.screens, table.rulings, strict=True)
    )


def _side_by_side(columns: list[Codes] | list[Flags], rows: int) -> Codes:
    if not columns:
        return np.empty((rows, 0), dtype=np.int8)
    return np.stack(columns, axis=1).astype(np.int8)
