"""P/E over the yearly growth of earnings a share in percent, three to five years back (methods 3.1, A6)."""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.history import growth
from screener.domain.message import Number, Unit
from screener.domain.screens import pe_ttm
from screener.domain.screens.base import (
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    about,
    number,
    ratio,
)

STEPS = Steps((1.5, 2.0, 3.0), Unit.NONE, origin="origin.peg", judgement=True)
DEAR = pe_ttm.STEPS.values[0]
"""A P/E above this without growth is the last step."""


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """A loss now or then has no growth rate; shrinking earnings are 4 at a high P/E and 0 at a low one."""
    ruling = Ruling(frame)
    price, eps, past = frame["price"], frame["eps_diluted"], frame.past
    ruling.not_for(frame.is_business("reit"), "peg.not_applicable.reit")
    ruling.need("eps_diluted")
    ruling.settle(eps.value <= 0, "peg.not_applicable.loss", NOT_APPLICABLE)
    ruling.settle(np.isnan(past.eps_base), "peg.unknown.years", UNKNOWN)
    ruling.settle(np.isnan(past.eps_growth), "peg.not_applicable.loss_then", NOT_APPLICABLE)
    ruling.need("price")
    used = ("price", "eps_diluted")
    pe = ratio(price.value, eps.value)
    shrinking = past.eps_growth <= 0
    ruling.settle(shrinking & (pe > DEAR), "peg.shrinking_dear", 4, rests_on=used)
    ruling.settle(shrinking, "peg.shrinking", 0, rests_on=used)
    value = ratio(pe, 100 * past.eps_growth)
    ruling.grade(ruling.rest, steps, value, passing="peg.pass", failing="peg.fail", rests_on=used)
    return ruling


def tell(case: Case) -> Telling:
    """P/E, growth and the years between."""
    arguments = case.about("eps", "eps_diluted")
    company = case.frame.inputs[case.row].company
    grown = growth(company)
    if grown is None or case.id.endswith(("reit", "not_applicable.loss")):
        return Telling(arguments, case.figures("eps_diluted"))
    figures = (grown.base, *case.figures("eps_diluted", "price"))
    arguments |= about("base", grown.base, company.statement_currency)
    if np.isnan(grown.rate):
        return Telling(arguments, figures)
    pe = case.frame["price"].value[case.row] / case.frame["eps_diluted"].value[case.row]
    arguments |= case.ratio() | {
        "pe": Number(number(pe), Unit.NONE),
        "growth": Number(number(grown.rate), Unit.FRACTION),
        "years": Number(number(round(grown.years, 1)), Unit.NONE),
    }
    return Telling(arguments, figures, case.made("peg", case.value, figures, Unit.NONE))


SCREEN = Screen("peg", "valuation", judge, tell, STEPS)
