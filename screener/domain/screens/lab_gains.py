"""How much of the profit comes from stakes in other companies growing dearer (methods, A5)."""

import numpy as np

from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Message, Number, Unit
from screener.domain.screens.base import (
    FINANCIAL,
    NOT_APPLICABLE,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    ratio,
)

STEPS = Steps((0.05, 0.15, 0.30, 0.50), Unit.FRACTION, origin="origin.lab_gains", judgement=True)
_USED = ("gains_on_stakes", "pretax_income")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Gains over profit before tax; a loss has no part that is gains."""
    ruling = Ruling(frame)
    gains, profit = frame["gains_on_stakes"], frame["pretax_income"]
    ruling.not_for(frame.is_business(*FINANCIAL), "lab_gains.not_applicable.financial")
    ruling.need("gains_on_stakes")
    ruling.settle(gains.value <= 0, "lab_gains.none", 0, rests_on=_USED[:1])
    ruling.need("pretax_income")
    ruling.settle(profit.value <= 0, "lab_gains.not_applicable.loss", NOT_APPLICABLE)
    share = ratio(gains.value, profit.value)
    severity = steps.severity(share)
    ruling.settle(share > 1, "lab_gains.over", severity, value=share, rests_on=_USED)
    ruling.grade(
        ruling.rest, steps, share, passing="lab_gains.pass", failing="lab_gains.fail", rests_on=_USED
    )
    return ruling


def tell(case: Case) -> Telling:
    """Both amounts, and the P/E without the gains where it can be worked out."""
    if case.id == "lab_gains.not_applicable.financial":
        return Telling()
    arguments = case.about("gains", "gains_on_stakes") | case.about("profit", "pretax_income")
    figures = case.figures(*_USED)
    if case.id in ("lab_gains.none", "lab_gains.not_applicable.loss"):
        return Telling(arguments, figures)
    arguments |= case.ratio() | case.ratio("times", Unit.MULTIPLE)
    value, without = case.derived("lab_gains", *_USED), _pe_without(case)
    if without is None:
        return Telling(arguments, figures, value)
    arguments["pe"] = Number(without.value, Unit.NONE)
    instead = Message("lab_gains.fail_pe", arguments) if case.id == "lab_gains.fail" else None
    return Telling(arguments, (*figures, without), value, instead)


def _pe_without(case: Case) -> Figure | None:
    """P/E on earnings less the gains after tax, at the company's own tax rate of the year."""
    frame, row = case.frame, case.row
    names = ("price", "eps_diluted", "net_income", *_USED)
    values = [float(frame[name].value[row]) for name in names]
    if not np.isfinite(values).all():
        return None
    price, eps, income, gains, profit = values
    tax = float(frame["income_tax"].value[row]) if frame["income_tax"].known[row] else profit - income
    rate = min(max(tax / profit, 0.0), 0.25)
    left = eps * (1 - gains * (1 - rate) / income) if income > 0 else 0.0
    if left <= 0:
        return None
    return case.made("pe_without_gains", price / left, case.figures(*names), Unit.NONE)


SCREEN = Screen("lab_gains", "earnings_quality", judge, tell, STEPS)
