"""A filing's customers as the facts the screens and the ring judge by."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import msgspec

from screener.domain.company import CustomerFact
from screener.domain.concentration import Concentration, Customer, Group
from screener.domain.customers import DISCLOSURE, fact_day
from screener.domain.figure import Source
from screener.domain.names import short_name

_YEAR, _HALF, _QUARTER, _NINE_MONTHS = (340, 385), (150, 215), (70, 126), (240, 305)


def period_words(start: date | None, end: date) -> str:
    """A stretch of time as `fields.period_kind` reads it: "FY ended 2024-01-28", "quarter to 2024-04-28"."""
    if start is None:
        return f"to {end.isoformat()}"
    days = (end - start).days + 1
    for (least, most), words in ((_YEAR, "FY ended"), (_QUARTER, "quarter to")):
        if least <= days <= most:
            return f"{words} {end.isoformat()}"
    for (least, most), months in ((_HALF, 6), (_NINE_MONTHS, 9)):
        if least <= days <= most:
            return f"{months} months to {end.isoformat()}"
    return f"{round(days / 30.4)} months to {end.isoformat()}"


def customer_facts(found: Concentration, company: str, source: Source) -> tuple[CustomerFact, ...]:
    """The newest period's customers and groups of one filing.

    What the words of the filing contradict is left out: better not known than wrong. A share tagged for a
    business segment stands only where there is none without, with the segment as its note. An annual report
    that names nobody above a tenth becomes the fact that says so; a quarterly report's silence is no fact.
    """
    every: tuple[Customer | Group, ...] = (*found.customers, *found.groups)
    end = found.head.end or max((one.end for one in every), default=None)
    if end is None:
        return ()
    newest = [one for one in every if abs(one.end - end) <= timedelta(days=7)]
    whole = {(one.member, one.start) for one in newest if one.segment is None}
    facts = tuple(
        _fact(one, company, source)
        for one in newest
        if not one.flags and (one.segment is None or (one.member, one.start) not in whole)
    )
    if facts or not found.none_reported or not found.head.is_annual:
        return facts
    return (_none_above(company, source, found.head.start, end),)


def with_filed(shipped: Iterable[CustomerFact], filed: Iterable[CustomerFact]) -> tuple[CustomerFact, ...]:
    """Both kinds together: what was filed, and of the shipped ones what the filing does not replace.

    A shipped share of revenue of a company whose filing was read gives way unless it is younger or names
    customers the filing leaves unnamed.
    """
    new = tuple(filed)
    newest: dict[str, date] = {}
    for fact in new:
        day = fact_day(fact)
        if fact.measure == "revenue" and day is not None:
            newest[fact.company] = max(day, newest.get(fact.company, day))
    kept = tuple(fact for fact in shipped if not _is_replaced(fact, newest.get(fact.company)))
    return (*new, *kept)


def resolved(
    facts: Iterable[CustomerFact], entity_of: Callable[[str], str | None]
) -> tuple[CustomerFact, ...]:
    """The facts with the ledger's entities for the customers it knows by name."""
    done = []
    for fact in facts:
        entities = tuple(entity_of(plain_name(name)) or name for name in fact.counterparty)
        known = all(entity_of(plain_name(name)) for name in fact.counterparty)
        done.append(
            msgspec.structs.replace(fact, counterparty=entities, ring=bool(fact.counterparty) and known)
        )
    return tuple(done)


def plain_name(name: str) -> str:
    """A name for comparing: no legal form, no spaces, no case. "Open AI, Inc." -> "openai"."""
    return "".join(letter for letter in short_name(name).lower() if letter.isalnum())


def _is_replaced(fact: CustomerFact, newest: date | None) -> bool:
    if newest is None or fact.measure != "revenue" or fact.counterparty:
        return False
    day = fact_day(fact)
    return day is not None and day <= newest + timedelta(days=7)


def _fact(one: Customer | Group, company: str, source: Source) -> CustomerFact:
    single = isinstance(one, Customer)
    named = isinstance(one, Customer) and one.named
    words = one.name if isinstance(one, Customer) else one.label
    return CustomerFact(
        company=company,
        measure="revenue",
        counterparty=(words,) if named else (),
        counterparty_words=words,
        count=1 if single else one.count if isinstance(one, Group) else None,
        share=one.share,
        period=period_words(one.start, one.end),
        as_of=one.end,
        kind=one.kind,
        source=source,
        government=isinstance(one, Customer) and one.government,
        note=one.segment,
    )


def _none_above(company: str, source: Source, start: date | None, end: date) -> CustomerFact:
    return CustomerFact(
        company=company,
        measure="revenue",
        counterparty=(),
        counterparty_words="",
        count=0,
        share=None,
        period=period_words(start, end),
        as_of=end,
        kind="unknown",
        source=source,
        none_above=DISCLOSURE,
    )
