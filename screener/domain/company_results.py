"""From companies, their prices and the ring to what is said of each of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from screener.domain import families, frames, screen, unread
from screener.domain.assessment import CompanyResult, Standing
from screener.domain.closes import Closes
from screener.domain.company import Company, CustomerFact, StatedFigure
from screener.domain.currency import Rates
from screener.domain.exposure import portfolio_findings
from screener.domain.exposure.beta import Beta
from screener.domain.exposure.lookthrough import ZERO, CompanyWeight
from screener.domain.figure import Figure, unknown
from screener.domain.filings import FilingRef
from screener.domain.finding import Finding
from screener.domain.market import Priced
from screener.domain.medians import SectorMedians
from screener.domain.message import Message
from screener.domain.names import short_name
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.vendor import VendorFinancing
from screener.domain.screen import DEFAULT_THRESHOLDS, SCREENS, ThresholdSet
from screener.domain.screens.ruling import Ruling
from screener.domain.sessions import SessionClock
from screener.domain.tags import NO_TAGS, CompanyTags
from screener.domain.universe import Universe

_NOTHING = CompanyWeight(ZERO, ZERO)
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
_TREND = ("revenue", "net_income", "operating_cash_flow", "capex")


class Terms(msgspec.Struct, frozen=True):
    """What the user judges by: steps, the screens that are switched off, and their own tags by company."""

    thresholds: ThresholdSet = DEFAULT_THRESHOLDS
    off: frozenset[str] = frozenset()
    tags: dict[str, CompanyTags] = {}

    @property
    def of_companies(self) -> ThresholdSet:
        """Without the steps that hold for the portfolio as a whole only."""
        steps = {
            name: own for name, own in self.thresholds.steps.items() if name not in portfolio_findings.STEPS
        }
        return msgspec.structs.replace(self.thresholds, steps=steps)

    @property
    def screens(self) -> tuple[screen.Screen, ...]:
        """The screens that are on."""
        return tuple(one for one in SCREENS if one.id not in self.off)

    def of(self, company: str) -> CompanyTags:
        """What the user says of a company."""
        return self.tags.get(company, NO_TAGS)


class Surroundings(msgspec.Struct, frozen=True):
    """What is known beside the universe, the ring and the prices.

    `vendors` and `returned` by company key: what the ledger's money says. `closes` and `betas` by symbol,
    `cluster` the symbols of AI companies among them. `filings` by company key: what was read of those whose
    filings were; `edgar_off` says that nothing can be, for want of a contact address. `differences` by
    company key: where the sources of its statements differ.
    """

    vendors: dict[str, VendorFinancing] = {}
    returned: dict[str, ReturnShare] = {}
    closes: dict[str, Closes] = {}
    betas: dict[str, Beta] = {}
    cluster: tuple[str, ...] = ()
    filings: dict[str, tuple[FilingRef, ...]] = {}
    edgar_off: bool = False
    differences: dict[str, tuple[Message, ...]] = {}


class Candidate(NamedTuple):
    """A company to be judged, by the listing it is shown under and the price of one of its listings.

    `market_cap` is what a quote of one of its listings states.
    """

    company: Company
    symbol: str
    price: Priced | None
    weight: CompanyWeight = _NOTHING
    market_cap: Figure | None = None


class Answers(NamedTuple):
    """What one screen says of all companies, held against `steps`."""

    steps: screen.Steps
    ruling: Ruling
    findings: tuple[Finding, ...]


class Field(NamedTuple):
    """Companies side by side, ready to be judged by any thresholds.

    `answers` by screen id are kept from the judgement before: moving one screen's steps leaves the answers
    of all others as they are.
    """

    candidates: tuple[Candidate, ...]
    frame: frames.CompanyFrame
    stated: Mapping[str, tuple[StatedFigure, ...]]
    around: Surroundings
    answers: dict[str, Answers]


def field_of(
    candidates: Sequence[Candidate],
    universe: Universe,
    standings: Mapping[str, Standing],
    around: Surroundings,
    clock: SessionClock,
    *,
    rates: Rates | None = None,
) -> Field:
    """The companies with everything the screens read, facts aged at the clock.

    Without `rates` those of the universe are used.
    """
    customers = _by_company(universe.customers)
    medians = SectorMedians(universe.medians)
    inputs = [
        frames.CompanyInputs(
            company=one.company,
            price=one.price.price if one.price is not None else unknown("no_price_found"),
            eps=one.price.eps if one.price is not None else None,
            standing=standings[one.company.key],
            customers=tuple(customers.get(one.company.key, ())),
            rates=universe.rates if rates is None else rates,
            closes=around.closes.get(one.symbol),
            vendor=around.vendors.get(one.company.key),
            returned=around.returned.get(one.company.key),
            beta=around.betas.get(one.symbol),
            exchange=clock.exchanges.of_symbol(one.symbol if one.price is None else one.price.symbol),
            market_cap=one.market_cap,
            medians=medians.of(one.company),
        )
        for one in candidates
    ]
    stated = _stated_by_company(universe.stated)
    return Field(tuple(candidates), frames.build(inputs, clock.on, clock), stated, around, {})


def company_results(field: Field, terms: Terms) -> tuple[CompanyResult, ...]:
    """What is said of every company, heaviest first."""
    screens = terms.screens
    thresholds = terms.of_companies
    answers = [_answers(field, one, thresholds.of(one)) for one in screens]
    table = screen.ScreenTable(field.frame, terms.thresholds, screens, tuple(one.ruling for one in answers))
    verdicts = families.judge(table)
    results = []
    for row, (one, verdict) in enumerate(zip(field.candidates, verdicts, strict=True)):
        company, own = one.company, terms.of(one.company.key)
        results.append(
            CompanyResult(
                key=company.key,
                symbol=one.symbol,
                symbols=tuple(listing.symbol for listing in company.listings) or (one.symbol,),
                name=short_name(company.name),
                aliases=_aliases(company),
                weight=one.weight.weight,
                direct=one.weight.direct,
                level=verdict.level,
                colour=verdict.colour,
                coverage=verdict.coverage,
                known_core=verdict.known_core,
                applicable_core=verdict.applicable_core,
                family_levels=verdict.family_levels,
                standing=field.frame.inputs[row].standing,
                role=company.role,
                layer=company.layer,
                sector=company.sector,
                business=company.business,
                findings=tuple(one.findings[row] for one in answers),
                then=field.stated.get(company.key, ()),
                facts=_shown_facts(company),
                country=company.country,
                fiscal_period=company.fiscal_period,
                tags=own.tags,
                role_edited=own.edits_role,
                annual=tuple(figure for name in _TREND for figure in company.annual.get(name, ())),
                customers=field.frame.inputs[row].customers,
                filings=field.around.filings.get(company.key, ()),
                differences=field.around.differences.get(company.key, ()),
            )
        )
    return tuple(sorted(results, key=lambda company: (-company.weight, company.symbol)))


def _answers(field: Field, one: screen.Screen, steps: screen.Steps) -> Answers:
    kept = field.answers.get(one.id)
    if kept is None or kept.steps != steps:
        ruling = one.judge(field.frame, steps)
        found = [one.finding(ruling, row, steps) for row in range(len(field.frame))]
        pairs = zip(field.candidates, found, strict=True)
        findings = tuple(
            unread.edgar_off(finding) if _unasked(each.company, field.around) else finding
            for each, finding in pairs
        )
        kept = field.answers[one.id] = Answers(steps, ruling, findings)
    return kept


def _unasked(company: Company, around: Surroundings) -> bool:
    """Whether filings would be read if EDGAR were on."""
    return around.edgar_off and company.key not in around.filings and unread.files_with_sec(company)


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
