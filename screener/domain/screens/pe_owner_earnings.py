"""How much of net income is left for the owners once staff is paid in shares (methods 3.1, A6).

Owner earnings = net income + stock-based pay - buybacks - tax paid on stock awards, over three fiscal years.
Judged only where the tax and the shares issued to staff are known, and then with just those buybacks that
replace shares given to staff. Counting every buyback would punish companies for buying back.
"""

import numpy as np

from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.history import owner_years
from screener.domain.message import Argument, Day, Number, Unit
from screener.domain.screens.base import (
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

STEPS = Steps((0.10, 0.25, 0.50), Unit.FRACTION, origin="origin.pe_owner_earnings", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """The part of net income that is gone; nothing left of a profit is 4."""
    ruling = Ruling(frame)
    past = frame.past
    ruling.not_for(frame.is_business("reit"), "pe_owner_earnings.not_applicable.reit")
    ruling.settle(np.isnan(past.income), "pe_owner_earnings.unknown.years", UNKNOWN)
    ruling.settle(past.income <= 0, "pe_owner_earnings.not_applicable.loss", NOT_APPLICABLE)
    everything = 1 - ratio(past.owner_earnings, past.income)
    ruling.settle(
        np.isnan(past.owner_earnings_net), "pe_owner_earnings.information", INFORMATION, value=everything
    )
    gone = 1 - ratio(past.owner_earnings_net, past.income)
    ruling.settle(past.owner_earnings_net <= 0, "pe_owner_earnings.nothing_left", 4, value=gone)
    ruling.grade(ruling.rest, steps, gone, passing="pe_owner_earnings.pass", failing="pe_owner_earnings.fail")
    return ruling


def tell(case: Case) -> Telling:
    """Both sums with the newest day, and the P/E that goes with the smaller one."""
    years = owner_years(case.frame.inputs[case.row].company)
    if case.id.endswith(("unknown.years", "not_applicable.reit")) or years is None:
        return Telling()
    newest = years.figures[0]
    currency = newest.currency or case.currency
    left = years.all_counted if np.isnan(years.net) else years.net
    arguments: dict[str, Argument] = case.ratio("gone") | {
        "income": Number(number(years.income), Unit.MONEY, currency),
        "left": Number(number(left), Unit.MONEY, currency),
        "day": Day(newest.as_of),
    }
    if case.id == "pe_owner_earnings.not_applicable.loss":
        return Telling(arguments, years.figures)
    made = case.made("owner_earnings", left, years.figures, Unit.MONEY, currency)
    figures = tuple(figure for figure in (made, _pe(case), *years.figures) if figure is not None)
    return Telling(
        arguments, figures, case.made("pe_owner_earnings", case.value, years.figures, Unit.FRACTION)
    )


def _pe(case: Case) -> Figure | None:
    """Price over the part of the earnings that is left."""
    inputs = case.figures("eps_diluted", "price")
    eps, price = case.frame["eps_diluted"].value[case.row], case.frame["price"].value[case.row]
    if len(inputs) < 2 or np.isnan(eps) or np.isnan(price) or eps <= 0 or case.value >= 1:
        return None
    return case.made("pe_on_owner_earnings", price / (eps * (1 - case.value)), inputs, Unit.NONE)


SCREEN = Screen("pe_owner_earnings", "valuation", judge, tell, STEPS)
