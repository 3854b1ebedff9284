"""A ledger record: one money leg between two parties, with its evidence."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.figure import Tier

Leg = Literal["financing", "purchase", "contingent", "other"]
Strength = Literal["firm", "announced", "contingent"]
Status = Literal["rumoured", "letter_of_intent", "announced", "definitive", "closed", "revised", "cancelled"]
STRENGTHS: tuple[Strength, ...] = ("contingent", "announced", "firm")
"""Weakest first, so that the index orders them."""
TIERS: tuple[Tier, ...] = ("none", "seed", "secondary", "press", "user", "feed", "primary")
"""How far a source can be relied on, weakest first."""


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One place a record was seen: what the source says there, in our words or quoted."""

    source: str
    says: str
    tier: Tier
    date: str | None = None
    """As printed by the source; may be a month only."""


class Deal(msgspec.Struct, frozen=True, gc=False):
    """One record of the ledger.

    `payer` and `payee` are entity ids by the direction of money. `amount_usd` is the
    headline, `firm_usd` the part a source states as not contingent (None = no source
    states it). `announced` may be a month ("2025-09"). `superseded` is filled by the ledger.
    """

    id: str
    payer: str
    payee: str
    source_entity: str
    target_entity: str
    kind: str
    leg: Leg
    status: Status
    cash: bool
    amount_usd: Decimal | None
    amount_text: str
    announced: str | None
    verification: str
    confidence: str
    best_tier: Tier
    goods: str | None = None
    firm_usd: Decimal | None = None
    conditional: bool = False
    term_years: Decimal | None = None
    capacity_gw: Decimal | None = None
    notice_days: int | None = None
    supersedes: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    exclude_from_loops: bool = False
    evidence: tuple[Evidence, ...] = ()
    notes: str | None = None
    first_dated: str | None = None
    starts: str | None = None
    """When delivery and payment begin, where the source says so; may be a month or a year."""

    @property
    def address(self) -> str | None:
        """The web address of its best source, the newest of several; None when no source has one."""
        found = [each for each in self.evidence if each.source.startswith(("https://", "http://"))]
        best = max(found, key=lambda each: (TIERS.index(each.tier), each.date or ""), default=None)
        return None if best is None else best.source


class Entity(msgspec.Struct, frozen=True, gc=False):
    """A party of the ledger, listed or private, with its role in the machine."""

    id: str
    name: str
    role: str | None
    layer: str | None
    country: str | None = None
    collective: bool = False
    """Banks, the public market, governments: a party that closes no loop."""
    aliases: dict[str, tuple[str, ...]] = {}
    listings: tuple[str, ...] = ()
    cik: str | None = None


PlaceHint = Literal["in_ledger", "relation_not_recorded", "no_relation_found"]
Basis = Literal["ledger", "lookup", "sector"]


class Review(msgspec.Struct, frozen=True, gc=False):
    """Whether anyone looked a widely held company up, and what was found."""

    symbol: str
    name: str
    sector: str | None
    hint: PlaceHint
    basis: Basis
    reviewed_on: date
    what: str
    source: str | None = None
    stretched: bool = False
    entity: str | None = None
