"""From a portfolio, prices and facts to the one Assessment; pure, time is passed in.

`prepared` does what does not depend on the user's thresholds, `judged` the rest: a changed threshold costs
only the second.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

import msgspec

from screener.domain import freshness
from screener.domain.assessment import (
    Assessment,
    CompanyResult,
    PositionResult,
    Provenance,
    Sensitivity,
    Standing,
)
from screener.domain.company_results import Candidate, Field, Surroundings, Terms, company_results, field_of
from screener.domain.currency import Rates
from screener.domain.exposure.beta import Beta, portfolio_beta
from screener.domain.exposure.layers import exposure
from screener.domain.exposure.lookthrough import ZERO, CompanyWeight, LookThrough, look_through
from screener.domain.exposure.portfolio_findings import portfolio_findings
from screener.domain.identify import Directory, main_symbol
from screener.domain.market import QUOTED_KINDS, KnownPrices, Priced
from screener.domain.matters import matters
from screener.domain.message import Message
from screener.domain.names import short_name
from screener.domain.portfolio import Portfolio
from screener.domain.positions import Identity, Valued, value_positions
from screener.domain.prices_in_use import price_by_company, price_of_company, prices_of_rows
from screener.domain.quote import Quote
from screener.domain.quoted import quoted_value
from screener.domain.ring import place
from screener.domain.ring.view import RingView
from screener.domain.sessions import NO_EXCHANGES, Exchanges, SessionClock, session_clock
from screener.domain.tags import CompanyTags, as_tagged
from screener.domain.trading import Markets
from screener.domain.universe import SnapshotPrice, Universe

_NOTHING = CompanyWeight(ZERO, ZERO)


class Request(msgspec.Struct, frozen=True):
    """Everything an assessment is made from.

    `on` is the day figures are aged at: today, or the snapshot's day when no quote was ever had.
    `filings_source` names where filings were read, for companies whose were. `sensitivity` is that of the
    levels under these terms, measured elsewhere. `own_prices` are those of the user's lists, by symbol;
    without `exchanges` every weekday is a trading day. `rates` were fetched and go before the shipped ones.
    `remarks` by symbol go to its rows.
    """

    portfolio: Portfolio
    universe: Universe
    ring: RingView
    now: datetime
    on: date
    program: str
    quotes: Mapping[str, Quote] = {}
    fresh: frozenset[str] = frozenset()
    attempt: freshness.Attempt | None = None
    last_success: datetime | None = None
    interval: timedelta = timedelta(seconds=30)
    offline: bool = False
    terms: Terms = Terms()
    around: Surroundings = Surroundings()
    filings_source: str = ""
    sensitivity: Sensitivity | None = None
    own_prices: Mapping[str, SnapshotPrice] = {}
    rates: Rates = Rates()
    remarks: Mapping[str, tuple[Message, ...]] = {}
    exchanges: Exchanges = NO_EXCHANGES

    @property
    def clock(self) -> SessionClock:
        """Ages of prices; a day other than today is over."""
        return session_clock(self.exchanges, self.on, self.now if self.on == self.now.date() else None)

    @property
    def known_prices(self) -> KnownPrices:
        """Every price at hand."""
        shipped = self.universe.prices
        return KnownPrices(self.quotes, self.fresh, shipped, self.own_prices, self.exchanges)


class Prepared(NamedTuple):
    """A portfolio valued and looked through, with its companies ready to be judged."""

    prices: Mapping[str, Priced]
    """By holding key, of the watchlist by symbol."""
    valued: Valued
    looked: LookThrough
    field: Field
    beta: tuple[Beta, float] | None


def assess(request: Request) -> Assessment:
    """The portfolio, judged."""
    return judged(request, prepared(request))


def same_preparation(one: Request, other: Request) -> bool:
    """Whether what is prepared for the one serves the other. What is large is compared by identity."""
    return (
        one.universe is other.universe
        and one.ring is other.ring
        and one.around is other.around
        and one.quotes is other.quotes
        and (one.clock, one.fresh, one.terms.tags) == (other.clock, other.fresh, other.terms.tags)
        and one.own_prices == other.own_prices
        and one.rates is other.rates
        and one.remarks == other.remarks
        and one.portfolio == other.portfolio
    )


def prepared(request: Request) -> Prepared:
    """Prices, values, weights and the facts of every company in play."""
    directory = Directory(request.universe)
    clock = request.clock
    prices = prices_of_rows(request.portfolio, directory, request.known_prices)
    identities = _identities(request, directory, prices)
    rates = request.rates.over(request.universe.rates)
    valued = value_positions(request.portfolio, identities, prices, rates, clock)
    valued = _with_remarks(valued, request.remarks)
    rows = (*valued.positions, *valued.watchlist)
    company_keys = _companies_of_lines(directory, rows)
    standings = _standings(request.ring, directory)
    looked = look_through(
        rows,
        directory.funds,
        company_keys,
        standings,
        place.listed_members(request.ring.ledger, request.ring.search, request.ring.floor),
    )
    candidates = _candidates(request, directory, rows, prices, looked)
    field = field_of(candidates, request.universe, standings, request.around, clock, rates=rates)
    return Prepared(prices, valued, looked, field, _portfolio_beta(request.around, rows))


def judged(request: Request, ready: Prepared) -> Assessment:
    """The assessment of what was prepared for this request or for one that differs in thresholds or time."""
    companies = company_results(ready.field, request.terms)
    state = freshness.judge(
        list(ready.prices.values()),
        attempt=request.attempt,
        last_success=request.last_success,
        now=request.now,
        interval=request.interval,
        offline=request.offline,
        exchanges=request.exchanges,
    )
    markets = Markets(request.exchanges, request.now)
    universe, ring, terms = request.universe, request.ring, request.terms
    valued = ready.valued
    days = [priced.price.as_of for priced in ready.prices.values()]
    # One newer price of the user's own does not make the rest newer than what was shipped.
    shipped = request.on == universe.snapshot_day
    as_of = universe.snapshot_day if shipped else max(days, default=universe.snapshot_day)
    whole = exposure(valued.total, companies, ready.looked)
    of_portfolio = portfolio_findings(
        whole,
        as_of,
        beta=ready.beta,
        thresholds=terms.thresholds,
        not_identified=sum(
            (row.weight for row in valued.positions if row.company and row.weight and not row.identified),
            Decimal(0),
        ),
    )
    return Assessment(
        made_at=request.now,
        as_of=as_of,
        mode=state.mode,
        mode_reason=state.reason,
        portfolio_key=request.portfolio.key,
        portfolio_name=request.portfolio.name,
        is_sample=request.portfolio.is_sample,
        base_currency=request.portfolio.base_currency,
        provenance=Provenance(
            mode=state.mode,
            program=request.program,
            ledger=universe.ledger.version,
            snapshot=universe.snapshot_id,
            thresholds=terms.thresholds.id,
            strength_floor=ring.floor,
            sources=_sources(ready.prices, companies, request.filings_source),
        ),
        ledger_date=universe.ledger.day,
        ledger_deals=len(universe.ledger.deals),
        positions=_with_markets(valued.positions, ready.prices, markets),
        watchlist=_with_markets(valued.watchlist, ready.prices, markets),
        companies=companies,
        funds=ready.looked.funds,
        loops=ring.search.loops,
        entity_names={entity.id: short_name(entity.name) for entity in universe.ledger.entities},
        entity_roles=_entity_roles(universe, terms.tags),
        exposure=whole,
        matters=matters(companies),
        rates=valued.rates,
        left_out=valued.left_out,
        unidentified=tuple(
            position.symbol for position in (*valued.positions, *valued.watchlist) if not position.identified
        ),
        portfolio_findings=tuple(one for one in of_portfolio if one.screen not in terms.off),
        sensitivity=request.sensitivity,
        opens_at=markets.opens_at(one for one in ready.prices.values() if one.quoted_at is not None),
    )


def shipped_field(universe: Universe, ring: RingView, around: Surroundings) -> Field:
    """Every listed company of the universe with a figure, on shipped prices and the snapshot's day."""
    candidates = []
    known = KnownPrices(shipped=universe.prices)
    for company in universe.companies:
        if company.listings and company.facts:
            symbol = main_symbol(company, {})
            price = price_of_company(company, symbol, known)
            candidates.append(Candidate(company, symbol, price))
    return field_of(candidates, universe, ring.standings, around, SessionClock(universe.snapshot_day))


