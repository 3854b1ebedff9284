"""The outcome of one screen for one company."""

from typing import Literal

import msgspec

from screener.domain.figure import Figure
from screener.domain.message import Message, Unit

Family = Literal[
    "valuation", "debt_spending", "earnings_quality", "circularity", "concentration", "market_exposure"
]
FAMILIES: tuple[Family, ...] = (
    "valuation",
    "debt_spending",
    "earnings_quality",
    "circularity",
    "concentration",
    "market_exposure",
)
State = Literal["known", "unknown", "not_applicable"]


class Thresholds(msgspec.Struct, frozen=True, gc=False):
    """The four steps a value was held against.

    `steps` are the values for severity 1..4 in `unit`; `above` True: higher is worse.
    `origin` is a message naming where they come from; `judgement` True when no published base exists.
    """

    steps: tuple[float, ...]
    unit: Unit
    above: bool
    origin: Message
    judgement: bool


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One screen's answer: a severity 0..4, not known (why) or not applicable (why).

    `severity` is set only when `state` is "known" and the screen judges; an information
    screen is known with severity None. `message` is the sentence (also for unknown and not
    applicable), `value` the number the steps were held against. `old`: a figure passed its age
    limit, so the severity stands but does not count as covered. `context` is a published median to
    show beside the value; it has no part in the severity.
    """

    screen: str
    family: Family
    core: bool
    state: State
    severity: int | None
    message: Message
    value: Figure | None = None
    figures: tuple[Figure, ...] = ()
    thresholds: Thresholds | None = None
    old: bool = False
    context: Figure | None = None

    @property
    def covered(self) -> bool:
        """Counts as known for coverage: judged on figures within their age limits."""
        return self.state == "known" and not self.old
