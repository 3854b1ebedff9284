"""What a symbol is: a company, a fund, cash, another kind of thing, or not known."""

import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.company import Company
from screener.domain.figure import Source
from screener.domain.fund import Fund
from screener.domain.market import Priced
from screener.domain.positions import Identity
from screener.domain.security import Kind, Listing
from screener.domain.universe import Universe

_FUND_TYPES = frozenset({"ETF", "MUTUALFUND"})
_OTHER_TYPES: dict[str, Kind] = {
    "CRYPTOCURRENCY": "crypto",
    "OPTION": "option",
    "FUTURE": "other",
    "INDEX": "other",
    "CURRENCY": "other",
}
_COMPANYLESS: frozenset[Kind] = frozenset({"bond", "option", "crypto", "other"})

_LEGAL_FORM = re.compile(
    r",? (?:Inc\.?|Incorporated|Corporation|Corp\.?|plc|PLC|N\.V\.|PBC|LLC|Ltd\.?|Limited|S\.A\.|SE|AG"
    r"|Company|Co\.,?)$"
)


class Directory:
    """Companies and funds by symbol, with the ones a portfolio brings that nobody shipped.

    A symbol of an unknown company becomes a company of its own, keyed "symbol:ABCX", so that it is
    shown, weighed and said to be not known; it is never dropped.
    """

    def __init__(self, universe: Universe) -> None:
        self.companies: dict[str, Company] = {company.key: company for company in universe.companies}
        self.funds: dict[str, Fund] = {fund.symbol: fund for fund in universe.funds}
        self.by_symbol: dict[str, str] = {
            listing.symbol.upper(): company.key
            for company in universe.companies
            for listing in company.listings
        }

    def company_of(self, symbol: str, name: str | None = None) -> Company:
        """The company whose listing `symbol` is; a new one when none is known."""
        key = self.by_symbol.get(symbol.upper())
        if key is None:
            key = f"symbol:{symbol.upper()}"
            self.by_symbol[symbol.upper()] = key
            self.companies[key] = Company(key, name or symbol, listings=(Listing(symbol, "", ""),))
        return self.companies[key]

    def identify(self, symbol: str, stated: Kind | None, name: str | None, priced: Priced | None) -> Identity:
        """What `symbol` is, from what the user said, what is shipped and what a quote says.

        A fund without a published list is still a fund: all of it is unseen.
        """
        quote_type = (priced.quote_type or "").upper() if priced is not None else ""
        quoted_name = priced.name if priced is not None else None
        if stated == "cash":
            return Identity(name or symbol, "cash")
        if symbol.upper() in self.by_symbol and stated not in _COMPANYLESS:
            company = self.company_of(symbol)
            known = not company.key.startswith("symbol:") or bool(quote_type)
            return Identity(short_name(company.name), "equity", company=company.key, identified=known)
        if symbol in self.funds:
            return Identity(self.funds[symbol].name, "fund", fund=symbol)
        if stated == "fund" or quote_type in _FUND_TYPES:
            return self._unlisted_fund(symbol, name or quoted_name, priced)
        if stated is not None and stated in _COMPANYLESS:
            return Identity(name or quoted_name or symbol, stated)
        if quote_type in _OTHER_TYPES:
            return Identity(name or quoted_name or symbol, _OTHER_TYPES[quote_type])
        company = self.company_of(symbol, quoted_name or name)
        if quoted_name and company.name == symbol:
            company = msgspec.structs.replace(company, name=quoted_name)
            self.companies[company.key] = company
        return Identity(
            company.name, "equity", company=company.key, identified=quote_type not in {"", "NONE"}
        )

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


def main_symbol(company: Company, preferred: Mapping[str, Decimal]) -> str:
    """The listing to show a company by: the one with most money in it, else its first, else its key."""
    symbols = [listing.symbol for listing in company.listings]
    if not symbols:
        return re.sub(r"^symbol:", "", company.key).upper()
    return max(symbols, key=lambda symbol: (preferred.get(symbol, Decimal(-1)), -symbols.index(symbol)))


def short_name(name: str) -> str:
    """The name without brackets and legal form: "NVIDIA Corporation" -> "NVIDIA"."""
    short = name.split(" (", maxsplit=1)[0].strip()
    if short.startswith("The "):
        return short
    while (match := _LEGAL_FORM.search(short)) is not None and match.start() > 0:
        short = short[: match.start()]
    return short or name
