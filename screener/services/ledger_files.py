"""Files of the ledger: the user's changes, a newer ledger, lists of deals. Reading one is one undo step."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from screener.domain.imported import RejectedRow
from screener.domain.ring import overlay
from screener.domain.ring.checks import problems
from screener.domain.ring.deal import Deal, Entity
from screener.domain.ring.deal_list import DealListReview, ListedDeal, ListedDraft
from screener.domain.ring.deal_rates import Exchanged, in_dollars
from screener.domain.ring.deal_text import Parties, slug
from screener.domain.ring.draft import DealDraft, EntityDraft, draft_of_entity
from screener.domain.ring.draft_reading import Problem, read_deal, read_entity
from screener.domain.ring.overlay import OwnLedger
from screener.errors import BadInput, DataMissing
from screener.services.collaborators import Collaborators
from screener.services.ledger import possible_parties
from screener.services.ledger_changes import LedgerScene, scene
from screener.store.actions import Action
from screener.translation import translate
from screener.wording import day, sentence


class ChangesRead(msgspec.Struct, frozen=True):
    """What of a file of changes was taken over: ids, and with a sentence each what was not."""

    taken: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def export_changes(parts: Collaborators, path: Path) -> Path:
    """Write everything the user changed to a file; raises StorageError."""
    from screener.importers.ledger_changes import to_text
    from screener.reports.report import write_whole

    version = parts.judge.shipped.ledger.version
    return write_whole(to_text(parts.user.ledger.own(), version, parts.clock()), path)


def import_changes(parts: Collaborators, path: Path) -> ChangesRead:
    """Take over the changes of a file; where both speak of a record the file holds."""
    from screener.importers.ledger_changes import read_changes
    from screener.importers.records import excerpt

    read = read_changes(path)
    with parts.user.database.transaction():
        at = scene(parts)
        kept, refused = _acceptable(read, at)
        own = overlay.merged(at.own, kept)
        parts.user.ledger.save(Action("ledger_changes", {"file": excerpt(path.name)}), parts.clock(), own)
    names = (
        *(one.entity.id for one in kept.entities),
        *(one.deal.id for one in kept.deals),
        *(one.deal for one in kept.retirements),
    )
    return ChangesRead(tuple(dict.fromkeys(names)), refused)


def import_ledger(parts: Collaborators, path: Path) -> str:
    """Use a newer ledger instead of the shipped one; returns its version.

    It is checked as the shipped one is, and left out again once a program ships a newer one. Raises BadInput.
    """
    from screener.importers.ledger_changes import read_bytes
    from screener.providers.snapshot import load_universe
    from screener.providers.snapshot.ledger_file import seal_of

    content = read_bytes(path)
    try:
        version = seal_of(content, path.name).id
        text = content.decode()
        found = load_universe(text).ledger.version
    except DataMissing as error:
        raise BadInput(error.message, path=path) from error
    if found != version or version == parts.judge.shipped.ledger.version:
        sentence_text = translate("ledger", "{file} holds no newer ledger than the one in use ({version}).")
        raise BadInput(
            sentence_text.format(file=path.name, version=parts.judge.shipped.ledger.version), path=path
        )
    parts.user.ledger.save_file(Action("ledger_file", {"version": version}), parts.clock(), version, text)
    return version


def drop_ledger(parts: Collaborators) -> None:
    """Use the shipped ledger again."""
    parts.user.ledger.save_file(Action("ledger_file_dropped"), parts.clock(), "", None)


def import_deals(
    parts: Collaborators, path: Path, mapping: Mapping[str, str] | None = None
) -> DealListReview:
    """What a list of deals holds; nothing is stored. `mapping` as in `importers.deals_csv.read_deals`."""
    from screener.importers.deals_csv import read_deals

    rows = read_deals(path, mapping)
    at = scene(parts)
    known, named = at, Parties(at.data.entities)
    deals: list[ListedDeal] = []
    entities: list[Entity] = []
    rejected = list(rows.broken)
    rates = parts.judge.universe.rates
    companies = _Companies(possible_parties(parts))
    for row in rows.rows:
        exchanged = in_dollars(row.draft, row.currency, rates)
        if isinstance(exchanged, Problem):
            rejected.append(RejectedRow(row.line, exchanged.message, row.text))
            continue
        draft = _with_note(exchanged)
        added = _new_parties(row, named, known, companies)
        trial = _with(known, added)
        deal, wrong = read_deal(draft, "", trial.data)
        found = wrong if deal is None else problems(deal, trial.data, trial.revenue_usd, on=trial.on)
        if deal is None or any(one.refuses for one in found):
            rejected.append(RejectedRow(row.line, found[0].message, row.text))
            continue
        deals.append(ListedDeal(row.line, deal, found))
        entities += added
        known = _with(trial, deals=(deal,))
        named = Parties(known.data.entities) if added else named
    return DealListReview(
        file=rows.file,
        needs_mapping=bool(rows.missing),
        columns=rows.columns,
        mapping=rows.mapping,
        missing=rows.missing,
        deals=tuple(deals),
        entities=tuple(entities),
        rejected=tuple(sorted(rejected, key=lambda one: one.line)),
    )


def _with_note(exchanged: Exchanged) -> DealDraft:
    """The draft with what stood in the list, where that was another currency."""
    draft = exchanged.draft
    if not exchanged.rates:
        return draft
    text = translate("ledger", "Stated as {amount} in {currency}; turned into US dollars at {rates}.")
    rate = translate("ledger", "{rate} {quote} for 1 {base} on {day} ({source})")
    said = ", ".join(
        rate.format(
            rate=f"{one.rate:f}", quote=one.quote, base=one.base, day=day(one.day), source=one.source.title
        )
        for one in exchanged.rates
    )
    note = text.format(amount=exchanged.amount, currency=exchanged.currency, rates=said)
    return msgspec.structs.replace(draft, notes=" ".join(filter(None, (draft.notes, note))))


def commit_deals(parts: Collaborators, review: DealListReview) -> tuple[str, ...]:
    """Store the deals of a list with the parties they need; returns the ids of the records."""
    if not review.deals:
        raise BadInput(translate("ledger", "{file} holds no deal to store.").format(file=review.file))
    with parts.user.database.transaction():
        at = scene(parts)
        own = at.own
        known = {deal.id for deal in at.data.deals}
        for entity in review.entities:
            own = overlay.with_entity(own, entity, at.shipped)
        for listed in review.deals:
            if listed.deal.id in known:
                text = translate("ledger", "{file} was read before the ledger changed; please read it again.")
                raise BadInput(text.format(file=review.file))
            own = overlay.with_deal(own, listed.deal, at.shipped)
        action = Action("ledger_deals", {"count": str(len(review.deals)), "file": review.file})
        parts.user.ledger.save(action, parts.clock(), own)
    return tuple(listed.deal.id for listed in review.deals)


def _acceptable(read: OwnLedger, at: LedgerScene) -> tuple[OwnLedger, tuple[tuple[str, str], ...]]:
    """The changes that hold on this ledger, and a sentence for each that does not."""
    entities, deals, refused = [], [], []
    for party in read.entities:
        _, wrong = read_entity(draft_of_entity(party.entity), at.data)
        if wrong:
            refused.append((party.entity.id, sentence(wrong[0].message)))
        else:
            entities.append(party)
    read = msgspec.structs.replace(read, entities=tuple(entities))
    both = overlay.combined(at.shipped, overlay.merged(at.own, read)).data
    for own in read.deals:
        found = problems(own.deal, both, at.revenue_usd, on=at.on)
        if found and found[0].refuses:
            refused.append((own.deal.id, sentence(found[0].message)))
        else:
            deals.append(own)
    known = {deal.id for deal in at.data.deals} | {own.deal.id for own in deals}
    missing = [one.deal for one in read.retirements if one.deal not in known]
    text = translate("ledger", "Record {id} was retired, but there is no such record.")
    refused += [(name, text.format(id=name)) for name in missing]
    kept = msgspec.structs.replace(
        read,
        deals=tuple(deals),
        retirements=tuple(one for one in read.retirements if one.deal in known),
    )
    return kept, tuple(refused)


class _Companies:
    """Companies with figures here that the ledger does not have, found by any of their names."""

    def __init__(self, drafts: tuple[EntityDraft, ...]) -> None:
        self._drafts = {one.id: one for one in drafts}
        self._named = Parties(
            Entity(one.id, one.name, None, None, aliases={"en": one.aliases}, listings=one.symbols)
            for one in drafts
        )

    def find(self, name: str) -> EntityDraft | None:
        """The company meant; None for none and for more than one."""
        return self._drafts.get(self._named.find(name) or "")


def _new_parties(
    row: ListedDraft, named: Parties, at: LedgerScene, companies: _Companies
) -> tuple[Entity, ...]:
    """Parties for the names in a row that the ledger does not know: known companies, else private ones."""
    ids = {entity.id for entity in at.data.entities}
    found: dict[str, Entity] = {}
    for text in (row.draft.payer, row.draft.payee):
        name = " ".join(text.split())
        if not name or named.find(name) is not None:
            continue
        company = companies.find(name)
        if company is not None:
            entity, _wrong = read_entity(company, at.data)
            if entity is not None:
                found[entity.id] = entity
        elif (party := slug(name)) and party not in ids:
            found[party] = Entity(party, name, None, None)
    return tuple(found.values())


def _with(at: LedgerScene, entities: Iterable[Entity] = (), deals: Iterable[Deal] = ()) -> LedgerScene:
    """The scene with more parties and records in use."""
    data = msgspec.structs.replace(
        at.data, entities=(*at.data.entities, *entities), deals=(*at.data.deals, *deals)
    )
    return msgspec.structs.replace(at, data=data)
