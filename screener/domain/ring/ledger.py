"""The ledger made ready for use: which records are live, how strong, and the two graphs.

The structure graph (`Ledger.legs`) holds every live record between two parties that can close a
loop, warrants and guarantees included; places are read from it. The flow graph (`Ledger.flows`)
holds records under which cash moves, with every party; amounts are read from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from screener.domain.ring.deal import STRENGTHS, Deal, Entity, Review, Strength
from screener.domain.universe import LedgerData

Pair = tuple[str, str]
"""Payer and payee."""

_SEEN = "public_source_seen"
_SIGNED = ("definitive", "closed")
_TALKED_ABOUT = ("announced", "letter_of_intent", "revised")


class Ledger(msgspec.Struct, frozen=True):
    """Live records with their strengths, by leg and by party.

    `strengths` keys the ids of live records; a record not in it counts nowhere. Legs and flows hold
    their strongest record first. `symbols` leads from a listing to its party, `reviews` is by symbol.
    """

    data: LedgerData
    entities: dict[str, Entity]
    strengths: dict[str, Strength]
    superseded: frozenset[str]
    legs: dict[Pair, tuple[Deal, ...]]
    flows: dict[Pair, tuple[Deal, ...]]
    by_entity: dict[str, tuple[Deal, ...]]
    symbols: dict[str, str]
    reviews: dict[str, Review]

    def entity_of_symbol(self, symbol: str) -> str | None:
        """The party whose listing `symbol` is, None when the ledger knows none."""
        return self.symbols.get(symbol.upper())

    def name(self, entity: str) -> str:
        """The party's name; its id where the ledger holds the id only."""
        known = self.entities.get(entity)
        return entity if known is None else known.name

    def strength(self, deals: Iterable[Deal]) -> Strength:
        """The strength of a leg: its best live record."""
        return max((self.strengths[deal.id] for deal in deals), key=STRENGTHS.index)


def rank(strength: Strength) -> int:
    """Orders strengths: contingent 0, announced 1, firm 2."""
    return STRENGTHS.index(strength)


def record_strength(deal: Deal) -> Strength | None:
    """How much a record on its own weighs; None = it counts nowhere.

    Not publicly seen, rumoured, cancelled or kept out of loops: None. A contingent leg or a record that
    pays only on conditions: contingent. Signed or closed: firm if cash moves under it, else
    contingent. Announced, letter of intent, revised: announced. Whether another record replaced
    it is for `build` to know.
    """
    if not _counts(deal) or deal.exclude_from_loops:
        return None
    if deal.leg == "contingent" or deal.conditional:
        return "contingent"
    if deal.status in _SIGNED:
        return "firm" if deal.cash else "contingent"
    return "announced"


def build(data: LedgerData, *, off: frozenset[str] = frozenset()) -> Ledger:
    """The ledger of `data` without its retired records and those in `off`.

    A record is superseded only by one that is itself publicly seen and neither rumoured nor
    cancelled. Switching a record off or retiring it does not bring back what it replaced, so both can
    only take away.
    """
    off = off | data.retired
    superseded = frozenset(old for deal in data.deals if _counts(deal) for old in deal.supersedes)
    strengths: dict[str, Strength] = {}
    live: list[Deal] = []
    for deal in data.deals:
        strength = record_strength(deal)
        if strength is not None and deal.id not in superseded and deal.id not in off:
            strengths[deal.id] = strength
            live.append(deal)
    live.sort(key=lambda deal: (-rank(strengths[deal.id]), deal.id))
    entities = {entity.id: entity for entity in data.entities}
    return Ledger(
        data=data,
        entities=entities,
        strengths=strengths,
        superseded=superseded,
        legs=_pairs(deal for deal in live if _can_close_a_loop(deal, entities)),
        flows=_pairs(deal for deal in live if deal.cash),
        by_entity=_by_party(live),
        symbols={symbol.upper(): entity.id for entity in data.entities for symbol in entity.listings},
        reviews={review.symbol.upper(): review for review in data.reviews},
    )


def _counts(deal: Deal) -> bool:
    return deal.verification == _SEEN and deal.status in _SIGNED + _TALKED_ABOUT


def _can_close_a_loop(deal: Deal, entities: Mapping[str, Entity]) -> bool:
    if deal.payer == deal.payee:
        return False
    parties = (entities.get(deal.payer), entities.get(deal.payee))
    return not any(party is not None and party.collective for party in parties)


def _pairs(deals: Iterable[Deal]) -> dict[Pair, tuple[Deal, ...]]:
    grouped: defaultdict[Pair, list[Deal]] = defaultdict(list)
    for deal in deals:
        grouped[deal.payer, deal.payee].append(deal)
    return {pair: tuple(grouped[pair]) for pair in sorted(grouped)}


def _by_party(deals: Iterable[Deal]) -> dict[str, tuple[Deal, ...]]:
    grouped: defaultdict[str, list[Deal]] = defaultdict(list)
    for deal in deals:
        for party in {deal.payer, deal.payee}:
            grouped[party].append(deal)
    return {party: tuple(held) for party, held in sorted(grouped.items())}
