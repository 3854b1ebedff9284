"""How Yahoo spells a symbol."""

import re
from collections.abc import Iterable

from screener.providers.yahoo.markets import ENDINGS, UNITED_STATES, ending_of

_ASKABLE = re.compile(r"[A-Z0-9^][A-Z0-9.^=&_-]{0,31}")
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_SHARE_CLASS = re.compile(r"([A-Z]{1,5})[./ ]([AB])")
_HONG_KONG = re.compile(r"0*([0-9]{1,5})\.HK")
_MARKET_FIRST = re.compile(r"(?P<market>[A-Z0-9]{2,12}):(?P<code>[A-Z0-9.\-/& ]{1,16})")
_MARKET_LAST = re.compile(r"(?P<code>[A-Z0-9.\-/& ]{1,16}):(?P<market>[A-Z0-9]{2,12})")
_TERMINAL = re.compile(r"(?P<code>[A-Z0-9.\-/]{1,12}) (?P<market>[A-Z]{2})( EQUITY)?")
_SHANGHAI = re.compile(r"(60[0135]|68[89]|900|51[0-8]|56[0-3]|58[8-9])[0-9]{3}")
_SHENZHEN = re.compile(r"(00[0-3]|20[0]|30[01]|159|16[0-9])[0-9]{3}")
_KOREA = re.compile(r"[0-4][0-9]{4}[0-9KLM]")
_US_DOLLARS = re.compile(r"USD([A-Z]{3}=X)")


def spellings(symbol: str, exchange: str | None = None) -> tuple[str, ...]:
    """Yahoo's spellings `symbol` may have, best first; empty when it can be no symbol of Yahoo.

    `exchange` is a market identifier or a usual name ("XLON", "LSE", "Nasdaq"); it may also stand in the
    symbol ("NASDAQ:FOO", "VWRA:xlon", "700 HK"). US share classes take a dash (BRK.B -> BRK-B), Hong Kong
    codes have four digits (00700.HK -> 0700.HK), Shanghai is .SS. A bare number is completed by the
    exchanges that use such numbers; more than one answer means that the user has to choose. An ISIN is not
    a symbol: Yahoo would answer with whatever listing it likes best.
    """
    written = " ".join(symbol.upper().split())
    ending = None if exchange is None else ending_of(exchange, written)
    for pattern in (_MARKET_FIRST, _MARKET_LAST, _TERMINAL):
        found = pattern.fullmatch(written)
        named = None if found is None else ending_of(found["market"], found["code"])
        if found is not None and named is not None:
            written, ending = found["code"], named
            break
    spelled = _listed(written, ending) if ending is not None else _unlisted(written)
    return tuple(
        one for one in dict.fromkeys(spelled) if _ASKABLE.fullmatch(one) and not _ISIN.fullmatch(one)
    )


def to_yahoo(symbol: str, exchange: str | None = None) -> str | None:
    """Yahoo's spelling of `symbol`, or None when it has none or the user has to choose between several."""
    found = spellings(symbol, exchange)
    return found[0] if len(found) == 1 else None


def all_to_yahoo(symbols: Iterable[str]) -> dict[str, str]:
    """Yahoo's spelling for each symbol that has one, in the order given, repeats dropped."""
    pairs = ((symbol, to_yahoo(symbol)) for symbol in symbols)
    return {symbol: spelled for symbol, spelled in pairs if spelled is not None}


def match_key(symbol: str) -> str:
    """What two spellings of the same thing have in common: Yahoo answers JPY=X also as USDJPY=X."""
    return _US_DOLLARS.sub(r"\1", symbol.upper())


def _listed(written: str, ending: str) -> tuple[str, ...]:
    """The symbol at a known exchange."""
    code, dot, own = written.rpartition(".")
    if dot and f".{own}" == ".SH":
        return (f"{code}.SS",)
    if dot and f".{own}" in ENDINGS and (ending or len(own) > 1):
        # It says so itself; a letter behind a US symbol is a share class, not London or Tokyo.
        return _unlisted(written)
    bare = re.sub(r"[./ ]", "-", written.rstrip(". "))
    if ending == UNITED_STATES and bare.isdecimal():
        return ()
    if ending == ".HK":
        return _unlisted(f"{bare}.HK")
    if ending in (".KS", ".KQ") and bare.isdecimal():
        bare = bare.zfill(6)
    if ending == ".T" and len(bare) == 5 and bare.isdecimal() and bare.endswith("0"):
        bare = bare[:4]
    return (bare + ending,)


def _unlisted(written: str) -> tuple[str, ...]:
    """The symbol when no exchange is named beside it."""
    if share_class := _SHARE_CLASS.fullmatch(written):
        return (f"{share_class[1]}-{share_class[2]}{UNITED_STATES}",)
    if hong_kong := _HONG_KONG.fullmatch(written):
        return (f"{hong_kong[1]:0>4}.HK",)
    if written.endswith(".SH"):
        return (f"{written[:-3]}.SS",)
    if written.isascii() and written.isdecimal():
        return _numbered(written)
    return (written,)


def _numbered(code: str) -> tuple[str, ...]:
    """A bare number at every exchange that has such numbers."""
    if len(code) <= 3:
        return (f"{code:0>4}.HK",)
    if len(code) == 4:
        if code.startswith("0"):
            # Taiwan's oldest funds are 0050 to 0061; shares there begin at 1101, Tokyo's at 1301.
            return (f"{code}.HK", f"{code}.TW")
        return (f"{code}.TW", f"{code}.TWO", f"{code}.T", f"{code}.HK")
    if len(code) == 5:
        hong_kong = f"{int(code):04d}.HK"
        return (hong_kong, f"{code}.TW") if code.startswith("00") and code[2:] > "600" else (hong_kong,)
    if len(code) != 6:
        return ()
    found = []
    if _SHANGHAI.fullmatch(code):
        found.append(f"{code}.SS")
    if _SHENZHEN.fullmatch(code):
        found.append(f"{code}.SZ")
    if _KOREA.fullmatch(code) and code.endswith("0"):
        found += [f"{code}.KS", f"{code}.KQ"]
    return tuple(found)
