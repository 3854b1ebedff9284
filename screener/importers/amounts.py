"""Numbers and currencies of one table: its decimal sign, and what "$", "p" or 人民币 stand for."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from functools import lru_cache

import msgspec

from screener.domain.currency import MINOR_UNITS, major_unit
from screener.domain.number_text import Amount, is_ambiguous, is_blank, read_amount
from screener.importers.records import Row

EXACT = Context(prec=120)
"""Wide enough that no product of two numbers of a file is ever rounded."""

_SAMPLE_ROWS = 1000
_WORDS = {
    "$": "USD", "US$": "USD", "US DOLLAR": "USD", "DOLLAR": "USD", "USDOLLAR": "USD", "美元": "USD",
    "€": "EUR", "EURO": "EUR", "EUROS": "EUR",
    "£": "GBP", "STG": "GBP", "P": "GBX", "PENCE": "GBX", "GBP PENCE": "GBX",
    "HK$": "HKD", "港币": "HKD", "港幣": "HKD", "港元": "HKD",
    "NT$": "TWD", "NTD": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "台幣": "TWD", "臺幣": "TWD",
    "人民币": "CNY", "人民幣": "CNY", "RMB": "CNY", "CNH": "CNY", "日元": "JPY", "日圓": "JPY", "円": "JPY",
    "CA$": "CAD", "C$": "CAD", "CAN": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "S$": "SGD",
    "R$": "BRL", "₹": "INR", "₩": "KRW",
}  # fmt: skip
_CODES = (
    "USD EUR GBP CHF JPY CNY HKD TWD KRW INR SGD AUD NZD CAD SEK NOK DKK ISK PLN CZK HUF RON TRY ILS ZAR "
    "BRL MXN THB MYR IDR PHP VND SAR AED"
)
KNOWN_CURRENCIES = frozenset(_CODES.split(" "))


class Unit(msgspec.Struct, frozen=True):
    """What an amount is counted in: the major currency, and how many of the stated unit make one."""

    currency: str | None = None
    per_major: Decimal = Decimal(1)


NO_UNIT = Unit()


@lru_cache(maxsize=512)
def read_unit(text: str) -> Unit | None:
    """The currency a word or mark stands for ("GBX" -> GBP, 100); None when it is no currency."""
    bare = text.strip()
    known = bare if bare in MINOR_UNITS else _WORDS.get(bare.upper(), bare.upper())
    if len(known) != 3 or not (known.isascii() and known.isalpha()):
        return None
    return Unit(*major_unit(known))


class DecimalSign(msgspec.Struct, frozen=True):
    """Which sign the numbers of a table use; `sure` when all numbers that show it agree."""

    comma: bool
    sure: bool


def decimal_sign(rows: Sequence[Row], indexes: Iterable[int], delimiter: str) -> DecimalSign:
    """The decimal sign of the number columns, by the numbers that can be read in one way only."""
    votes = [0, 0]
    columns = tuple(indexes)
    for row in rows[:_SAMPLE_ROWS]:
        for index in columns:
            text = row.cells[index] if index < len(row.cells) else ""
            sign = _shown_sign(text)
            if sign is not None:
                votes[sign == ","] += 1
    dots, commas = votes
    if dots == commas:
        return DecimalSign(comma=delimiter == ";", sure=False)
    return DecimalSign(comma=commas > dots, sure=0 in votes)


def _shown_sign(text: str) -> str | None:
    comma, dot = text.rfind(","), text.rfind(".")
    if (comma < 0 and dot < 0) or is_ambiguous(text):
        return None
    amount = read_amount(text)
    if amount is None:
        return None
    last, other = (",", ".") if comma > dot else (".", ",")
    exponent = amount.number.as_tuple().exponent
    return last if isinstance(exponent, int) and exponent < 0 else other


class AmountReader:
    """Reads the number cells of one table.

    `guessed` lists quantities such as "1,234" that nothing in the file decides.
    """

    def __init__(self, sign: DecimalSign) -> None:
        self._sign = sign
        self.guessed: list[str] = []

    def read(self, text: str) -> Amount | None:
        """The amount in a cell, None when it is none."""
        return read_amount(text, decimal_comma=self._sign.comma)

    def read_quantity(self, text: str, price: str, value: str) -> Amount | None:
        """The units in a cell. "1,234" and "1.234" are read so that units times price is the value."""
        if self._sign.sure or not is_ambiguous(text):
            return self.read(text)
        fitting = [units for units in _readings(text) if _fits(units, _readings(price), _readings(value))]
        if len(fitting) == 1:
            return fitting[0]
        self.guessed.append(text.strip())
        return self.read(text)


def _readings(text: str) -> list[Amount]:
    if is_blank(text):
        return []
    signs = (False, True) if is_ambiguous(text) else (False,)
    return [amount for sign in signs if (amount := read_amount(text, decimal_comma=sign)) is not None]


def _fits(units: Amount, prices: Iterable[Amount], values: Sequence[Amount]) -> bool:
    return any(
        abs(units.number * price.number - value.number) <= abs(value.number) / 100
        for price in prices
        for value in values
        if value.number
    )
