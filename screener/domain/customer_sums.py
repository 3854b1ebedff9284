"""What all disclosed customers of a company say together: their sum, their spread, and the backlog.

One period speaks: that of the largest customer. Shares of another period, of indirect customers or of a
group that holds a customer already counted are never added.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import floor

import msgspec

from screener.domain.company import Business, CustomerFact
from screener.domain.customers import DISCLOSURE, TopCustomer, fact_day, is_guess, measures_of
from screener.domain.fields import AGE_LIMITS
from screener.domain.figure import Source

_A_TENTH = float(DISCLOSURE)


class Several(msgspec.Struct, frozen=True):
    """The customers disclosed for one period, added up.

    `count` of them made `share` together. `singles` are the shares of single customers, largest first,
    empty where only the sum of a group is known.
    """

    share: Decimal
    count: int
    day: date
    facts: tuple[CustomerFact, ...]
    singles: tuple[Decimal, ...] = ()
    at_least: bool = False


class Spread(msgspec.Struct, frozen=True):
    """Bounds of the Herfindahl-Hirschman index of all customers, 0..1."""

    low: float
    high: float


def several(facts: Iterable[CustomerFact], business: Business, top: TopCustomer) -> Several | None:
    """The customers of the period of `top`, added; None where it names none above the limit."""
    if top.share is None:
        return None
    measures = measures_of(business)
    same = [
        fact
        for fact in facts
        if fact.measure in measures
        and fact.kind != "indirect"
        and fact.share is not None
        and fact.period == top.fact.period
        and fact_day(fact) == top.day
        and is_guess(fact) == is_guess(top.fact)
    ]
    alone = _different([fact for fact in same if fact.count == 1])
    groups = [fact for fact in same if fact.count is not None and fact.count > 1]
    total = sum((fact.share or Decimal(0) for fact in alone), Decimal(0))
    group = max(groups, key=lambda fact: fact.share or Decimal(0), default=None)
    if total > 1 or (group is None and not alone):
        return None
    if group is not None and group.share is not None and group.share >= total:
        return Several(
            group.share,
            group.count or 0,
            top.day,
            (group,),
            tuple(sorted(group.members, reverse=True)) or _singles(alone, group),
            group.at_least,
        )
    shares = tuple(sorted((fact.share or Decimal(0) for fact in alone), reverse=True))
    return Several(total, len(alone), top.day, tuple(alone), shares, any(fact.at_least for fact in alone))


def _different(alone: list[CustomerFact]) -> list[CustomerFact]:
    """Each customer once: "the largest customer" of one source may be the one another source names."""
    named: dict[tuple[str, ...], CustomerFact] = {}
    for fact in alone:
        known = named.get(fact.counterparty)
        if fact.counterparty and (known is None or (fact.share or 0) > (known.share or 0)):
            named[fact.counterparty] = fact
    sources = {fact.source for fact in named.values()}
    unnamed = [fact for fact in alone if not fact.counterparty]
    if not named:
        best = max((fact.source for fact in unnamed), key=lambda one: _sum_of(unnamed, one), default=None)
        return [fact for fact in unnamed if fact.source == best]
    return [*named.values(), *[fact for fact in unnamed if {fact.source} == sources]]


def _sum_of(facts: list[CustomerFact], source: Source) -> Decimal:
    return sum((fact.share or Decimal(0) for fact in facts if fact.source == source), Decimal(0))


def _singles(alone: list[CustomerFact], group: CustomerFact) -> tuple[Decimal, ...]:
    """Single shares that make up the whole group."""
    shares = tuple(sorted((fact.share or Decimal(0) for fact in alone), reverse=True))
    return shares if len(shares) == group.count and sum(shares) == group.share else ()


def spread(singles: Iterable[Decimal]) -> Spread | None:
    """Bounds of the index from the shares of single customers (methods 3.4); None without any.

    A customer who is not disclosed has less than a tenth, and no more than the largest. At worst the rest
    is made of such customers.
    """
    shares = [float(share) for share in singles]
    if not shares or sum(shares) > 1 + 1e-9:
        return None
    low = sum(share * share for share in shares)
    rest = max(0.0, 1 - sum(shares))
    most = min(_A_TENTH, max(shares))
    others = floor(rest / most + 1e-9) if most > 0 else 0
    return Spread(low, low + others * most**2 + (rest - others * most) ** 2)


def largest_of_backlog(facts: Iterable[CustomerFact], on: date) -> TopCustomer | None:
    """The largest single counterparty of the backlog in the newest period that states one.

    What the company discloses goes before an estimate, all of the backlog before a part of it (`of`).
    """
    found: list[TopCustomer] = []
    for fact in facts:
        day = fact_day(fact)
        if fact.measure not in ("backlog", "rpo") or fact.share is None or day is None or not fact.count:
            continue
        if fact.source.tier == "none" or "forecast" in fact.period or fact.kind == "indirect":
            continue
        if (on - day).days > 2 * AGE_LIMITS["annual"] or day > on:
            continue
        if fact.count == 1:
            found.append(TopCustomer(fact, fact.share, "at_least" if fact.at_least else "stated", day))
        elif fact.members:
            found.append(TopCustomer(fact, max(fact.members), "stated", day))
        else:
            found.append(TopCustomer(fact, fact.share / fact.count, "of_group", day))
    return max(
        found,
        key=lambda one: (not is_guess(one.fact), one.fact.of is None, one.day, one.share or 0),
        default=None,
    )
