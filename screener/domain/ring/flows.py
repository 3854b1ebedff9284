"""Who paid whom how much within twelve months, read from the ledger and from disclosed customer shares.

Only live records under which cash moves are flows; guarantees and money not drawn are not. Each flow stands
in one column (see `money`), and only columns of the same name may be added.

* A customer's disclosed share of revenue, times the revenue, is paid. It says the same money as the
  contracts between the two, so it replaces them.
* A payment that was made counts on its day; one made over a time the record names is spread over it.
* A contract is spread evenly over its term, from the day its delivery starts if one is stated, else from the
  day it was made. Only its firm part counts, where one is stated.
* No amount, no term or no day: not a flow, with the reason. The term of a loan is not when it is drawn.
* The money inside another record between the same payers or the same payees counts there, once.
* What a company is paid by contracts and shares cannot exceed the revenue it reports (methods, A4): shares
  stand, contracts spread evenly give way.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import CustomerFact
from screener.domain.fields import period_kind
from screener.domain.figure import Figure, Unknown, unknown
from screener.domain.ring.deal import Deal, Leg
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import ZERO, Column, Packages, column
from screener.domain.ring.tie import AGE_LIMIT_DAYS, firm_amount, stands_alone

Basis = Literal["disclosed_share", "on_its_day", "spread"]
SIGNED = frozenset[Column]({"paid", "contracted"})
_DAYS_A_YEAR = Decimal("365.25")


class Window(msgspec.Struct, frozen=True):
    """Twelve months, both days within."""

    start: date
    end: date

    def share_of(self, first: date, last: date) -> Decimal:
        """What part of the days from `first` to `last` lies within."""
        inside = (min(last, self.end) - max(first, self.start)).days + 1
        return Decimal(max(0, inside)) / Decimal((last - first).days + 1)


class Flow(msgspec.Struct, frozen=True):
    """Money from one party to another within the window, in US dollars.

    `first` and `last` bound the days it was paid on; `uncapped_usd` is the amount before the reported
    revenue of the payee limited it. `deals` are the records that say so.
    """

    payer: str
    payee: str
    leg: Leg
    column: Column
    amount_usd: Decimal
    basis: Basis
    first: date
    last: date
    deals: tuple[str, ...]
    uncapped_usd: Decimal


class Flows(msgspec.Struct, frozen=True):
    """All flows of a window; `unknown` says why a live cash record is none of them.

    `revenue` has the reported revenue that limits what a party is paid, in US dollars by party.
    """

    window: Window
    flows: tuple[Flow, ...]
    unknown: dict[str, Unknown]
    revenue: dict[str, Figure]


def last_four_quarters(revenue: Mapping[str, Figure], ledger: Ledger) -> Window:
    """Twelve months to the month's end by which half of the ledger's listed parties had reported.

    Companies end their quarters on different days; one window for all keeps flows between them comparable.
    """
    ends = sorted(
        figure.as_of
        for party, figure in revenue.items()
        if party in ledger.by_entity and period_kind(figure.period) == "ttm"
    )
    middle = ends[(len(ends) - 1) // 2] if ends else ledger.data.day
    end = middle.replace(day=monthrange(middle.year, middle.month)[1])
    return Window((end + timedelta(days=1)).replace(year=end.year - (end.month != 12)), end)


def yearly(
    ledger: Ledger, customers: Iterable[CustomerFact], revenue: Mapping[str, Figure], window: Window
) -> Flows:
    """The flows of the window. `revenue` is by party in US dollars; too old ones are left out."""
    current = {
        party: figure
        for party, figure in revenue.items()
        if -AGE_LIMIT_DAYS <= (figure.as_of - window.end).days <= AGE_LIMIT_DAYS
    }
    shares = _disclosed(customers, current, window)
    found: dict[str, Flow] = {}
    unknowns: dict[str, Unknown] = {}
    told: dict[tuple[str, str], list[str]] = {}
    for deal in (deal for deals in ledger.flows.values() for deal in deals):
        if deal.leg == "purchase" and (deal.payer, deal.payee) in shares:
            told.setdefault((deal.payer, deal.payee), []).append(deal.id)
            continue
        flow = _flow(deal, column(deal, ledger), window)
        if isinstance(flow, Unknown):
            unknowns[deal.id] = flow
        elif flow is not None:
            found[deal.id] = flow
    flows = _without_parts(found, Packages(ledger.data.deals))
    flows += [
        msgspec.structs.replace(flow, deals=tuple(sorted(told.get(pair, ()))))
        for pair, flow in shares.items()
    ]
    flows.sort(key=lambda flow: (flow.payer, flow.payee, flow.column, flow.deals))
    return Flows(window, _capped(flows, current), unknowns, current)


def _disclosed(
    customers: Iterable[CustomerFact], revenue: Mapping[str, Figure], window: Window
) -> dict[tuple[str, str], Flow]:
    """The newest share of a year, else of a shorter time, of each single customer of known revenue."""
    best: dict[tuple[str, str], CustomerFact] = {}
    for fact in customers:
        usable = stands_alone(fact, window.end) and fact.measure == "revenue" and len(fact.counterparty) == 1
        if not usable or fact.company not in revenue or _age(fact, window) > AGE_LIMIT_DAYS:
            continue
        pair = (fact.counterparty[0], fact.company)
        if pair not in best or _rank(fact) > _rank(best[pair]):
            best[pair] = fact
    found = {}
    for (payer, payee), fact in best.items():
        amount = (fact.share or ZERO) * revenue[payee].value
        found[payer, payee] = Flow(
            payer, payee, "purchase", "paid", amount, "disclosed_share", window.start, window.end, (), amount
        )
    return found


def _age(fact: CustomerFact, window: Window) -> int:
    return AGE_LIMIT_DAYS + 1 if fact.as_of is None else (window.end - fact.as_of).days


def _rank(fact: CustomerFact) -> tuple[bool, date, Decimal]:
    return period_kind(fact.period) in ("ttm", "year"), fact.as_of or date.min, fact.share or ZERO


def _flow(deal: Deal, stands: Column | None, window: Window) -> Flow | Unknown | None:
    """The record's flow; None when nothing of it falls into the window."""
    amount = deal.amount_usd if stands == "announced" else firm_amount(deal)
    if stands is None or stands == "contingent":
        return unknown("flows.unknown.conditional")
    if deal.leg not in ("financing", "purchase"):
        return unknown("flows.unknown.other_leg")
    if amount is None:
        return unknown("flows.unknown.no_amount")
    times = _times(deal, window)
    if isinstance(times, Unknown):
        return times
    first, last, basis = times
    part = amount * window.share_of(first, last)
    if part <= 0:
        return None
    first, last = max(first, window.start), min(last, window.end)
    return Flow(deal.payer, deal.payee, deal.leg, stands, part, basis, first, last, (deal.id,), part)


