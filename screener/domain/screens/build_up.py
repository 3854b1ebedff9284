"""How screens of something that piles up judge and tell it (methods 3.5).

What lies on the balance is held against the flow it belongs to, now and a year ago. The flow is that of the
newest quarter where both quarters are known, else of twelve months.
"""

from typing import NamedTuple

import numpy as np

from screener.domain.columns import Flags, Floats
from screener.domain.frames import CompanyFrame
from screener.domain.message import Number, Unit
from screener.domain.screens.base import (
    FINANCIAL,
    NOT_APPLICABLE,
    Case,
    Ruling,
    Steps,
    Telling,
    number,
    ratio,
)
from screener.domain.screens.ruling import SAME_DAY

ACQUIRED = 0.05
"""Spent on acquisitions, over revenue: from here on what came with them may be the reason."""


class Pile(NamedTuple):
    """What piles up (`parts`, the first one needed) and the flow, of a quarter and of twelve months."""

    screen: str
    parts: tuple[str, ...]
    quarter: str
    year: str

    @property
    def stock(self) -> str:
        """The part that must be known."""
        return self.parts[0]


def prior(field: str) -> str:
    """The same fact a year before."""
    return f"{field}_prior_year"


def amounts(frame: CompanyFrame, pile: Pile) -> tuple[Floats, Floats]:
    """What lies there now and a year ago; a part counts where both are stated."""
    now, then = frame[pile.stock].value.copy(), frame[prior(pile.stock)].value.copy()
    for part in pile.parts[1:]:
        both = frame[part].known & frame[prior(part)].known
        now += np.where(both, frame[part].or_zero, 0.0)
        then += np.where(both, frame[prior(part)].or_zero, 0.0)
    return now, then


def by_quarter(frame: CompanyFrame, pile: Pile) -> Flags:
    """Where both quarters are known and end with the balance."""
    own = frame[pile.quarter]
    same = np.abs(own.age - frame[pile.stock].age) <= SAME_DAY
    return own.known & frame[prior(pile.quarter)].known & same


def judge(frame: CompanyFrame, steps: Steps, pile: Pile) -> Ruling:
    """The ratio of now over the ratio of then."""
    ruling, name = Ruling(frame), pile.screen
    ruling.not_for(frame.is_business(*FINANCIAL), f"{name}.not_applicable.financial")
    ruling.need(pile.stock, prior(pile.stock))
    ruling.need_one_day(pile.stock, prior(pile.stock))
    quarter = by_quarter(frame, pile)
    ruling.need(pile.year, prior(pile.year), where=~quarter)
    ruling.need_one_day(pile.year, prior(pile.year), where=~quarter)
    flow = np.where(quarter, frame[pile.quarter].value, frame[pile.year].value)
    flow_then = np.where(quarter, frame[prior(pile.quarter)].value, frame[prior(pile.year)].value)
    ruling.settle((flow <= 0) | (flow_then <= 0), f"{name}.not_applicable.no_flow", NOT_APPLICABLE)
    now, then = amounts(frame, pile)
    ruling.settle((now <= 0) | (then <= 0), f"{name}.not_applicable.nothing", NOT_APPLICABLE)
    change = ratio(ratio(now, flow), ratio(then, flow_then))
    used = (pile.stock, prior(pile.stock))
    severity = steps.severity(change)
    acquired = frame["acquisitions"].value > ACQUIRED * frame["revenue"].value
    ruling.settle(
        acquired & (severity > 0), f"{name}.fail_after_acquisition", severity, value=change, rests_on=used
    )
    ruling.grade(ruling.rest, steps, change, passing=f"{name}.pass", failing=f"{name}.fail", rests_on=used)
    return ruling


def tell(case: Case, pile: Pile) -> Telling:
    """Growth of both, and the days of flow that lie there."""
    frame, row = case.frame, case.row
    if case.id.endswith(".financial"):
        return Telling()
    arguments = case.about("stock", pile.stock) | case.ratio()
    balance = case.figures(*(name for part in pile.parts for name in (prior(part), part)))
    if case.severity < 0:
        return Telling(arguments, balance)
    quarter = bool(by_quarter(frame, pile)[row])
    field, days = (pile.quarter, 90) if quarter else (pile.year, 365)
    flow, flow_then = float(frame[field].value[row]), float(frame[prior(field)].value[row])
    now, then = (float(amount[row]) for amount in amounts(frame, pile))
    arguments |= case.about("flow", field) | case.about("acquired", "acquisitions")
    arguments |= {
        "grown": Number(number(round(now / then - 1, 4)), Unit.FRACTION),
        "flow_grown": Number(number(round(flow / flow_then - 1, 4)), Unit.FRACTION),
        "days": Number(number(round(now / flow * days)), Unit.DAYS),
    }
    figures = (*case.figures(prior(field), field, "acquisitions"), *balance)
    return Telling(arguments, figures, case.made(f"{pile.screen}_ratio", case.value, figures, Unit.MULTIPLE))
