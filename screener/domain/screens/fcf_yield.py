"""Free cash flow over what the whole company costs (methods 3.1, A6).

Free cash flow = cash flow from operations - capital spending - principal paid on finance leases. Enterprise
value = market value + debt + leases + minority interests + preferred shares - cash - short-term investments;
what is not stated of leases, minorities, preferred shares and investments is left out.
"""

import numpy as np

from screener.domain.columns import Floats
from screener.domain.frames import CompanyFrame
from screener.domain.message import Number, Unit
from screener.domain.screens.base import (
    FINANCIAL,
    INFORMATION,
    NOT_APPLICABLE,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    number,
    ratio,
)

STEPS = Steps((0.03, 0.02, 0.01), Unit.FRACTION, above=False, origin="origin.fcf_yield", judgement=True)
_FLOW = ("operating_cash_flow", "capex")
_VALUE = ("market_cap", "total_debt", "cash")
_PARTS = ("lease_liabilities", "minority_interests", "preferred_equity", "short_term_investments")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Cash flow used up is shown and not judged again: capital spending to cash flow has counted it."""
    ruling = Ruling(frame)
    ruling.not_for(frame.is_business(*FINANCIAL), "fcf_yield.not_applicable.financial")
    ruling.need(*_FLOW)
    flow = free_cash_flow(frame)
    used = (*_FLOW, *_VALUE)
    ruling.settle(flow <= 0, "fcf_yield.used_up", INFORMATION, rests_on=_FLOW)
    ruling.need(*_VALUE)
    value = enterprise_value(frame)
    ruling.settle(value <= 0, "fcf_yield.not_applicable.no_value", NOT_APPLICABLE)
    ruling.grade(
        ruling.rest,
        steps,
        ratio(flow, value),
        passing="fcf_yield.pass",
        failing="fcf_yield.fail",
        rests_on=used,
    )
    return ruling


def free_cash_flow(frame: CompanyFrame) -> Floats:
    """NaN where cash flow or capital spending is not known."""
    return frame[_FLOW[0]].value - frame[_FLOW[1]].value - frame["finance_lease_principal"].or_zero


def enterprise_value(frame: CompanyFrame) -> Floats:
    """NaN where market value, debt or cash is not known."""
    leases = np.where(frame.leases_in_debt, 0.0, frame["lease_liabilities"].or_zero)
    claims = leases + frame["minority_interests"].or_zero + frame["preferred_equity"].or_zero
    money = frame["cash"].value + frame["short_term_investments"].or_zero
    return frame["market_cap"].value + frame["total_debt"].value + claims - money


def tell(case: Case) -> Telling:
    """Cash flow and value as calculated, their parts as evidence, and the flow after stock-based pay."""
    if case.id == "fcf_yield.not_applicable.financial":
        return Telling()
    row, currency = case.row, case.currency
    flow = float(free_cash_flow(case.frame)[row])
    arguments = case.about("cash_in", "operating_cash_flow")
    arguments["free"] = Number(number(flow), Unit.MONEY, currency)
    flows = case.figures(*_FLOW, "finance_lease_principal")
    pay = case.figures("stock_based_compensation")
    after_pay = flow - float(case.frame["stock_based_compensation"].value[row])
    extra = case.made("fcf_after_pay", after_pay, (*pay, *flows), Unit.MONEY, currency)
    shown = flows if extra is None else (*flows, extra)
    if case.id == "fcf_yield.used_up":
        return Telling(arguments, shown)
    parts = (*flows, *case.figures(*_PARTS, "total_debt", "cash", "market_cap"))
    value = float(enterprise_value(case.frame)[row])
    arguments |= case.about("cap", "market_cap")
    arguments["value"] = Number(number(value), Unit.MONEY, currency)
    arguments |= case.ratio()
    whole = case.made("enterprise_value", value, parts[len(flows) :], Unit.MONEY, currency)
    figures = (*shown, *parts[len(flows) :], *((whole,) if whole else ()), *case.rates("market_cap"))
    return Telling(arguments, figures, case.made("fcf_yield", case.value, parts, Unit.FRACTION))


SCREEN = Screen("fcf_yield", "valuation", judge, tell, STEPS)
