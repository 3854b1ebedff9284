"""The words a number of an inline document stands among."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from screener.domain.filings import Passage
from screener.providers.edgar.document import Element
from screener.providers.edgar.numbers import inline_number

_MARK = "\ue000"
_LONGEST_SIDE, _LONGEST_AROUND = 3000, 4000
_FARTHEST_UP, _FARTHEST_BACK = 6, 40
_BLOCKS = frozenset({"p", "div", "td", "th", "li", "body", "h1", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE_END = re.compile(r"(?<!\bU\.S)(?<!\bInc)(?<!\bCorp)(?<!\bNo)[.!?](?=\s+[A-Z“\"(\ue000])")
_PERCENT_NEXT = re.compile(r"\s*(?:%|percent\b)")
_LONGEST_LABEL = 120


def passage_of(fact: Element) -> Passage:
    """The sentence, the row's label and the surroundings of an ix:nonFraction."""
    cell = _ancestor(fact, frozenset({"td", "th"}))
    row = _ancestor(fact, frozenset({"tr"}))
    table = _ancestor(fact, frozenset({"table"}))
    block = _ancestor(fact, _BLOCKS)
    text = _marked_text(block if block is not None else fact, fact)
    in_table = row is not None and cell is not None and len(text) < _LONGEST_LABEL
    before, _, after = _sentence(text).partition(_MARK)
    printed = _plain("".join(fact.itertext()))
    follows = _marked_text(row, fact).partition(_MARK)[2] if in_table else after
    return Passage(
        before="" if in_table else before.strip(),
        after="" if in_table else after.strip(),
        row=_label(row, cell) if in_table else "",
        around=_around(table) if in_table else "",
        percent=_as_seen(fact, printed) if _PERCENT_NEXT.match(follows) else None,
    )


def _as_seen(fact: Element, printed: str) -> Decimal | None:
    value = inline_number(printed, format=fact.get("format", ""))
    return None if value is None else value / 100


def _sentence(text: str) -> str:
    """The sentence of `text` that holds the mark."""
    at = text.find(_MARK)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    stop = min((end for end in ends if end > at), default=len(text))
    return text[start:stop].strip()


def _marked_text(block: Element, fact: Element) -> str:
    """The text of `block`, with the mark in the place of `fact`."""
    parts: list[str] = []
    _collect(block, fact, parts)
    before, mark, after = _plain("".join(parts)).partition(_MARK)
    return f"{before[-_LONGEST_SIDE:]}{mark}{after[:_LONGEST_SIDE]}"


def _collect(element: Element, fact: Element, parts: list[str]) -> None:
    if element is fact:
        parts.append(_MARK)
        return
    parts.append(element.text or "")
    for child in element:
        _collect(child, fact, parts)
        parts.append(child.tail or "")


def _label(row: Element, cell: Element) -> str:
    """The first cell of the row with letters in it."""
    for one in row:
        if one is cell:
            break
        text = _plain("".join(one.itertext()))
        if any(letter.isalpha() for letter in text):
            return text[:_LONGEST_LABEL]
    return ""


def _around(table: Element) -> str:
    """The paragraph above the table, and the table."""
    above = next((text for text in _above(table) if text), "")
    return f"{above[-_LONGEST_AROUND // 2 :]} {_plain(' '.join(table.itertext()))[: _LONGEST_AROUND // 2]}"


def _above(element: Element) -> Iterator[str]:
    """Texts of what stands before an element, nearest first, as far as a few levels up."""
    for _ in range(_FARTHEST_UP):
        for before in islice(element.itersiblings(preceding=True), _FARTHEST_BACK):
            yield _plain("".join(before.itertext()))
        element = element.getparent()
        if element is None or _name(element) == "body":
            return


def _ancestor(element: Element, names: frozenset[str]) -> Element | None:
    parent = element.getparent()
    while parent is not None and _name(parent) not in names:
        parent = parent.getparent()
    return parent


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
