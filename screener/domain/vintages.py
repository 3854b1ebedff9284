"""What profit would be if servers were written off faster (methods 3.3).

Each fiscal year's servers are one vintage, written off in equal parts over their life. Where only all
capital spending is known, a share of it is taken to be servers; the share is a judgement and printed.
"""

from collections.abc import Sequence
from math import ceil
from typing import Literal

import msgspec

from screener.domain.company import Company
from screener.domain.figure import Figure
from screener.domain.history import by_day, values_by_age

LOW_SHARE, HIGH_SHARE = 0.4, 0.7
"""Servers' part of capital spending: judgement, no published base."""
SHORT_LIFE = 3.0
USUAL_LIFE = 6.0
"""Years, where a company does not state its own."""
SERVER_OWNERS = frozenset({"gear", "engine", "neocloud"})
"""Roles whose trade is to own fleets of servers."""

LifeGap = Literal["no_role", "other_trade", "short_history", "no_profit_stated"]


class ShorterLife(msgspec.Struct, frozen=True):
    """Operating income of the newest fiscal year, and what a life of three years would take from it.

    `low` and `high` for the two shares of servers in capital spending, as if servers had always been written
    off so fast; `first_low` and `first_high` for the year of a change made today. Money of the statements.
    """

    profit: float
    life: float
    low: float
    high: float
    first_low: float
    first_high: float
    figures: tuple[Figure, ...]


def depreciation(additions: Sequence[float], life: float) -> float:
    """Depreciation of the newest year; `additions` newest year first."""
    return sum(added / life for age, added in enumerate(additions) if age < life)


def faster(additions: Sequence[float], life: float, short: float = SHORT_LIFE) -> float:
    """How much more depreciation there would be if servers had always lived `short` instead of `life`."""
    return depreciation(additions, short) - depreciation(additions, life)


def faster_from_now(additions: Sequence[float], life: float, short: float = SHORT_LIFE) -> float:
    """How much more there would be in the first year after a change: what is left is written off sooner."""
    more = 0.0
    for age, added in enumerate(additions):
        if age < life:
            left = added * (1 - age / life)
            more += left / max(short - age, 1.0) - added / life
    return more


def shorter_life(company: Company) -> ShorterLife | LifeGap:
    """The effect on one company, or why it cannot be told."""
    if company.role is None:
        return "no_role"
    if company.role not in SERVER_OWNERS:
        return "other_trade"
    stated = company.facts.get("server_life")
    life = float(stated.value) if isinstance(stated, Figure) and stated.value > 0 else USUAL_LIFE
    series = company.annual.get("capex", ())
    additions = values_by_age(series)
    if len(additions) < ceil(life):
        return "short_history"
    profit = by_day(company, "operating_income").get(series[0].as_of) or company.facts.get("operating_income")
    if not isinstance(profit, Figure) or abs((profit.as_of - series[0].as_of).days) > 366:
        return "no_profit_stated"
    if (profit.currency or company.statement_currency) != (series[0].currency or company.statement_currency):
        return "no_profit_stated"
    used = additions[: ceil(life)]
    more, first = faster(used, life), faster_from_now(used, life)
    own = (stated,) if isinstance(stated, Figure) else ()
    return ShorterLife(
        profit=float(profit.value),
        life=life,
        low=more * LOW_SHARE,
        high=more * HIGH_SHARE,
        first_low=first * LOW_SHARE,
        first_high=first * HIGH_SHARE,
        figures=(profit, *series[: len(used)], *own),
    )
