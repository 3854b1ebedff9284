"""Pay in shares over revenue (methods, A5)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import NOT_APPLICABLE, Case, Ruling, Screen, Steps, Telling, ratio

STEPS = Steps((0.05, 0.10, 0.20, 0.30), Unit.FRACTION, origin="origin.stock_pay", judgement=True)
_USED = ("stock_based_compensation", "revenue")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Without revenue there is no share of it."""
    ruling = Ruling(frame)
    pay, revenue = frame["stock_based_compensation"], frame["revenue"]
    ruling.need(*_USED)
    ruling.settle(revenue.value <= 0, "stock_pay.not_applicable.no_revenue", NOT_APPLICABLE)
    taken = ratio(pay.value, revenue.value)
    ruling.settle(taken > 1, "stock_pay.over", steps.severity(taken), value=taken, rests_on=_USED)
    ruling.grade(
        ruling.rest, steps, taken, passing="stock_pay.pass", failing="stock_pay.fail", rests_on=_USED
    )
    return ruling


def tell(case: Case) -> Telling:
    """Both flows with their periods."""
    arguments = case.about("pay", "stock_based_compensation") | case.about("revenue", "revenue")
    arguments |= case.ratio() | case.ratio("times", Unit.MULTIPLE)
    return Telling(arguments, case.figures(*_USED), case.derived("stock_pay", *_USED))


SCREEN = Screen("stock_pay", "earnings_quality", judge, tell, STEPS)
