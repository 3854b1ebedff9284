"""Reading single fields of Yahoo's answers: numbers, units, times, text.

Each field used is in one of the tables here; every other key of an answer is ignored. Nothing
is guessed: what is not a plain finite number of a sane size is "not in the answer" (None).
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from screener.domain.currency import MINOR_UNITS, major_unit

_LARGEST = 10**20
_TEXT_LIMIT = 200
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_EARLIEST, _LATEST = 0, 4_102_444_800  # 1970 and 2100, in seconds


class FieldUnit(Enum):
    """What Yahoo counts a field in."""

    QUOTED = "quoted"
    """In the currency of the quote, which may be a minor unit (pence)."""
    MAJOR = "major"
    """In the major unit, also where the price is in pence."""
    PERCENT = "percent"


QUOTE_UNITS: Mapping[str, FieldUnit] = {
    "regularMarketPrice": FieldUnit.QUOTED,
    "regularMarketPreviousClose": FieldUnit.QUOTED,
    "regularMarketChangePercent": FieldUnit.PERCENT,
    "preMarketPrice": FieldUnit.QUOTED,
    "preMarketChangePercent": FieldUnit.PERCENT,
    "postMarketPrice": FieldUnit.QUOTED,
    "postMarketChangePercent": FieldUnit.PERCENT,
    # A London quote in pence carries earnings, book value and market value in pounds.
    "epsTrailingTwelveMonths": FieldUnit.MAJOR,
    "marketCap": FieldUnit.MAJOR,
}


def number(value: object) -> Decimal | None:
    """A finite number of a sane size, exactly as written; None for anything else.

    Refuses booleans, text (Yahoo sends "Infinity" as text), NaN and infinities. Takes the
    `raw` of a {"raw": 1.5, "fmt": "1.50"} pair, except the placeholder 0 with an empty `fmt`.
    """
    if isinstance(value, dict):
        raw = value.get("raw")
        return None if raw == 0 and value.get("fmt") is None else _plain_number(raw)
    return _plain_number(value)


def _plain_number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if abs(value) > _LARGEST:
        return None
    # repr gives the shortest text that reads back as the same float: 269.7, not 269.69999...
    return Decimal(repr(value))


def quote_number(row: Mapping[str, Any], key: str, currency: str) -> Decimal | None:
    """A field of QUOTE_UNITS: money in the major unit of `currency`, percents as fractions."""
    value = number(row.get(key))
    if value is None:
        return None
    unit = QUOTE_UNITS[key]
    if unit is FieldUnit.QUOTED:
        return value / major_unit(currency)[1]
    if unit is FieldUnit.PERCENT:
        return value / 100
    return value


def currency_code(value: object) -> str | None:
    """A currency as Yahoo writes it ("USD", "GBp"), or None."""
    if isinstance(value, str) and _CURRENCY.fullmatch(value):
        return value
    return None


def is_minor_unit(currency: str) -> bool:
    """Whether prices in `currency` are in pence, cents or agorot."""
    return currency in MINOR_UNITS


def moment(value: object) -> datetime | None:
    """A time given in seconds since 1970, aware and in UTC."""
    seconds = number(value)
    if seconds is None or not _EARLIEST < seconds < _LATEST:
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def text(value: object, limit: int = _TEXT_LIMIT) -> str:
    """Plain text without control or direction characters, at most `limit` long; "" if none."""
    if not isinstance(value, str):
        return ""
    return _INVISIBLE.sub(" ", value[: limit * 2]).strip()[:limit]
