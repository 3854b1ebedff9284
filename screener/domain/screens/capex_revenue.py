"""How far capital spending over revenue rose above its mean of earlier fiscal years (methods 3.2)."""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.history import capex_before
from screener.domain.message import Number, Unit
from screener.domain.screens.base import (
    FINANCIAL,
    INFORMATION,
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    number,
    ratio,
)

STEPS = Steps((0.05, 0.10, 0.20, 0.30), Unit.FRACTION, origin="origin.capex_revenue", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """The share of the newest twelve months less the mean of up to five years, three at least."""
    ruling = Ruling(frame)
    capex, revenue, before = frame["capex"], frame["revenue"], frame.past.capex_share
    ruling.not_for(frame.is_business(*FINANCIAL), "capex_revenue.not_applicable.financial")
    ruling.need("capex", "revenue")
    ruling.settle(revenue.value <= 0, "capex_revenue.not_applicable.no_revenue", NOT_APPLICABLE)
    ruling.settle(np.isnan(before), "capex_revenue.unknown.years", UNKNOWN)
    jump = ratio(capex.value, revenue.value) - before
    used = ("capex", "revenue")
    # Years of building up make any later one look modest.
    start_up = (jump <= 0) & (capex.value > revenue.value)
    ruling.settle(start_up, "capex_revenue.start_up", INFORMATION, value=jump, rests_on=used)
    ruling.settle(jump <= 0, "capex_revenue.not_risen", 0, value=jump, rests_on=used)
    ruling.grade(
        ruling.rest, steps, jump, passing="capex_revenue.pass", failing="capex_revenue.fail", rests_on=used
    )
    return ruling


def tell(case: Case) -> Telling:
    """Both shares, the points between them, and how many years the mean is of."""
    arguments = case.about("capex", "capex") | case.about("revenue", "revenue")
    before = capex_before(case.frame.inputs[case.row].company)
    if case.severity in (UNKNOWN, NOT_APPLICABLE) or before is None:
        figures = () if case.id.endswith("financial") else case.figures("capex", "revenue")
        return Telling(arguments, figures)
    arguments |= {
        "times": Number(number(case.value + before.mean), Unit.MULTIPLE),
        "share": Number(number(case.value + before.mean), Unit.FRACTION),
        "mean": Number(number(before.mean), Unit.FRACTION),
        "points": case.points(abs(case.value)),
        "years": Number(number(before.years), Unit.NONE),
    }
    figures = (*before.figures, *case.figures("revenue", "capex"))
    return Telling(arguments, figures, case.made("capex_revenue", case.value, figures, Unit.FRACTION))


SCREEN = Screen("capex_revenue", "debt_spending", judge, tell, STEPS)
