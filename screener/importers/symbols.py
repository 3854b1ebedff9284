"""How brokers spell what people hold, brought to one spelling: NASDAQ:NVDA, NVDA US, BRK/B, 0700 in HKD."""

import re
from typing import Literal

import msgspec

from screener.domain.security import Kind

_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_TICKER = re.compile(r"[A-Z0-9^][A-Z0-9.\-^=&]{0,19}")
ORDINARY = re.compile(r"[A-Z]{1,5}|[A-Z]{1,5}\.(?:L|DE|PA|AS|SW|MI|TO|ST)|[0-9]{4}\.(?:HK|TW|T)")
_OPTION = re.compile(
    r"-?[A-Z.]{1,6} *[0-9]{6}[CP][0-9.]{1,9}"
    r"|[A-Z.]{1,6} [0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4} [0-9.]{1,9} [CP]"
    r"|[A-Z.]{1,6} [0-9]{1,2}[A-Z]{3}[0-9]{2} [0-9.]{1,9} [CP]"
)
_WITH_MARKET = re.compile(r"(?P<code>[A-Z0-9.\-/]{1,12})(?P<sep>[ :.])(?P<market>[A-Z]{2,6})(?: EQUITY)?")
_MARKET_FIRST = re.compile(r"(?P<market>[A-Z]{2,8}):(?P<code>[A-Z0-9.\-/]{1,12})")
_SHARE_CLASS = re.compile(r"(?P<stem>[A-Z]{1,5})[ ./](?P<letter>[A-D])")
_COIN = re.compile(r"[A-Z0-9]{2,10}-[A-Z]{3}")
_HONG_KONG = re.compile(r"0*(?P<code>[0-9]{1,5})\.HK")
_CASH = re.compile(
    r"\$*CASH|CASH & CASH INVESTMENTS|CASH BALANCE|CASH & CASH FUND.*|[A-Z]{3} CASH|CASH[ _-][A-Z]{3}"
    r"|\$CASH[ _-][A-Z]{3}|.*HELD IN MONEY MARKET|BARGELD|LIQUIDIT[AÄ]T|ESPÈCES|LIQUIDITÉS|EFECTIVO|現金|现金"
)
_UNITED_STATES = (
    "US",
    "UN",
    "UQ",
    "UW",
    "UA",
    "NASDAQ",
    "NYSE",
    "AMEX",
    "ARCA",
    "NYSEARCA",
    "BATS",
    "XNAS",
    "XNYS",
)
_SUFFIXES = {
    "LN": ".L", "LON": ".L", "LSE": ".L", "XLON": ".L", "UK": ".L",
    "GY": ".DE", "GR": ".DE", "ETR": ".DE", "XETRA": ".DE", "XETR": ".DE", "FRA": ".F", "XFRA": ".F",
    "FP": ".PA", "EPA": ".PA", "XPAR": ".PA", "NA": ".AS", "AMS": ".AS", "XAMS": ".AS",
    "SW": ".SW", "SE": ".SW", "VX": ".SW", "SWX": ".SW", "XSWX": ".SW",
    "IM": ".MI", "XMIL": ".MI", "BIT": ".MI",
    "SM": ".MC", "BME": ".MC", "XMAD": ".MC", "SS": ".ST", "STO": ".ST", "XSTO": ".ST",
    "JP": ".T", "JT": ".T", "TYO": ".T", "XTKS": ".T",
    "HK": ".HK", "HKG": ".HK", "HKEX": ".HK", "XHKG": ".HK",
    "TT": ".TW", "TPE": ".TW", "TWSE": ".TW", "XTAI": ".TW", "KS": ".KS", "KRX": ".KS", "XKRX": ".KS",
    "CN": ".TO", "CT": ".TO", "TSE": ".TO", "TSX": ".TO", "XTSE": ".TO",
    "AU": ".AX", "ASX": ".AX", "XASX": ".AX",
}  # fmt: skip
_RUN_TOGETHER = {"BRKA": "BRK-A", "BRKB": "BRK-B"}
SPECIAL = frozenset({"CASH", *_RUN_TOGETHER, "N/A"})
_LISTING_CURRENCIES = {
    "L": "GBX", "DE": "EUR", "F": "EUR", "PA": "EUR", "AS": "EUR", "BR": "EUR", "MI": "EUR", "MC": "EUR",
    "LS": "EUR", "VI": "EUR", "HE": "EUR", "IR": "EUR", "SW": "CHF", "ST": "SEK", "CO": "DKK", "OL": "NOK",
    "TO": "CAD", "V": "CAD", "T": "JPY", "HK": "HKD", "TW": "TWD", "TWO": "TWD", "KS": "KRW", "KQ": "KRW",
    "SS": "CNY", "SZ": "CNY", "AX": "AUD", "NZ": "NZD", "NS": "INR", "BO": "INR", "SI": "SGD", "SA": "BRL",
    "JO": "ZAc", "TA": "ILA", "MX": "MXN", "WA": "PLN",
}  # fmt: skip


