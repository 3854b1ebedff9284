"""Finding listings by name, ISIN or symbol at a source; the user chooses, nothing is taken by itself."""

import re

from screener.domain.quote import SymbolMatch
from screener.errors import BadInput, RingfenceError
from screener.providers.provider import SearchSource
from screener.services.holding_input import read_symbol
from screener.translation import translate

SHORTEST, LONGEST = 2, 80
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")


class NobodyAsked(RingfenceError):
    """No search was sent, for the reason given."""


def search_online(
    text: str, source: SearchSource | None, *, offline: bool, live: bool
) -> tuple[SymbolMatch, ...]:
    """Slow, network. Listings that fit, best first, each with a symbol that can be held.

    `live` False: the user wants no quotes fetched, so nothing else is sent either. Raises BadInput for a text
    that is no search, NobodyAsked, DataSourceError.
    """
    words = " ".join(text.split())
    if not SHORTEST <= len(words) <= LONGEST:
        message = translate(
            "search", "Please enter a name, an ISIN or a symbol of {least} to {most} letters."
        )
        raise BadInput(message.format(least=SHORTEST, most=LONGEST))
    if offline:
        raise NobodyAsked(translate("search", "Ringfence runs offline: nobody is asked."))
    if not live:
        raise NobodyAsked(translate("search", "“Fetch live quotes” is off in Settings: nobody is asked."))
    if source is None:
        raise NobodyAsked(translate("search", "There is no source to search in."))
    once: dict[str, SymbolMatch] = {}
    for match in source.search(words):
        if _usable(match):
            once.setdefault(match.symbol.upper(), match)
    return tuple(once.values())


def proposed(isin: str, found: tuple[SymbolMatch, ...]) -> SymbolMatch | None:
    """The listing that may be proposed for an ISIN: the only one that was found."""
    return found[0] if is_isin(isin) and len(found) == 1 else None


def is_isin(text: str) -> bool:
    """Whether a text has the shape of an ISIN."""
    return _ISIN.fullmatch(text.strip().upper()) is not None


def _usable(match: SymbolMatch) -> bool:
    """Whether the symbol is one that can be entered by hand as well."""
    try:
        return read_symbol(match.symbol) == match.symbol.upper()
    except BadInput:
        return False
