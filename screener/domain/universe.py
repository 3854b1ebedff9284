"""Everything shipped or fetched that a portfolio is judged against."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.company import Company, CustomerFact, StatedFigure
from screener.domain.currency import Rates
from screener.domain.figure import Source
from screener.domain.fund import Fund
from screener.domain.ring.deal import Deal, Entity, Review


class SectorMedian(msgspec.Struct, frozen=True):
    """A published median of a metric over a sector, industry or index."""

    level: str
    name: str
    metric: str
    value: Decimal
    count: int
    as_of: date
    source: Source


class LedgerData(msgspec.Struct, frozen=True):
    """The deal ledger: parties, records and what was reviewed.

    `retired` names records the user took out; they are kept to be seen and count nowhere.
    """

    version: str
    day: date
    entities: tuple[Entity, ...]
    deals: tuple[Deal, ...]
    reviews: tuple[Review, ...]
    retired: frozenset[str] = frozenset()


class SnapshotPrice(msgspec.Struct, frozen=True):
    """A dated price of a listing, for use when no quote can be had."""

    symbol: str
    price: Decimal
    currency: str
    day: date
    source: Source


class Universe(msgspec.Struct, frozen=True):
    """Companies, funds, prices, ledger, customers, rates and what articles stated.

    `snapshot_id` and `snapshot_day` identify the shipped figures. `prices` has the newest shipped
    price of each listing by symbol.
    """

    snapshot_id: str
    snapshot_day: date
    companies: tuple[Company, ...]
    funds: tuple[Fund, ...]
    prices: dict[str, SnapshotPrice]
    ledger: LedgerData
    customers: tuple[CustomerFact, ...]
    stated: tuple[StatedFigure, ...]
    medians: tuple[SectorMedian, ...]
    rates: Rates
