"""Which records the map shows: by status, kind, amount, date, holdings and a text."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from screener.domain.ring.deal import Leg
from screener.ui.models.ledger_records import STATUSES, Book, Party, Record, Status
from screener.ui.models.ring_time import ALWAYS, Month, month_of

COUNTED: frozenset[Status] = frozenset(STATUSES) - {"not_counted"}
LEGS: tuple[Leg, ...] = ("financing", "purchase", "contingent", "other")


class RingFilter(NamedTuple):
    """The defaults show all that counts. `mine` holds the parties the user has money in, None for everyone.

    `least` hides records of a smaller or an undisclosed amount, `until` what came later, `off` what
    the user switched off. `found` has the parties a text finds, None when nothing is looked for.
    """

    statuses: frozenset[Status] = COUNTED
    legs: frozenset[Leg] = frozenset(LEGS)
    least: Decimal | None = None
    until: Month = ALWAYS
    mine: frozenset[str] | None = None
    found: frozenset[str] | None = None
    off: frozenset[str] = frozenset()

    def shown(self, book: Book) -> tuple[Record, ...]:
        """The records that pass, in the book's order."""
        return tuple(record for record in book.records if self._admits(record))

    def _admits(self, record: Record) -> bool:
        deal = record.deal
        pair = {deal.payer, deal.payee}
        if record.status not in self.statuses or deal.leg not in self.legs or deal.id in self.off:
            return False
        if self.least is not None and (deal.amount_usd is None or deal.amount_usd < self.least):
            return False
        if month_of(deal) > self.until:
            return False
        if self.mine is not None and not pair & self.mine:
            return False
        return self.found is None or bool(pair & self.found)


def matching(parties: Iterable[Party], text: str) -> frozenset[str]:
    """The parties a text finds by id, name or ticker, whatever the case and accents."""
    needle = folded(text)
    return frozenset(
        party.entity
        for party in parties
        if any(needle in folded(said) for said in (party.entity, party.name, *party.symbols))
    )


def folded(text: str) -> str:
    """Text as it is compared: no case, accents or outer spaces."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
