"""Which disclosed customer share speaks for a company's largest customer.

Only shares of revenue count (of rent for a landlord), only of direct customers, never a group taken
for one customer, never two periods or a direct and an indirect share added. What the company discloses goes
before an estimate, a share within its age limit before an old one, a stated share before a bound, a full
fiscal year before a part of one.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import Business, CustomerFact, Measure
from screener.domain.fields import AGE_LIMITS, period_kind
from screener.domain.figure import Figure
from screener.domain.message import Unit

DISCLOSURE = Decimal("0.1")
"""From this share on a customer must be disclosed (US GAAP, ASC 280-10-50-42)."""

Basis = Literal["stated", "at_least", "of_group", "none_above"]
Gap = Literal["not_disclosed", "only_indirect", "only_other_measures", "too_old"]


class TopCustomer(msgspec.Struct, frozen=True):
    """The share held against the steps, and the fact it comes from.

    `basis`: stated (or computed) share, stated as a lower bound, the mean of a group as a lower bound, or "a
    filing was read and names none above 10%" (then `share` is None). `newer` is a younger share of
    a shorter period, shown beside it.
    """

    fact: CustomerFact
    share: Decimal | None
    basis: Basis
    day: date
    newer: CustomerFact | None = None


def top_customer(facts: Iterable[CustomerFact], business: Business, on: date) -> TopCustomer | Gap:
    """The company's largest direct customer as far as disclosed, or why it is not known."""
    every = tuple(facts)
    measured = [fact for fact in every if fact.measure in measures_of(business)]
    direct = [fact for fact in measured if fact.kind != "indirect"]
    found = [one for one in map(_reading, direct) if one is not None]
    usable = [one for one in found if (on - one.day).days <= 2 * AGE_LIMITS["annual"]]
    if not usable:
        return _gap(every, measured, found)
    best = max(usable, key=lambda one: _rank(one, on))
    younger = [
        one for one in usable if one.day > best.day and one.basis == "stated" and not is_guess(one.fact)
    ]
    if not younger:
        return best
    return msgspec.structs.replace(best, newer=max(younger, key=lambda one: (one.day, one.share)).fact)


def measures_of(business: Business) -> tuple[Measure, ...]:
    """What a customer's share is a share of: revenue, for a landlord rent as well."""
    return ("revenue", "rent") if business == "reit" else ("revenue",)


def is_guess(fact: CustomerFact) -> bool:
    """True for somebody's estimate."""
    return "estimate" in fact.period


def share_figure(fact: CustomerFact, share: Decimal, day: date, *, old: bool = False) -> Figure:
    """A customer's share as evidence."""
    return Figure(
        name="customer_share",
        value=share,
        unit=Unit.FRACTION,
        as_of=day,
        source=fact.source,
        period=fact.period,
        note=fact.note,
        derived=fact.derived or share != fact.share,
        old=old,
    )


def fact_day(fact: CustomerFact) -> date | None:
    """The day the period of a fact ended; the year's end where only a year is given."""
    if fact.as_of is not None:
        return fact.as_of
    year = fact.period.strip()[:4]
    return date(int(year), 12, 31) if year.isdigit() and len(year) == 4 else None


def _reading(fact: CustomerFact) -> TopCustomer | None:
    """What one fact says of the largest customer; None when it says nothing."""
    day = fact_day(fact)
    if day is None or "forecast" in fact.period:
        return None
    if fact.share is None:
        return None if fact.none_above is None else TopCustomer(fact, None, "none_above", day)
    stated: Basis = "at_least" if fact.at_least else "stated"
    if fact.members:
        return TopCustomer(fact, max(fact.members), stated, day)
    if fact.count == 1:
        # A small share of a customer that was picked out by name says nothing of the largest.
        told = fact.share >= DISCLOSURE or not fact.counterparty
        return TopCustomer(fact, fact.share, stated, day) if told else None
    if fact.count is not None and fact.count > 1:
        # The largest of n is at least the mean of the n.
        return TopCustomer(fact, fact.share / fact.count, "of_group", day)
    return None


def _rank(one: TopCustomer, on: date) -> tuple[bool, bool, bool, bool, date, Decimal]:
    """Higher is better."""
    full_year = period_kind(one.fact.period) == "year"
    return (
        not is_guess(one.fact),
        (on - one.day).days <= AGE_LIMITS["annual"],
        one.basis in ("stated", "none_above"),
        full_year,
        one.day,
        one.share or Decimal(0),
    )


def _gap(every: tuple[CustomerFact, ...], measured: list[CustomerFact], found: list[TopCustomer]) -> Gap:
    if found:
        return "too_old"
    if any(fact.kind == "indirect" and fact.share is not None for fact in measured):
        return "only_indirect"
    if any(fact.measure in ("backlog", "rpo") and fact.share is not None for fact in every):
        return "only_other_measures"
    return "not_disclosed"
