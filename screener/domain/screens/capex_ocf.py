"""Capital spending over operating cash flow (methods 3.2, A6)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import FINANCIAL, Case, Ruling, Screen, Steps, Telling, ratio

STEPS = Steps((0.6, 0.8, 1.0), Unit.FRACTION, origin="origin.capex_ocf", judgement=True)
QUARTERS = 4
"""So many quarters in a row above cash flow make the last step."""


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """No cash from operations is 4. Without the quarters one by one, 3 is the most the ratio gives."""
    ruling = Ruling(frame)
    cash_in, capex = frame["operating_cash_flow"], frame["capex"]
    quarters = frame["capex_above_cash_flow_quarters"]
    ruling.not_for(frame.is_business(*FINANCIAL), "capex_ocf.not_applicable.financial")
    ruling.need("operating_cash_flow")
    ruling.settle(cash_in.value <= 0, "capex_ocf.no_cash_flow", 4, rests_on=("operating_cash_flow",))
    ruling.need("capex")
    used = ("capex", "operating_cash_flow")
    taken = ratio(capex.value, cash_in.value)
    ruling.settle(quarters.value >= QUARTERS, "capex_ocf.lasting", 4, value=taken, rests_on=used)
    severity = steps.severity(taken)
    over = taken > 1
    unsure = over & ~quarters.known & (severity == len(steps.values))
    ruling.settle(unsure, "capex_ocf.over_quarters_unknown", severity, value=taken, rests_on=used)
    ruling.settle(over, "capex_ocf.over", severity, value=taken, rests_on=used)
    ruling.grade(ruling.rest, steps, taken, passing="capex_ocf.pass", failing="capex_ocf.fail", rests_on=used)
    return ruling


def tell(case: Case) -> Telling:
    """Both flows with their periods; above the whole of the cash flow as times, below as a share."""
    if case.id == "capex_ocf.not_applicable.financial":
        return Telling()
    used = ("capex", "operating_cash_flow")
    arguments = case.about("capex", "capex") | case.about("cash_in", "operating_cash_flow")
    if case.id == "capex_ocf.no_cash_flow":
        return Telling(arguments, case.figures(*used))
    arguments |= case.ratio() | case.ratio("times", Unit.MULTIPLE)
    arguments |= case.about("quarters", "capex_above_cash_flow_quarters")
    figures = case.figures(*used, "capex_above_cash_flow_quarters")
    return Telling(arguments, figures, case.derived("capex_ocf", *used))


SCREEN = Screen("capex_ocf", "debt_spending", judge, tell, STEPS, core="capex_ocf")
