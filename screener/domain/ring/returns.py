"""Return share: how much of a company's revenue had left it before (methods, 1.2 and A4).

A gauge, never a severity, read from the signed money of the ledger (see `signed`). Where the money that a
party on the way got from elsewhere is not known, the number is an upper one and the least is 0.

The strict sources are the company alone; the broad ones add the suppliers it pays and its backers by signed
equity. The ledger does not hold the size of stakes, so every such backer counts, not only from 5% on.

A number is given where 50 to 110% of the revenue is traced, else it is unknown; bounds are always given.

Messages (id: arguments; numbers are fractions unless said otherwise):

* returns.share, returns.share_at_most, returns.broad: company (Names), share, coverage, mixed, least, most
* returns.none, returns.broad_none, returns.no_outside_money: company, coverage
* returns.unknown.coverage, returns.unknown.too_much, returns.unknown.broad: company, coverage, least, most
* returns.unknown.coverage_none, returns.unknown.too_much_none, returns.unknown.broad_none: company, coverage
* returns.unknown.nothing_traced, returns.unknown.no_revenue: company
* returns.note.outside: parties (Names)
* returns.note.unseen: company, records (Number, a count)
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.figure import Figure, Unknown, unknown
from screener.domain.message import Argument, Message, Names, Number, Unit
from screener.domain.ring.finn import FinnIndex, finn_index
from screener.domain.ring.flows import Flows, Window
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import ZERO
from screener.domain.ring.signed import SignedMoney, signed_money
from screener.domain.ring.tracing import origin

LOW, HIGH = Decimal("0.5"), Decimal("1.1")
"""How much of the revenue must be traced for a number to be given."""

_ONE = Decimal(1)
_DIGITS = Decimal("0.000001")


class ReturnShare(msgspec.Struct, frozen=True):
    """The return share of one company for one set of sources; amounts in US dollars.

    `coverage` is what can be traced over the revenue, before the revenue limits it (above 1: contracts
    spread evenly come to more than was reported). `traced_usd` is limited; `related_usd` is the part paid by
    the sources themselves. `mixed_usd` by even mixing, `least_usd` and `most_usd` for any mixing of the
    money seen; `reachable_usd` is what was paid by parties that money of the sources can have reached by any
    signed record. `outside_unknown` are the parties on the way whose money from elsewhere nobody states,
    `unseen` counts signed records on the way without a yearly amount. `answer` is the share of revenue.
    """

    company: str
    sources: tuple[str, ...]
    revenue: Figure | None
    coverage: Decimal | None
    traced_usd: Decimal
    related_usd: Decimal
    mixed_usd: Decimal
    least_usd: Decimal
    most_usd: Decimal
    reachable_usd: Decimal
    outside_unknown: tuple[str, ...]
    unseen: int
    answer: Figure | Unknown = unknown("returns.unknown.no_revenue")
    message: Message = Message("returns.unknown.no_revenue")
    notes: tuple[Message, ...] = ()

    @property
    def at_least(self) -> Decimal | None:
        """The least share of revenue it can be; None without revenue."""
        return None if self.revenue is None else _part(self.least_usd, self.revenue.value)

    @property
    def at_most(self) -> Decimal | None:
        """The most it can be if all that cannot be seen had left the company too; None without revenue."""
        if self.revenue is None or self.coverage is None:
            return None
        if self.coverage > HIGH:
            # Contracts for more than was reported do not tell who paid what was reported.
            return _ONE
        untraced = max(ZERO, self.revenue.value - self.traced_usd)
        seen = self.reachable_usd if self.unseen else self.most_usd
        return min(_ONE, _part(max(seen, self.most_usd) + untraced, self.revenue.value))

    @property
    def of_traced(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """Least, mixed and most as parts of what is traced; None when nothing is."""
        if self.traced_usd <= 0:
            return None
        least, mixed, most = (
            _part(amount, self.traced_usd) for amount in (self.least_usd, self.mixed_usd, self.most_usd)
        )
        return least, mixed, most


class CompanyReturns(msgspec.Struct, frozen=True):
    """Both answers for one company."""

    strict: ReturnShare
    broad: ReturnShare


class Returns(msgspec.Struct, frozen=True):
    """The answers for every party that sells something, by its id, and the index of the whole network.

    `postponed` are the records whose money came after its receiver had paid all it paid in the window.
    """

    window: Window
    companies: dict[str, CompanyReturns]
    finn: FinnIndex
    postponed: tuple[str, ...]


def returns(ledger: Ledger, flows: Flows, drawdowns: Mapping[str, Decimal] | None = None) -> Returns:
    """Return shares of all parties that are paid for something by a signed record or a disclosed share.

    `drawdowns`: the fall of cash and short-term investments over the window in US dollars, where known.
    """
    signed = signed_money(ledger, flows, drawdowns)
    companies = {
        party: CompanyReturns(
            strict=return_share(signed, party, frozenset({party})),
            broad=return_share(signed, party, signed.backers(party), is_broad=True),
        )
        for party in signed.sellers()
    }
    return Returns(flows.window, companies, finn_index(signed.money), signed.postponed)


def return_share(
    signed: SignedMoney, party: str, sources: frozenset[str], *, is_broad: bool = False
) -> ReturnShare:
    """The return share of one party; `sources` hold it. `is_broad` chooses the words."""
    came = origin(signed.money, party, sources)
    revenue = signed.revenue.get(party)
    uncapped = signed.uncapped.get(party, ZERO)
    outside_unknown = tuple(sorted(one for one in came.through if one not in signed.revenue))
    mixed = _usd(came.mixed)
    bare = ReturnShare(
        company=party,
        sources=tuple(sorted(sources)),
        revenue=revenue,
        coverage=None if revenue is None else _part(uncapped, revenue.value),
        traced_usd=signed.traced.get(party, ZERO),
        related_usd=_usd(came.related),
        mixed_usd=mixed,
        # The solver is exact to a billionth only.
        least_usd=ZERO if outside_unknown else min(_usd(came.least), mixed),
        most_usd=max(_usd(came.most), mixed),
        reachable_usd=_usd(signed.reachable(party, sources)),
        outside_unknown=outside_unknown,
        unseen=signed.unseen_on_the_way(party, sources),
    )
    is_closed = bool(came.through) and not any(signed.money.outside[one] for one in came.through)
    message = _message(bare, signed.ledger, is_closed=is_closed, is_broad=is_broad)
    answer: Figure | Unknown = Unknown(message)
    if revenue is not None and not message.id.startswith("returns.unknown"):
        answer = msgspec.structs.replace(
            revenue,
            name="return_share",
            value=_part(mixed, revenue.value),
            unit=Unit.FRACTION,
            currency=None,
            derived=True,
            inputs=("revenue",),
        )
    notes = _notes(bare, signed.ledger)
    return msgspec.structs.replace(bare, answer=answer, message=message, notes=notes)


def _message(share: ReturnShare, ledger: Ledger, *, is_closed: bool, is_broad: bool) -> Message:
    arguments: dict[str, Argument] = {"company": Names((ledger.name(share.company),))}
    parts = share.of_traced
    if share.revenue is None or share.coverage is None:
        return Message("returns.unknown.no_revenue", arguments)
    if parts is None:
        return Message("returns.unknown.nothing_traced", arguments)
    whole = _part(share.mixed_usd, share.revenue.value)
    names = ("least", "mixed", "most", "coverage", "share")
    for name, value in zip(names, (*parts, share.coverage, whole), strict=True):
        arguments[name] = Number(value, Unit.FRACTION)
    if LOW <= share.coverage <= HIGH:
        return _known(share, arguments, is_closed=is_closed, is_broad=is_broad)
    return _unknown(share.coverage, arguments, none=share.most_usd == 0, is_broad=is_broad)


def _known(share: ReturnShare, arguments: dict[str, Argument], *, is_closed: bool, is_broad: bool) -> Message:
    if share.most_usd == 0:
        return Message("returns.broad_none" if is_broad else "returns.none", arguments)
    if is_broad:
        return Message("returns.broad", arguments)
    if is_closed:
        return Message("returns.no_outside_money", arguments)
    return Message("returns.share_at_most" if share.outside_unknown else "returns.share", arguments)


def _unknown(coverage: Decimal, arguments: dict[str, Argument], *, none: bool, is_broad: bool) -> Message:
    if is_broad:
        return Message("returns.unknown.broad_none" if none else "returns.unknown.broad", arguments)
    if coverage > HIGH:
        return Message("returns.unknown.too_much_none" if none else "returns.unknown.too_much", arguments)
    return Message("returns.unknown.coverage_none" if none else "returns.unknown.coverage", arguments)


def _notes(share: ReturnShare, ledger: Ledger) -> tuple[Message, ...]:
    notes = []
    if share.outside_unknown:
        parties = Names(tuple(ledger.name(one) for one in share.outside_unknown))
        notes.append(Message("returns.note.outside", {"parties": parties}))
    if share.unseen:
        company = Names((ledger.name(share.company),))
        records = Number(Decimal(share.unseen), Unit.COUNT)
        notes.append(Message("returns.note.unseen", {"company": company, "records": records}))
    return tuple(notes)


def _usd(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(_DIGITS)


def _part(amount: Decimal, whole: Decimal) -> Decimal:
    return (amount / whole).quantize(_DIGITS)
