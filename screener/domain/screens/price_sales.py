"""Market value over revenue of twelve months (methods 3.1)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import (
    INFORMATION,
    NOT_APPLICABLE,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    ratio,
)

STEPS = Steps((5.0, 10.0, 20.0, 30.0), Unit.MULTIPLE, origin="origin.price_sales", judgement=True)
STALE_DAYS = 200
"""Revenue this much older than the price is shown as old, for annual filers too."""
HARDLY_ANY = 1_000
"""Market value this many times revenue: there is no business yet that the ratio could measure."""


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Without revenue worth the name there is no ratio; of rents most is left, so trusts are not judged."""
    ruling = Ruling(frame)
    value, revenue = frame["market_cap"], frame["revenue"]
    ruling.need("revenue", "market_cap")
    hardly = (revenue.value <= 0) | (value.value > HARDLY_ANY * revenue.value)
    ruling.settle(hardly, "price_sales.not_applicable.no_revenue", NOT_APPLICABLE)
    used = ("market_cap", "revenue")
    times = ratio(value.value, revenue.value)
    # A fast grower's sales of a year ago make it look dearer than it is.
    stale = frame["revenue"].age - frame["market_cap"].age > STALE_DAYS
    ruling.settle(frame.is_business("reit"), "price_sales.reit", INFORMATION, value=times, rests_on=used)
    ruling.grade(
        ruling.rest,
        steps,
        times,
        passing="price_sales.pass",
        failing="price_sales.fail",
        rests_on=used,
        old=stale,
    )
    return ruling


def tell(case: Case) -> Telling:
    """Both amounts with their days, each in its own currency."""
    arguments = case.about("revenue", "revenue")
    if case.id == "price_sales.not_applicable.no_revenue":
        return Telling(arguments, case.figures("revenue"))
    arguments |= case.about("cap", "market_cap") | case.ratio()
    figures = (*case.figures("market_cap", "revenue"), *case.rates("market_cap"))
    return Telling(arguments, figures, case.derived("price_sales", "revenue", "market_cap"))


SCREEN = Screen("price_sales", "valuation", judge, tell, STEPS)
