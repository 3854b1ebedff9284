"""What a user does with the deal ledger: own records, what they would do, paths to private companies.

Saving is one action and one undo step a function. Functions raise BadInput, with one sentence naming record
and field, before anything is changed, and StorageError. After a change the places are new: `Workspace.assess`
judges by them, and as the ledger has another version then, nothing of it raises an alert.
"""

from typing import TYPE_CHECKING

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.ring import overlay
from screener.domain.ring.deal import STRENGTHS, Strength
from screener.domain.ring.draft import DealDraft, EntityDraft
from screener.domain.ring.draft_reading import read_entity, shown
from screener.errors import BadInput
from screener.services.collaborators import Collaborators
from screener.services.ledger_changes import (
    AddDeal,
    EditDeal,
    LedgerChange,
    RemoveDeal,
    RestoreDeal,
    RetireDeal,
    found_wrong,
    scene,
    worked,
)
from screener.store.actions import Action
from screener.translation import translate
from screener.wording import sentence

if TYPE_CHECKING:
    from screener.domain.ring.effect import Effect
    from screener.domain.ring.reach import Reach
    from screener.domain.ring.view import RingView
    from screener.domain.universe import Universe


class Saved(msgspec.Struct, frozen=True):
    """A stored record's id and, as sentences, what may be wrong with it."""

    id: str
    warnings: tuple[str, ...] = ()


class FieldProblem(msgspec.Struct, frozen=True):
    """What is wrong with a field of a record in one sentence; `refuses` False = it may be right."""

    field: str
    sentence: str
    refuses: bool


def save(parts: Collaborators, change: LedgerChange) -> Saved:
    """Make one change of the ledger."""
    with parts.user.database.transaction():
        done = worked(change, scene(parts))
        parts.user.ledger.save(done.action, parts.clock(), done.own)
    return Saved(done.id, tuple(sentence(one.message) for one in done.warnings))


def add_deal(parts: Collaborators, draft: DealDraft, parties: tuple[EntityDraft, ...] = ()) -> Saved:
    """Add a record; its parties are in the ledger (`add_party`) or added with it."""
    return save(parts, AddDeal(draft, parties))


def edit_deal(
    parts: Collaborators, deal_id: str, draft: DealDraft, parties: tuple[EntityDraft, ...] = ()
) -> Saved:
    """Put the user's version in the place of a record, shipped or own."""
    return save(parts, EditDeal(deal_id, draft, parties))


def retire_deal(parts: Collaborators, deal_id: str, reason: str) -> None:
    """Take a record out of everything that counts; what it replaced stays replaced."""
    save(parts, RetireDeal(deal_id, shown(reason)))


def restore_deal(parts: Collaborators, deal_id: str) -> None:
    """Count a retired record again; of an edited one, use the shipped version again."""
    save(parts, RestoreDeal(deal_id))


def remove_deal(parts: Collaborators, deal_id: str) -> None:
    """Give up a record the user added."""
    save(parts, RemoveDeal(deal_id))


def add_party(parts: Collaborators, draft: EntityDraft) -> str:
    """Add a party, or change the one with the draft's id; returns the id."""
    with parts.user.database.transaction():
        at = scene(parts)
        entity, wrong = read_entity(draft, at.data)
        if entity is None:
            raise BadInput(sentence(wrong[0].message))
        own = overlay.with_entity(at.own, entity, at.shipped)
        parts.user.ledger.save(Action("ledger_party", {"name": entity.name}), parts.clock(), own)
    return entity.id


def remove_party(parts: Collaborators, party: str) -> None:
    """Give up the user's version of a party; one that records name and nobody ships stays."""
    with parts.user.database.transaction():
        at = scene(parts)
        shipped = any(entity.id == party for entity in at.shipped.entities)
        naming = next((deal.id for deal in at.data.deals if party in (deal.payer, deal.payee)), None)
        if naming is not None and not shipped:
            text = translate("ledger", "{name} cannot be removed: record {id} names it.")
            raise BadInput(text.format(name=at.name(party), id=naming))
        action = Action("ledger_party_removed", {"name": at.name(party)})
        parts.user.ledger.save(action, parts.clock(), overlay.without_entity(at.own, party))


def possible_parties(parts: Collaborators) -> tuple[EntityDraft, ...]:
    """Companies of the snapshot that the ledger does not have, as the parties they would be."""
    universe = parts.judge.universe
    there = {entity.id for entity in universe.ledger.entities}
    listed = {symbol.upper() for entity in universe.ledger.entities for symbol in entity.listings}
    return tuple(
        EntityDraft(
            name=company.name,
            role=company.role or "",
            layer=company.layer or "",
            country=company.country or "",
            symbols=symbols,
            aliases=company.aliases.get("en", ()),
            id=company.key,
        )
        for company in universe.companies
        if company.key not in there
        and (symbols := tuple(listing.symbol for listing in company.listings))
        and listed.isdisjoint(map(str.upper, symbols))
    )


def wrong(parts: Collaborators, change: LedgerChange) -> tuple[FieldProblem, ...]:
    """Slow the first time. What is wrong with the fields of a change, or may be, in a sentence each."""
    return tuple(
        FieldProblem(one.field, sentence(one.message), one.refuses)
        for one in found_wrong(change, scene(parts))
    )


def preview(parts: Collaborators, change: LedgerChange) -> "Effect":
    """Slow. What a change would do to places and loops; nothing is stored. Raises BadInput as saving does."""
    from screener.domain.ring.effect import effect

    at = scene(parts)
    done = worked(change, at)
    before, after = (overlay.combined_universe(parts.judge.shipped, own) for own in (at.own, done.own))
    companies = {company.key: company for company in (*before.companies, *after.companies)}
    return effect(_view(parts, before), _view(parts, after), companies, done.warnings)


def what_if(parts: Collaborators, off: frozenset[str]) -> "Effect":
    """Slow. What would change without these records; nothing is stored. Unknown ids change nothing."""
    from screener.domain.ring.effect import effect

    universe = parts.judge.universe
    companies = {company.key: company for company in universe.companies}
    return effect(_view(parts, universe), _view(parts, universe, off), companies)


def reach(parts: Collaborators, assessment: Assessment) -> "Reach":
    """Slow. Paths from the companies of an assessment to private ones, over the records that count now."""
    from screener.domain.ring import ledger
    from screener.domain.ring import reach as paths

    return paths.reach(assessment.companies, ledger.build(parts.judge.universe.ledger))


def _view(parts: Collaborators, universe: "Universe", off: frozenset[str] = frozenset()) -> "RingView":
    from screener.domain.ring.view import ring_view

    return ring_view(universe, on=parts.clock().date(), floor=_floor(parts), off=off)


def _floor(parts: Collaborators) -> Strength:
    chosen = parts.settings.text("strength_floor")
    return next((strength for strength in STRENGTHS if strength == chosen), "announced")
