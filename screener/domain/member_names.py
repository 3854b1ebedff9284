"""What the name of a member on the customer axis says: one customer, several, or none at all.

Filers make these names themselves: CustomerOneMember, HPInc.Member, ThreeLargestCustomersMember,
VendorOneMember, AllOtherCustomersMember. When a kind of name is read wrongly: one word in a table here.
"""

import re
from itertools import pairwise
from typing import Literal

import msgspec

from screener.domain.company import CustomerKind

Sort = Literal["customer", "group", "vendor", "remainder", "limit", "place"]

_TOKEN = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z']+\.?|[A-Z]+\.?|[0-9]+(?:\.[0-9]+)?")
_PLACE_PREFIXES = frozenset({"country", "stpr", "exch"})
_STANDARD_PREFIXES = frozenset({"us-gaap", "srt", "ifrs-full", "dei"})

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip
_INTERMEDIARIES = ("distributor", "wholesaler", "reseller", "retailer", "dealer")
_ROLES = (
    *_INTERMEDIARIES, "customer", "client", "buyer", "purchaser", "payer", "payor", "hyperscaler", "tenant",
    "lessee", "licensee", "oem", "odm", "offtaker", "merchant", "carrier", "integrator",
)  # fmt: skip
_SINGULAR = frozenset(_ROLES)
_PLURAL = frozenset(f"{role}s" for role in _ROLES) | {"governments", "municipalities", "providers"}
_VENDORS = frozenset({"vendor", "vendors", "supplier", "suppliers", "subcontractor", "subcontractors"})
_REMAINDER = frozenset({"other", "others", "remaining", "rest", "remainder"})
_WEIGHTY = frozenset({"major", "significant", "largest", "large", "top", "principal", "key"})
_INTERMEDIARY = frozenset({*_INTERMEDIARIES, *(f"{one}s" for one in _INTERMEDIARIES)})
_GOVERNMENT = frozenset(
    {"government", "governments", "governmental", "medicare", "medicaid", "barda", "nasa", "dod", "ministry"}
)
_GOVERNMENT_PHRASES = (("department", "of"), ("us", "army"), ("us", "navy"), ("air", "force"))
_PLACES = frozenset(
    {
        "us", "states", "europe", "asia", "america", "americas", "emea", "apac", "china", "japan", "taiwan",
        "korea", "foreign", "international", "domestic", "countries", "country", "africa", "pacific", "india",
    }
)  # fmt: skip
_GENERIC = (
    _SINGULAR | _PLURAL | _REMAINDER | _WEIGHTY | set(_NUMBERS)
    | {
        "a", "and", "another", "center", "cloud",
        "company", "concentration", "data", "direct", "end", "first",
        "group", "in", "indirect", "individual", "internet", "no", "number", "of", "partner", "party",
        "provider", "risk", "second", "service", "single", "the", "third", "unnamed", "user", "users",
    }
)  # fmt: skip


class Party(msgspec.Struct, frozen=True):
    """Whom a member names.

    `words` is the element name in words. `count` is how many a group holds, where its name says so.
    `named` is False for "Customer One" and the like.
    """

    sort: Sort
    words: str
    count: int | None = None
    channel: CustomerKind = "unknown"
    government: bool = False
    named: bool = True


def words_of(member: str) -> tuple[str, ...]:
    """The words of an element name: "x:CVSHealthCorp.Member" -> ("CVS", "Health", "Corp.")."""
    name = member.partition(":")[2] or member
    for ending in ("Member", "Domain"):
        name = name.removesuffix(ending)
    found = _TOKEN.findall(name.replace("_", " "))
    joined: list[str] = []
    for word in found:
        if joined and joined[-1] == "Mc":
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def party(member: str) -> Party:
    """Whom `member` ("prefix:NameMember") on a customer axis names."""
    words = words_of(member)
    low = tuple(word.lower().rstrip(".") for word in words)
    have = frozenset(low)
    named = not all(_is_generic(word) for word in low)
    told = Party(
        sort=_sort(member.partition(":")[0], low, have),
        words=" ".join(words) or member,
        channel=_channel(have),
        government=_is_government(low, have),
        named=named and bool(low),
    )
    if told.sort != "group":
        return told
    return msgspec.structs.replace(told, count=_count(low))


def _sort(prefix: str, low: tuple[str, ...], have: frozenset[str]) -> Sort:
    if prefix in _PLACE_PREFIXES:
        return "place"
    if have & _VENDORS:
        return "vendor"
    if _is_limit(low):
        return "limit"
    many = bool(have & _PLURAL) or _designators(low) > 1
    if many and have & _REMAINDER and not have & _WEIGHTY:
        return "remainder"
    if prefix in _STANDARD_PREFIXES:
        return _sort_of_standard(have, many=many)
    return "group" if many else "customer"


def _sort_of_standard(have: frozenset[str], *, many: bool) -> Sort:
    """A member everybody may use names a class, not a company; a government is one customer."""
    if have & _GOVERNMENT and not many:
        return "customer"
    return "place" if have & _PLACES else "group"


def _is_limit(low: tuple[str, ...]) -> bool:
    if {"threshold", "none"} & set(low):
        return True
    return any(word == "no" and not (after.isdigit() or after in _NUMBERS) for word, after in pairwise(low))


def _designators(low: tuple[str, ...]) -> int:
    """How many customers are numbered or lettered: "Customer One and Customer Two" -> 2."""
    if "and" not in low:
        return 0
    return sum(word in _NUMBERS or (len(word) == 1 and word.isalnum()) for word in low)


def _count(low: tuple[str, ...]) -> int | None:
    lettered = _designators(low)
    if lettered > 1:
        return lettered
    for word, after in zip(low, (*low[1:], ""), strict=True):
        number = _NUMBERS.get(word, int(word) if word.isdigit() else 0)
        if 1 < number <= 100 and after not in ("percent", "percentage", "pct"):
            return number
    return None


def _channel(have: frozenset[str]) -> CustomerKind:
    if "indirect" in have or ("end" in have and have & {"customer", "customers", "user", "users"}):
        return "indirect"
    return "direct" if "direct" in have or have & _INTERMEDIARY else "unknown"


def _is_government(low: tuple[str, ...], have: frozenset[str]) -> bool:
    pairs = set(pairwise(low))
    return bool(have & _GOVERNMENT) or any(phrase in pairs for phrase in _GOVERNMENT_PHRASES)


def _is_generic(word: str) -> bool:
    return word in _GENERIC or word.replace(".", "").isdigit() or len(word) == 1
