"""The ring as a map needs it: parties with the user's weight and place, and who pays whom by what."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from screener.domain.assessment import Assessment, Loop, Place
from screener.domain.ring.deal import STRENGTHS, Strength
from screener.ui.models.ledger_records import STATUSES, Book, Record, Status

LegKind = Literal["financing", "purchase", "both", "other"]
Pair = tuple[str, str]
"""Payer and payee."""

_COLUMN_OF_ROLE = {
    "financier": 0,
    "power": 1,
    "data_centre_reit": 1,
    "gear": 2,
    "neocloud": 2,
    "fuel": 3,
    "networking": 3,
    "foundry": 3,
    "memory": 3,
    "server_oem": 3,
}
_LAST_COLUMN = 4
"""Labs, and everyone else who builds on what stands to the left."""


class MapNode(NamedTuple):
    """A party: its column by role, the user's weight in it, and its place in the ring.

    `symbol` is the ticker of a company the user can look up, empty for others.
    """

    entity: str
    name: str
    symbol: str
    column: int
    weight: Decimal
    direct: Decimal
    place: Place

    @property
    def inside(self) -> bool:
        """On a loop."""
        return self.place == "inside"


class MapLeg(NamedTuple):
    """All records by which `payer` pays `payee`, the firmest first.

    `status` is the firmest record's. `amount` is the largest headline among the records of that status:
    a line drawn as paid is never as wide as something that was only announced.
    """

    payer: str
    payee: str
    kind: LegKind
    status: Status
    amount: Decimal | None
    records: tuple[Record, ...]

    @property
    def pair(self) -> Pair:
        """Payer and payee."""
        return self.payer, self.payee


class RingGraph(NamedTuple):
    """Nodes and legs, each once."""

    nodes: tuple[MapNode, ...]
    legs: tuple[MapLeg, ...]


def column_titles() -> tuple[str, ...]:
    """What stands over the columns, left to right."""
    return (
        _tr("Finance"),
        _tr("Power, sites"),
        _tr("Gear: clouds"),
        _tr("Fuel: chips, hardware"),
        _tr("Engine: labs, software"),
    )


def column_of(role: str) -> int:
    """The column of a role."""
    return _COLUMN_OF_ROLE.get(role, _LAST_COLUMN)


def rank(strength: Strength) -> int:
    """Higher is firmer."""
    return STRENGTHS.index(strength)


def graph_of(
    assessment: Assessment, book: Book, places: Mapping[str, Place], records: Iterable[Record] | None = None
) -> RingGraph:
    """The graph of these records, by default all of the book; parties and legs in a fixed order."""
    grouped: dict[Pair, list[Record]] = {}
    for record in book.records if records is None else records:
        if record.deal.payer != record.deal.payee:
            grouped.setdefault((record.deal.payer, record.deal.payee), []).append(record)
    entities = sorted({entity for pair in grouped for entity in pair})
    companies = {company.key: company for company in assessment.companies}
    nodes = []
    for entity in entities:
        company = companies.get(entity)
        party = book.parties.get(entity)
        nodes.append(
            MapNode(
                entity,
                book.name(entity),
                "" if company is None else company.symbol,
                column_of("" if party is None else party.role),
                Decimal(0) if company is None else company.weight,
                Decimal(0) if company is None else company.direct,
                places.get(entity, "not_known"),
            )
        )
    return RingGraph(tuple(nodes), tuple(_leg(pair, grouped[pair]) for pair in sorted(grouped)))


def places_of(assessment: Assessment, book: Book) -> dict[str, Place]:
    """The place of every party of the book.

    Judged companies have theirs. Others are Inside when on a loop of the assessment's strength, Adjacent on
    weaker loops or beside an inside party by a record that counts, else Outside: known to the ledger.
    """
    floor = rank(assessment.provenance.strength_floor)
    on_loops = {entity for loop in assessment.loops for entity in loop.entities}
    inside = {entity for loop in assessment.loops if rank(loop.strength) >= floor for entity in loop.entities}
    beside = set(on_loops)
    for record in book.records:
        pair = {record.deal.payer, record.deal.payee}
        if record.strength is not None and pair & inside:
            beside |= pair
    judged = {company.key: company.standing.place for company in assessment.companies}
    everyone = {entity for record in book.records for entity in (record.deal.payer, record.deal.payee)}
    return {
        entity: judged.get(
            entity, "inside" if entity in inside else "adjacent" if entity in beside else "outside"
        )
        for entity in everyone | set(book.parties)
    }


def weight_on(loop: Loop, assessment: Assessment) -> Decimal:
    """The share of the user's money in the loop's companies, funds included; each company once."""
    on_it = set(loop.entities)
    return sum((company.weight for company in assessment.companies if company.key in on_it), Decimal(0))


def held_directly(loop: Loop, assessment: Assessment) -> bool:
    """One of the loop's companies is held itself, not only through a fund."""
    return any(company.direct > 0 and company.key in loop.entities for company in assessment.companies)


def at_least(loops: Iterable[Loop], floor: Strength) -> tuple[Loop, ...]:
    """The loops of that strength or better."""
    return tuple(loop for loop in loops if rank(loop.strength) >= rank(floor))


def _leg(pair: Pair, records: list[Record]) -> MapLeg:
    firmest = sorted(records, key=lambda each: (STATUSES.index(each.status), each.deal.id))
    status = firmest[0].status
    kinds = {each.deal.leg for each in firmest}
    kind: LegKind = "other"
    if "financing" in kinds:
        kind = "both" if "purchase" in kinds else "financing"
    elif "purchase" in kinds:
        kind = "purchase"
    amounts = [each.deal.amount_usd for each in firmest if each.status == status]
    known = [amount for amount in amounts if amount is not None]
    return MapLeg(*pair, kind, status, max(known, default=None), tuple(firmest))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_graph", text)
