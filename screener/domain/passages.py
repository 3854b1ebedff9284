"""What the words around a tagged percentage say of it.

Only plain, frequent wordings of filings in English are recognised; anything else says nothing.
"""

import re
from collections.abc import Sequence

from screener.domain.company import CustomerKind
from screener.domain.filings import Passage

_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twenty": 20,
}  # fmt: skip
_SEVERAL = re.compile(
    rf"\b({'|'.join(_COUNTS)}|[2-9]|[1-9][0-9]) (?:\w+ ){{0,3}}"
    r"(?:customers|clients|distributors|wholesalers)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:in (?:the )?aggregate|aggregated?|together|combined|collectively|in total)\b", re.IGNORECASE
)
_NO_CUSTOMER = re.compile(
    r"\b(?:no|none of (?:our|the|its)|not have any) (?:\w+ ){0,4}?(?:customers?|clients?|part(?:y|ies))\b"
    r"(?! (?:other than|except|besides))"
    r"|\bno (?:one|single)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\bindirect(?:ly)?\b|\bend[- ](?:customer|user)s?\b"
    r"|\bpurchas\w+ (?:\w+ ){0,4}through (?:\w+ ){0,6}"
    r"(?:distributors?|integrators?|partners?|resellers?|odms?|oems?)\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"\b(?:distributor|wholesaler|reseller|direct customer)s?\b", re.IGNORECASE)
_REVENUE = re.compile(r"\b(?:revenues?|sales|turnover|billings)\b", re.IGNORECASE)
_RECEIVABLES = re.compile(r"\breceivables?\b", re.IGNORECASE)
_SHORTEST_NAME = 3
_ABBREVIATIONS = frozenset({"inc.", "corp.", "co.", "ltd.", "llc.", "plc.", "bros."})
_PERCENT = re.compile(r"[0-9]\s*(?:%|percent\b|per cent\b)", re.IGNORECASE)


def is_limit(passage: Passage) -> bool:
    """The number is a limit ("no customer made 10% or more"), not somebody's share."""
    before = passage.before
    percents = [match.end() for match in _PERCENT.finditer(before)]
    return _NO_CUSTOMER.search(before[percents[-1] if percents else 0 :]) is not None


def channel_of(passage: Passage) -> CustomerKind:
    """Whether it is a direct or an indirect customer, from the nearest words that say so."""
    for words in (passage.sentence, passage.row, passage.around):
        if _INDIRECT.search(words):
            return "unknown" if re.search(r"\bdirect customer", words, re.IGNORECASE) else "indirect"
        if _DIRECT.search(words):
            return "direct"
    return "unknown"


def group_size(passage: Passage, *, together: bool = False) -> int | None:
    """How many customers the sentence gives the share of; None when it does not say.

    `together`: only when it says so in as many words and no other percentage stands in the sentence.
    """
    sentence = passage.sentence
    if together and (_PERCENT.search(sentence) or not _TOGETHER.search(sentence)):
        return None
    found = _SEVERAL.search(sentence)
    if found is None:
        return None
    number = found[1].lower()
    return _COUNTS.get(number) or int(number)


def speaks_of_receivables(passage: Passage) -> bool:
    """The words are about receivables and not about revenue."""
    words = passage.sentence or f"{passage.row} {passage.around}"
    return bool(_RECEIVABLES.search(words)) and not _REVENUE.search(words)


def spelled(words: Sequence[str], passage: Passage) -> str | None:
    """A customer's name as the filing spells it; None when its letters do not stand there together."""
    letters = [letter for letter in "".join(words) if letter.isalnum()]
    if len(letters) < _SHORTEST_NAME:
        return None
    # "OpenAILLC" is "OpenAI, LLC" to the filer: letters count, what stands between them does not.
    pattern = r"(?<!\w)" + r"[^\w]{0,3}".join(map(re.escape, letters)) + r"(?!\w)\.?"
    for text in (passage.row, passage.before, passage.after, passage.around):
        found = re.search(pattern, text, re.IGNORECASE)
        if found is not None and found[0][:1].isupper():
            return _tidied(found[0])
    return None


def _tidied(name: str) -> str:
    """On one line, and with the full stop at its end only where it belongs to the name."""
    last = name.rsplit(" ", 1)[-1].lower()
    if name.endswith(".") and last not in _ABBREVIATIONS and "." not in last[:-1]:
        name = name[:-1]
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())
