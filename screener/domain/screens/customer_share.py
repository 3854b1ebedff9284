"""How screens of one counterparty's share judge and tell it (methods 3.4, A6)."""

import msgspec
import numpy as np

from screener.domain.customer_columns import ShareColumn
from screener.domain.customers import DISCLOSURE, TopCustomer, share_figure
from screener.domain.figure import Figure, share_basis
from screener.domain.message import Argument, Day, Number, Text, Unit
from screener.domain.screens.base import UNKNOWN, Ruling, Steps, number


def grade(ruling: Ruling, screen: str, share: ShareColumn, steps: Steps) -> None:
    """Settle all companies with a share by it.

    A lower bound that passes a step is a finding; one that passes none proves nothing.
    """
    milder = for_government(steps)
    severity = np.where(share.government, milder.severity(share.value), steps.severity(share.value))
    for where, kind in ((share.has("at_least"), "_at_least"), (share.has("of_group"), "_of_group")):
        ruling.settle(where & (severity == 0), f"{screen}.unknown{kind}", UNKNOWN)
        ruling.settle(where, f"{screen}.fail{kind}", severity, value=share.value, old=share.old)
    for where, kind, held_against in (
        (share.has("stated") & share.government, "_government", milder),
        (share.has("stated"), "", steps),
    ):
        ruling.grade(
            where,
            held_against,
            share.value,
            passing=f"{screen}.pass{kind}",
            failing=f"{screen}.fail{kind}",
            old=share.old,
        )


def for_government(steps: Steps) -> Steps:
    """The steps moved up by half a step: a government is a customer that does not go away."""
    above = (*steps.values[1:], 1.0)
    halfway = tuple((low + high) / 2 for low, high in zip(steps.values, above, strict=True))
    return msgspec.structs.replace(steps, values=halfway, inclusive=False)


def arguments_of(found: TopCustomer) -> dict[str, Argument]:
    """Customer, measure, period and day, and the share where there is one."""
    fact = found.fact
    named: dict[str, Argument] = {
        "customer": Text(fact.counterparty_words if fact.counterparty else "unnamed"),
        "measure": Text(fact.measure),
        "period": Text(fact.period),
        "day": Day(found.day),
        "share_basis": Text(share_basis(fact.source, derived=fact.derived)),
    }
    if fact.of is not None:
        named["part"] = Text(fact.of)
    if found.share is not None:
        together = fact.share if fact.share is not None else found.share
        named |= {
            "share": Number(number(float(found.share)), Unit.FRACTION),
            "count": Number(number(fact.count or 1), Unit.COUNT),
            "together": Number(together, Unit.FRACTION),
        }
    return named


def limit_of(found: TopCustomer, *, old: bool) -> Figure:
    """The limit above which a filing names nobody, as evidence that it was read."""
    limit = found.fact.none_above or DISCLOSURE
    return msgspec.structs.replace(
        share_figure(found.fact, limit, found.day, old=old), name="no_customer_above", derived=False
    )


def value_of(found: TopCustomer, name: str, *, old: bool) -> Figure | None:
    """The share as the value of a screen."""
    if found.share is None:
        return None
    return msgspec.structs.replace(share_figure(found.fact, found.share, found.day, old=old), name=name)