def _identities(request: Request, directory: Directory, prices: Mapping[str, Priced]) -> dict[str, Identity]:
    found = {
        holding.key: directory.identify(holding.symbol, holding.kind, holding.name, prices.get(holding.key))
        for holding in request.portfolio.holdings
    }
    for entry in request.portfolio.watchlist:
        found[entry.symbol] = directory.identify(entry.symbol, None, None, prices.get(entry.symbol))
    return found


def _with_remarks(valued: Valued, remarks: Mapping[str, tuple[Message, ...]]) -> Valued:
    """The rows of these symbols say so as well; what is not quoted by its symbol does not."""

    def noted(rows: tuple[PositionResult, ...]) -> tuple[PositionResult, ...]:
        return tuple(
            msgspec.structs.replace(row, notes=(*row.notes, *remarks[row.symbol]))
            if row.symbol in remarks and row.kind in QUOTED_KINDS
            else row
            for row in rows
        )

    if not remarks:
        return valued
    return msgspec.structs.replace(
        valued, positions=noted(valued.positions), watchlist=noted(valued.watchlist)
    )


def _companies_of_lines(directory: Directory, rows: Sequence[PositionResult]) -> dict[str, str]:
    """Company keys by symbol, also for lines of the funds in play that nobody shipped."""
    for position in rows:
        fund = directory.funds.get(position.fund or "")
        for line in fund.holdings if fund is not None else ():
            directory.company_of(line.symbol)
    return directory.by_symbol


