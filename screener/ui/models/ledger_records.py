"""The ledger as the window shows it: every record with the column its money stands in, and the parties."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from screener.domain.assessment import Assessment
from screener.domain.names import short_name
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.ledger import rank, record_strength
from screener.domain.ring.money import Column

if TYPE_CHECKING:
    from screener.services.ledger_rows import LedgerRow

Origin = Literal["shipped", "edited", "own"]
State = Literal["counts", "superseded", "retired", "not_seen", "rumoured", "cancelled", "kept_out"]
Status = Literal["paid", "contracted", "announced", "contingent", "not_counted"]
"""The column of a record's money; "not_counted" for one that counts nowhere."""
STATUSES: tuple[Status, ...] = ("paid", "contracted", "announced", "contingent", "not_counted")
"""Firmest first."""


class Record(NamedTuple):
    """A deal with what it counts as and whose it is; the fields are those of the services' `LedgerRow`.

    `strength` and `column` are None for one that counts nowhere, and `state` says why.
    """

    deal: Deal
    strength: Strength | None
    column: Column | None
    origin: Origin = "shipped"
    state: State = "counts"
    reason: str = ""
    replaced_by: tuple[str, ...] = ()
    shipped: Deal | None = None
    changed_upstream: bool = False

    @property
    def status(self) -> Status:
        """The column, or that it counts nowhere."""
        return self.column or "not_counted"


class Party(NamedTuple):
    """Who pays or is paid; `symbols` are what it is listed as."""

    entity: str
    name: str
    role: str = ""
    symbols: tuple[str, ...] = ()


class Book(NamedTuple):
    """All records and parties; `whole` False: only what the loops of an assessment hold."""

    records: tuple[Record, ...] = ()
    parties: Mapping[str, Party] = {}
    whole: bool = False

    def name(self, entity: str) -> str:
        """A party's short name; its id where nothing else is known."""
        known = self.parties.get(entity)
        return entity if known is None else known.name

    def brief(self, entity: str, letters: int) -> str:
        """A party's name; its ticker where the name has more letters than that and there is a ticker."""
        known = self.parties.get(entity)
        if known is None or len(known.name) <= letters or not known.symbols:
            return self.name(entity)
        return known.symbols[0]

    def names(self) -> dict[str, str]:
        """Names by id."""
        return {entity: party.name for entity, party in self.parties.items()}

    def record(self, deal_id: str) -> Record | None:
        """The record with that id."""
        return next((record for record in self.records if record.deal.id == deal_id), None)


def book_of(rows: "Iterable[LedgerRow]", assessment: Assessment) -> Book:
    """The whole ledger; a party the assessment does not know has the name its records give it."""
    parties = _parties(assessment)
    records = []
    for row in rows:
        for entity, name in ((row.deal.payer, row.payer), (row.deal.payee, row.payee)):
            parties.setdefault(entity, Party(entity, short_name(name)))
        records.append(
            Record(
                row.deal,
                row.strength,
                row.column,
                row.origin,
                row.state,
                row.reason,
                row.replaced_by,
                row.shipped,
                row.changed_upstream,
            )
        )
    return Book(tuple(records), parties, whole=True)


def book_of_loops(assessment: Assessment) -> Book:
    """The records on the assessment's loops: what can be shown before the ledger was read."""
    deals: dict[str, tuple[Deal, Strength]] = {}
    for loop in assessment.loops:
        for leg in loop.legs:
            for deal in leg.deals:
                own = record_strength(deal) or leg.strength
                deals.setdefault(deal.id, (deal, min(own, leg.strength, key=rank)))
    records = tuple(record_of(deal, strength) for deal, strength in deals.values())
    return Book(tuple(sorted(records, key=lambda each: each.deal.id)), _parties(assessment))


def _parties(assessment: Assessment) -> dict[str, Party]:
    symbols = {
        company.key: tuple(dict.fromkeys((company.symbol, *company.symbols)))
        for company in assessment.companies
    }
    return {
        entity: Party(
            entity, short_name(name), assessment.entity_roles.get(entity, ""), symbols.get(entity, ())
        )
        for entity, name in assessment.entity_names.items()
    }


def record_of(deal: Deal, strength: Strength) -> Record:
    """A shipped record that counts with this strength."""
    if strength != "firm":
        return Record(deal, strength, strength)
    return Record(deal, strength, "paid" if deal.status == "closed" else "contracted")


def record_as_read(deal: Deal) -> Record:
    """A record that is not stored yet, with what it would count as on its own."""
    strength = record_strength(deal)
    if strength is None:
        state: State = "rumoured" if deal.status == "rumoured" else "not_seen"
        return Record(deal, None, None, "own", "cancelled" if deal.status == "cancelled" else state)
    return record_of(deal, strength)._replace(origin="own")
