"""From a portfolio, prices and facts to the one Assessment; pure, time is passed in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

import msgspec

from screener.domain import families, frames, freshness, screen
from screener.domain.assessment import Assessment, CompanyResult, Matter, PositionResult, Provenance, Standing
from screener.domain.closes import Closes
from screener.domain.company import Company, CustomerFact, StatedFigure
from screener.domain.exposure.beta import Beta, portfolio_beta
from screener.domain.exposure.layers import exposure
from screener.domain.exposure.lookthrough import CompanyWeight, LookThrough, look_through
from screener.domain.exposure.portfolio_findings import portfolio_findings
from screener.domain.figure import Figure, unknown
from screener.domain.identify import Directory, main_symbol
from screener.domain.market import QUOTED_KINDS, Priced, price_of
from screener.domain.names import short_name
from screener.domain.portfolio import Portfolio
from screener.domain.positions import Identity, Valued, value_positions
from screener.domain.quote import Quote
from screener.domain.ring import place
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.view import RingView
from screener.domain.screen import DEFAULT_THRESHOLDS, ThresholdSet
from screener.domain.surroundings import Surroundings, cluster, surroundings
from screener.domain.universe import Universe

MATTERS = 3
_NOTHING = CompanyWeight(Decimal(0), Decimal(0))
_SHOWN_FACTS = (
    "revenue",
    "net_income",
    "operating_income",
    "operating_cash_flow",
    "capex",
    "total_debt",
    "total_equity",
    "cash",
    "market_cap",
)


class Request(msgspec.Struct, frozen=True):
    """Everything an assessment is made from.

    `on` is the day figures are aged at: today, or the snapshot's day when no quote was ever had. `closes` by
    listing (with a fund for the market among them) and `returned` by company are left empty where they are
    not at hand; what rests on them is then not known.
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
    thresholds: ThresholdSet = DEFAULT_THRESHOLDS
    closes: Mapping[str, Closes] = {}
    returned: Mapping[str, ReturnShare] = {}


def assess(request: Request) -> Assessment:
    """The portfolio, judged."""
    directory = Directory(request.universe)
    prices = _prices(request, directory)
    identities = _identities(request, directory, prices)
    valued = value_positions(request.portfolio, identities, prices, request.universe.rates, request.on)
    standings = _standings(request.ring, directory)
    looked = look_through(
        (*valued.positions, *valued.watchlist),
        directory.funds,
        _companies_of_lines(directory, valued),
        standings,
        place.listed_members(request.ring.ledger, request.ring.search, request.ring.floor),
    )
    rows = (*valued.positions, *valued.watchlist)
    around = surroundings(
        request.universe,
        vendors=request.ring.vendors,
        returned=request.returned,
        closes=request.closes,
    )
    scene = _Scene(request, directory, rows, standings, _price_by_company(rows, prices), around)
    companies = _companies(scene, looked)
    exposed = exposure(valued.total, companies, looked)
    judged = freshness.judge(
        list(prices.values()),
        attempt=request.attempt,
        last_success=request.last_success,
        now=request.now,
        interval=request.interval,
        offline=request.offline,
    )
    universe, ring = request.universe, request.ring
    return Assessment(
        made_at=request.now,
        as_of=max((priced.price.as_of for priced in prices.values()), default=universe.snapshot_day),
        mode=judged.mode,
        mode_reason=judged.reason,
        portfolio_key=request.portfolio.key,
        portfolio_name=request.portfolio.name,
        is_sample=request.portfolio.is_sample,
        base_currency=request.portfolio.base_currency,
        provenance=Provenance(
            mode=judged.mode,
            program=request.program,
            ledger=universe.ledger.version,
            snapshot=universe.snapshot_id,
            thresholds=request.thresholds.id,
            strength_floor=ring.floor,
            sources=_sources(prices),
        ),
        ledger_date=universe.ledger.day,
        ledger_deals=len(universe.ledger.deals),
        positions=valued.positions,
        watchlist=valued.watchlist,
        companies=companies,
        funds=looked.funds,
        loops=ring.search.loops,
        entity_names={entity.id: short_name(entity.name) for entity in universe.ledger.entities},
        entity_roles={entity.id: entity.role or "" for entity in universe.ledger.entities},
        exposure=exposed,
        matters=_matters(companies),
        rates=valued.rates,
        left_out=valued.left_out,
        unidentified=tuple(
            position.symbol for position in (*valued.positions, *valued.watchlist) if not position.identified
        ),
        portfolio_findings=portfolio_findings(
            exposed,
            request.on,
            beta=_beta(request, valued.positions),
            thresholds=request.thresholds,
        ),
    )


