"""The one immutable result everyone reads: a portfolio, judged, at one time.

The window, reports, alerts and the command line read this and nothing else. It is built from
plain structs only, so the last one can be painted before any data library is loaded. They refer to
nothing that refers back, so the garbage collector is spared them (`gc=False`): of a large portfolio there are
hundreds of thousands, and looking through those holds up every thread for as long as a second.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import CustomerFact, StatedFigure
from screener.domain.figure import Figure, Source, Unknown
from screener.domain.filings import FilingRef
from screener.domain.finding import Finding
from screener.domain.fund import FundHolding
from screener.domain.message import Message
from screener.domain.quote import ExtendedPrice
from screener.domain.ring.deal import Basis, Deal, Strength
from screener.domain.security import Kind

Mode = Literal["live", "delayed", "stale", "snapshot"]
Place = Literal["inside", "adjacent", "outside", "not_known"]
Grade = Literal["heavy", "some", "light", "not_known"]
Colour = Literal["level", "green", "grey"]
PriceOrigin = Literal["live", "last_good", "snapshot", "manual", "cost", "none"]


class Money(msgspec.Struct, frozen=True, gc=False):
    """An exact amount of a currency (major unit)."""

    amount: Decimal
    currency: str


class Provenance(msgspec.Struct, frozen=True, gc=False):
    """What an assessment was made with.

    Two assessments compare only when this is equal; otherwise a difference between them is
    "data changed", never an alert.
    """

    mode: Mode
    program: str
    ledger: str
    snapshot: str
    thresholds: str
    strength_floor: Strength
    sources: tuple[str, ...]
    """Names of the price and figure sources in use, sorted."""


class LoopLeg(msgspec.Struct, frozen=True, gc=False):
    """One step of a loop: all live records by which `payer` pays `payee`."""

    payer: str
    payee: str
    strength: Strength
    deals: tuple[Deal, ...]


class Loop(msgspec.Struct, frozen=True, gc=False):
    """A closed path of money; `entities` in paying order, beginning with the smallest id.

    `bottleneck_usd` is the smallest leg's largest headline, None when a leg has no amount;
    it is what could go round at most, not what did. `one_package`: all legs belong to one package.
    """

    entities: tuple[str, ...]
    strength: Strength
    legs: tuple[LoopLeg, ...]
    bottleneck_usd: Decimal | None
    one_package: bool = False


class Tie(msgspec.Struct, frozen=True, gc=False):
    """How much the ring matters to a company: its largest disclosed share with ring companies."""

    grade: Grade
    share: Figure | None = None
    measure: str | None = None
    """revenue, backlog, rpo, rent or vendor_financing."""
    counterparties: tuple[str, ...] = ()
    at_least: bool = False


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A company's place in the ring, why, and what it rests on.

    `loops` index `Assessment.loops`, strongest and shortest first, and are those that make the place; further
    loops below the floor of an Inside company are `weaker_loops`. `records` is the size of the smallest
    set of records whose removal changes the place (0 for Outside and Not known), `best_tier` the best
    source among them, `hangs_on` their ids (of deals; company:measure:period:customer for a disclosed
    share). `reason` says why (loop, relation, review, nothing known).
    """

    place: Place
    strength: Strength | None
    loops: tuple[int, ...]
    records: int
    best_tier: str | None
    tie: Tie
    reason: Message
    basis: Basis | None = None
    reviewed_on: date | None = None
    hangs_on: tuple[str, ...] = ()
    weaker_loops: tuple[int, ...] = ()


class CompanyResult(msgspec.Struct, frozen=True, gc=False):
    """One company held, watched or seen through a fund, with everything judged about it.

    `level` 0..4, None when not enough is known; `colour` by methods A7 and section 4.
    `known_core` / `applicable_core` make the coverage. `family_levels` has None for a family
    with nothing known. `weight` = `direct` + through funds, fractions of the portfolio.
    """

    key: str
    symbol: str
    symbols: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    weight: Decimal
    direct: Decimal
    level: int | None
    colour: Colour
    coverage: float | None
    known_core: int
    applicable_core: int
    family_levels: dict[str, int | None]
    standing: Standing
    role: str | None
    layer: str | None
    sector: str | None
    business: str
    findings: tuple[Finding, ...]
    then: tuple[StatedFigure, ...] = ()
    facts: tuple[Figure, ...] = ()
    """Main statement figures, for the evidence view."""
    country: str | None = None
    fiscal_period: str | None = None
    tags: tuple[str, ...] = ()
    """The user's own."""
    role_edited: bool = False
    """`role` or `layer` is the user's word, not the ledger's."""
    annual: tuple[Figure, ...] = ()
    """Fiscal years of a few statement figures, newest first."""
    customers: tuple[CustomerFact, ...] = ()
    """Every disclosed customer share, as it was disclosed."""
    filings: tuple[FilingRef, ...] = ()
    """What was read of it at the SEC, newest period first."""
    differences: tuple[Message, ...] = ()
    """Where the sources of its statements disagree, and which of them is used."""

    def finding(self, screen: str) -> Finding | None:
        """The finding of `screen`, None when that screen is switched off."""
        for finding in self.findings:
            if finding.screen == screen:
                return finding
        return None


