"""All disclosed customers of one period together (methods 3.4, A5)."""

from decimal import Decimal

import numpy as np

from screener.domain.customer_sums import Several
from screener.domain.customers import share_figure
from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Day, Number, Text, Unit
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling
from screener.domain.screens.customer_share import for_government, limit_of

STEPS = Steps(
    (0.2, 0.3, 0.4, 0.6), Unit.FRACTION, inclusive=True, origin="origin.top_customers", judgement=True
)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """The steps of the largest customer plus ten points; a lower bound can fail and cannot pass."""
    ruling = Ruling(frame)
    customers = frame.customers
    share, old = customers.several, customers.top.old
    ruling.settle(customers.top.has("none_above"), "top_customers.none_above", 0, old=old)
    ruling.settle(np.isnan(share), "top_customers.unknown", UNKNOWN)
    bound = customers.several_at_least
    ruling.settle(bound & (steps.severity(share) == 0), "top_customers.unknown.at_least", UNKNOWN)
    for where, kind, held_against in (
        (customers.top.government, "_government", for_government(steps)),
        (bound, "_at_least", steps),
        (ruling.rest, "", steps),
    ):
        ruling.grade(
            where,
            held_against,
            share,
            passing=f"top_customers.pass{kind}",
            failing=f"top_customers.fail{kind}",
            old=old,
        )
    return ruling


def tell(case: Case) -> Telling:
    """The sum with the number of customers, their period and day."""
    customers = case.frame.customers
    top, found = customers.top.found[case.row], customers.sums[case.row]
    if top is None:
        return Telling()
    arguments: dict[str, Argument] = {
        "measure": Text(top.fact.measure),
        "period": Text(top.fact.period),
        "day": Day(top.day),
    }
    if found is None:
        limit = limit_of(top, old=bool(customers.top.old[case.row]))
        told = arguments | {"limit": Number(limit.value, Unit.FRACTION)}
        return Telling(told, (limit,) if top.share is None else ())
    arguments |= {
        "share": Number(found.share, Unit.FRACTION),
        "count": Number(Decimal(found.count), Unit.COUNT),
    }
    figures = _figures(found, old=bool(customers.top.old[case.row]))
    value = case.made("top_customers", float(found.share), figures, Unit.FRACTION)
    return Telling(arguments, figures, value if case.severity >= 0 else None)


def _figures(found: Several, *, old: bool) -> tuple[Figure, ...]:
    return tuple(
        share_figure(fact, fact.share, found.day, old=old) for fact in found.facts if fact.share is not None
    )


SCREEN = Screen("top_customers", "concentration", judge, tell, STEPS)
