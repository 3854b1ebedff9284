"""What companies filed with the SEC, laid over what is shipped of them: the newest figure counts."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from screener.domain.company import Company, CustomerFact
from screener.domain.fields import PRIOR
from screener.domain.figure import Fact, Figure, unknown
from screener.domain.filed_customers import plain_name, resolved, with_filed
from screener.domain.filings import FiledFacts, Filer
from screener.domain.identify import brought_company
from screener.domain.message import Message, Text
from screener.domain.statements import NOTHING_READ, Statements
from screener.domain.universe import Universe
from screener.providers.failures import SourceFailed
from screener.providers.provider import FilingsSource

ASK_AGAIN = timedelta(hours=20)
ASK_AGAIN_FOR_THE_REST = timedelta(hours=1)
"""After an answer that was had only in part, for a reason that passes."""
_PASSING = frozenset(
    f"source.{cause}"
    for cause in ("rate_limited", "refused", "unreachable", "timed_out", "server_error", "closed", "host_off")
)
YEARS_KEPT = 6
_SAME_YEAR = 20
"""Days by which two statements of one fiscal year may differ in its end."""
_PER_ORDINARY_SHARE = "20-F"
"""The form whose filers are often traded as receipts for other than one share."""

EntityOf = Callable[[str], str | None]
"""The ledger's entity for a customer's plain name (`filed_customers.plain_name`)."""


class Filings(msgspec.Struct, frozen=True):
    """What was read so far, by company key, replaced whole whenever more is.

    `source` names where from; `off` says that nothing can be read, for want of a contact address.
    `statements` are those of the second source (`services.statements`), in the same way.
    """

    known: dict[str, FiledFacts] = {}
    source: str = ""
    off: bool = True
    statements: Mapping[str, Statements] = NOTHING_READ


NO_FILINGS = Filings()


class FilingsStore(Protocol):
    """Where what was read of filings is kept, by company."""

    def load(self, company: str) -> FiledFacts | None:
        """What was read last; None when nothing was."""
        ...

    def save(self, filed: FiledFacts) -> None:
        """Keep what was read."""
        ...


class Enriched(msgspec.Struct, frozen=True):
    """A company with what it filed laid over it.

    `customers` are the filed ones only (`filed_customers.with_filed` joins them with the shipped ones).
    `failure` says why nothing newer could be had, `retry_at` when it may be tried again.
    """

    company: Company
    customers: tuple[CustomerFact, ...] = ()
    filed: FiledFacts | None = None
    failure: Message | None = None
    retry_at: datetime | None = None


def enrich(
    company: Company,
    source: FilingsSource | None,
    store: FilingsStore,
    *,
    now: datetime,
    entity_of: EntityOf | None = None,
) -> Enriched:
    """The company with its filings, asked for at most once in ASK_AGAIN; without `source` only what is kept.

    Never raises for a failing source. Blocks while it is asked; call it from a worker.
    """
    filed = store.load(company.key)
    failure: Message | None = None
    retry_at: datetime | None = None
    if source is not None and is_due(filed, now):
        if not source.is_on:
            failure = Message("source.no_contact", {"source": Text(source.name)})
        else:
            try:
                filed = source.filed(filer_of(company), filed)
                store.save(filed)
            except SourceFailed as failed:
                failure, retry_at = failed.failure, failed.retry_at
    if filed is None:
        return Enriched(company, failure=failure, retry_at=retry_at)
    return Enriched(
        overlaid(company, filed),
        resolved(filed.customers, entity_of or (lambda _name: None)),
        filed,
        failure or next(iter(filed.problems.values()), None),
        retry_at,
    )


def with_filings(universe: Universe, known: Mapping[str, FiledFacts]) -> Universe:
    """The universe with these filings over it; a filer nobody shipped becomes a company of it."""
    if not known:
        return universe
    companies = {company.key: company for company in universe.companies}
    for key, filed in known.items():
        company = companies.get(key) or brought_company(key)
        if company is not None:
            companies[key] = overlaid(company, filed)
    facts = [fact for key, filed in known.items() if key in companies for fact in filed.customers]
    return msgspec.structs.replace(
        universe,
        companies=tuple(companies.values()),
        customers=with_filed(universe.customers, resolved(facts, _parties(universe).get)),
    )


def _parties(universe: Universe) -> dict[str, str]:
    """The ledger's parties by plain name; a name two of them have is nobody's."""
    found: dict[str, str] = {}
    for entity in universe.ledger.entities:
        names = (entity.name, *(name for language in entity.aliases.values() for name in language))
        for name in {plain_name(one) for one in names}:
            found[name] = entity.id if found.get(name, entity.id) == entity.id else ""
    return {name: party for name, party in found.items() if name and party}


def is_due(filed: FiledFacts | None, now: datetime) -> bool:
    """Whether the source should be asked again, by what was read last."""
    if filed is None:
        return True
    passing = any(problem.id in _PASSING for problem in filed.problems.values())
    # A clock that was turned back must not keep the source from being asked.
    return not timedelta() <= now - filed.at <= (ASK_AGAIN_FOR_THE_REST if passing else ASK_AGAIN)


def filer_of(company: Company) -> Filer:
    """Whose filings are the company's."""
    symbols = tuple(listing.symbol for listing in company.listings)
    return Filer(company.key, symbols, company.cik)


