"""Which tagged percentages of a filing are a customer's share of revenue, and why the others are not.

The tags alone cannot be trusted: suppliers stand on the customer axis, shares by place carry the customer
risk type, limits ("no customer above 10%") are tagged like customers. So a share counts only with a member on
the customer axis and revenue as its benchmark, with no place, product or part of the company beside it, and
only if the words around it do not deny it. Nothing is added up, and each share keeps its period.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import CustomerKind
from screener.domain.customers import DISCLOSURE
from screener.domain.figure import Source
from screener.domain.filings import FilingHead, Passage, ShareFact
from screener.domain.member_names import Party, party, words_of
from screener.domain.message import Message, Number, Text, Unit
from screener.domain.passages import channel_of, group_size, is_limit, speaks_of_receivables, spelled

Benchmark = Literal["revenue", "receivables", "part_of_revenue", "other", "none"]

_CUSTOMER_AXIS = frozenset({"MajorCustomersAxis", "CustomerAxis", "MajorCustomerAxis"})
_BENCHMARK_AXIS = "ConcentrationRiskByBenchmarkAxis"
_TYPE_AXIS = "ConcentrationRiskByTypeAxis"
_SEGMENT_AXIS = "StatementBusinessSegmentsAxis"
_SHARE_OF_REVENUE = frozenset({"ifrs-full:PercentageOfEntitysRevenue"})
"""Concepts that are a share of revenue by themselves."""

_PLACE_AXIS = re.compile(r"Geograph|Country|Region|Destination")
_PRODUCT_AXIS = re.compile(r"Product|ServiceAxis|ServicesAxis|ServiceLine|Brand")
_PART_AXIS = re.compile(
    r"LegalEntity|Subsidiar|Investee|BusinessAcquisition|DisposalGroup|Scenario|Restatement|ProForma|Ownership"
)
_PART_OF_REVENUE = re.compile(r"(Segment|ProductLine)(Benchmark)?Member$")
_NOT_REVENUE = re.compile(
    r"Cost|Expense|Purchase|Receivable|Payable|Deferred|Unearned|Unbilled|Backlog|Obligation|Marketing"
)
_REVENUE = re.compile(r"Revenue|Sales|Turnover")


class Customer(msgspec.Struct, frozen=True):
    """One customer's share of revenue (or of receivables) in one period.

    `named` is False for "Customer One". `segment` is the business segment the tag adds; the share is still of
    all revenue. `flags` say where the words around the tag disagree with it.
    """

    name: str
    named: bool
    member: str
    share: Decimal
    start: date | None
    end: date
    kind: CustomerKind = "unknown"
    government: bool = False
    segment: str | None = None
    flags: tuple[Message, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Several customers' share together; `count` is None where it is not said how many. Never a customer."""

    label: str
    member: str
    count: int | None
    share: Decimal
    start: date | None
    end: date
    kind: CustomerKind = "unknown"
    segment: str | None = None
    flags: tuple[Message, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """A tagged percentage that is not shown as a customer's share of revenue, and why."""

    fact: ShareFact
    reason: Message
    open: bool = False
    """It may well be a customer's share, but the tags do not bear it out."""


class Concentration(msgspec.Struct, frozen=True):
    """What a filing says of its customers, sorted by period (newest first), then by share."""

    head: FilingHead
    customers: tuple[Customer, ...] = ()
    groups: tuple[Group, ...] = ()
    receivables: tuple[Customer, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def none_reported(self) -> bool:
        """The filing was read, and no customer above a tenth of revenue is reported in it."""
        return not self.customers and not self.groups and not any(refusal.open for refusal in self.refused)


def read(head: FilingHead, facts: Iterable[ShareFact]) -> Concentration:
    """Sort the tagged percentages of one document into customers, groups, receivables and the rest."""
    customers: list[Customer] = []
    groups: list[Group] = []
    receivables: list[Customer] = []
    refused: list[Refusal] = []
    for fact in _once(facts):
        refusal = _refusal(fact)
        whom = party(_customer_member(fact) or "")
        if refusal is None and whom.sort == "group":
            groups.append(_group(fact, whom))
        elif refusal is None:
            customers.append(_customer(fact, whom))
        else:
            refused.append(refusal)
            if refusal.reason.id == "filing.receivables" and whom.sort == "customer" and _is_share(fact):
                receivables.append(_customer(fact, whom))
    return Concentration(
        head,
        tuple(sorted(_without_repeats(_marked(customers)), key=_order)),
        tuple(sorted(groups, key=_order)),
        tuple(sorted(receivables, key=_order)),
        tuple(refused),
    )


def benchmark(fact: ShareFact) -> Benchmark:
    """What a percentage is a share of."""
    if fact.concept in _SHARE_OF_REVENUE:
        return "revenue"
    member = _member_on(fact, _BENCHMARK_AXIS)
    if member is None:
        return "none"
    name = member.partition(":")[2]
    if "Receivable" in name:
        return "receivables"
    if _NOT_REVENUE.search(name) or not _REVENUE.search(name):
        return "other"
    return "part_of_revenue" if _PART_OF_REVENUE.search(name) else "revenue"


def source_of(head: FilingHead, *, url: str | None = None, filed: date | None = None) -> Source:
    """The filing as a source: "SEC 10-K filed 2024-02-21"."""
    when = f" filed {filed.isoformat()}" if filed else ""
    return Source(f"SEC {head.form or 'filing'}{when}", url, tier="primary")


def _once(facts: Iterable[ShareFact]) -> list[ShareFact]:
    """Each fact once, however often it is tagged; the one with words around it wins."""
    kept: dict[tuple[object, ...], ShareFact] = {}
    for fact in facts:
        key = (fact.concept, frozenset(fact.members.items()), fact.start, fact.end, fact.value)
        known = kept.get(key)
        if known is None or (known.passage == Passage() != fact.passage):
            kept[key] = fact
    return list(kept.values())


def _refusal(fact: ShareFact) -> Refusal | None:
    """Why the fact is not a customer's or group's share of revenue; None when it is."""
    member = _customer_member(fact)
    of = benchmark(fact)
    if reason := _narrowed(fact):
        return Refusal(fact, reason)
    if not _is_share(fact):
        return Refusal(fact, Message("filing.not_a_share"), open=of == "revenue" and member is not None)
    if reason := _other_benchmark(fact, of):
        return Refusal(fact, reason, open=of == "none" and member is not None)
    if member is None:
        return Refusal(fact, Message("filing.no_customer"), open=_is_typed_customer(fact))
    whom = party(member)
    if whom.sort == "vendor" or "Supplier" in (_member_on(fact, _TYPE_AXIS) or ""):
        return Refusal(fact, Message("filing.vendor"))
    if whom.sort in ("place", "remainder"):
        return Refusal(fact, Message(f"filing.{whom.sort}"))
    if whom.sort == "limit" or is_limit(fact.passage):
        return Refusal(fact, Message("filing.limit"))
    return None


def _narrowed(fact: ShareFact) -> Message | None:
    """The fact is of a place, a product or a part of the company."""
    for axis in fact.members:
        name = axis.partition(":")[2]
        if name in _CUSTOMER_AXIS or name in (_BENCHMARK_AXIS, _TYPE_AXIS, _SEGMENT_AXIS):
            continue
        for pattern, reason in (
            (_PLACE_AXIS, "filing.place"),
            (_PRODUCT_AXIS, "filing.product"),
            (_PART_AXIS, "filing.part_of_company"),
        ):
            if pattern.search(name):
                return Message(reason)
    return None


def _other_benchmark(fact: ShareFact, of: Benchmark) -> Message | None:
    if of == "revenue":
        return None
    if of == "other":
        member = _member_on(fact, _BENCHMARK_AXIS) or ""
        return Message("filing.other_benchmark", {"benchmark": Text(" ".join(words_of(member)))})
    return Message(f"filing.{'no_benchmark' if of == 'none' else of}")


def _is_typed_customer(fact: ShareFact) -> bool:
    """A share of revenue that is said to be of customers but names none; a bare tenth is the limit itself."""
    if fact.value == DISCLOSURE or is_limit(fact.passage):
        return False
    return "Customer" in (_member_on(fact, _TYPE_AXIS) or "")


def _is_share(fact: ShareFact) -> bool:
    return fact.value is not None and 0 < fact.value <= 1 and fact.end is not None


def _customer(fact: ShareFact, whom: Party) -> Customer:
    assert fact.value is not None
    assert fact.end is not None
    member = _customer_member(fact) or ""
    return Customer(
        name=spelled(words_of(member), fact.passage) or whom.words,
        named=whom.named,
        member=member,
        share=fact.value,
        start=fact.start,
        end=fact.end,
        kind=whom.channel if whom.channel != "unknown" else channel_of(fact.passage),
        government=whom.government,
        segment=_segment(fact),
        flags=_flags(fact, single=True),
    )


def _group(fact: ShareFact, whom: Party) -> Group:
    assert fact.value is not None
    assert fact.end is not None
    return Group(
        label=whom.words,
        member=_customer_member(fact) or "",
        count=whom.count or group_size(fact.passage),
        share=fact.value,
        start=fact.start,
        end=fact.end,
        kind=whom.channel if whom.channel != "unknown" else channel_of(fact.passage),
        segment=_segment(fact),
        flags=_flags(fact, single=False),
    )


def _flags(fact: ShareFact, *, single: bool) -> tuple[Message, ...]:
    """Where the words around the tag disagree with it."""
    found = []
    seen = fact.passage.percent
    if seen is not None and fact.value is not None and seen != fact.value:
        found.append(Message("filing.flag.number", {"shown": Number(seen, Unit.FRACTION)}))
    if benchmark(fact) == "revenue" and speaks_of_receivables(fact.passage):
        found.append(Message("filing.flag.receivables"))
    if single and group_size(fact.passage, together=True):
        found.append(Message("filing.flag.together"))
    return tuple(found)


def _marked(customers: list[Customer]) -> list[Customer]:
    """Two different shares of the same customer and period are both shown, each with a mark."""
    shares: dict[tuple[object, ...], set[Decimal]] = {}
    for one in customers:
        shares.setdefault((one.member, one.segment, one.start, one.end), set()).add(one.share)
    marked = []
    for one in customers:
        others = shares[one.member, one.segment, one.start, one.end] - {one.share}
        flags = one.flags
        if others:
            also = Number(max(others), Unit.FRACTION)
            flags = (*flags, Message("filing.flag.two_values", {"shown": also}))
        marked.append(msgspec.structs.replace(one, flags=flags))
    return marked


def _without_repeats(customers: list[Customer]) -> list[Customer]:
    """Tagged with two risk types or benchmarks, it is still one customer's one share."""
    kept: dict[tuple[object, ...], Customer] = {}
    for one in customers:
        kept.setdefault((one.member, one.segment, one.start, one.end, one.share), one)
    return list(kept.values())


def _segment(fact: ShareFact) -> str | None:
    member = _member_on(fact, _SEGMENT_AXIS)
    return None if member is None else " ".join(words_of(member))


def _customer_member(fact: ShareFact) -> str | None:
    for axis, member in fact.members.items():
        if axis.partition(":")[2] in _CUSTOMER_AXIS:
            return member
    return None


def _member_on(fact: ShareFact, axis_name: str) -> str | None:
    for axis, member in fact.members.items():
        if axis.partition(":")[2] == axis_name:
            return member
    return None


def _order(one: Customer | Group) -> tuple[int, int, Decimal, str]:
    start = one.start or one.end
    return (-one.end.toordinal(), start.toordinal(), -one.share, one.member)
