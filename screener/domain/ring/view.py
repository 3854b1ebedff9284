"""The ring as one portfolio-independent view: ledger, loops, ties and places, made once."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.assessment import Standing, Tie
from screener.domain.company import Company
from screener.domain.currency import Rates
from screener.domain.fields import period_kind
from screener.domain.figure import Figure
from screener.domain.ring import ledger as ledgers
from screener.domain.ring import loops, place, tie
from screener.domain.ring.deal import Strength
from screener.domain.universe import Universe

LEGS = 4


class RingView(msgspec.Struct, frozen=True):
    """Everything about the ring that does not depend on a portfolio.

    `search` holds loops of every strength, so that `Standing.loops` index it.
    """

    ledger: ledgers.Ledger
    search: loops.LoopSearch
    ties: dict[str, Tie]
    standings: dict[str, Standing]
    floor: Strength


def ring_view(
    universe: Universe, *, on: date, floor: Strength = place.DEFAULT_FLOOR, legs: int = LEGS
) -> RingView:
    """Loops, ties and places of every company of the universe, facts aged at `on`."""
    ledger = ledgers.build(universe.ledger)
    search = loops.find(ledger, floor="contingent", legs=legs)
    ties = tie.ties(
        universe.companies,
        ledger,
        place.members(search),
        universe.customers,
        _revenue_usd(universe.companies, universe.rates),
        on=on,
    )
    standings = place.standings(
        universe.companies, ledger, search, universe.customers, ties, on=on, floor=floor
    )
    return RingView(ledger, search, ties, standings, floor)


def _revenue_usd(companies: tuple[Company, ...], rates: Rates) -> dict[str, Decimal]:
    """Revenue of four quarters or the fiscal year in US dollars, where it can be had."""
    revenue: dict[str, Decimal] = {}
    for company in companies:
        fact = company.facts.get("revenue")
        if isinstance(fact, Figure) and fact.currency and period_kind(fact.period) not in {"quarter", "part"}:
            converted = rates.convert(fact.value, fact.currency, "USD", date.max)
            if converted is not None:
                revenue[company.key] = converted[0]
    return revenue
