"""Builds companies, funds, prices, medians and stated figures from the files under snapshot/."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from screener.domain.company import Company, StatedFigure
from screener.domain.currency import Rate, Rates
from screener.domain.figure import Fact, Figure, Source, unknown
from screener.domain.fund import Fund, FundHolding
from screener.domain.security import Listing
from screener.domain.universe import SectorMedian, SnapshotPrice
from screener.errors import DataMissing
from screener.providers.snapshot.files import (
    CompaniesFile,
    CompanyRecord,
    EntitiesFile,
    EntityRecord,
    FactRecord,
    FundsFile,
    ListingRecord,
    MediansFile,
    PricesFile,
    StatedFile,
)
from screener.providers.snapshot.reading import read_csv
from screener.translation import translate

_RATE_COLUMNS = ["day", "base", "quote", "rate", "source", "via", "url"]


def companies(entities: EntitiesFile, file: CompaniesFile) -> tuple[Company, ...]:
    """Every party of the ledger and every other company with figures or a review, by key."""
    records = {record.key: record for record in file.companies}
    ledger = {entity.id: entity for entity in entities.entities}
    keys = [*ledger, *(key for key in records if key not in ledger)]
    return tuple(_company(key, ledger.get(key), records.get(key), file.sources) for key in keys)


def _company(
    key: str, entity: EntityRecord | None, record: CompanyRecord | None, sources: Mapping[str, Source]
) -> Company:
    record = record or CompanyRecord(key)
    listings = entity.listings if entity else record.listings
    aliases = entity.aliases if entity else record.aliases
    return Company(
        key=key,
        name=(entity.name if entity else record.name) or key,
        listings=_listings(listings),
        aliases=dict(aliases.items()),
        country=entity.country if entity else None,
        sector=record.sector,
        industry=record.industry,
        business=record.business,
        role=entity.role if entity else None,
        layer=entity.layer if entity else None,
        cik=entity.cik if entity else None,
        statement_currency=record.statement_currency,
        fiscal_period=record.fiscal_period,
        ordinary_per_ads=record.ordinary_per_ads,
        facts={name: _fact(key, name, fact, sources) for name, fact in record.facts.items()},
        annual={
            name: tuple(_figure(key, name, fact, sources) for fact in facts)
            for name, facts in record.annual.items()
        },
        note=record.note,
    )


def _listings(records: tuple[ListingRecord, ...]) -> tuple[Listing, ...]:
    return tuple(Listing(record.symbol, record.exchange, record.currency) for record in records)


def _fact(key: str, name: str, record: FactRecord, sources: Mapping[str, Source]) -> Fact:
    if record.unknown is not None:
        return unknown(record.unknown)
    return _figure(key, name, record, sources)


def _figure(key: str, name: str, record: FactRecord, sources: Mapping[str, Source]) -> Figure:
    source = sources.get(record.source or "")
    if record.value is None or record.as_of is None or source is None:
        text = translate("snapshot", "companies.json, record {key}: {name} lacks a value, a day or a source.")
        raise DataMissing(text.format(key=key, name=name))
    return Figure(
        name=name,
        value=record.value,
        unit=record.unit,
        as_of=record.as_of,
        source=source,
        currency=record.currency,
        period=record.period,
        note=record.note,
        derived=record.derived,
    )


def funds(file: FundsFile) -> tuple[Fund, ...]:
    """The funds with their newest lists."""
    return tuple(
        Fund(
            symbol=record.symbol,
            name=record.name,
            exchange=record.exchange,
            currency=record.currency,
            as_of=record.as_of,
            holdings=tuple(FundHolding(line.symbol, line.weight) for line in record.holdings),
            source=file.sources[record.source],
            note=record.note,
        )
        for record in file.funds
    )


def prices(file: PricesFile) -> dict[str, SnapshotPrice]:
    """The newest shipped price of each listing, by symbol."""
    return {
        record.symbol: SnapshotPrice(
            record.symbol, record.price, record.currency, record.day, file.sources[record.source]
        )
        for record in file.prices
    }


def medians(file: MediansFile) -> tuple[SectorMedian, ...]:
    """Middle values of sectors, industries and the index."""
    return tuple(
        SectorMedian(
            level=record.level,
            name=record.name,
            metric=record.metric,
            value=record.value,
            count=record.count,
            as_of=record.as_of,
            source=file.sources[record.source],
        )
        for record in file.medians
    )


def stated(file: StatedFile) -> tuple[StatedFigure, ...]:
    """What articles stated of companies."""
    return tuple(
        StatedFigure(
            company=record.company,
            metric=record.metric,
            figure=Figure(
                name=record.metric,
                value=record.value,
                unit=record.unit,
                as_of=record.as_of,
                source=file.sources[record.source],
                currency=record.currency,
                period=record.period,
                note=record.note,
            ),
            count=record.count,
        )
        for record in file.stated
    )


def rates() -> Rates:
    """The dated exchange rates of rates.csv; raises DataMissing naming the line."""
    found: list[Rate] = []
    for line, fields in read_csv("snapshot", "rates.csv"):
        if line == 1:
            if fields != _RATE_COLUMNS:
                text = translate("snapshot", "rates.csv, line 1: the columns must be {columns}.")
                raise DataMissing(text.format(columns=", ".join(_RATE_COLUMNS)))
            continue
        try:
            day, base, quote, rate, title, via, url = fields
            source = Source(title, url or None, via or None, "feed")
            found.append(Rate(base, quote, date.fromisoformat(day), Decimal(rate), source))
        except (ValueError, InvalidOperation) as error:
            text = translate("snapshot", "{file}, line {line}: {reason}.")
            raise DataMissing(text.format(file="rates.csv", line=line, reason=error)) from error
    return Rates(tuple(found))