def overlaid(company: Company, filed: FiledFacts) -> Company:
    """The company with the filed figures where they are as new as those it has, or newer.

    Statements in another currency are left out as a whole: a ratio of two currencies is no ratio.
    """
    other = filed.statement_currency not in (None, company.statement_currency)
    if not filed.facts or (other and company.statement_currency is not None):
        return msgspec.structs.replace(company, cik=company.cik or filed.cik)
    news = _news(company.facts, _of_one_share(filed))
    has_figures = any(name in company.facts for name in ("revenue", "net_income", "total_equity"))
    return msgspec.structs.replace(
        company,
        cik=company.cik or filed.cik,
        business=company.business if has_figures else filed.business,
        statement_currency=company.statement_currency or filed.statement_currency,
        fiscal_period=filed.fiscal_period if "revenue" in news else company.fiscal_period,
        facts=_without_stale_priors(company.facts, news) | news,
        annual=_joined(company.annual, filed.annual),
    )


def _news(facts: Mapping[str, Fact], filed: Mapping[str, Fact]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for name, fact in filed.items():
        known = facts.get(name)
        is_newer = isinstance(fact, Figure) and isinstance(known, Figure) and fact.as_of >= known.as_of
        if is_newer or not isinstance(known, Figure):
            found[name] = fact
    return found


def _without_stale_priors(facts: Mapping[str, Fact], news: Mapping[str, Fact]) -> dict[str, Fact]:
    """Without figures of a year before whose later figure was replaced: they would be compared wrongly."""
    return {
        name: fact
        for name, fact in facts.items()
        if not (name.endswith(PRIOR) and name.removesuffix(PRIOR) in news and name not in news)
    }


def _of_one_share(filed: FiledFacts) -> dict[str, Fact]:
    """Without what is counted in ordinary shares where the share that is traded may be a receipt."""
    facts: dict[str, Fact] = dict(filed.facts)
    if any(ref.form.startswith(_PER_ORDINARY_SHARE) for ref in filed.read):
        facts.pop("shares_outstanding", None)
        if "eps_diluted" in facts:
            facts["eps_diluted"] = unknown("eps_basis_unclear")
    return facts


def _joined(
    shipped: Mapping[str, tuple[Figure, ...]], filed: Mapping[str, tuple[Figure, ...]]
) -> dict[str, tuple[Figure, ...]]:
    """Fiscal years of both, newest first; of a year both have the filed one."""
    joined = dict(shipped)
    for name, figures in filed.items():
        older = [
            figure
            for figure in shipped.get(name, ())
            if all(abs((figure.as_of - new.as_of).days) > _SAME_YEAR for new in figures)
        ]
        every = sorted([*figures, *older], key=lambda figure: figure.as_of, reverse=True)
        joined[name] = tuple(every[:YEARS_KEPT])
    return joined
