"""Numbers as people and brokers write them, read exactly.

"1,234.56", "1.234,56", "1 234,56", "$1,259.59", "($462.50)", "-12", ".9232", "1'234.50".
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_BLANK = {"", "-", "--", "n/a", "na", "not available", "nan", "none", "null", "?"}
_SYMBOLS = re.compile(r"^(?:[A-Z]{3}|US\$|HK\$|NT\$|[$€£¥₩₹])|(?:[A-Z]{3}|[$€£¥₩₹%])$")
_SPACES = re.compile(r"[\s  ]+")
_MAX_LENGTH = 40


def is_blank(text: str) -> bool:
    """True for the ways files write "no value": empty, "--", "n/a"."""
    return text.strip().lower() in _BLANK


def read_number(text: str, *, decimal_comma: bool | None = None) -> Decimal | None:
    """The exact number in `text`, or None when it is not one.

    `decimal_comma` settles "1,234" and "1.234" (True: the comma is the decimal sign); None reads a
    single separator followed by exactly three digits as grouping of thousands only for a comma.
    Infinity, NaN, exponents and stray letters are not numbers.
    """
    body = unicodedata.normalize("NFKC", text).strip()
    if not body or len(body) > _MAX_LENGTH:
        return None
    body = body.replace("−", "-").replace("’", "'")
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    body, sign = _strip_sign(body)
    body = _SYMBOLS.sub("", body).strip()
    body = _SYMBOLS.sub("", body).strip()
    body, second_sign = _strip_sign(body)
    if sign and second_sign:
        return None
    negative = negative != ("-" in (sign, second_sign))
    plain = _plain_digits(_SPACES.sub(" ", body), decimal_comma)
    if plain is None:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return -value if negative else value


def _strip_sign(body: str) -> tuple[str, str]:
    if body[:1] in {"-", "+"}:
        return body[1:].strip(), body[0]
    if body[-1:] == "-":
        return body[:-1].strip(), "-"
    return body, ""


def _plain_digits(body: str, decimal_comma: bool | None) -> str | None:
    """`body` with grouping removed and "." as decimal sign, None when it is malformed."""
    if not re.fullmatch(r"[0-9][0-9.,' ]*|[.,][0-9]+", body):
        return None
    comma, dot = body.rfind(","), body.rfind(".")
    if comma >= 0 and dot >= 0:
        decimal, group = (",", ".") if comma > dot else (".", ",")
    elif comma >= 0:
        decimal, group = _lone_separator(body, ",", decimal_comma is not False, decimal_comma is None)
    elif dot >= 0:
        decimal, group = _lone_separator(body, ".", decimal_comma is not True, False)
    else:
        decimal, group = ".", ","
    whole, _, fraction = body.partition(decimal)
    if decimal in fraction or not re.fullmatch(r"[0-9]*", fraction):
        return None
    for separator in (group, "'", " "):
        if separator in whole:
            if not re.fullmatch(
                rf"[0-9]{{1,3}}(?:{re.escape(separator)}[0-9]{{3}})+", whole
            ) and not re.fullmatch(
                rf"[0-9]{{1,2}}(?:{re.escape(separator)}[0-9]{{2}})*{re.escape(separator)}[0-9]{{3}}", whole
            ):
                return None
            whole = whole.replace(separator, "")
    if not re.fullmatch(r"[0-9]*", whole) or not (whole or fraction):
        return None
    return f"{whole or '0'}.{fraction}" if fraction else whole


def _lone_separator(
    body: str, separator: str, may_be_decimal: bool, thousands_first: bool
) -> tuple[str, str]:
    other = "." if separator == "," else ","
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(separator)}[0-9]{{3}})+", body) is not None
    several = body.count(separator) > 1
    if several or not may_be_decimal or (grouped and thousands_first):
        return other, separator
    return separator, other
