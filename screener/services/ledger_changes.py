"""One change of the user's in the ledger, worked out before anything is stored.

The same working out stands behind saving a change and behind seeing what it would do.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from screener.domain.ring import overlay
from screener.domain.ring.checks import LINKS, problems
from screener.domain.ring.deal import Deal
from screener.domain.ring.draft import DealDraft, EntityDraft
from screener.domain.ring.draft_reading import Problem, read_deal, read_entity
from screener.domain.ring.overlay import OwnLedger
from screener.errors import BadInput
from screener.services.collaborators import Collaborators
from screener.store.actions import Action
from screener.translation import translate
from screener.wording import sentence

if TYPE_CHECKING:
    from screener.domain.universe import LedgerData

MAX_REASON = 500


class AddDeal(msgspec.Struct, frozen=True, tag=True):
    """A new record; `parties` are those it names that the ledger does not have yet."""

    draft: DealDraft
    parties: tuple[EntityDraft, ...] = ()


class EditDeal(msgspec.Struct, frozen=True, tag=True):
    """Another version of a record, in place of the whole of it; `parties` as in `AddDeal`."""

    id: str
    draft: DealDraft
    parties: tuple[EntityDraft, ...] = ()


class RetireDeal(msgspec.Struct, frozen=True, tag=True):
    """A record taken out of everything that counts; it stays visible with the reason."""

    id: str
    reason: str = ""


class RestoreDeal(msgspec.Struct, frozen=True, tag=True):
    """A retired record counted again; else an edited record as it is shipped."""

    id: str


class RemoveDeal(msgspec.Struct, frozen=True, tag=True):
    """A record the user added, given up altogether."""

    id: str


LedgerChange = AddDeal | EditDeal | RetireDeal | RestoreDeal | RemoveDeal


class Worked(msgspec.Struct, frozen=True):
    """The user's changes after one more, which record it was, its warnings and what undo will call it."""

    own: OwnLedger
    id: str
    warnings: tuple[Problem, ...]
    action: Action


class LedgerScene(msgspec.Struct, frozen=True):
    """The ledger a change is made on: shipped, the user's changes, both together.

    `revenue_usd` is the yearly revenue of parties, to hold amounts against; `on` is today.
    """

    shipped: "LedgerData"
    own: OwnLedger
    data: "LedgerData"
    revenue_usd: Mapping[str, Decimal]
    on: date

    def deal(self, deal_id: str) -> Deal:
        """The record in use; raises BadInput when there is none."""
        for deal in self.data.deals:
            if deal.id == deal_id:
                return deal
        raise BadInput(translate("ledger", "There is no record {id} any more.").format(id=deal_id))

    def name(self, party: str) -> str:
        """The name of a party, its id where none is known."""
        return next((entity.name for entity in self.data.entities if entity.id == party), party)


def scene(parts: Collaborators) -> LedgerScene:
    """The ledger as it is now. Slow the first time."""
    from screener.domain.ring.money import revenue_figures

    universe = parts.judge.shipped
    own = parts.user.ledger.own()
    revenue = revenue_figures(universe.companies, universe.rates)
    return LedgerScene(
        shipped=universe.ledger,
        own=own,
        data=overlay.combined(universe.ledger, own).data,
        revenue_usd={party: figure.value for party, figure in revenue.items()},
        on=parts.clock().date(),
    )


def worked(change: LedgerChange, at: LedgerScene) -> Worked:
    """The change made; raises BadInput, with one sentence naming record and field, when it cannot be."""
    if isinstance(change, AddDeal | EditDeal):
        at = _with_parties(at, change.parties)
    if isinstance(change, AddDeal):
        deal, warnings = checked(change.draft, "", at)
        return _done(at, overlay.with_deal(at.own, deal, at.shipped), deal, "add", warnings)
    before = at.deal(change.id)
    if isinstance(change, EditDeal):
        deal, warnings = checked(change.draft, change.id, at)
        return _done(at, overlay.with_deal(at.own, deal, at.shipped), deal, "edit", warnings)
    if isinstance(change, RetireDeal):
        reason = " ".join(change.reason.split())
        if len(reason) > MAX_REASON:
            text = translate("ledger", "The reason has more than {limit} characters.")
            raise BadInput(text.format(limit=MAX_REASON))
        own = overlay.with_retirement(at.own, change.id, reason, at.shipped)
        return _done(at, own, before, "retire")
    if isinstance(change, RestoreDeal):
        return _done(at, _restored(change.id, at), before, "restore")
    return _done(at, _removed(change.id, at), before, "remove")


def checked(draft: DealDraft, deal_id: str, at: LedgerScene) -> tuple[Deal, tuple[Problem, ...]]:
    """The record of a draft with its warnings; raises BadInput with the first thing that is refused."""
    deal, wrong = read_deal(draft, deal_id, at.data)
    found = wrong if deal is None else problems(deal, at.data, at.revenue_usd, on=at.on)
    if deal is None or any(one.refuses for one in found):
        raise BadInput(sentence(found[0].message))
    return deal, found


def found_wrong(change: LedgerChange, at: LedgerScene) -> tuple[Problem, ...]:
    """Everything that is wrong with the record of a change, field by field; refusals come first."""
    if not isinstance(change, AddDeal | EditDeal):
        return ()
    at = _with_parties(at, change.parties)
    deal_id = change.id if isinstance(change, EditDeal) else ""
    deal, wrong = read_deal(change.draft, deal_id, at.data)
    return wrong if deal is None else problems(deal, at.data, at.revenue_usd, on=at.on)


def _with_parties(at: LedgerScene, drafts: Iterable[EntityDraft]) -> LedgerScene:
    """The scene with these parties in the user's ledger; raises BadInput for one that cannot be."""
    for draft in drafts:
        entity, wrong = read_entity(draft, at.data)
        if entity is None:
            raise BadInput(sentence(wrong[0].message))
        own = overlay.with_entity(at.own, entity, at.shipped)
        at = msgspec.structs.replace(at, own=own, data=overlay.combined(at.shipped, own).data)
    return at


def _restored(deal_id: str, at: LedgerScene) -> OwnLedger:
    if at.own.retirement(deal_id) is not None:
        return overlay.without_retirement(at.own, deal_id)
    if at.own.deal(deal_id) is None or all(deal.id != deal_id for deal in at.shipped.deals):
        text = translate("ledger", "Record {id} is as it was; there is nothing to restore.")
        raise BadInput(text.format(id=deal_id))
    return overlay.without_deal(at.own, deal_id)


def _removed(deal_id: str, at: LedgerScene) -> OwnLedger:
    if at.own.deal(deal_id) is None or any(deal.id == deal_id for deal in at.shipped.deals):
        text = translate("ledger", "Record {id} is shipped; it can be retired, not removed.")
        raise BadInput(text.format(id=deal_id))
    for deal in at.data.deals:
        if any(deal_id in getattr(deal, field) for field in LINKS):
            text = translate("ledger", "Record {id} cannot be removed: record {other} refers to it.")
            raise BadInput(text.format(id=deal_id, other=deal.id))
    return overlay.without_retirement(overlay.without_deal(at.own, deal_id), deal_id)


def _done(
    at: LedgerScene, own: OwnLedger, deal: Deal, action: str, warnings: tuple[Problem, ...] = ()
) -> Worked:
    named = {"payer": at.name(deal.payer), "payee": at.name(deal.payee)}
    return Worked(own, deal.id, warnings, Action(f"ledger_{action}", named))
