"""The deals of the ledger as a list: each with where it comes from and whether it counts."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.ring import overlay
from screener.domain.ring.deal import Deal, Leg, Status, Strength
from screener.domain.ring.ledger import Ledger, build
from screener.domain.ring.money import Column, column
from screener.services.collaborators import Collaborators

Origin = Literal["shipped", "edited", "own"]
RecordState = Literal["counts", "superseded", "retired", "not_seen", "rumoured", "cancelled", "kept_out"]


class LedgerRow(msgspec.Struct, frozen=True):
    """One record in use.

    `strength` and `column` are None where it counts nowhere, and `state` says why. `reason` is why the user
    retired it. `shipped` is the shipped version where the user has another; `changed_upstream`: that one, or
    the one retired, has changed since. `replaced_by` are the records in whose favour it does not count.
    """

    deal: Deal
    payer: str
    payee: str
    origin: Origin
    state: RecordState
    strength: Strength | None
    column: Column | None
    replaced_by: tuple[str, ...] = ()
    reason: str = ""
    shipped: Deal | None = None
    changed_upstream: bool = False
    changed_at: datetime | None = None


class DealFilter(msgspec.Struct, frozen=True):
    """What of the ledger is wanted; an empty part asks for nothing.

    `text` is looked for in names, goods and ids, all its words. `parties`: records with one of them. `since`
    and `until` are days, months or years of the announcement ("2025-09"), both included; records without a
    date are then left out, as are records without an amount when `least_usd` is given.
    """

    text: str = ""
    parties: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[str] = frozenset()
    legs: frozenset[Leg] = frozenset()
    strengths: frozenset[Strength] = frozenset()
    origins: frozenset[Origin] = frozenset()
    states: frozenset[RecordState] = frozenset()
    least_usd: Decimal | None = None
    since: str = ""
    until: str = ""

    def takes(self, row: LedgerRow) -> bool:
        """Whether a row is wanted."""
        deal = row.deal
        choices = (
            (self.statuses, deal.status),
            (self.kinds, deal.kind),
            (self.legs, deal.leg),
            (self.strengths, row.strength),
            (self.origins, row.origin),
            (self.states, row.state),
        )
        if any(wanted and one not in wanted for wanted, one in choices):
            return False
        if self.parties and self.parties.isdisjoint((deal.payer, deal.payee)):
            return False
        if self.least_usd is not None and (deal.amount_usd is None or deal.amount_usd < self.least_usd):
            return False
        return self._in_time(deal.announced) and self._has_text(row)

    def _in_time(self, day: str | None) -> bool:
        if not (self.since or self.until):
            return True
        if day is None:
            return False
        # A month lies in a range of days when it overlaps it.
        since, until = self.since[: len(day)], self.until[: len(day)]
        return day[: len(since)] >= since and (not until or day[: len(until)] <= until)

    def _has_text(self, row: LedgerRow) -> bool:
        told = " ".join((row.payer, row.payee, row.deal.goods or "", row.deal.id)).casefold()
        return all(word in told for word in self.text.casefold().split())


EVERYTHING = DealFilter()


def deals(parts: Collaborators, wanted: DealFilter = EVERYTHING) -> tuple[LedgerRow, ...]:
    """The records wanted, newest announcement first, those without a date last."""
    own = parts.user.ledger.own()
    both = overlay.combined(parts.judge.shipped.ledger, own)
    ledger = build(both.data)
    times = parts.user.ledger.changed_at()
    replaced: dict[str, list[str]] = {}
    for deal in both.data.deals:
        for old in deal.supersedes:
            replaced.setdefault(old, []).append(deal.id)
    mine = {one.deal.id for one in own.deals}
    retired = {one.deal: one.reason for one in own.retirements}
    rows = (
        LedgerRow(
            deal=deal,
            payer=ledger.name(deal.payer),
            payee=ledger.name(deal.payee),
            origin=_origin(deal.id, mine, both),
            state=_state(deal, ledger),
            strength=ledger.strengths.get(deal.id),
            column=column(deal, ledger),
            replaced_by=tuple(replaced.get(deal.id, ())) if deal.id in ledger.superseded else (),
            reason=retired.get(deal.id, ""),
            shipped=both.shipped.get(deal.id),
            changed_upstream=deal.id in both.changed_upstream,
            changed_at=times.get(deal.id),
        )
        for deal in both.data.deals
    )
    found = sorted((row for row in rows if wanted.takes(row)), key=lambda row: row.deal.id)
    return tuple(sorted(found, key=lambda row: row.deal.announced or "", reverse=True))


def _origin(deal_id: str, mine: set[str], both: overlay.Combined) -> Origin:
    if deal_id not in mine:
        return "shipped"
    return "edited" if deal_id in both.shipped else "own"


def _state(deal: Deal, ledger: Ledger) -> RecordState:
    """Why a record counts or not; what the user did goes first."""
    if deal.id in ledger.data.retired:
        return "retired"
    if deal.id in ledger.strengths:
        return "counts"
    if deal.id in ledger.superseded:
        return "superseded"
    if deal.status == "rumoured":
        return "rumoured"
    if deal.status == "cancelled":
        return "cancelled"
    return "kept_out" if deal.exclude_from_loops else "not_seen"