def _times(deal: Deal, window: Window) -> tuple[date, date, Basis] | Unknown:
    """From when to when the amount is paid."""
    begun = _span(deal.starts or deal.announced)
    if begun is None:
        return unknown("flows.unknown.no_day")
    paid_out = deal.status == "closed" and (deal.leg == "financing" or deal.term_years is None)
    if paid_out:
        since = _span(deal.first_dated)
        if since is not None:
            return since[0], max(since[0], begun[1]), "spread"
        if 0 < window.share_of(*begun) < 1:
            return unknown("flows.unknown.vague_day")
        return *begun, "on_its_day"
    if deal.term_years is None:
        return unknown("flows.unknown.no_term")
    if deal.kind == "debt":
        return unknown("flows.unknown.term_of_loan")
    if (begun[1] - begun[0]).days > 31 and begun[0] <= window.end:
        return unknown("flows.unknown.vague_day")
    days = max(1, int(deal.term_years * _DAYS_A_YEAR))
    return begun[0], begun[0] + timedelta(days=days - 1), "spread"


def _span(text: str | None) -> tuple[date, date] | None:
    """The days a date as printed can mean: "2025", "2025-09" or "2025-09-10"."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def _without_parts(found: Mapping[str, Flow], packages: Packages) -> list[Flow]:
    """The flows with the money taken out that another record of the same payer or payee says too."""
    kept = []
    for deal_id, flow in found.items():
        parts = [
            part
            for part in packages.inside(deal_id)
            if part in found and (found[part].payer == flow.payer or found[part].payee == flow.payee)
        ]
        rest = flow.amount_usd - sum((found[part].amount_usd for part in packages.outermost(parts)), ZERO)
        if rest > 0:
            kept.append(msgspec.structs.replace(flow, amount_usd=rest, uncapped_usd=rest))
    return kept


def _capped(flows: Sequence[Flow], revenue: Mapping[str, Figure]) -> tuple[Flow, ...]:
    """The flows with what each company is paid for goods limited to its revenue.

    Paid and contracted money share that room, paid first, disclosed shares before anything else;
    announced money has the whole room to itself, as it is never added to them.
    """
    firsts: dict[str, Decimal] = {}
    factors: dict[tuple[str, int], Decimal] = {}
    wanted: dict[tuple[str, int], Decimal] = {}
    for flow in flows:
        if flow.leg == "purchase" and flow.payee in revenue:
            key = (flow.payee, _turn(flow))
            wanted[key] = wanted.get(key, ZERO) + flow.amount_usd
    for party, turn in sorted(wanted):
        taken = ZERO if turn == _LAST_TURN else firsts.get(party, ZERO)
        room = max(ZERO, revenue[party].value - taken)
        factors[party, turn] = min(Decimal(1), room / wanted[party, turn])
        firsts[party] = taken + wanted[party, turn] * factors[party, turn]
    return tuple(
        msgspec.structs.replace(
            flow, amount_usd=flow.amount_usd * factors.get((flow.payee, _turn(flow)), Decimal(1))
        )
        if flow.leg == "purchase"
        else flow
        for flow in flows
    )


_LAST_TURN = 3


def _turn(flow: Flow) -> int:
    if flow.basis == "disclosed_share":
        return 0
    return 1 if flow.column == "paid" else 2 if flow.column == "contracted" else _LAST_TURN
