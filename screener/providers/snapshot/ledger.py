"""Builds the ledger, the reviews and the customer facts from the files under ring/."""

from screener.domain.company import CustomerFact
from screener.domain.figure import Source
from screener.domain.ring.deal import Deal, Entity, Evidence, Review
from screener.domain.universe import LedgerData
from screener.providers.snapshot.files import (
    CustomerRecord,
    CustomersFile,
    DealRecord,
    DealsFile,
    EntitiesFile,
    EntityRecord,
    LedgerSeal,
    ReviewedFile,
    ReviewRecord,
)
from screener.translation import translate


def ledger_data(
    seal: LedgerSeal, entities: EntitiesFile, deals: DealsFile, reviewed: ReviewedFile
) -> LedgerData:
    """The ledger as shipped; nothing is dropped, the ring code decides what is live."""
    return LedgerData(
        version=seal.id,
        day=seal.day,
        entities=tuple(_entity(record) for record in entities.entities),
        deals=tuple(_deal(record) for record in deals.deals),
        reviews=tuple(_review(record) for record in reviewed.reviewed),
    )


def customer_facts(file: CustomersFile) -> tuple[CustomerFact, ...]:
    """Every disclosed customer share with its source."""
    return tuple(_customer(record, file.sources[record.source]) for record in file.customers)


def _entity(record: EntityRecord) -> Entity:
    return Entity(
        id=record.id,
        name=record.name,
        role=record.role,
        layer=record.layer,
        country=record.country,
        collective=record.collective,
        aliases=dict(record.aliases.items()),
        listings=tuple(listing.symbol for listing in record.listings),
        cik=record.cik,
    )


def _deal(record: DealRecord) -> Deal:
    return Deal(
        id=record.id,
        payer=record.payer,
        payee=record.payee,
        source_entity=record.source_entity,
        target_entity=record.target_entity,
        kind=record.kind,
        leg=record.leg,
        status=record.status,
        cash=record.cash,
        amount_usd=record.amount_usd,
        amount_text=record.amount_text,
        announced=record.announced,
        verification=record.verification,
        confidence=record.confidence,
        best_tier=record.best_tier,
        goods=record.goods,
        firm_usd=record.firm_usd,
        conditional=record.conditional,
        term_years=record.term_years,
        capacity_gw=record.capacity_gw,
        notice_days=record.notice_days,
        supersedes=record.supersedes,
        contains=record.contains,
        extends=record.extends,
        exclude_from_loops=record.exclude_from_loops,
        evidence=tuple(Evidence(seen.source, seen.seen, seen.tier, seen.date) for seen in record.evidence),
        first_dated=record.first_dated,
        starts=record.starts,
    )


def _review(record: ReviewRecord) -> Review:
    return Review(
        symbol=record.symbol,
        name=record.name,
        sector=record.sector,
        hint=record.hint,
        basis=record.basis,
        reviewed_on=record.reviewed_on,
        what=record.what,
        source=record.source,
        stretched=record.stretched,
        entity=record.entity,
    )


def _customer(record: CustomerRecord, source: Source) -> CustomerFact:
    # Beside facts that were read from a filing here, the reader must see which were not.
    shipped = translate("snapshot", "As shipped with Ringfence.")
    return CustomerFact(
        company=record.company,
        measure=record.measure,
        counterparty=record.customers,
        counterparty_words=record.words,
        count=record.count,
        share=record.share,
        period=record.period,
        as_of=record.as_of,
        kind=record.kind,
        source=source,
        members=record.members,
        none_above=record.none_above,
        of=record.of,
        ring=record.ring,
        headline=record.headline,
        derived=record.derived,
        at_least=record.at_least,
        government=record.government,
        note=f"{record.note} {shipped}" if record.note else shipped,
    )
