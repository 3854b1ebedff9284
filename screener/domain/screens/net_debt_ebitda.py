"""Debt less the money at hand, over operating income before depreciation (methods 3.2, A6)."""

import numpy as np

from screener.domain.columns import Floats
from screener.domain.frames import CompanyFrame
from screener.domain.message import Number, Unit
from screener.domain.screens.base import (
    FINANCIAL,
    INFORMATION,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    number,
    ratio,
)
from screener.domain.screens.interest_cover import lightly_indebted, may_hold_net_cash

STEPS = Steps((1.5, 2.5, 3.5, 5.0), Unit.MULTIPLE, origin="origin.net_debt_ebitda", judgement=True)
_DEBT = ("total_debt", "cash")
_PARTS = ("lease_liabilities", "short_term_investments")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Net cash is 0; net debt without earnings is 4. Real estate trusts live on debt and are not judged.

    Where only depreciation is missing, operating income alone is the worse measure: passing no step with it
    is a pass.
    """
    ruling = Ruling(frame)
    ruling.not_for(frame.is_business(*FINANCIAL), "net_debt_ebitda.not_applicable.financial")
    ruling.need(*_DEBT)
    owed, earned = net_debt(frame), ebitda(frame)
    ruling.settle(owed <= 0, "net_debt_ebitda.net_cash", 0, value=owed, rests_on=_DEBT)
    over_income = ratio(owed, frame["operating_income"].value)
    enough = np.isnan(earned) & (frame["operating_income"].value > 0) & (steps.severity(over_income) == 0)
    used = (*_DEBT, "operating_income")
    ruling.settle(enough, "net_debt_ebitda.pass_on_income", 0, value=over_income, rests_on=used)
    ruling.need("ebitda", where=np.isnan(earned))
    used = (*_DEBT, "ebitda")
    losing = earned <= 0
    ruling.settle(losing & may_hold_net_cash(frame), "net_debt_ebitda.investments_unknown", UNKNOWN)
    ruling.settle(losing, "net_debt_ebitda.loss", 4, rests_on=used)
    times = ratio(owed, earned)
    unsure = (steps.severity(times) > 0) & frame["short_term_investments"].lacking & lightly_indebted(frame)
    ruling.settle(unsure, "net_debt_ebitda.investments_unknown", UNKNOWN)
    trust = frame.is_business("reit")
    ruling.settle(trust, "net_debt_ebitda.reit", INFORMATION, value=times, rests_on=used)
    ruling.grade(
        ruling.rest,
        steps,
        times,
        passing="net_debt_ebitda.pass",
        failing="net_debt_ebitda.fail",
        rests_on=used,
    )
    return ruling


def net_debt(frame: CompanyFrame) -> Floats:
    """Debt and leases less cash and short-term investments; leases and investments where stated."""
    leases = np.where(frame.leases_in_debt, 0.0, frame["lease_liabilities"].or_zero)
    return frame["total_debt"].value + leases - frame["cash"].value - frame["short_term_investments"].or_zero


def ebitda(frame: CompanyFrame) -> Floats:
    """As stated, else operating income plus depreciation and amortisation."""
    made = frame["operating_income"].value + frame["depreciation_amortization"].value
    return np.where(frame["ebitda"].known, frame["ebitda"].value, made)


def tell(case: Case) -> Telling:
    """Net debt and what it is held against; cash and debt with their days as evidence."""
    if case.id == "net_debt_ebitda.not_applicable.financial":
        return Telling()
    owed = float(net_debt(case.frame)[case.row])
    balance = case.figures("total_debt", *_PARTS, "cash")
    arguments = case.about("debt", "total_debt") | case.about("profit", "operating_income")
    arguments["net_debt"] = Number(number(abs(owed)), Unit.MONEY, case.currency)
    if case.id == "net_debt_ebitda.net_cash":
        return Telling(arguments, balance)
    earned = float(ebitda(case.frame)[case.row])
    stated = case.figures("ebitda") or case.figures("operating_income", "depreciation_amortization")
    if not np.isnan(earned):
        arguments["ebitda"] = Number(number(earned), Unit.MONEY, case.currency)
        arguments |= {
            name: value
            for fact in ("ebitda", "operating_income")
            for name, value in case.about("ebitda", fact).items()
            if name not in arguments
        }
    whole = case.made("net_debt", owed, balance, Unit.MONEY, case.currency)
    figures = (*balance, *((whole,) if whole else ()), *stated)
    value = case.made("net_debt_ebitda", case.value, (*balance, *stated), Unit.MULTIPLE)
    if case.severity == UNKNOWN:
        value = None
    return Telling(arguments | case.ratio(), figures, value)


SCREEN = Screen("net_debt_ebitda", "debt_spending", judge, tell, STEPS, core="debt_service")