def _beta(request: Request, positions: Sequence[PositionResult]) -> tuple[Beta, float] | None:
    """How the positions moved together with AI shares, at their weights of today."""
    weights: dict[str, float] = {}
    for position in positions:
        if position.weight is not None and position.kind != "cash":
            weights[position.symbol] = weights.get(position.symbol, 0.0) + float(position.weight)
    return portfolio_beta(request.closes, cluster(request.universe.companies, request.closes), weights)


def _prices(request: Request, directory: Directory) -> dict[str, Priced]:
    """The newest price by holding key, and by symbol for the watchlist.

    What the user calls a bond or an option has the user's own price only: a quote of that symbol would
    be of something else.
    """
    quotes, fresh, shipped = request.quotes, request.fresh, request.universe.prices
    found: dict[str, Priced] = {}
    for holding in request.portfolio.holdings:
        listed = directory.listed_as(holding.symbol)
        if holding.kind is None or holding.kind in QUOTED_KINDS:
            priced = price_of(holding.symbol, quotes, fresh, shipped, holding, listed_as=listed)
        else:
            priced = price_of(holding.symbol, {}, frozenset(), {}, holding)
        if priced is not None:
            found[holding.key] = priced
    for entry in request.portfolio.watchlist:
        listed = directory.listed_as(entry.symbol)
        priced = price_of(entry.symbol, quotes, fresh, shipped, listed_as=listed)
        if priced is not None:
            found[entry.symbol] = priced
    return found


def _identities(request: Request, directory: Directory, prices: Mapping[str, Priced]) -> dict[str, Identity]:
    found = {
        holding.key: directory.identify(holding.symbol, holding.kind, holding.name, prices.get(holding.key))
        for holding in request.portfolio.holdings
    }
    for entry in request.portfolio.watchlist:
        found[entry.symbol] = directory.identify(entry.symbol, None, None, prices.get(entry.symbol))
    return found


def _companies_of_lines(directory: Directory, valued: Valued) -> dict[str, str]:
    """Company keys by symbol, also for lines of the funds in play that nobody shipped."""
    for position in (*valued.positions, *valued.watchlist):
        fund = directory.funds.get(position.fund or "")
        for line in fund.holdings if fund is not None else ():
            directory.company_of(line.symbol)
    return directory.by_symbol


def _standings(ring: RingView, directory: Directory) -> dict[str, Standing]:
    """Places of the shipped companies, and "nobody looked" for those the portfolio brought."""
    brought = directory.companies.keys() - ring.standings.keys()
    return {**ring.standings, **{key: place.not_reviewed() for key in brought}}


def _price_by_company(rows: Sequence[PositionResult], prices: Mapping[str, Priced]) -> dict[str, Priced]:
    """The price of the first row of each company that has one; the heaviest row comes first."""
    found: dict[str, Priced] = {}
    for row in rows:
        priced = prices.get(row.symbol if row.watched else row.key)
        if row.company is not None and priced is not None:
            found.setdefault(row.company, priced)
    return found


class _Scene(NamedTuple):
    """What the companies of one assessment are judged from; `rows` are positions and watchlist."""

    request: Request
    directory: Directory
    rows: tuple[PositionResult, ...]
    standings: Mapping[str, Standing]
    prices: Mapping[str, Priced]
    """By company key, of what is held or watched."""
    around: Surroundings

    def price(self, company: Company, symbol: str) -> Priced | None:
        """The price of the listing held or watched, else of any listing that has one."""
        if company.key in self.prices:
            return self.prices[company.key]
        listings = dict.fromkeys([symbol, *[listing.symbol for listing in company.listings]])
        request = self.request
        shipped = request.universe.prices
        found = (price_of(one, request.quotes, request.fresh, shipped) for one in listings)
        return next((priced for priced in found if priced is not None), None)

    def inputs(
        self, company: Company, symbol: str, customers: Sequence[CustomerFact]
    ) -> frames.CompanyInputs:
        """What the screens read of one company."""
        priced = self.price(company, symbol)
        return self.around.inputs(
            company,
            symbol,
            price=priced.price if priced is not None else unknown("no_price_found"),
            eps=priced.eps if priced is not None else None,
            standing=self.standings[company.key],
            customers=customers,
        )


