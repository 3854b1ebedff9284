"""How the revenue spreads over customers: bounds of the Herfindahl-Hirschman index (methods 3.4)."""

import numpy as np

from screener.domain.customers import share_figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Day, Number, Text, Unit
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling, number
from screener.domain.screens.customer_share import for_government, limit_of

STEPS = Steps((0.05, 0.10, 0.18, 0.30), Unit.NONE, origin="origin.customer_hhi")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Held against the steps is the upper bound; a government counts half a step less, as everywhere."""
    ruling = Ruling(frame)
    customers = frame.customers
    old = customers.top.old
    ruling.settle(customers.top.has("none_above"), "customer_hhi.none_above", 0, old=old)
    ruling.settle(np.isnan(customers.high), "customer_hhi.unknown", UNKNOWN)
    ruling.grade(
        customers.top.government,
        for_government(steps),
        customers.high,
        passing="customer_hhi.pass",
        failing="customer_hhi.fail",
        old=old,
    )
    ruling.grade(
        ruling.rest, steps, customers.high, passing="customer_hhi.pass", failing="customer_hhi.fail", old=old
    )
    return ruling


def tell(case: Case) -> Telling:
    """Both bounds, and the shares they were made of."""
    customers = case.frame.customers
    top, found = customers.top.found[case.row], customers.sums[case.row]
    bounds = customers.spreads[case.row]
    if top is None or found is None or bounds is None:
        if top is None:
            return Telling()
        named: dict[str, Argument] = {"period": Text(top.fact.period), "day": Day(top.day)}
        limit = (limit_of(top, old=bool(customers.top.old[case.row])),) if top.share is None else ()
        return Telling(named, limit)
    old = bool(customers.top.old[case.row])
    figures = tuple(
        share_figure(fact, fact.share, found.day, old=old) for fact in found.facts if fact.share is not None
    )
    arguments: dict[str, Argument] = {
        "low": Number(number(round(bounds.low, 4)), Unit.NONE),
        "high": Number(number(round(bounds.high, 4)), Unit.NONE),
        "count": Number(number(len(found.singles)), Unit.COUNT),
        "period": Text(top.fact.period),
        "day": Day(top.day),
    }
    return Telling(arguments, figures, case.made("customer_hhi", bounds.high, figures, Unit.NONE))


SCREEN = Screen("customer_hhi", "concentration", judge, tell, STEPS)
