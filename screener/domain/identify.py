"""What a symbol is: a company, a fund, cash, another kind of thing, or not known."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.company import Company
from screener.domain.figure import Source
from screener.domain.fund import Fund
from screener.domain.market import Priced
from screener.domain.names import short_name
from screener.domain.positions import Identity
from screener.domain.security import Kind, Listing, spellings
from screener.domain.universe import Universe

_FUND_TYPES = frozenset({"ETF", "MUTUALFUND"})
_OTHER_TYPES: dict[str, Kind] = {
    "CRYPTOCURRENCY": "crypto",
    "OPTION": "option",
    "FUTURE": "other",
    "INDEX": "other",
    "CURRENCY": "other",
}
_NO_TYPES = frozenset({"", "NONE"})
_COMPANYLESS: frozenset[Kind] = frozenset({"bond", "option", "crypto", "other"})
BROUGHT = "symbol:"
"""Start of the key of a company nobody shipped."""


class Directory:
    """Companies and funds by symbol, with the ones a portfolio brings that nobody shipped.

    A symbol of an unknown company becomes a company of its own, keyed "symbol:ABCX", so that it is
    shown, weighed and said to be not known; it is never dropped.
    """

    def __init__(self, universe: Universe) -> None:
        self.companies: dict[str, Company] = {company.key: company for company in universe.companies}
        self.funds: dict[str, Fund] = {fund.symbol.upper(): fund for fund in universe.funds}
        self.by_symbol: dict[str, str] = {
            listing.symbol.upper(): company.key
            for company in universe.companies
            for listing in company.listings
        }

    def listed_as(self, symbol: str) -> str:
        """The symbol as it is shipped (BRK.B is BRK-B), in capital letters when it is not."""
        written, *others = spellings(symbol)
        for spelled in (written, *others):
            if spelled in self.by_symbol or spelled in self.funds:
                return spelled
        return written

    def company_of(self, symbol: str, name: str | None = None) -> Company:
        """The company whose listing `symbol` is; a new one when none is known."""
        symbol = self.listed_as(symbol)
        key = self.by_symbol.get(symbol)
        if key is None:
            key = f"{BROUGHT}{symbol}"
            self.by_symbol[symbol] = key
            self.companies[key] = _brought(symbol, name)
        return self.companies[key]

    def identify(self, symbol: str, stated: Kind | None, name: str | None, priced: Priced | None) -> Identity:
        """What `symbol` is, from what the user said, what is shipped and what a quote says.

        What the user calls a bond, an option or a coin is neither a company nor a fund, whatever else has
        that symbol. A fund without a published list is still a fund: all of it is unseen.
        """
        quoted_name = priced.name if priced is not None else None
        quote_type = (priced.quote_type or "").upper() if priced is not None else ""
        if stated == "cash":
            return Identity(name or symbol, "cash")
        if stated in _COMPANYLESS:
            return Identity(name or quoted_name or symbol, stated)
        listed = self.listed_as(symbol)
        if not self.by_symbol.get(listed, BROUGHT).startswith(BROUGHT):
            return self._company(listed, quoted_name or name, quote_type)
        if listed in self.funds:
            return Identity(self.funds[listed].name, "fund", fund=listed)
        if stated == "fund" or quote_type in _FUND_TYPES:
            return self._unlisted_fund(listed, name or quoted_name, priced)
        if quote_type in _OTHER_TYPES:
            return Identity(name or quoted_name or symbol, _OTHER_TYPES[quote_type])
        return self._company(listed, quoted_name or name, quote_type)

    def _company(self, symbol: str, name: str | None, quote_type: str) -> Identity:
        company = self.company_of(symbol, name)
        brought = company.key.startswith(BROUGHT)
        if brought and name and company.name == symbol:
            company = msgspec.structs.replace(company, name=name)
            self.companies[company.key] = company
        known = not brought or company.cik is not None or quote_type not in _NO_TYPES
        return Identity(short_name(company.name), "equity", company=company.key, identified=known)

    def _unlisted_fund(self, symbol: str, name: str | None, priced: Priced | None) -> Identity:
        if priced is None:
            return Identity(name or symbol, "fund", identified=False)
        figure = priced.price
        self.funds[symbol] = Fund(
            symbol,
            name or symbol,
            "",
            figure.currency or "",
            figure.as_of,
            (),
            Source(title="no published list"),
        )
        return Identity(name or symbol, "fund", fund=symbol)


def brought_company(key: str) -> Company | None:
    """The company a portfolio brings under this key, as long as nothing is known of it."""
    symbol = key.removeprefix(BROUGHT)
    return None if symbol == key else _brought(symbol)


def _brought(symbol: str, name: str | None = None) -> Company:
    return Company(f"{BROUGHT}{symbol}", name or symbol, listings=(Listing(symbol, "", ""),))


def main_symbol(company: Company, preferred: Mapping[str, Decimal]) -> str:
    """The listing to show a company by: the one with most money in it, else its first, else its key."""
    symbols = [listing.symbol for listing in company.listings]
    if not symbols:
        return company.key.removeprefix(BROUGHT).upper()
    return max(symbols, key=lambda symbol: (preferred.get(symbol, Decimal(-1)), -symbols.index(symbol)))
