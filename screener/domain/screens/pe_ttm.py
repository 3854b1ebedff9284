"""Price over diluted earnings per share of the last twelve months (methods 3.1, A2, A6)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import Case, Ruling, Screen, Steps, Telling, ratio

STEPS = Steps((25.0, 40.0, 60.0, 100.0), Unit.NONE, origin="origin.pe_ttm", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """A loss has no P/E: 3, and 4 when free cash flow is negative too. Never a negative ratio."""
    ruling = Ruling(frame)
    price, eps = frame["price"], frame["eps_diluted"]
    cash_in, capex = frame["operating_cash_flow"], frame["capex"]
    ruling.not_for(frame.is_business("reit"), "pe_ttm.not_applicable.reit")
    ruling.need("eps_diluted")
    loss = eps.value <= 0
    spent = ("eps_diluted", "operating_cash_flow", "capex")
    ruling.settle(loss & (cash_in.value - capex.value < 0), "pe_ttm.loss_burning_cash", 4, rests_on=spent)
    ruling.settle(loss & cash_in.known & capex.known, "pe_ttm.loss", 3, rests_on=spent)
    ruling.settle(loss, "pe_ttm.loss_cash_unknown", 3, rests_on=("eps_diluted",))
    ruling.need("price")
    ruling.grade(
        ruling.rest,
        steps,
        ratio(price.value, eps.value),
        passing="pe_ttm.pass",
        failing="pe_ttm.fail",
        rests_on=("price", "eps_diluted"),
    )
    return ruling


def tell(case: Case) -> Telling:
    """The two figures with their days; for a loss the cash flow beside it."""
    if case.id == "pe_ttm.not_applicable.reit":
        return Telling()
    arguments = case.about("eps", "eps_diluted")
    if case.id.startswith("pe_ttm.loss"):
        arguments |= case.about("cash_in", "operating_cash_flow") | case.about("capex", "capex")
        return Telling(arguments, case.figures("eps_diluted", "operating_cash_flow", "capex"))
    arguments |= case.about("price", "price") | case.ratio()
    figures = (*case.figures("price", "eps_diluted"), *case.rates("eps_diluted"))
    return Telling(arguments, figures, case.derived("pe_ttm", "eps_diluted", "price"))


SCREEN = Screen("pe_ttm", "valuation", judge, tell, STEPS, core="pe_ttm")
