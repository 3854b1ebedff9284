"""Numbers and times as cells show them: short, and the same everywhere in the window."""

from datetime import datetime
from decimal import Decimal

from screener import wording
from screener.domain.figure import Figure, NotApplicable, Unknown
from screener.wording import age, day

__all__ = [
    "age",
    "age_between",
    "amount",
    "change",
    "day",
    "fact",
    "moment",
    "percent",
    "price",
    "quantity",
    "ratio",
    "whole_percent",
]

UNKNOWN = "?"
DASH = "–"
MINUS = "\u2212"
HIDDEN = "•••"


def percent(share: Decimal | float | None, digits: int = 1) -> str:
    """A share 0..1 as "18.2%"; None is "?"."""
    return UNKNOWN if share is None else f"{float(share) * 100:.{digits}f}%".replace("-", MINUS)


def whole_percent(share: Decimal | None) -> str:
    """A share 0..1 as "18%", "<1%" when it is something but rounds to nothing; None is "?"."""
    return UNKNOWN if share is None else wording.whole_percent(share)


def change(fraction: Decimal | None) -> str:
    """Today's change with its sign, "+0.4%"; empty when not known."""
    if fraction is None:
        return ""
    sign = "+" if fraction >= 0 else MINUS
    return f"{sign}{abs(fraction) * 100:.1f}%"


def amount(value: Decimal, digits: int = 0) -> str:
    """A plain amount with thin grouping, "12,345"."""
    return f"{value:,.{digits}f}".replace("-", MINUS)


def price(value: Decimal) -> str:
    """A price with the digits its size deserves."""
    size = abs(value)
    return amount(value, 4 if size < 1 else 2)


def quantity(value: Decimal | None) -> str:
    """A quantity without trailing zeros."""
    if value is None:
        return ""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", MINUS)


def ratio(value: Decimal | float) -> str:
    """A multiple: two decimals below 10, one below 1000."""
    size = abs(float(value))
    digits = 2 if size < 10 else 1 if size < 1000 else 0
    return f"{float(value):,.{digits}f}".replace("-", MINUS)


def fact(value: Figure | Unknown | NotApplicable | None) -> str:
    """A figure's compact number; "?" when not known, a dash when not applicable."""
    if isinstance(value, NotApplicable):
        return DASH
    if not isinstance(value, Figure):
        return UNKNOWN
    return wording.value(value)


def age_between(then: datetime, now: datetime) -> str:
    """The age of `then` at `now`."""
    return age((now - then).total_seconds())


def moment(value: datetime, now: datetime) -> str:
    """A time of today as "14:05", an earlier one with its day; in the local zone."""
    local = value.astimezone()
    clock = f"{local:%H:%M}"
    return clock if local.date() == now.astimezone().date() else f"{day(local.date())}, {clock}"