class Identity(msgspec.Struct, frozen=True):
    """What identifier cells say: a symbol, an ISIN, cash, a total, or nothing readable."""

    symbol: str | None = None
    isin: str | None = None
    kind: Kind | None = None
    readable: bool = True
    is_total: bool = False
    doubtful_isin: bool = False
    """The check digit of the ISIN is wrong."""

    @property
    def known(self) -> bool:
        """Whether there is anything to tell the holding by."""
        return self.symbol is not None or self.isin is not None


def identify(text: str) -> Identity:
    """What the text of a symbol or ISIN cell stands for; `readable` False when it is neither."""
    if ORDINARY.fullmatch(text) and text not in SPECIAL:
        return Identity(symbol=text)
    bare = " ".join(text.upper().split())
    if bare.endswith("**") or _CASH.fullmatch(bare):
        return Identity(symbol=bare.rstrip("*") or None, kind="cash")
    bare = bare.strip("* ")
    if not bare:
        return Identity()
    if _ISIN.fullmatch(bare.replace(" ", "")):
        return Identity(isin=bare.replace(" ", ""))
    if _OPTION.fullmatch(bare):
        return Identity(symbol=bare, kind="option")
    symbol = _spelled(bare)
    return Identity(symbol=symbol, readable=symbol is not None)


def isin_checks(isin: str) -> bool:
    """Whether the check digit of an ISIN is right (ISO 6166)."""
    digits = "".join(str(int(letter, 36)) for letter in isin)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def complete(code: str, currency: str | None) -> str:
    """A code of digits only, as Asian brokers use them, with the suffix of the market of that currency."""
    if not code.isdecimal():
        return code
    if currency == "HKD" and len(code) <= 5:
        return f"{int(code):04d}.HK"
    if currency == "TWD" and 4 <= len(code) <= 6:
        return f"{code}.TW"
    if currency == "JPY" and len(code) == 4:
        return f"{code}.T"
    if currency == "KRW" and len(code) == 6:
        return f"{code}.KS"
    if currency == "CNY" and len(code) == 6:
        return f"{code}.{_mainland_market(code)}"
    return code


def listing_currency(symbol: str) -> str | None:
    """The unit of prices at the exchange a symbol names by its suffix; the dollar without a suffix.

    A coin says what it is priced in: BTC-EUR.
    """
    _, dot, suffix = symbol.rpartition(".")
    if not dot:
        if _COIN.fullmatch(symbol):
            return symbol[-3:]
        return "USD" if symbol.replace("-", "").isalpha() else None
    return _LISTING_CURRENCIES.get(suffix)


def _mainland_market(code: str) -> Literal["SS", "SZ"]:
    """Shanghai numbers its shares and funds 5, 6 and 9, Shenzhen the rest."""
    return "SS" if code[0] in "569" else "SZ"


def _spelled(text: str) -> str | None:
    first = _MARKET_FIRST.fullmatch(text)
    if first and _is_market(first["market"]):
        return _listed(first["code"], first["market"])
    share_class = _SHARE_CLASS.fullmatch(text)
    if share_class:
        return f"{share_class['stem']}-{share_class['letter']}"
    last = _WITH_MARKET.fullmatch(text)
    if last and (last["sep"] != "." or last["market"] in {"US", "UK"}):
        return _listed(last["code"], last["market"])
    hong_kong = _HONG_KONG.fullmatch(text)
    if hong_kong:
        return f"{hong_kong['code']:0>4}.HK"
    return _RUN_TOGETHER.get(text, text) if _TICKER.fullmatch(text) else None


def _is_market(code: str) -> bool:
    return code in _UNITED_STATES or code in _SUFFIXES


def _listed(code: str, market: str) -> str | None:
    share_class = _SHARE_CLASS.fullmatch(code)
    code = f"{share_class['stem']}-{share_class['letter']}" if share_class else code.replace("/", "-")
    if market in _UNITED_STATES:
        return code
    suffix = _SUFFIXES.get(market)
    if suffix is None:
        return None
    return f"{int(code):04d}.HK" if suffix == ".HK" and code.isdecimal() else code + suffix
