"""Debt and lease liabilities on one balance day, put together from the lines a filer has.

A line that is not stated is not zero: it is simply not part of what the sum says.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from screener.providers.edgar import tags
from screener.providers.edgar.company_facts import Point
from screener.providers.edgar.periods import Balance

BalanceOf = Callable[[str], Balance]
"""The balances of a concept."""

Line = tuple[str, Point]


class Pile(msgspec.Struct, frozen=True):
    """A sum of balance lines of one day; `with_finance_leases` when a line already holds those."""

    day: date
    lines: tuple[Line, ...]
    with_finance_leases: bool = False

    @property
    def value(self) -> Decimal:
        """The lines added up."""
        return sum((point.val for _, point in self.lines), Decimal(0))


def total_debt(balance_of: BalanceOf) -> Pile | None:
    """Borrowings without operating leases on the newest day a line of long-term or whole debt is stated."""
    main = (
        *tags.DEBT_WHOLE,
        *tags.DEBT_LATER,
        *tags.DEBT_LATER_WITH_LEASES,
        *tags.DEBT_LONG_TERM,
        *(concept for kind in tags.DEBT_LATER_KINDS for concept in kind),
    )
    for day in _days(balance_of, main) or _days(balance_of, (*tags.DEBT_ALL_CURRENT, *tags.DEBT_SHORT)):
        pile = _debt_on(balance_of, day)
        if pile is not None:
            return pile
    return None


def lease_liabilities(balance_of: BalanceOf, *, without_finance: bool = False) -> Pile | None:
    """Operating and finance lease liabilities on the newest day one of them is stated.

    `without_finance`: those are already counted as debt.
    """
    every = [concept for whole, parts in tags.LEASES for concept in (*whole, *parts)]
    for day in _days(balance_of, every):
        lines: list[Line] = []
        for whole, parts in tags.LEASES:
            if without_finance and "Finance" in whole[0]:
                continue
            lines += _first(balance_of, whole, day) or _both(balance_of, parts, day)
        if lines:
            return Pile(day, tuple(lines))
    return None


def _debt_on(balance_of: BalanceOf, day: date) -> Pile | None:
    """The first way of putting debt together for which the lines of that day are there."""

    def first(concepts: Sequence[str]) -> list[Line]:
        return _first(balance_of, concepts, day)

    short = first(tags.DEBT_SHORT)
    current = first(tags.DEBT_ALL_CURRENT)
    if whole := first(tags.DEBT_WHOLE):
        return Pile(day, tuple(whole))
    if later := first(tags.DEBT_LATER):
        return Pile(day, (*later, *(current or [*first(tags.DEBT_SOON), *short])))
    if later := first(tags.DEBT_LATER_WITH_LEASES):
        soon = first((*tags.DEBT_SOON_WITH_LEASES, *tags.DEBT_SOON))
        return Pile(day, (*later, *(current or [*soon, *short])), with_finance_leases=True)
    if long_term := first(tags.DEBT_LONG_TERM):
        return Pile(day, (*long_term, *short))
    if later := [line for kind in tags.DEBT_LATER_KINDS for line in first(kind)]:
        return Pile(day, (*later, *(current or [*first(tags.DEBT_SOON), *short])))
    only_soon = current or short
    return Pile(day, tuple(only_soon)) if only_soon else None


def _first(balance_of: BalanceOf, concepts: Sequence[str], day: date) -> list[Line]:
    for concept in concepts:
        point = balance_of(concept).at(day)
        if point is not None:
            return [(concept, point)]
    return []


def _both(balance_of: BalanceOf, concepts: Sequence[str], day: date) -> list[Line]:
    found = [line for concept in concepts for line in _first(balance_of, (concept,), day)]
    return found if len(found) == len(concepts) else []


def _days(balance_of: BalanceOf, concepts: Sequence[str]) -> list[date]:
    return sorted({day for concept in concepts for day in balance_of(concept).days}, reverse=True)
