"""Operating income over interest expense (methods 3.2, A6)."""

import numpy as np

from screener.domain.columns import Flags
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import FINANCIAL, UNKNOWN, Case, Ruling, Screen, Steps, Telling, ratio

STEPS = Steps((4.25, 2.5, 1.5, 0.8), Unit.MULTIPLE, above=False, origin="origin.interest_cover")
LITTLE_DEBT = 0.2


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """No debt or net cash is 0; no operating profit with net debt is 4."""
    ruling = Ruling(frame)
    debt, cash, held = frame["total_debt"], frame["cash"], frame["short_term_investments"]
    profit, interest = frame["operating_income"], frame["interest_expense"]
    ruling.not_for(frame.is_business(*FINANCIAL), "interest_cover.not_applicable.financial")
    ruling.settle(debt.value <= 0, "interest_cover.no_debt", 0, rests_on=("total_debt",))
    liquid = cash.value + held.or_zero
    rich, used = liquid >= debt.value, ("total_debt", "cash")
    ruling.settle(rich & (cash.value >= debt.value), "interest_cover.net_cash", 0, rests_on=used)
    ruling.settle(rich, "interest_cover.net_cash_with_investments", 0, rests_on=used)
    ruling.need("operating_income")
    loss = profit.value <= 0
    ruling.need("total_debt", where=loss)
    ruling.settle(loss & may_hold_net_cash(frame), "interest_cover.investments_unknown", UNKNOWN)
    ruling.settle(loss, "interest_cover.loss", 4, rests_on=("operating_income", "total_debt"))
    ruling.need("interest_expense")
    ruling.settle(interest.value <= 0, "interest_cover.no_interest", UNKNOWN)
    paid = interest.value + frame["interest_capitalised"].or_zero
    cover = ratio(profit.value, paid)
    used = ("operating_income", "interest_expense")
    built_in = frame["interest_capitalised"].or_zero > 0
    for where, ending in (
        (frame.interest_annualised, "_quarter"),
        (built_in, "_capitalised"),
        (ruling.rest, ""),
    ):
        ruling.grade(
            where,
            steps,
            cover,
            passing=f"interest_cover.pass{ending}",
            failing=f"interest_cover.fail{ending}",
            rests_on=used,
        )
    return ruling


def may_hold_net_cash(frame: CompanyFrame) -> Flags:
    """What is held beside cash is not known, and may well make up for the debt.

    So it is where cash and a year of free cash flow reach the debt, or where the debt is small. Many keep
    most of their money in short-term investments; calling them indebted for want of that one figure would be
    a false alarm.
    """
    cash_flow = frame["operating_cash_flow"].value - frame["capex"].value
    reach = frame["cash"].value + np.maximum(cash_flow, 0.0) >= frame["total_debt"].value
    rich = (reach & (cash_flow > 0)) | lightly_indebted(frame)
    return rich & frame["short_term_investments"].lacking


def lightly_indebted(frame: CompanyFrame) -> Flags:
    """Debt of a fifth of equity or less (judgement)."""
    return frame["total_debt"].value <= LITTLE_DEBT * frame["total_equity"].value


def tell(case: Case) -> Telling:
    """What the answer was read from, each with its period."""
    if case.id == "interest_cover.not_applicable.financial":
        return Telling()
    arguments = case.about("debt", "total_debt") | case.about("cash", "cash")
    arguments |= case.about("profit", "operating_income") | case.about("interest", "interest_expense")
    if case.id == "interest_cover.no_debt" or case.id.startswith("interest_cover.net_cash"):
        arguments |= case.about("investments", "short_term_investments")
        return Telling(arguments, case.figures("total_debt", "cash", "short_term_investments"))
    if case.id in ("interest_cover.loss", "interest_cover.investments_unknown"):
        return Telling(arguments, case.figures("operating_income", "total_debt", "cash", "interest_expense"))
    arguments |= case.about("capitalised", "interest_capitalised")
    figures = case.figures("operating_income", "interest_expense", "interest_capitalised")
    if case.id == "interest_cover.no_interest":
        return Telling(arguments, figures)
    arguments |= case.ratio()
    return Telling(arguments, figures, case.derived("interest_cover", "interest_expense", "operating_income"))


SCREEN = Screen("interest_cover", "debt_spending", judge, tell, STEPS, core="debt_service")
