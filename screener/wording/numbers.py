"""Numbers as a reader wants them: short, with unit and currency, the same everywhere."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from screener.domain.figure import Figure
from screener.domain.message import Number, Unit
from screener.translation import translate

_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_MINUS = "\u2212"


def value(figure: Figure) -> str:
    """A figure's value with its unit: "129.5bn USD", "214.72 USD", "67%", "1.6x", "27.1"."""
    return quantity(figure.value, figure.unit, figure.currency)


def worded_number(number: Number) -> str:
    """An argument's value with its unit, as said in a sentence: "1.6 times" instead of "1.6x"."""
    if number.unit is Unit.MULTIPLE:
        return translate("Number", "{number} times").format(number=plain(number.value))
    return quantity(number.value, number.unit, number.currency)


def quantity(amount: Decimal, unit: Unit, currency: str | None = None) -> str:
    """A number in the unit it is counted in; money and per-share values with their currency."""
    if unit is Unit.FRACTION:
        return percent(amount)
    if unit is Unit.MULTIPLE:
        return translate("Number", "{number}x").format(number=plain(amount))
    if unit is Unit.DAYS:
        return translate("Number", "{number} days").format(number=_grouped(amount, 0))
    if unit is Unit.COUNT:
        return _grouped(amount, 0 if _is_whole(amount) else 1)
    if unit is Unit.SHARES:
        return compact(amount)
    if unit is Unit.MONEY:
        return _with_currency(compact(amount), currency)
    if unit is Unit.PER_SHARE:
        digits = 0 if abs(amount) >= 1000 and _is_whole(amount) else 2 if abs(amount) >= 1 else 4
        text = _grouped(amount, digits)
        return _with_currency(text.rstrip("0").rstrip(".") if digits == 4 else text, currency)
    return plain(amount)


def percent(share: Decimal | float) -> str:
    """A share 0..1 as "67%" or "22.4%"; something that rounds to nothing is "<0.1%"."""
    amount = Decimal(str(share)) * 100
    if 0 < abs(amount) < Decimal("0.05"):
        return "<0.1%"
    rounded = _round(amount, 1)
    return f"{_grouped(rounded, 0 if _is_whole(rounded) else 1)}%"


def whole_percent(share: Decimal) -> str:
    """A share 0..1 as "38%", never 0% for something and never 100% for less than all."""
    rounded = _round(share * 100, 0)
    if share > 0 and rounded == 0:
        return "<1%"
    if share < 1 and rounded == 100:
        return ">99%"
    return f"{_grouped(rounded, 0)}%"


def plain(amount: Decimal) -> str:
    """A ratio: two decimals below 10, one below 1,000, none where there are none."""
    if _is_whole(amount):
        return _grouped(amount, 0)
    size = abs(amount)
    if size < Decimal("0.01"):
        return _signed(f"{_round(amount, 3):f}") if size >= Decimal("0.0005") else "0"
    if size >= 10:
        return _grouped(amount, 1 if size < 1000 else 0)
    text = _grouped(amount, 2)
    return text[:-1] if text.endswith("0") else text


def compact(amount: Decimal) -> str:
    """A large number in thousands of millions and the like: "129.5bn", "1.62m", "950"."""
    for scale, letters in _SCALES:
        # What would round up to a thousand of the next smaller scale belongs to this one.
        if abs(amount) >= scale * Decimal("0.99995"):
            scaled = _round(amount / scale, 1 if abs(amount) >= 10 * scale else 2)
            return _scale_template(letters).format(number=plain(scaled))
    return _grouped(amount, 0 if _is_whole(amount) else 2)


def dollars(amount: Decimal) -> str:
    """An amount of US dollars, compact."""
    return quantity(amount, Unit.MONEY, "USD")


def display_width(text: str) -> int:
    """Columns a terminal needs for a text: Chinese, Japanese and Korean characters take two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _scale_template(letters: str) -> str:
    return {
        "tn": translate("Number", "{number}tn"),
        "bn": translate("Number", "{number}bn"),
        "m": translate("Number", "{number}m"),
    }[letters]


def _with_currency(text: str, currency: str | None) -> str:
    if currency is None:
        return text
    return translate("Number", "{number} {currency}").format(number=text, currency=currency)


def _round(amount: Decimal, digits: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _grouped(amount: Decimal, digits: int) -> str:
    return _signed(f"{_round(amount, digits):,.{digits}f}")


def _signed(text: str) -> str:
    return text.replace("-", _MINUS)


def _is_whole(amount: Decimal) -> bool:
    return amount == amount.to_integral_value()
