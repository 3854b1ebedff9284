"""Statements of a second source laid over what is shipped and filed, and where the sources differ.

Messages (id: arguments): statements_other_currency: source, other, used (Text); those of `second_source`.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.company import Company
from screener.domain.fields import FIELDS
from screener.domain.figure import Fact, Figure, unknown
from screener.domain.identify import BROUGHT, brought_company
from screener.domain.message import Message, Text
from screener.domain.second_source import combined, newest, newest_years
from screener.domain.security import Listing
from screener.domain.statements import Statements
from screener.domain.universe import Universe
from screener.domain.unread import is_us_symbol

_OF_ONE_SHARE = ("eps_diluted", "shares_outstanding")
_NOT_OF_BANKS = ("total_debt", "long_term_debt", "interest_expense", "operating_cash_flow", "capex")
"""What means something else at a bank or an insurer: borrowing is their trade."""


class Laid(msgspec.Struct, frozen=True):
    """A universe with statements over it, and by company key where the sources differ."""

    universe: Universe
    differences: dict[str, tuple[Message, ...]] = {}


def with_statements(universe: Universe, known: Mapping[str, Statements]) -> Laid:
    """The universe with these statements, by company key, over it.

    A company nobody shipped becomes one of it.
    """
    if not known:
        return Laid(universe)
    companies = {company.key: company for company in universe.companies}
    differences: dict[str, tuple[Message, ...]] = {}
    for key, statements in known.items():
        company = companies.get(key) or brought_company(key)
        if company is not None and statements.facts:
            companies[key], found = laid_over(company, statements)
            if found:
                differences[key] = found
    return Laid(msgspec.structs.replace(universe, companies=tuple(companies.values())), differences)


def laid_over(company: Company, statements: Statements) -> tuple[Company, tuple[Message, ...]]:
    """The company with these statements, and one message for each figure in which its sources differ.

    The newer figure counts; of the same time a filing goes before the feed, and the feed fills what is
    missing. Statements in another currency are left out as a whole: a ratio of two currencies is no ratio.
    """
    own = company.statement_currency or _most_money(company)
    if own is not None and statements.currency is not None and own != statements.currency:
        names = {"source": statements.source, "other": statements.currency, "used": own}
        told = Message("statements_other_currency", {name: Text(value) for name, value in names.items()})
        return company, (told,)
    read, years = _usable(company, statements)
    quoted = {name: fact for name, fact in company.facts.items() if not _is_stated(name)}
    stated = {name: fact for name, fact in company.facts.items() if _is_stated(name)}
    made = combined(newest(stated, read), read)
    reasons = {name: fact for name, fact in read.items() if not isinstance(fact, Figure)}
    return msgspec.structs.replace(
        company,
        statement_currency=own or statements.currency,
        fiscal_period=(
            statements.fiscal_period
            if made.facts.get("revenue") is read.get("revenue") is not None
            else company.fiscal_period
        ),
        facts=reasons | quoted | made.facts,
        annual=newest_years(company.annual, years),
    ), tuple(one.message for one in made.differences)


def home_listing(company: Company) -> Listing | None:
    """The one listing whose statements are asked for; None for a company without any.

    At home the price is in the currency of the statements and of one ordinary share. Where no currency is
    known, home is where the company is: abroad it trades in New York as receipts.
    """
    abroad = company.country is not None and company.country != "US"

    def strangeness(listing: Listing) -> tuple[bool, bool]:
        other = company.statement_currency not in (None, listing.currency)
        return other, abroad and is_us_symbol(listing.symbol)

    return min(company.listings, key=strangeness, default=None)


def _usable(
    company: Company, statements: Statements
) -> tuple[dict[str, Fact], dict[str, tuple[Figure, ...]]]:
    """Facts and years without what may be counted in other shares, or mean something else at a bank."""
    facts: dict[str, Fact] = dict(statements.facts)
    years = statements.annual
    for name in _of_other_shares(company, statements):
        facts.pop(name, None)
        years = {field: row for field, row in years.items() if field != name}
        if name == "eps_diluted" and "eps_diluted" not in company.facts:
            facts[name] = unknown("eps_basis_unclear")
    if _may_be_a_bank(company, facts):
        facts |= {name: unknown("balance_sheet_unsorted") for name in _NOT_OF_BANKS if name in facts}
    return facts, years


def _of_other_shares(company: Company, statements: Statements) -> tuple[str, ...]:
    """The fields that may count another share than the one that is priced.

    Of a company known for its receipts only earnings told of the home listing fit, as they are of one
    ordinary share; in New York prices in dollars over statements in another currency suggest receipts.
    """
    asked = next((one for one in company.listings if one.symbol == statements.symbol), None)
    in_new_york = is_us_symbol(statements.symbol)
    if company.ordinary_per_ads not in (None, Decimal(1)):
        is_home = asked is not None and asked.currency == statements.currency and not in_new_york
        return ("shares_outstanding",) if is_home else _OF_ONE_SHARE
    return _OF_ONE_SHARE if in_new_york and statements.currency != "USD" else ()


def _may_be_a_bank(company: Company, facts: Mapping[str, Fact]) -> bool:
    """Nobody said what it is, and its balance sheet does not tell what is due within a year.

    Such are those of banks and insurers, and of hardly anybody else.
    """
    unsaid = company.key.startswith(BROUGHT) and company.cik is None
    return (
        unsaid
        and "total_assets" in facts
        and facts.keys().isdisjoint(("current_assets", "current_liabilities"))
    )


def _is_stated(name: str) -> bool:
    return name in FIELDS and FIELDS[name].cadence != "price"


def _most_money(company: Company) -> str | None:
    found = Counter(
        fact.currency
        for name, fact in company.facts.items()
        if isinstance(fact, Figure)
        and fact.currency is not None
        and _is_stated(name)
        and FIELDS[name].is_money
    )
    return found.most_common(1)[0][0] if found else None
