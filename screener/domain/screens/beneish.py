"""Beneish's M of eight ratios; high looks like the accounts of companies that dressed them up (methods 3.5).

Depreciation without amortisation and assets without securities, as in 1999; accruals as net income less cash
flow from operations. Never more than severity 2. Where fast growth alone lifts it above a cutoff, it is
information.
"""

from collections.abc import Callable

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
from screener.domain.screens.build_up import prior

STEPS = Steps((-1.78, -1.49), Unit.NONE, origin="origin.beneish")
_BALANCE = (
    "total_assets",
    "receivables",
    "current_assets",
    "ppe_net",
    "current_liabilities",
    "long_term_debt",
)
_FLOWS = ("revenue", "cost_of_revenue", "sga", "depreciation")
_NOW = ("net_income", "operating_cash_flow")
_WEIGHTS = {
    "dsri": 0.92,
    "gmi": 0.528,
    "aqi": 0.404,
    "sgi": 0.892,
    "depi": 0.115,
    "sgai": -0.172,
    "tata": 4.679,
    "lvgi": -0.327,
}
CONSTANT = -4.84


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """All inputs of two years; a ratio without a sense leaves no M."""
    ruling = Ruling(frame)
    both = [name for field in (*_BALANCE, *_FLOWS) for name in (field, prior(field))]
    ruling.not_for(frame.is_business(*FINANCIAL), "beneish.not_applicable.financial")
    ruling.need(*both, *_NOW)
    ruling.need_one_day("total_assets", prior("total_assets"), "receivables", prior("receivables"))
    parts = indices(frame)
    m = score(parts)
    ruling.settle(~np.isfinite(m), "beneish.not_applicable.undefined", NOT_APPLICABLE)
    without_growth = m - _WEIGHTS["sgi"] * np.maximum(parts["sgi"] - 1, 0.0)
    by_growth = (steps.severity(m) > 0) & (steps.severity(without_growth) == 0)
    used = (*both, *_NOW)
    ruling.settle(by_growth, "beneish.growth", INFORMATION, value=m, rests_on=used)
    ruling.grade(ruling.rest, steps, m, passing="beneish.pass", failing="beneish.fail", rests_on=used)
    return ruling


def score(parts: dict[str, Floats]) -> Floats:
    """M from its eight ratios."""
    return CONSTANT + sum((weight * parts[name] for name, weight in _WEIGHTS.items()), start=np.zeros(()))


def indices(frame: CompanyFrame) -> dict[str, Floats]:
    """The eight ratios, NaN where one has no sense."""

    def now(field: str) -> Floats:
        return frame[field].value

    def then(field: str) -> Floats:
        return frame[prior(field)].value

    def hard(take: Callable[[str], Floats]) -> Floats:
        return 1 - ratio(take("current_assets") + take("ppe_net"), take("total_assets"))

    def margin(take: Callable[[str], Floats]) -> Floats:
        left = ratio(take("revenue") - take("cost_of_revenue"), take("revenue"))
        return np.where(left > 0, left, np.nan)

    def rate(take: Callable[[str], Floats]) -> Floats:
        return ratio(take("depreciation"), take("depreciation") + take("ppe_net"))

    def over_revenue(take: Callable[[str], Floats], field: str) -> Floats:
        return ratio(take(field), take("revenue"))

    def leverage(take: Callable[[str], Floats]) -> Floats:
        return ratio(take("long_term_debt") + take("current_liabilities"), take("total_assets"))

    return {
        "dsri": ratio(over_revenue(now, "receivables"), over_revenue(then, "receivables")),
        "gmi": ratio(margin(then), margin(now)),
        "aqi": ratio(hard(now), hard(then)),
        "sgi": ratio(now("revenue"), then("revenue")),
        "depi": ratio(rate(then), rate(now)),
        "sgai": ratio(over_revenue(now, "sga"), over_revenue(then, "sga")),
        "tata": ratio(now("net_income") - now("operating_cash_flow"), now("total_assets")),
        "lvgi": ratio(leverage(now), leverage(then)),
    }


def tell(case: Case) -> Telling:
    """M with its balance day, the part that growth has in it, and its ratios as evidence."""
    if case.id == "beneish.not_applicable.financial":
        return Telling()
    arguments = case.about("assets", "total_assets") | case.ratio()
    inputs = case.figures(*_FLOWS, *_BALANCE, *_NOW, "total_assets")
    if case.severity == NOT_APPLICABLE:
        return Telling(arguments, inputs)
    sales = float(indices(case.frame)["sgi"][case.row])
    arguments["grown"] = Number(number(round(sales - 1, 4)), Unit.FRACTION)
    return Telling(arguments, inputs, case.derived("beneish", *_FLOWS, *_NOW, *_BALANCE[1:], "total_assets"))


SCREEN = Screen("beneish", "earnings_quality", judge, tell, STEPS)