class PositionResult(msgspec.Struct, frozen=True, gc=False):
    """One holding or watchlist entry with its price and weight.

    `company` keys CompanyResult, `fund` keys FundResult; neither = cash, another kind, or not
    identified. `value` is in the base currency; `weight` is None for watchlist entries and for
    positions left out for want of price and cost. `change` is today's, as a fraction. `market_state` is
    what its market does (pre, regular, post, closed, unknown), `extended` a price outside the regular
    session, which values nothing.
    """

    key: str
    symbol: str
    name: str
    kind: Kind
    quantity: Decimal | None
    cost: Money | None
    price: Figure | Unknown
    price_origin: PriceOrigin
    previous_close: Decimal | None
    change: Decimal | None
    market_state: str
    quoted_at: datetime | None
    delayed_minutes: int | None
    value: Figure | Unknown
    weight: Decimal | None
    company: str | None = None
    fund: str | None = None
    watched: bool = False
    identified: bool = True
    notes: tuple[Message, ...] = ()
    extended: ExtendedPrice | None = None


class FundResult(msgspec.Struct, frozen=True, gc=False):
    """A fund held or watched, looked through as far as its list goes.

    `inside_low` = share of the fund in listed lines judged Inside; `inside_high` adds what may
    hide in the unseen part; all fractions of the fund. `weight` of the portfolio.
    """

    symbol: str
    name: str
    weight: Decimal
    covered: Decimal
    as_of: date
    source: Source
    lines: tuple[FundHolding, ...]
    inside_low: Decimal
    inside_high: Decimal


class Slice(msgspec.Struct, frozen=True, gc=False):
    """One bar of an exposure breakdown; `members` names who is in it, largest first."""

    id: str
    share: Decimal
    members: tuple[str, ...]


class Exposure(msgspec.Struct, frozen=True, gc=False):
    """The portfolio as a whole, fractions of its value.

    `inside_low`..`inside_high` bounds the money in companies on a loop, `inside_firm` is the part on
    signed deals, `tied_heavily` in companies off the loops with a heavy tie, `not_judged` what has no place
    (the formulas: `exposure.layers.exposure`). `levels`: share by level "0".."4", "not_rated", "cash".
    `effective_n` = 1 / sum of squared weights of companies, unseen remainders, other positions and cash;
    None for an empty portfolio.
    """

    total: Money
    inside_low: Decimal
    inside_high: Decimal
    inside_firm: Decimal
    tied_heavily: Decimal
    not_judged: Decimal
    cash: Decimal
    roles: tuple[Slice, ...]
    layers: tuple[Slice, ...]
    levels: tuple[Slice, ...]
    effective_n: float | None


class Matter(msgspec.Struct, frozen=True, gc=False):
    """One of the positions that matter most: weight times level, ties by place."""

    company: str
    weight: Decimal
    level: int
    findings: tuple[str, ...]
    """Screen ids of its worst findings, worst first."""


class RateUsed(msgspec.Struct, frozen=True, gc=False):
    """An exchange rate a total rests on."""

    pair: str
    rate: Decimal
    day: date
    source: Source


class Sensitivity(msgspec.Struct, frozen=True, gc=False):
    """How much the levels hang on where the steps are.

    Shares of the companies with a level whose level changes when every step moves by `move`: `stricter`
    (each is passed that much earlier), `looser` (later), `either`. `companies` is how many have a level.
    """

    companies: int
    move: float
    stricter: float
    looser: float
    either: float


class Assessment(msgspec.Struct, frozen=True, gc=False):
    """A portfolio at a time with quotes, findings, levels, places, ties, exposure and sources."""

    made_at: datetime
    as_of: date
    """Day of the newest price in it; the snapshot's day in snapshot mode."""
    mode: Mode
    mode_reason: Message | None
    portfolio_key: str
    portfolio_name: str
    is_sample: bool
    base_currency: str
    provenance: Provenance
    ledger_date: date
    ledger_deals: int
    positions: tuple[PositionResult, ...]
    watchlist: tuple[PositionResult, ...]
    companies: tuple[CompanyResult, ...]
    funds: tuple[FundResult, ...]
    loops: tuple[Loop, ...]
    entity_names: dict[str, str]
    entity_roles: dict[str, str]
    exposure: Exposure
    matters: tuple[Matter, ...]
    rates: tuple[RateUsed, ...]
    left_out: tuple[str, ...]
    """Symbols with neither price nor cost, not part of any weight."""
    unidentified: tuple[str, ...]
    portfolio_findings: tuple[Finding, ...] = ()
    """What is judged of the portfolio as a whole: market exposure, and how much is at a high level."""
    sensitivity: Sensitivity | None = None
    """Of the levels of all shipped companies, by the thresholds in force."""
    opens_at: datetime | None = None
    """When the first market of the quoted listings opens, or opened; None when no calendar is known."""

    def company(self, key: str | None) -> CompanyResult | None:
        """The company with that key, if it is part of this assessment."""
        for company in self.companies:
            if company.key == key:
                return company
        return None

    def fund(self, symbol: str | None) -> FundResult | None:
        """The fund with that symbol, if it is part of this assessment."""
        for fund in self.funds:
            if fund.symbol == symbol:
                return fund
        return None
