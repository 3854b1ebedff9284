"""Numbers in inline XBRL: what is printed, the way it is printed, its scale and its sign."""

import re
from decimal import Decimal

_LONGEST = 26
_LARGEST_SCALE = 15
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_XML = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_WORDS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_ZERO_FORMATS = frozenset({"zerodash", "fixedzero", "numdash"})
_EMPTY_FORMATS = frozenset({"nocontent", "fixedempty"})


def inline_number(text: str, *, format: str = "", scale: str = "", sign: str = "") -> Decimal | None:
    """The value of an ix:nonFraction; None when there is none. `format` is its attribute, with prefix."""
    kind = format.rpartition(":")[2].replace("-", "").lower()
    if kind in _EMPTY_FORMATS:
        return None
    printed = Decimal(0) if kind in _ZERO_FORMATS else _printed(text, kind)
    exponent = _exponent(scale)
    if printed is None or exponent is None:
        return None
    # Through text: exact whatever its length, and 5 million is 5000000 and not 5E+6.
    value = Decimal(f"{printed.scaleb(exponent):f}")
    return value.copy_negate() if sign == "-" else value


def plain_number(text: str) -> Decimal | None:
    """The value of an instance element: an optional sign, digits, and perhaps an exponent of ten."""
    body = text.strip()
    if len(body) > _LONGEST or not re.fullmatch(
        r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?", body
    ):
        return None
    return Decimal(body)


def _printed(text: str, kind: str) -> Decimal | None:
    body = _SPACES.sub(" ", text).strip()
    if not body or len(body) > _LONGEST:
        return None
    if kind.startswith("numwords"):
        return _in_words(body.lower())
    if "comma" in kind:
        body = body.replace(".", "").replace(" ", "").replace(",", ".")
    else:
        body = body.replace(",", "").replace(" ", "").replace("'", "")
    return Decimal(body) if _PLAIN.fullmatch(body) else None


def _in_words(text: str) -> Decimal | None:
    """Small numbers as filings spell them: "ten", "twenty-five", "one hundred"."""
    total = 0
    for word in re.split(r"[\s-]+(?:and[\s-]+)?", text):
        number = _WORDS.get(word)
        if number is None:
            return None
        total = total * 100 if number == 100 else total + number
    return Decimal(total)


def _exponent(scale: str) -> int | None:
    if not scale.strip():
        return 0
    if not re.fullmatch(r"[-+]?[0-9]{1,2}", scale.strip()):
        return None
    exponent = int(scale)
    return exponent if abs(exponent) <= _LARGEST_SCALE else None
