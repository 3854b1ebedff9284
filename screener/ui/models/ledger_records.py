"""The ledger as the window shows it: every record with the column its money stands in, and the parties."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from screener.domain.assessment import Assessment
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import Column, column

Origin = Literal["shipped", "added", "edited"]
Status = Literal["paid", "contracted", "announced", "contingent", "not_counted"]
"""The column of a record's money; "not_counted" for one that counts nowhere."""
STATUSES: tuple[Status, ...] = ("paid", "contracted", "announced", "contingent", "not_counted")
"""Firmest first."""


class Record(NamedTuple):
    """A deal with what it counts as and whose it is.

    `strength` and `column` are None for one that counts nowhere: rumoured, cancelled, replaced by
    another, not seen in public, or retired by the user.
    """

    deal: Deal
    strength: Strength | None
    column: Column | None
    origin: Origin = "shipped"
    retired: bool = False
    superseded: bool = False
    changed_upstream: bool = False
    """The shipped record has changed since the user changed or retired it."""

    @property
    def status(self) -> Status:
        """The column, or that it counts nowhere."""
        return self.column or "not_counted"


class Party(NamedTuple):
    """Who pays or is paid; `aliases` and `listings` are what it can be found by."""

    entity: str
    name: str
    role: str = ""
    listings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    collective: bool = False


class Book(NamedTuple):
    """All records and parties; `whole` False: only what the loops of an assessment hold."""

    records: tuple[Record, ...] = ()
    parties: Mapping[str, Party] = {}
    whole: bool = False

    def name(self, entity: str) -> str:
        """A party's short name; its id where nothing else is known."""
        known = self.parties.get(entity)
        return entity if known is None else known.name

    def names(self) -> dict[str, str]:
        """Names by id."""
        return {entity: party.name for entity, party in self.parties.items()}


def book_of_loops(assessment: Assessment) -> Book:
    """The records on the assessment's loops: what can be shown before the ledger was read."""
    deals: dict[str, tuple[Deal, Strength]] = {}
    for loop in assessment.loops:
        for leg in loop.legs:
            for deal in leg.deals:
                deals.setdefault(deal.id, (deal, own_strength(deal, leg.strength)))
    records = tuple(
        Record(deal, strength, _column(deal, strength)) for deal, strength in sorted_deals(deals.values())
    )
    parties = {
        entity: Party(entity, name, assessment.entity_roles.get(entity, ""))
        for entity, name in assessment.entity_names.items()
    }
    return Book(records, parties)


def records_of(deals: Iterable[Deal], ledger: Ledger) -> tuple[Record, ...]:
    """Records of a ledger that was built from them."""
    return tuple(
        Record(
            deal,
            ledger.strengths.get(deal.id),
            column(deal, ledger),
            superseded=deal.id in ledger.superseded,
        )
        for deal in deals
    )


def own_strength(deal: Deal, best: Strength) -> Strength:
    """A record's own strength by the rule of the ledger; never better than its leg's."""
    from screener.domain.ring.ledger import rank, record_strength

    own = record_strength(deal) or best
    return min(own, best, key=rank)


def sorted_deals(deals: Iterable[tuple[Deal, Strength]]) -> list[tuple[Deal, Strength]]:
    """By id, so that the same records always come in the same order."""
    return sorted(deals, key=lambda pair: pair[0].id)


def _column(deal: Deal, strength: Strength) -> Column:
    if strength != "firm":
        return strength
    return "paid" if deal.status == "closed" else "contracted"
