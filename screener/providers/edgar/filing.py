"""One filing: from the bytes of its document to the facts that are used of it."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from screener.domain.filings import AmountFact, FilingContent, FilingHead, Passage, ShareFact
from screener.providers.edgar.document import Context, Document, Element, canonical, concept_of, parse, plain
from screener.providers.edgar.numbers import inline_number, plain_number
from screener.providers.edgar.wordings import passage_of

SHARE = re.compile(r"ConcentrationRiskPercentage|ifrs-full:PercentageOfEntitysRevenue$")
AMOUNT = re.compile(
    r"^us-gaap:(PurchaseObligation|UnrecordedUnconditionalPurchaseObligation|LongTermPurchaseCommitmentAmount"
    r"|PurchaseCommitmentRemainingMinimumAmountCommitted|PaymentsRelatedToTaxWithholdingForShareBasedCompensation)"
    r"|:[A-Za-z]*Leases?NotYetCommenced|:[A-Za-z]*NotYetCommencedLease"
)
_STATEMENTS = frozenset({"us-gaap:Assets", "us-gaap:StockholdersEquity", "ifrs-full:Assets"})
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_MOST_PASSAGES = 500
"""Filings have some dozens; more would be made to keep us busy."""
_COVER = ("dei:DocumentType", "dei:EntityRegistrantName", "dei:EntityCentralIndexKey")


def read_filing(data: bytes) -> FilingContent:
    """Everything used of a filing. Raises NotReadable when the bytes are no XBRL document."""
    document = parse(data)
    shares: list[ShareFact] = []
    amounts: list[AmountFact] = []
    units = _currencies(document.root)
    has_statements = False
    for concept, element in _numeric_facts(document):
        has_statements = has_statements or concept in _STATEMENTS
        if SHARE.search(concept):
            with_words = document.is_inline and len(shares) < _MOST_PASSAGES
            shares.append(_share(document, concept, element, with_words=with_words))
        elif AMOUNT.search(concept):
            amount = _amount(document, concept, element, units)
            if amount is not None:
                amounts.append(amount)
    return FilingContent(_head(document), tuple(shares), tuple(amounts), has_statements)


def _numeric_facts(document: Document) -> Iterator[tuple[str, Element]]:
    """Each tagged number with its concept."""
    if document.is_inline:
        for element in document.root.iter("{*}nonFraction"):
            yield canonical(element.get("name", ""), element.nsmap), element
        return
    for element in document.root:
        if isinstance(element.tag, str) and element.get("contextRef") and element.get("unitRef"):
            yield concept_of(element), element


def _share(document: Document, concept: str, element: Element, *, with_words: bool) -> ShareFact:
    context = _context_of(document, element)
    return ShareFact(
        concept=concept,
        value=_value(document, element),
        members=context.members,
        start=context.start,
        end=context.end,
        passage=passage_of(element) if with_words else Passage(),
    )


def _amount(document: Document, concept: str, element: Element, units: dict[str, str]) -> AmountFact | None:
    context = _context_of(document, element)
    value = _value(document, element)
    currency = units.get(element.get("unitRef", ""))
    if value is None or currency is None or context.end is None:
        return None
    return AmountFact(concept, value, currency, context.members, context.start, context.end)


def _context_of(document: Document, element: Element) -> Context:
    return document.contexts.get(element.get("contextRef", ""), Context(None, None, {}))


def _value(document: Document, element: Element) -> Decimal | None:
    if element.get(_NIL) in ("true", "1"):
        return None
    text = "".join(element.itertext())
    if not document.is_inline:
        return plain_number(text)
    return inline_number(
        text, format=element.get("format", ""), scale=element.get("scale", ""), sign=element.get("sign", "")
    )


def _currencies(root: Element) -> dict[str, str]:
    """The units that are plain money, by id; "USD" for iso4217:USD."""
    found = {}
    for unit in root.iter("{*}unit"):
        measures = ["".join(one.itertext()).strip() for one in unit.iter("{*}measure")]
        if len(measures) == 1 and re.fullmatch(r"iso4217:[A-Z]{3}", measures[0]):
            found[unit.get("id", "")] = measures[0][-3:]
    return found


def _head(document: Document) -> FilingHead:
    """The cover: form, filer, and the period of the cover's own context."""
    texts: dict[str, str] = {}
    period: tuple[date | None, date | None] = (None, None)
    for concept, element in _cover_facts(document):
        text = plain("".join(element.itertext()))
        if text and concept not in texts:
            texts[concept] = text
            if concept == "dei:DocumentType":
                context = _context_of(document, element)
                period = (context.start, context.end)
    return FilingHead(
        form=texts.get("dei:DocumentType", ""),
        filer=texts.get("dei:EntityRegistrantName", ""),
        cik=texts.get("dei:EntityCentralIndexKey", "").lstrip("0"),
        start=period[0],
        end=period[1],
    )


def _cover_facts(document: Document) -> Iterator[tuple[str, Element]]:
    elements = document.root.iter("{*}nonNumeric") if document.is_inline else iter(document.root)
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        concept = (
            canonical(element.get("name", ""), element.nsmap) if document.is_inline else concept_of(element)
        )
        if concept in _COVER:
            yield concept, element
