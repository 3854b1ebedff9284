"""Which listing a typed or imported symbol stands for, where the same thing is written in many ways."""

from screener.domain.imported import ImportedPosition
from screener.domain.quote import SymbolMatch
from screener.errors import BadInput
from screener.translation import translate

_CODED_ENDINGS = (".HK", ".SH")
_LISTED_KINDS = (None, "equity", "fund")


def candidates(symbol: str, currency: str | None = None) -> tuple[str, ...]:
    """The listings a symbol may stand for, best first; the symbol itself when it says which.

    A bare number (700, 600519, 2330), a number at an exchange (00700.HK) and a symbol with the name of its
    exchange (NASDAQ:NVDA, 700 HK) are brought to the spelling they are quoted by. `currency` is what was
    paid in: of several exchanges one that trades in it is meant.
    """
    # The window is painted before the readers of files are loaded.
    from screener.importers.symbols import listing_currency
    from screener.providers.yahoo.symbols import spellings

    coded = symbol.isdecimal() or any(mark in symbol for mark in ": ") or symbol.endswith(_CODED_ENDINGS)
    found = spellings(symbol) if coded else ()
    if len(found) > 1 and currency is not None:
        traded = tuple(one for one in found if listing_currency(one) == currency)
        found = traded or found
    return found or (symbol,)


def settled(symbol: str, currency: str | None = None) -> str:
    """The one listing a symbol stands for; raises BadInput that names them when there are several."""
    found = candidates(symbol, currency)
    if len(found) > 1:
        text = translate("holding", "“{symbol}” is a code of several exchanges; please enter {choices}.")
        last = translate("holding", "{first} or {last}").format(first=", ".join(found[:-1]), last=found[-1])
        raise BadInput(text.format(symbol=symbol, choices=last))
    return found[0]


def settled_if_clear(symbol: str, currency: str | None = None) -> str:
    """The one listing a symbol stands for, and the symbol itself when there are several."""
    found = candidates(symbol, currency)
    return found[0] if len(found) == 1 else symbol


def words_to_look_up(position: ImportedPosition) -> str:
    """What to look for so that the user can choose the listing of an imported row; empty when it is known."""
    if position.kind not in _LISTED_KINDS:
        return ""
    if position.symbol is None:
        return position.isin or position.name or ""
    return position.symbol if len(candidates(position.symbol, position.currency)) > 1 else ""


def offered_for(position: ImportedPosition) -> tuple[SymbolMatch, ...]:
    """The listings a code may stand for, which can be said without asking anybody."""
    if position.symbol is None:
        return ()
    return tuple(SymbolMatch(one, "", "", "") for one in candidates(position.symbol, position.currency))
