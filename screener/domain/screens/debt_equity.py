"""Debt over total equity (methods 3.2, A2, A6)."""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import (
    FINANCIAL,
    INFORMATION,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    ratio,
)

STEPS = Steps((0.4, 1.0, 2.0, 4.0), Unit.MULTIPLE, origin="origin.debt_equity", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Leases are added where known. Equity at or below zero is 4, unless buybacks made it so.

    Where that cannot be told of a profitable company, the answer is not known.
    """
    ruling = Ruling(frame)
    debt, equity, leases = frame["total_debt"], frame["total_equity"], frame["lease_liabilities"]
    ruling.not_for(frame.is_business(*FINANCIAL), "debt_equity.not_applicable.financial")
    ruling.need("total_equity")
    negative = equity.value <= 0
    # A profitable company that bought back more than it is short of spent its equity, it did not lose it.
    bought = (frame["net_income"].value > 0) & (frame.past.repurchased > -equity.value)
    used = ("total_equity", "net_income")
    ruling.settle(negative & bought, "debt_equity.negative_by_buybacks", INFORMATION, rests_on=used)
    unclear = (frame["net_income"].value > 0) & np.isnan(frame.past.repurchased)
    ruling.settle(negative & unclear, "debt_equity.negative_buybacks_unknown", UNKNOWN)
    ruling.settle(negative, "debt_equity.negative", 4, rests_on=("total_equity",))
    ruling.need("total_debt")
    added = leases.known & ~frame.leases_in_debt
    owed = debt.value + np.where(added, leases.or_zero, 0.0)
    for where, kind in ((added | frame.leases_in_debt, "_with_leases"), (ruling.rest, "")):
        ruling.grade(
            where,
            steps,
            ratio(owed, equity.value),
            passing=f"debt_equity.pass{kind}",
            failing=f"debt_equity.fail{kind}",
            rests_on=("total_debt", "total_equity", "lease_liabilities"),
        )
    return ruling


def tell(case: Case) -> Telling:
    """Debt and equity with their days, which may differ."""
    if case.id == "debt_equity.not_applicable.financial":
        return Telling()
    arguments = case.about("equity", "total_equity")
    if case.id.startswith("debt_equity.negative"):
        arguments |= case.about("income", "net_income")
        return Telling(arguments, case.figures("total_equity", "net_income", "buybacks"))
    parts = ("total_debt", "lease_liabilities", "total_equity")
    arguments |= case.about("debt", "total_debt")
    arguments |= case.ratio()
    return Telling(arguments, case.figures(*parts), case.derived("debt_equity", *parts))


SCREEN = Screen("debt_equity", "debt_spending", judge, tell, STEPS, core="debt_equity")
