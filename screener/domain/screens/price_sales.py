"""Market value over revenue of twelve months (methods 3.1)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import (
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    ratio,
)

STEPS = Steps((5.0, 10.0, 20.0, 30.0), Unit.MULTIPLE, origin="origin.price_sales", judgement=True)
LATE_DAYS, LOST_DAYS = 200, 365
"""Revenue this much older than the price is shown as old, or says too little.

A fast grower's sales of a year ago make it look dearer than it is.
"""
HARDLY_ANY = 1_000
"""Market value this many times revenue: there is no business yet that the ratio could measure."""


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Without revenue worth the name there is no ratio."""
    ruling = Ruling(frame)
    value, revenue = frame["market_cap"], frame["revenue"]
    ruling.need("revenue", "market_cap")
    hardly = (revenue.value <= 0) | (value.value > HARDLY_ANY * revenue.value)
    ruling.settle(hardly, "price_sales.not_applicable.no_revenue", NOT_APPLICABLE)
    gap = revenue.age - value.age
    ruling.settle(gap > LOST_DAYS, "price_sales.unknown.late", UNKNOWN)
    ruling.grade(
        ruling.rest,
        steps,
        ratio(value.value, revenue.value),
        passing="price_sales.pass",
        failing="price_sales.fail",
        rests_on=("market_cap", "revenue"),
        old=gap > LATE_DAYS,
    )
    return ruling


def tell(case: Case) -> Telling:
    """Both amounts with their days, each in its own currency."""
    arguments = case.about("revenue", "revenue")
    if case.id == "price_sales.not_applicable.no_revenue":
        return Telling(arguments, case.figures("revenue"))
    arguments |= case.about("cap", "market_cap") | case.ratio()
    figures = (*case.figures("market_cap", "revenue"), *case.rates("market_cap"))
    if case.severity == UNKNOWN:
        return Telling(arguments, figures)
    return Telling(arguments, figures, case.derived("price_sales", "revenue", "market_cap"))


SCREEN = Screen("price_sales", "valuation", judge, tell, STEPS)
