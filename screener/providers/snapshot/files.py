"""How the shipped files look: one strict struct for each kind of record.

Unknown keys, wrong types and missing values are errors, so a slip in the data shows up when the
file is read and not as a wrong number later. Figures name their source by its key in the
`sources` table of the same file.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import Business, CustomerKind, Measure
from screener.domain.figure import Source, Tier
from screener.domain.message import Unit
from screener.domain.ring.deal import Basis, Leg, PlaceHint, Status

Seen = Literal["", "quoted", "title", "summary", "relayed"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every record: no key the struct does not know."""


class ListingRecord(Record, frozen=True):
    """A ticker at an exchange."""

    symbol: str
    exchange: str
    currency: str


class EntityRecord(Record, frozen=True):
    """A party of the ledger."""

    id: str
    name: str
    role: str | None = None
    layer: str | None = None
    country: str | None = None
    collective: bool = False
    aliases: dict[Literal["en", "zh_hant", "zh_hans"], tuple[str, ...]] = {}
    listings: tuple[ListingRecord, ...] = ()
    cik: str | None = None


class EvidenceRecord(Record, frozen=True):
    """Where a deal was seen; `seen` says how much of the source was read ("" = the page itself)."""

    source: str
    tier: Tier
    date: str | None = None
    seen: Seen = ""


class DealRecord(Record, frozen=True):
    """One leg of money, as `domain.ring.deal.Deal` has it."""

    id: str
    payer: str
    payee: str
    source_entity: str
    target_entity: str
    kind: str
    leg: Leg
    status: Status
    cash: bool
    verification: str
    confidence: str
    best_tier: Tier
    evidence: tuple[EvidenceRecord, ...]
    amount_usd: Decimal | None = None
    firm_usd: Decimal | None = None
    amount_text: str = ""
    goods: str | None = None
    announced: str | None = None
    first_dated: str | None = None
    starts: str | None = None
    term_years: Decimal | None = None
    capacity_gw: Decimal | None = None
    notice_days: int | None = None
    conditional: bool = False
    exclude_from_loops: bool = False
    supersedes: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()


class CustomerRecord(Record, frozen=True):
    """One disclosed customer share; `customers` are ledger ids or plain words, empty = not named."""

    company: str
    measure: Measure
    words: str
    period: str
    kind: CustomerKind
    source: str
    customers: tuple[str, ...] = ()
    count: int | None = None
    share: Decimal | None = None
    members: tuple[Decimal, ...] = ()
    as_of: date | None = None
    none_above: Decimal | None = None
    of: str | None = None
    ring: bool = False
    headline: bool = False
    derived: bool = False
    at_least: bool = False
    government: bool = False
    note: str | None = None


class ReviewRecord(Record, frozen=True):
    """What is known of a widely held company's relation to the ring."""

    symbol: str
    name: str
    hint: PlaceHint
    basis: Basis
    reviewed_on: date
    what: str
    sector: str | None = None
    source: str | None = None
    stretched: bool = False
    entity: str | None = None


class FactRecord(Record, frozen=True):
    """A figure, or with `unknown` the message id that says why there is none."""

    value: Decimal | None = None
    unit: Unit = Unit.MONEY
    currency: str | None = None
    period: str | None = None
    as_of: date | None = None
    source: str | None = None
    derived: bool = False
    note: str | None = None
    unknown: str | None = None


class CompanyRecord(Record, frozen=True):
    """A company; one whose key is a ledger id takes name, listings and role from the ledger."""

    key: str
    name: str | None = None
    listings: tuple[ListingRecord, ...] = ()
    aliases: dict[Literal["en", "zh_hant", "zh_hans"], tuple[str, ...]] = {}
    sector: str | None = None
    industry: str | None = None
    business: Business = "operating"
    statement_currency: str | None = None
    fiscal_period: str | None = None
    ordinary_per_ads: Decimal | None = None
    facts: dict[str, FactRecord] = {}
    annual: dict[str, tuple[FactRecord, ...]] = {}
    note: str | None = None


class FundLineRecord(Record, frozen=True):
    """One line of a fund; `weight` is a fraction."""

    symbol: str
    weight: Decimal


class FundRecord(Record, frozen=True):
    """A fund with its newest list."""

    symbol: str
    name: str
    exchange: str
    currency: str
    as_of: date
    source: str
    holdings: tuple[FundLineRecord, ...]
    note: str | None = None


class PriceRecord(Record, frozen=True):
    """A dated price of a listing."""

    symbol: str
    price: Decimal
    currency: str
    day: date
    source: str


class MedianRecord(Record, frozen=True):
    """A median of a group of companies, or an average where `metric` begins so."""

    level: str
    name: str
    metric: str
    value: Decimal
    count: int
    as_of: date
    source: str


class StatedRecord(Record, frozen=True):
    """A figure an article stated of a company."""

    company: str
    metric: str
    value: Decimal
    unit: Unit
    as_of: date
    source: str
    currency: str | None = None
    period: str | None = None
    note: str | None = None
    count: int | None = None


class EntitiesFile(Record, frozen=True):
    """ring/entities.json."""

    entities: tuple[EntityRecord, ...]


class DealsFile(Record, frozen=True):
    """ring/deals.json."""

    deals: tuple[DealRecord, ...]


class CustomersFile(Record, frozen=True):
    """ring/customers.json."""

    sources: dict[str, Source]
    customers: tuple[CustomerRecord, ...]


class ReviewedFile(Record, frozen=True):
    """ring/reviewed.json."""

    reviewed: tuple[ReviewRecord, ...]


class CompaniesFile(Record, frozen=True):
    """snapshot/companies.json."""

    sources: dict[str, Source]
    companies: tuple[CompanyRecord, ...]


class FundsFile(Record, frozen=True):
    """snapshot/funds.json."""

    sources: dict[str, Source]
    funds: tuple[FundRecord, ...]


class PricesFile(Record, frozen=True):
    """snapshot/prices.json."""

    sources: dict[str, Source]
    prices: tuple[PriceRecord, ...]


class MediansFile(Record, frozen=True):
    """snapshot/medians.json."""

    sources: dict[str, Source]
    medians: tuple[MedianRecord, ...]


class StatedFile(Record, frozen=True):
    """snapshot/stated.json."""

    sources: dict[str, Source]
    stated: tuple[StatedRecord, ...]


class LedgerSeal(Record, frozen=True):
    """Identity of the ledger: `id` changes with its content, `day` is its newest record's.

    `revision` orders ledgers whose newest record is of the same day.
    """

    id: str
    day: date
    revision: int = 0


class Manifest(Record, frozen=True):
    """snapshot/manifest.json: identity, day, counts and checksums of the shipped files."""

    id: str
    day: date
    ledger: LedgerSeal
    counts: dict[str, int]
    sha256: dict[str, str]


class LedgerFile(Record, frozen=True):
    """A whole ledger in one file, given out between two releases; the parts are those under ring/."""

    format: Literal["ringfence-ledger"]
    format_version: Literal[1]
    ledger: LedgerSeal
    entities: tuple[EntityRecord, ...]
    deals: tuple[DealRecord, ...]
    sources: dict[str, Source]
    customers: tuple[CustomerRecord, ...]
    reviewed: tuple[ReviewRecord, ...]
