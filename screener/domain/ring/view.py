"""The ring as one portfolio-independent view: ledger, loops, ties and places, made once."""

from datetime import date

import msgspec

from screener.domain.assessment import Standing, Tie
from screener.domain.ring import ledger as ledgers
from screener.domain.ring import loops, place, tie
from screener.domain.ring.deal import Strength
from screener.domain.ring.money import revenue_figures
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
    universe: Universe,
    *,
    on: date,
    floor: Strength = place.DEFAULT_FLOOR,
    legs: int = LEGS,
    off: frozenset[str] = frozenset(),
) -> RingView:
    """Loops, ties and places of every company of the universe, facts aged at `on`.

    Records in `off` are left out, to see what remains without them.
    """
    ledger = ledgers.build(universe.ledger, off=off)
    revenue = revenue_figures(universe.companies, universe.rates)
    search = loops.find(ledger, floor="contingent", legs=legs)
    ties = tie.ties(
        universe.companies,
        ledger,
        place.members(search),
        universe.customers,
        {key: fact.value for key, fact in revenue.items()},
        on=on,
    )
    standings = place.standings(
        universe.companies, ledger, search, universe.customers, ties, on=on, floor=floor
    )
    return RingView(ledger, search, ties, standings, floor)
