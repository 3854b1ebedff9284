"""The largest customer's share of revenue (methods 3.4, A6, A7)."""

from decimal import Decimal

import msgspec

from screener.domain.customer_columns import GAPS
from screener.domain.customers import TopCustomer, fact_day, share_figure
from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Number, Unit
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling
from screener.domain.screens.customer_share import arguments_of, grade, limit_of, value_of

STEPS = Steps(
    (0.1, 0.2, 0.3, 0.5), Unit.FRACTION, inclusive=True, origin="origin.top_customer", judgement=True
)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """A filing that was read and names nobody above 10% is 0; silence is not known."""
    ruling = Ruling(frame)
    customers = frame.customers
    for code, gap in enumerate(GAPS):
        ruling.settle(customers.gap == code, f"top_customer.unknown.{gap}", UNKNOWN)
    none_above = customers.top.has("none_above")
    ruling.settle(none_above, "top_customer.none_above", 0, old=customers.top.old)
    grade(ruling, "top_customer", customers.top, steps)
    return ruling


def tell(case: Case) -> Telling:
    """The share with its customer, period and day; a younger quarter beside it."""
    found = case.frame.customers.top.found[case.row]
    if found is None:
        return Telling(figures=_undated(case))
    arguments = arguments_of(found)
    old = bool(case.frame.customers.top.old[case.row])
    if found.share is None:
        limit = limit_of(found, old=old)
        return Telling(arguments | {"limit": Number(limit.value, Unit.FRACTION)}, (limit,))
    figure = share_figure(found.fact, found.share, found.day, old=old)
    known = case.severity != UNKNOWN
    value = value_of(found, "top_customer", old=old) if known else None
    return Telling(arguments, (figure, *_members(found), *_newer(found)), value)


def _members(found: TopCustomer) -> tuple[Figure, ...]:
    """The other single shares of a group, as evidence."""
    figure = share_figure(found.fact, found.fact.share or Decimal(0), found.day)
    rest = sorted(found.fact.members, reverse=True)[1:]
    return tuple(msgspec.structs.replace(figure, value=share, derived=False) for share in rest)


def _newer(found: TopCustomer) -> tuple[Figure, ...]:
    newer = found.newer
    day = None if newer is None else fact_day(newer)
    if newer is None or day is None or newer.share is None:
        return ()
    return (share_figure(newer, newer.share, day),)


def _undated(case: Case) -> tuple[Figure, ...]:
    """Shares that were disclosed but do not answer the question, as evidence."""
    found = []
    for fact in case.frame.inputs[case.row].customers:
        day = fact_day(fact)
        if day is not None and fact.share is not None and fact.measure != "other":
            found.append(share_figure(fact, fact.share, day))
    return tuple(sorted(found, key=lambda figure: figure.as_of, reverse=True)[:3])


SCREEN = Screen("top_customer", "concentration", judge, tell, STEPS, core="top_customer")
