"""Which price counts for each row of a portfolio and for each company in it."""

from collections.abc import Mapping, Sequence

from screener.domain.assessment import PositionResult
from screener.domain.company import Company
from screener.domain.identify import Directory
from screener.domain.market import QUOTED_KINDS, KnownPrices, Priced, price_of
from screener.domain.portfolio import Portfolio


def prices_of_rows(portfolio: Portfolio, directory: Directory, known: KnownPrices) -> dict[str, Priced]:
    """The newest price by holding key, and by symbol for the watchlist.

    What the user calls a bond or an option has the user's own price only: a quote of that symbol would
    be of something else.
    """
    found: dict[str, Priced] = {}
    for holding in portfolio.holdings:
        listed = directory.listed_as(holding.symbol)
        if holding.kind is None or holding.kind in QUOTED_KINDS:
            priced = price_of(holding.symbol, known, holding, listed_as=listed)
        else:
            priced = price_of(holding.symbol, known.only_own(), holding, listed_as=listed)
        if priced is not None:
            found[holding.key] = priced
    for entry in portfolio.watchlist:
        listed = directory.listed_as(entry.symbol)
        priced = price_of(entry.symbol, known, listed_as=listed)
        if priced is not None:
            found[entry.symbol] = priced
    return found


def price_by_company(rows: Sequence[PositionResult], prices: Mapping[str, Priced]) -> dict[str, Priced]:
    """The price of the first row of each company that has one; the heaviest row comes first."""
    found: dict[str, Priced] = {}
    for row in rows:
        priced = prices.get(row.symbol if row.watched else row.key)
        if row.company is not None and priced is not None:
            found.setdefault(row.company, priced)
    return found


def price_of_company(company: Company, symbol: str, known: KnownPrices) -> Priced | None:
    """The price of a company without a row of its own: of `symbol`, else of any listing that has one."""
    listings = dict.fromkeys([symbol, *[listing.symbol for listing in company.listings]])
    found = (price_of(one, known) for one in listings)
    return next((priced for priced in found if priced is not None), None)
