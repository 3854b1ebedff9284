"""Exchange rates out of Yahoo's quotes of currency pairs.

A pair is a symbol like any other, so rates cost no request of their own when they are asked for together
with the prices. Every currency is asked for against the dollar only; `Rates` goes through it.
"""

import re
from collections.abc import Iterable

from screener.domain.currency import Rate, major_unit
from screener.domain.figure import Source
from screener.domain.quote import Quote
from screener.providers.yahoo.quotes import SOURCE

DOLLAR = "USD"
_PAIR = re.compile(r"(?P<base>[A-Z]{3})?(?P<quote>[A-Z]{3})=X")
_CODE = re.compile(r"[A-Z]{3}")
_STATED_IN_DOLLARS = frozenset({"EUR", "GBP", "AUD", "NZD"})
"""Asked for as EURUSD=X; the rest, most of them less than a dollar, as JPY=X, which has more digits."""


def pair_symbols(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The symbols that make conversion between the currencies of every (from, to) possible.

    Minor units count as their major one. A pair of the same currency needs none.
    """
    wanted: dict[str, None] = {}
    for pair in pairs:
        first, second = (major_unit(code)[0] for code in pair)
        if first == second:
            continue
        for code in (first, second):
            if code != DOLLAR and _CODE.fullmatch(code):
                wanted[f"{code}{DOLLAR}=X" if code in _STATED_IN_DOLLARS else f"{code}=X"] = None
    return tuple(wanted)


def rates_in(quotes: Iterable[Quote]) -> tuple[Rate, ...]:
    """The rates among `quotes`; other quotes are passed over.

    A rate is dated by the UTC day of its quote. Dropped are those whose currency is not what the symbol
    says.
    """
    found = (_rate(quote) for quote in quotes)
    return tuple(rate for rate in found if rate is not None)


def _rate(quote: Quote) -> Rate | None:
    pair = _PAIR.fullmatch(quote.symbol.upper())
    if pair is None or quote.quote_type != "CURRENCY" or quote.currency != pair["quote"]:
        return None
    base = pair["base"] or DOLLAR
    if base == pair["quote"]:
        return None
    return Rate(base, pair["quote"], quote.at.date(), quote.price, Source(title=SOURCE, tier="feed"))
