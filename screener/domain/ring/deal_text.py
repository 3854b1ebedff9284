"""Amounts, days and names as people write them in lists of deals, read exactly.

"$30bn", "1.5 billion", "300億" are dollars; "2026-02-27", "Feb 2026", "2026" keep the precision they have.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from screener.domain.names import short_name
from screener.domain.number_text import read_amount
from screener.domain.ring.deal import Entity

_SCALES = {
    "k": 3, "thousand": 3, "千": 3,
    "萬": 4, "万": 4,
    "m": 6, "mm": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6, "百萬": 6, "百万": 6,
    "億": 8, "亿": 8,
    "b": 9, "bn": 9, "billion": 9, "billions": 9, "十億": 9, "十亿": 9,
    "t": 12, "tn": 12, "trillion": 12, "兆": 12, "萬億": 12, "万亿": 12,
}  # fmt: skip
_DOLLARS = re.compile(r"us\$|usd|us dollars?|dollars?|美元|美金|\$", re.IGNORECASE)
_MARKS = {
    "EUR": "€|euros?|歐元|欧元",
    "GBP": "£|pounds?|英鎊|英镑",
    "JPY": "¥|yen|日圓|日元|円",
    "CNY": "¥|rmb|yuan|人民幣|人民币",
    "KRW": "₩|won|韓元|韩元",
    "INR": "₹|rupees?",
    "TWD": r"nt\$|新台幣|新臺幣|台幣",
    "HKD": r"hk\$|港元|港幣|港币",
}
"""How amounts of a currency are marked beside its code."""
_SCALED = re.compile(r"(?P<number>.*?[\d.,)])\s*(?P<scale>[a-z]+|[千萬万百億亿十兆]+)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_LONGEST = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def scale_of(word: str) -> Decimal | None:
    """What a unit word multiplies by ("bn", "億"); None when it is no unit."""
    power = _SCALES.get(word.strip().casefold())
    return None if power is None else Decimal(10) ** power


def read_dollars(text: str, scale: Decimal = Decimal(1)) -> Decimal | None:
    """US dollars, None when it is no amount of them; `scale` is for a number that names no unit itself."""
    return _read(_DOLLARS.sub(" ", text[:_LONGEST]), scale) if len(text) <= _LONGEST else None


def read_money(text: str, currency: str) -> Decimal | None:
    """An amount of `currency`, named beside it or not; None when it is none, or one of another currency."""
    if currency == "USD":
        return read_dollars(text)
    marks = "|".join(filter(None, (re.escape(currency), _MARKS.get(currency))))
    return _read(re.sub(marks, " ", text, flags=re.IGNORECASE), Decimal(1)) if len(text) <= _LONGEST else None


def _read(text: str, scale: Decimal) -> Decimal | None:
    match = _SCALED.fullmatch(text.strip())
    if match is None:
        return None
    own_scale = scale if match["scale"] is None else scale_of(match["scale"])
    amount = read_amount(match["number"])
    if amount is None or amount.mark or own_scale is None:
        return None
    return _plain(amount.number * own_scale)


def read_number(text: str) -> Decimal | None:
    """A number without unit ("5", "2.5"), None when it is none."""
    amount = read_amount(text)
    return None if amount is None or amount.mark else _plain(amount.number)


def read_day(text: str) -> str | None:
    """A year, month or day as "2026", "2026-02", "2026-02-27"; None when it is none.

    "3/4/2026" is none, as nobody can tell which is the month; so is a year no deal can be of.
    """
    body = " ".join(text.split())[:_LONGEST]
    if match := _ISO.fullmatch(body):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(body):
        day, month, year = match[1], _number_of(match[2]), match[3]
    elif match := _MONTH_FIRST.fullmatch(body):
        month, day, year = _number_of(match[1]), match[2], match[3]
    else:
        return None
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def first_day(day: str) -> date:
    """The first day a date of the ledger can be; raises ValueError when it is no date."""
    parts = [int(part) for part in day.split("-")]
    return date(*[*parts, 1, 1][:3])


class Parties:
    """The parties of a ledger by id, name, alias or listing; what fits several of them fits none."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        for entity in entities:
            self._ids[entity.id] = entity.id
            aliases = [alias for named in entity.aliases.values() for alias in named]
            for name in (entity.name, short_name(entity.name), *aliases, *entity.listings):
                self._names.setdefault(_folded(name), set()).add(entity.id)

    def find(self, text: str) -> str | None:
        """The id of the party meant, None when there is none or more than one."""
        known = self._ids.get(text.strip())
        if known is not None:
            return known
        fitting = self._names.get(_folded(text)) or self._names.get(_folded(short_name(text))) or set()
        return next(iter(fitting)) if len(fitting) == 1 else None


def slug(name: str) -> str:
    """An id made of a name: "Acme Compute, Inc." -> "acme-compute"; empty without letter and digit."""
    return "-".join(re.findall(r"[^\W_]+", short_name(name).casefold()))[:_LONGEST]


@lru_cache(maxsize=50_000)  # the same names over and over, once for every row of a list
def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _number_of(word: str) -> str:
    fitting = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(word.casefold())]
    return str(fitting[0]) if len(fitting) == 1 else "0"


def _plain(number: Decimal) -> Decimal:
    """Whole amounts without exponent or trailing zeros, so that one amount is always written one way."""
    whole = int(number)
    return Decimal(whole) if whole == number else number.normalize()
