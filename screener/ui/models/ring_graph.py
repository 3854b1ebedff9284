"""The ring as a map needs it: parties with the user's weight, and the legs of the loops shown."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from screener.domain.assessment import Assessment, Loop, LoopLeg
from screener.domain.ring.deal import STRENGTHS, Strength
from screener.ui.models import deal_words

LegKind = Literal["financing", "purchase", "both"]

_COLUMN_OF_ROLE = {
    "financier": 0,
    "power": 0,
    "data_centre_reit": 0,
    "fuel": 1,
    "networking": 1,
    "foundry": 1,
    "memory": 1,
    "server_oem": 1,
    "gear": 2,
    "neocloud": 3,
}
_LAST_COLUMN = 4
"""Labs, and everyone else who builds on what stands to the left."""


class MapNode(NamedTuple):
    """A party: its column by role, the user's weight in it, and whether it stands Inside.

    `symbol` is the ticker of a company the user can look up, empty for others.
    """

    entity: str
    name: str
    symbol: str
    column: int
    weight: Decimal
    direct: Decimal
    inside: bool


class MapLeg(NamedTuple):
    """All records by which `payer` pays `payee`; `amount` is the largest headline, never a sum."""

    payer: str
    payee: str
    kind: LegKind
    strength: Strength
    amount: Decimal | None
    leg: LoopLeg


class RingGraph(NamedTuple):
    """Nodes and legs, each once."""

    nodes: tuple[MapNode, ...]
    legs: tuple[MapLeg, ...]


def column_titles() -> tuple[str, ...]:
    """What stands over the columns, left to right."""
    return (
        _tr("Finance, power, sites"),
        _tr("Fuel: chips, hardware"),
        _tr("Gear: clouds"),
        _tr("Gear: neoclouds"),
        _tr("Engine: labs, software"),
    )


def rank(strength: Strength) -> int:
    """Higher is firmer."""
    return STRENGTHS.index(strength)


def graph_of(assessment: Assessment, loops: Iterable[Loop]) -> RingGraph:
    """The graph of these loops, parties and legs in a fixed order."""
    shown = list(loops)
    companies = {company.key: company for company in assessment.companies}
    floor = rank(assessment.provenance.strength_floor)
    inside = {entity for loop in assessment.loops if rank(loop.strength) >= floor for entity in loop.entities}
    entities = sorted({entity for loop in shown for entity in loop.entities})
    nodes = []
    for entity in entities:
        company = companies.get(entity)
        weight, direct = (company.weight, company.direct) if company is not None else (Decimal(0), Decimal(0))
        symbol = company.symbol if company is not None else ""
        name = deal_words.name(entity, assessment.entity_names)
        column = _COLUMN_OF_ROLE.get(assessment.entity_roles.get(entity, ""), _LAST_COLUMN)
        nodes.append(MapNode(entity, name, symbol, column, weight, direct, entity in inside))
    legs: dict[tuple[str, str], MapLeg] = {}
    for loop in shown:
        for leg in loop.legs:
            if (leg.payer, leg.payee) not in legs:
                legs[leg.payer, leg.payee] = _map_leg(leg)
    return RingGraph(tuple(nodes), tuple(legs[pair] for pair in sorted(legs)))


def weight_on(loop: Loop, assessment: Assessment) -> Decimal:
    """The share of the user's money in the loop's companies, funds included; each company once."""
    on_it = set(loop.entities)
    return sum((company.weight for company in assessment.companies if company.key in on_it), Decimal(0))


def held_directly(loop: Loop, assessment: Assessment) -> bool:
    """One of the loop's companies is held itself, not only through a fund."""
    return any(company.direct > 0 and company.key in loop.entities for company in assessment.companies)


def at_least(loops: Sequence[Loop], floor: Strength) -> tuple[Loop, ...]:
    """The loops of that strength or better."""
    return tuple(loop for loop in loops if rank(loop.strength) >= rank(floor))


def _map_leg(leg: LoopLeg) -> MapLeg:
    kinds = {deal.leg for deal in leg.deals}
    kind: LegKind = "purchase"
    if "financing" in kinds:
        kind = "both" if "purchase" in kinds else "financing"
    amounts = [deal.amount_usd for deal in leg.deals if deal.amount_usd is not None]
    return MapLeg(leg.payer, leg.payee, kind, leg.strength, max(amounts, default=None), leg)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_graph", text)