def _standings(ring: RingView, directory: Directory) -> dict[str, Standing]:
    """Places of the shipped companies, and "nobody looked" for those the portfolio brought."""
    brought = directory.companies.keys() - ring.standings.keys()
    return {**ring.standings, **{key: place.not_reviewed() for key in brought}}


def _candidates(
    request: Request,
    directory: Directory,
    rows: Sequence[PositionResult],
    prices: Mapping[str, Priced],
    looked: LookThrough,
) -> list[Candidate]:
    """Every company held, watched or seen through a fund, with the user's role for it."""
    keys = dict.fromkeys([*looked.companies, *[row.company for row in rows if row.company is not None]])
    money = _money_by_symbol(rows)
    in_use = price_by_company(rows, prices)
    held: dict[str, list[str]] = {}
    for row in rows:
        if row.company is not None:
            held.setdefault(row.company, []).append(row.symbol)
    known = request.known_prices
    found = []
    for key in keys:
        company = as_tagged(directory.companies[key], request.terms.of(key))
        symbol = main_symbol(company, money)
        price = in_use.get(key) or price_of_company(company, symbol, known)
        listings = [*held.get(key, ()), *(one.symbol for one in company.listings)]
        cap = quoted_value(listings, request.quotes, request.exchanges)
        found.append(Candidate(company, symbol, price, looked.companies.get(key, _NOTHING), cap))
    return found


def _with_markets(
    rows: Sequence[PositionResult], prices: Mapping[str, Priced], markets: Markets
) -> tuple[PositionResult, ...]:
    """The rows with what their markets do at this moment, which is known only when it is judged."""
    found = []
    for row in rows:
        priced = prices.get(row.symbol if row.watched else row.key)
        state = row.market_state
        if priced is not None and row.quoted_at is not None:
            state = markets.state(priced)
        found.append(row if state == row.market_state else msgspec.structs.replace(row, market_state=state))
    return tuple(found)


def _money_by_symbol(positions: Sequence[PositionResult]) -> dict[str, Decimal]:
    money: dict[str, Decimal] = {}
    for position in positions:
        money[position.symbol] = money.get(position.symbol, ZERO) + (position.weight or ZERO)
    return money


def _portfolio_beta(around: Surroundings, rows: Sequence[PositionResult]) -> tuple[Beta, float] | None:
    weights = {symbol: float(weight) for symbol, weight in _money_by_symbol(rows).items()}
    return portfolio_beta(around.closes, around.cluster, weights)


def _entity_roles(universe: Universe, tags: Mapping[str, CompanyTags]) -> dict[str, str]:
    """Roles of the ledger's parties, the user's where they gave another one."""
    roles = {}
    for entity in universe.ledger.entities:
        own = tags.get(entity.id)
        roles[entity.id] = (entity.role or "") if own is None or own.role is None else own.role
    return roles


def _sources(
    prices: Mapping[str, Priced], companies: Sequence[CompanyResult], filings_source: str
) -> tuple[str, ...]:
    names = {
        "snapshot" if priced.origin == "snapshot" else priced.price.source.title for priced in prices.values()
    }
    if filings_source and any(company.filings for company in companies):
        names.add(filings_source)
    return tuple(sorted(names))
