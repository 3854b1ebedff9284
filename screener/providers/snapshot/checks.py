"""Checks across the shipped files that no single record can make."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from screener.domain.company import CustomerFact
from screener.domain.ring.deal import Deal
from screener.domain.ring.deal_text import read_day
from screener.domain.universe import LedgerData, Universe
from screener.errors import DataMissing
from screener.translation import translate

LARGEST_AMOUNT = Decimal(2_000_000_000_000)
"""No single record comes near; more means a slip of units (the Chinese 10^8 against 10^9)."""

_MOST = {"term_years": Decimal(100), "capacity_gw": Decimal(10_000), "notice_days": Decimal(36_525)}
_MOST_CUSTOMERS = 1_000_000_000
_LONGEST_PROBLEM, _LONGEST_NAME = 300, 200


def check(universe: Universe) -> None:
    """Raises DataMissing with the first contradiction between or inside the shipped files."""
    for problem in problems(universe):
        text = translate("snapshot", "The data shipped with Ringfence contradicts itself: {problem}.")
        raise DataMissing(text.format(problem=" ".join(problem.split())[:_LONGEST_PROBLEM]))


def problems(universe: Universe) -> Iterator[str]:
    """Every contradiction, each naming its file and record."""
    yield from _ledger(universe.ledger)
    keys = {company.key for company in universe.companies}
    symbols = {listing.symbol for company in universe.companies for listing in company.listings}
    yield from _doubles("companies.json", (company.key for company in universe.companies))
    yield from _doubles(
        "companies.json", (listing.symbol for company in universe.companies for listing in company.listings)
    )
    yield from _customers(universe.customers, keys)
    for figure in universe.stated:
        if figure.company not in keys:
            yield f"stated.json names the unknown company {figure.company}"
    for fund in universe.funds:
        if not 0 < fund.covered <= 1:
            yield f"funds.json, record {fund.symbol}: the weights add up to {fund.covered}"
        for line in fund.holdings:
            if line.symbol not in symbols:
                yield f"funds.json, record {fund.symbol}: {line.symbol} is no known listing"
    for price in universe.prices.values():
        if price.price <= 0:
            yield f"prices.json, record {price.symbol}: the price is {price.price}"


def _customers(facts: Iterable[CustomerFact], keys: Collection[str]) -> Iterator[str]:
    for fact in facts:
        if fact.company not in keys:
            yield f"customers.json names the unknown company {fact.company}"
        shares = (fact.share, fact.none_above, *fact.members)
        if not all(_is_within(share, Decimal(1)) for share in shares if share is not None):
            yield f"customers.json, record {fact.company}: a share is outside 0..1"
        if fact.count is not None and not 0 <= fact.count <= _MOST_CUSTOMERS:
            yield f"customers.json, record {fact.company}: it cannot be {fact.count} customers"


def _ledger(ledger: LedgerData) -> Iterator[str]:
    entities = {entity.id for entity in ledger.entities}
    deals = {deal.id for deal in ledger.deals}
    yield from _doubles("entities.json", (entity.id for entity in ledger.entities))
    yield from _doubles("deals.json", (deal.id for deal in ledger.deals))
    yield from _doubles("reviewed.json", (review.symbol for review in ledger.reviews))
    for entity in ledger.entities:
        if not entity.name.isprintable() or len(entity.name) > _LONGEST_NAME:
            yield f"entities.json, record {entity.id[:_LONGEST_NAME]}: the name cannot be shown"
    for deal in ledger.deals:
        for party in (deal.payer, deal.payee, deal.source_entity, deal.target_entity):
            if party not in entities:
                yield f"deals.json, record {deal.id}: {party} is no entity"
        for other in (*deal.supersedes, *deal.contains, *deal.extends):
            if other not in deals:
                yield f"deals.json, record {deal.id}: {other} is no record"
        yield from _amounts(deal)
        for day in (deal.announced, deal.first_dated, deal.starts, *(seen.date for seen in deal.evidence)):
            if day is not None and read_day(day) != day:
                yield f"deals.json, record {deal.id}: {day} is no date"
    for review in ledger.reviews:
        if review.entity is not None and review.entity not in entities:
            yield f"reviewed.json, record {review.symbol}: {review.entity} is no entity"


def _amounts(deal: Deal) -> Iterator[str]:
    amount = deal.amount_usd
    if amount is not None and not (amount and _is_within(amount, LARGEST_AMOUNT)):
        yield f"deals.json, record {deal.id}: the amount {amount} cannot be right"
    for field, most in _MOST.items():
        number = getattr(deal, field)
        if number is not None and not _is_within(Decimal(number), most):
            yield f"deals.json, record {deal.id}: {field} cannot be {number}"
    if deal.firm_usd is None:
        return
    if amount is None or not _is_within(deal.firm_usd, amount):
        yield f"deals.json, record {deal.id}: the firm part is more than the whole"


def _is_within(number: Decimal, most: Decimal) -> bool:
    """Whether a number is one at all ("NaN" is not) and from 0 to `most`."""
    return number.is_finite() and 0 <= number <= most


def _doubles(file: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{file} has {name} twice"
        seen.add(name)
