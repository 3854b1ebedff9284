"""How Yahoo spells a symbol."""

import re
from collections.abc import Iterable

_ASKABLE = re.compile(r"[A-Z0-9^][A-Z0-9.^=&_-]{0,31}")
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_SHARE_CLASS = re.compile(r"([A-Z]{1,5})[./]([AB])")
_HONG_KONG = re.compile(r"0*([0-9]{1,5})\.HK")


def to_yahoo(symbol: str) -> str | None:
    """Yahoo's spelling of `symbol`, or None when it cannot be a Yahoo symbol.

    US share classes take a dash (BRK.B -> BRK-B), Hong Kong codes have four digits
    (00700.HK -> 0700.HK), Shanghai is .SS. An ISIN is not a symbol: Yahoo would answer with
    whatever listing it likes best.
    """
    spelled = symbol.strip().upper()
    if share_class := _SHARE_CLASS.fullmatch(spelled):
        return f"{share_class[1]}-{share_class[2]}"
    if hong_kong := _HONG_KONG.fullmatch(spelled):
        return f"{hong_kong[1]:0>4}.HK"
    if spelled.endswith(".SH"):
        spelled = spelled[:-3] + ".SS"
    if _ISIN.fullmatch(spelled) or not _ASKABLE.fullmatch(spelled):
        return None
    return spelled


def spellings(symbols: Iterable[str]) -> dict[str, str]:
    """Yahoo's spelling for each symbol that has one, in the order given, repeats dropped."""
    pairs = ((symbol, to_yahoo(symbol)) for symbol in symbols)
    return {symbol: spelled for symbol, spelled in pairs if spelled is not None}