def _companies(scene: _Scene, looked: LookThrough) -> tuple[CompanyResult, ...]:
    """Every company held, watched or seen through a fund, heaviest first."""
    universe = scene.request.universe
    keys = dict.fromkeys([*looked.companies, *[row.company for row in scene.rows if row.company is not None]])
    money = _money_by_symbol(scene.rows)
    chosen = [scene.directory.companies[key] for key in keys]
    symbols = {company.key: main_symbol(company, money) for company in chosen}
    customers = _by_company(universe.customers)
    inputs = [
        scene.inputs(company, symbols[company.key], customers.get(company.key, ())) for company in chosen
    ]
    table = screen.run_all(frames.build(inputs, scene.request.on), scene.request.thresholds)
    verdicts = families.judge(table)
    stated = _stated_by_company(universe.stated)
    results = [
        CompanyResult(
            key=company.key,
            symbol=symbols[company.key],
            symbols=tuple(listing.symbol for listing in company.listings) or (symbols[company.key],),
            name=short_name(company.name),
            aliases=_aliases(company),
            weight=looked.companies.get(company.key, _NOTHING).weight,
            direct=looked.companies.get(company.key, _NOTHING).direct,
            level=verdict.level,
            colour=verdict.colour,
            coverage=verdict.coverage,
            known_core=verdict.known_core,
            applicable_core=verdict.applicable_core,
            family_levels=verdict.family_levels,
            standing=scene.standings[company.key],
            role=company.role,
            layer=company.layer,
            sector=company.sector,
            business=company.business,
            findings=screen.findings(table, row),
            then=stated.get(company.key, ()),
            facts=_shown_facts(company),
            country=company.country,
            fiscal_period=company.fiscal_period,
        )
        for row, (company, verdict) in enumerate(zip(chosen, verdicts, strict=True))
    ]
    return tuple(sorted(results, key=lambda company: (-company.weight, company.symbol)))


def _money_by_symbol(positions: Sequence[PositionResult]) -> dict[str, Decimal]:
    money: dict[str, Decimal] = {}
    for position in positions:
        money[position.symbol] = money.get(position.symbol, Decimal(0)) + (position.weight or Decimal(0))
    return money


def _by_company(customers: Sequence[CustomerFact]) -> dict[str, list[CustomerFact]]:
    grouped: dict[str, list[CustomerFact]] = {}
    for fact in customers:
        grouped.setdefault(fact.company, []).append(fact)
    return grouped


def _stated_by_company(stated: Sequence[StatedFigure]) -> dict[str, tuple[StatedFigure, ...]]:
    grouped: dict[str, tuple[StatedFigure, ...]] = {}
    for one in stated:
        grouped[one.company] = (*grouped.get(one.company, ()), one)
    return grouped


def _aliases(company: Company) -> tuple[str, ...]:
    names = [name for language in company.aliases.values() for name in language]
    return tuple(dict.fromkeys(name for name in names if name != company.name))


def _shown_facts(company: Company) -> tuple[Figure, ...]:
    found = (company.facts.get(name) for name in _SHOWN_FACTS)
    return tuple(fact for fact in found if isinstance(fact, Figure))


def _sources(prices: Mapping[str, Priced]) -> tuple[str, ...]:
    names = {
        "snapshot" if priced.origin == "snapshot" else priced.price.source.title for priced in prices.values()
    }
    return tuple(sorted(names))


def _matters(companies: Sequence[CompanyResult]) -> tuple[Matter, ...]:
    """The positions with the largest weight x level; at equal product the one deeper in the ring."""
    places = ("not_known", "outside", "adjacent", "inside")
    rated = [company for company in companies if company.level is not None and company.direct > 0]
    rated.sort(
        key=lambda company: (company.weight * (company.level or 0), places.index(company.standing.place)),
        reverse=True,
    )
    return tuple(
        Matter(company.key, company.weight, company.level or 0, _worst(company))
        for company in rated[:MATTERS]
        if company.level
    )


def _worst(company: CompanyResult) -> tuple[str, ...]:
    """Screens of its three worst findings of at least 1, worst first."""
    bad = [finding for finding in company.findings if finding.severity]
    bad.sort(key=lambda finding: -(finding.severity or 0))
    return tuple(finding.screen for finding in bad[:3])
