"""How much faster the market value grew than revenue, a year, over three years (methods 3.1, A6)."""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.history import cap_growth
from screener.domain.message import Day, Number, Unit
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling, number

STEPS = Steps((0.10, 0.20, 0.35, 0.50), Unit.FRACTION, origin="origin.cap_vs_revenue", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """The yearly change of the log of market value over revenue; issued shares count as growth of value."""
    ruling = Ruling(frame)
    excess = frame.past.cap_excess
    ruling.settle(np.isnan(excess), "cap_vs_revenue.unknown.years", UNKNOWN)
    ruling.settle(excess <= 0, "cap_vs_revenue.slower", 0, value=excess, rests_on=("revenue",))
    ruling.grade(
        ruling.rest,
        steps,
        excess,
        passing="cap_vs_revenue.pass",
        failing="cap_vs_revenue.fail",
        rests_on=("revenue",),
    )
    return ruling


def tell(case: Case) -> Telling:
    """The excess with the years it is measured over."""
    inputs = case.frame.inputs[case.row]
    grown = cap_growth(inputs.company, inputs.closes)
    if grown is None or inputs.closes is None:
        return Telling()
    arguments = case.about("revenue", "revenue") | {
        "excess": Number(number(abs(grown.excess)), Unit.FRACTION),
        "years": Number(number(round(grown.years, 1)), Unit.NONE),
        "day": Day(inputs.closes.as_of),
    }
    figures = (grown.base, *case.figures("shares_outstanding", "revenue"))
    return Telling(arguments, figures, case.made("cap_vs_revenue", grown.excess, figures, Unit.FRACTION))


SCREEN = Screen("cap_vs_revenue", "valuation", judge, tell, STEPS)
