"""What is known of one company, listed or private."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.figure import Fact, Figure, Source
from screener.domain.security import Listing

Business = Literal["operating", "bank", "insurer", "holding", "reit"]
"""What kind of accounts it has; screens that have no meaning for banks, insurers,
holding companies and REITs read this (methods A6)."""

CustomerKind = Literal["direct", "indirect", "unknown"]
Measure = Literal["revenue", "backlog", "rpo", "rent", "other"]


class CustomerFact(msgspec.Struct, frozen=True, gc=False):
    """One disclosed share of a company's revenue, backlog or rent.

    `share` is a fraction, None where the source names the customer without a share.
    `count` is how many customers the share covers (None = a class of customers,
    0 = a filing was read and names none above `none_above`).
    `members` are single shares of a group; a group is never a further customer.
    """

    company: str
    measure: Measure
    counterparty: tuple[str, ...]
    """Ledger entity ids, or plain words; empty when the customer is not named."""
    counterparty_words: str
    count: int | None
    share: Decimal | None
    period: str
    as_of: date | None
    kind: CustomerKind
    source: Source
    members: tuple[Decimal, ...] = ()
    none_above: Decimal | None = None
    of: str | None = None
    ring: bool = False
    """Every counterparty is a ledger entity."""
    headline: bool = False
    derived: bool = False
    at_least: bool = False
    government: bool = False
    note: str | None = None


class StatedFigure(msgspec.Struct, frozen=True, gc=False):
    """What an article said of a company, for "then and now".

    `metric` is a screen id when today's value can stand beside it, else plain words.
    """

    company: str
    metric: str
    figure: Figure
    count: int | None = None
    """Of how many customers together, where it is a share of theirs."""


class Company(msgspec.Struct, frozen=True, gc=False):
    """A company with its listings, roles and the facts known of it.

    `key` is the ledger's entity id where it has one, else a slug of the main symbol.
    `aliases` by language tag (en, zh_hant, zh_hans). `facts` by field name of `fields.FIELDS`;
    a missing name means nobody stated it.
    """

    key: str
    name: str
    listings: tuple[Listing, ...] = ()
    aliases: dict[str, tuple[str, ...]] = {}
    country: str | None = None
    sector: str | None = None
    industry: str | None = None
    business: Business = "operating"
    role: str | None = None
    layer: str | None = None
    cik: str | None = None
    statement_currency: str | None = None
    fiscal_period: str | None = None
    ordinary_per_ads: Decimal | None = None
    facts: dict[str, Fact] = {}
    annual: dict[str, tuple[Figure, ...]] = {}
    """Fiscal-year figures by field name, newest first."""
    note: str | None = None
