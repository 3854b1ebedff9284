"""Numbers as people and brokers write them, read exactly.

"1,234.56", "1.234,56", "1 234,56", "1'234.50", "1,23,456", "$1,259.59", "($462.50)", "-12", "12-",
".9232", "12 EUR", "４２". What is not clearly a number is none: percentages, exponents, "NaN", "10²",
groups of the wrong length. Nothing is ever read through a float.
"""

import re
from decimal import Decimal

import msgspec

MAX_LENGTH = 40

_BLANK = frozenset(
    {
        "", "-", "--", "---", "–", "—", "?", "n/a", "n.a.", "na", "nan", "none", "null", "nil",
        "not available", "not applicable", "unavailable", "k.a.", "n.v.", "nicht verfügbar",
        "#n/a", "#n/v", "#nv", "无", "無",
    }
)  # fmt: skip
_CODES = (
    "USD|EUR|GBP|GBX|GBp|CHF|JPY|CNY|CNH|RMB|HKD|TWD|KRW|INR|SGD|AUD|NZD|CAD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|"
    "TRY|ILS|ILA|ZAR|ZAc|ZAC|BRL|MXN|CLP|COP|PEN|ARS|THB|MYR|IDR|PHP|VND|SAR|AED|QAR|KWD|EGP|UAH|RUB"
)
_MARK = rf"US\$|HK\$|NT\$|CA\$|AU\$|NZ\$|[CASR]\$|[$€£¥₩₹]|(?:{_CODES})"
_NUMBER = re.compile(
    rf"(?P<open>\(?) ?(?P<sign>[-+]?) ?(?P<mark>{_MARK})? ?(?P<inner>[-+]?) ?"
    r"(?P<digits>[0-9][0-9.,' ]*(?<! )|[.,][0-9]+)"
    rf" ?(?P<trail>-?) ?(?P<after>{_MARK}|p)? ?(?P<close>\)?)"
)
_PLAIN = re.compile(r"-?[0-9]{1,20}(?:\.(?:[0-9]{1,2}|[0-9]{4,18}))?")
_DOLLARS = re.compile(r"(?P<mark>\$?)(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){0,4}\.[0-9]{2})")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_PLAIN_FORMS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2019: "'", 0x2018: "'", 0x00B4: "'", 0xFFE5: "¥",
}  # fmt: skip
_HUGE = re.compile(
    rf"[-+]?(?:[0-9]{{{MAX_LENGTH},}}|[0-9]{{1,{MAX_LENGTH}}}(?:[.,][0-9]{{1,{MAX_LENGTH}}})?[eE]\+?(?P<exponent>[0-9]{{1,9}}))"
)
_LARGEST_EXPONENT = 12
_AMBIGUOUS = re.compile(r"[^0-9]*[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,' ])[^0-9]*")


class Amount(msgspec.Struct, frozen=True):
    """A number and the currency mark beside it as it stands there ("$", "EUR", "p"; empty = none)."""

    number: Decimal
    mark: str = ""


def is_blank(text: str) -> bool:
    """True for the ways files write "no value": empty, "--", "n/a"."""
    return not text or (not text[0].isdecimal() and text.strip().lower() in _BLANK)


def is_ambiguous(text: str) -> bool:
    """True for "1,234" and "1.234": thousands in one country, a decimal fraction in the other."""
    return _AMBIGUOUS.fullmatch(text) is not None


def is_absurd(text: str) -> bool:
    """True for a plain number far beyond anything that can be owned: "1e40", fifty digits in a row."""
    match = _HUGE.fullmatch(text.strip()) if len(text) <= 1000 else None
    return match is not None and (
        match["exponent"] is None or len(match["exponent"]) > 2 or int(match["exponent"]) > _LARGEST_EXPONENT
    )


def read_number(text: str, *, decimal_comma: bool | None = None) -> Decimal | None:
    """The exact number in `text`, or None when it is not one. Currency marks are passed over.

    `decimal_comma` settles "1,234" and "1.234" and nothing else (True: the comma is the decimal
    sign); None reads them as False does, 1234 and 1.234.
    """
    amount = read_amount(text, decimal_comma=decimal_comma)
    return None if amount is None else amount.number


def read_amount(text: str, *, decimal_comma: bool | None = None) -> Amount | None:
    """As `read_number`, with the currency mark that stands before or after the number."""
    if len(text) > 2 * MAX_LENGTH:
        return None
    body = text.strip()
    if _PLAIN.fullmatch(body):
        return Amount(Decimal(body))
    if dollars := _DOLLARS.fullmatch(body):
        return Amount(Decimal(dollars["digits"].replace(",", "")), dollars["mark"])
    body = _SPACES.sub(" ", body.translate(_PLAIN_FORMS)).strip()
    match = _NUMBER.fullmatch(body) if len(body) <= MAX_LENGTH else None
    if match is None:
        return None
    opened, sign, mark, inner, digits, trail, after, closed = match.groups()
    if bool(opened) != bool(closed) or (mark and after and not _agree(mark, after)):
        return None
    signs = [part for part in (opened, sign, inner, trail) if part]
    if len(signs) > 1:
        return None
    plain = _plain_digits(digits, decimal_comma)
    if plain is None:
        return None
    number = Decimal(plain)
    # copy_negate and not "-": unary minus rounds to the context's 28 digits.
    return Amount(number.copy_negate() if signs and signs[0] != "+" else number, after or mark or "")


def _agree(mark: str, after: str) -> bool:
    """Whether two marks around a number mean one currency: "$5 CAD"."""
    return mark == after or (mark == "$" and after.endswith("D"))


def _plain_digits(body: str, decimal_comma: bool | None) -> str | None:
    """`body` with grouping removed and "." as decimal sign, None when it is malformed."""
    comma, dot = body.rfind(","), body.rfind(".")
    if comma >= 0 and dot >= 0:
        decimal = "," if comma > dot else "."
    elif comma >= 0:
        decimal = _lone_separator(body, ",", decimal_comma)
    else:
        decimal = _lone_separator(body, ".", decimal_comma) if dot >= 0 else "."
    whole, _, fraction = body.partition(decimal)
    if fraction and not fraction.isdecimal():
        return None
    if whole and not whole.isdecimal():
        ungrouped = _without_groups(whole)
        if ungrouped is None:
            return None
        whole = ungrouped
    if not whole and not fraction:
        return None
    return f"{whole or '0'}.{fraction}" if fraction else whole


def _without_groups(whole: str) -> str | None:
    """The digits of a grouped whole number: one separator, groups of three or of the Indian kind."""
    separators = set(whole) - set("0123456789")
    if len(separators) != 1:
        return None
    first, *groups = whole.split(separators.pop())
    if not 1 <= len(first) <= 3 or len(groups[-1]) != 3:
        return None
    sizes = {len(group) for group in groups[:-1]}
    if sizes <= {3} or (sizes == {2} and len(first) <= 2):
        return first + "".join(groups)
    return None


def _lone_separator(body: str, separator: str, decimal_comma: bool | None) -> str:
    """The decimal sign of a number that has only one kind of "." and ","."""
    other = "." if separator == "," else ","
    if body.count(separator) > 1:
        return other
    if is_ambiguous(body) and (separator == ",") != (decimal_comma is True):
        return other
    return separator
