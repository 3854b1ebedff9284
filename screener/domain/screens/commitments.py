"""What is promised and falls due, over cash and two years of cash flow (methods 3.2).

Purchase obligations that cannot be cancelled, leases signed and not yet begun, and debt due within 24 months.
"""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.message import Number, Unit
from screener.domain.screens.base import (
    FINANCIAL,
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

STEPS = Steps((0.5, 1.0, 2.0, 4.0), Unit.MULTIPLE, origin="origin.commitments", judgement=True)
YEARS = 2
_PARTS = ("purchase_obligations", "lease_not_commenced", "debt_due_24m")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Without cash from operations only the cash counts.

    A part that is not stated is not nothing: the rest is then a lower bound, which can fail and cannot pass.
    """
    ruling = Ruling(frame)
    columns = [frame[name] for name in _PARTS]
    ruling.not_for(frame.is_business(*FINANCIAL), "commitments.not_applicable.financial")
    stated = np.array([column.known for column in columns]).sum(axis=0)
    ruling.settle(stated == 0, "commitments.unknown.not_stated", UNKNOWN)
    ruling.need("cash", "operating_cash_flow")
    promised = sum((column.or_zero for column in columns), start=np.zeros(len(frame)))
    means = frame["cash"].value + YEARS * np.maximum(frame["operating_cash_flow"].value, 0.0)
    ruling.settle(means <= 0, "commitments.not_applicable.no_means", NOT_APPLICABLE)
    times = ratio(promised, means)
    severity = steps.severity(times)
    used = (*_PARTS, "cash", "operating_cash_flow")
    partly = stated < len(_PARTS)
    ruling.settle(partly & (severity == 0), "commitments.unknown.partly", UNKNOWN)
    ruling.settle(partly, "commitments.fail_partly", severity, value=times, rests_on=used)
    ruling.grade(
        ruling.rest, steps, times, passing="commitments.pass", failing="commitments.fail", rests_on=used
    )
    return ruling


def tell(case: Case) -> Telling:
    """The sum of what is stated, each part with its day as evidence."""
    if case.id in ("commitments.not_applicable.financial", "commitments.unknown.not_stated"):
        return Telling()
    parts = case.figures(*_PARTS)
    row, frame = case.row, case.frame
    promised = float(sum(frame[name].or_zero[row] for name in _PARTS))
    means = case.figures("operating_cash_flow", "cash")
    arguments = case.about("cash", "cash") | case.about("cash_in", "operating_cash_flow")
    arguments |= case.ratio()
    arguments["promised"] = Number(number(promised), Unit.MONEY, case.currency)
    inputs = (*means, *parts)
    value = case.made("commitments", case.value, inputs, Unit.MULTIPLE) if case.severity >= 0 else None
    return Telling(arguments, (*parts, *means), value)


SCREEN = Screen("commitments", "debt_spending", judge, tell, STEPS)
