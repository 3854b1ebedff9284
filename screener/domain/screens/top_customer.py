"""The largest customer's share of revenue (methods 3.4, A6, A7)."""

from decimal import Decimal

import msgspec

from screener.domain.customers import TopCustomer, fact_day, share_figure
from screener.domain.figure import Figure
from screener.domain.frames import BASES, GAPS, CompanyFrame
from screener.domain.message import Argument, Day, Number, Text, Unit
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling, number

STEPS = Steps(
    (0.1, 0.2, 0.3, 0.5), Unit.FRACTION, inclusive=True, origin="origin.top_customer", judgement=True
)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """A filing that was read and names nobody above 10% is 0; silence is not known."""
    ruling = Ruling(frame)
    for code, gap in enumerate(GAPS):
        ruling.settle(frame.gap == code, f"top_customer.unknown.{gap}", UNKNOWN)
    none_above = frame.customer_basis == BASES.index("none_above")
    ruling.settle(none_above, "top_customer.none_above", 0, old=frame.customer_old)
    for where, kind, held_against in (
        (frame.customer_government, "_government", for_government(steps)),
        (frame.customer_basis == BASES.index("at_least"), "_at_least", steps),
        (frame.customer_basis == BASES.index("of_group"), "_of_group", steps),
        (ruling.rest, "", steps),
    ):
        ruling.grade(
            where,
            held_against,
            frame.customer,
            passing=f"top_customer.pass{kind}",
            failing=f"top_customer.fail{kind}",
            old=frame.customer_old,
        )
    return ruling


def for_government(steps: Steps) -> Steps:
    """The steps moved up by half a step: a government is a customer that does not go away."""
    above = (*steps.values[1:], 1.0)
    halfway = tuple((low + high) / 2 for low, high in zip(steps.values, above, strict=True))
    return msgspec.structs.replace(steps, values=halfway, inclusive=False)


def tell(case: Case) -> Telling:
    """The share with its customer, period and day; a younger quarter beside it."""
    found = case.frame.top_customers[case.row]
    if not isinstance(found, TopCustomer):
        return Telling(figures=_undated(case))
    fact = found.fact
    arguments: dict[str, Argument] = {
        "customer": Text(fact.counterparty_words if fact.counterparty else "unnamed"),
        "measure": Text(fact.measure),
        "period": Text(fact.period),
        "day": Day(found.day),
    }
    if found.share is None:
        return Telling(arguments | {"limit": Number(fact.none_above or Decimal(0), Unit.FRACTION)})
    steps = for_government(case.steps) if fact.government else case.steps
    arguments |= {
        "share": case.ratio(),
        "step": Number(number(steps.passed(case.severity)), steps.unit),
        "count": Number(Decimal(fact.count or 1), Unit.COUNT),
        "together": Number(fact.share if fact.share is not None else found.share, Unit.FRACTION),
    }
    old = bool(case.frame.customer_old[case.row])
    figure = share_figure(fact, found.share, found.day, old=old)
    return Telling(arguments, (figure, *_newer(found)), msgspec.structs.replace(figure, name="top_customer"))


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
