"""The signed money of the ledger as a network to follow money through.

Only paid money and the part of a contract that falls into the window are in it, each record once. What a
party got from outside is its reported revenue less what of it is traced here. Where no revenue is known it is
only what the party must have had to pay what it paid. Money from collective parties (banks, the public
market, governments) is from outside; what is paid to them leaves.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from screener.domain.figure import Figure
from screener.domain.ring.deal import Deal
from screener.domain.ring.flows import SIGNED, Flow, Flows
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import ZERO
from screener.domain.ring.tracing import Network, Payment, between, network, reached

_BACKING = frozenset({"equity_investment", "convertible_or_warrant", "joint_venture"})


class SignedMoney(msgspec.Struct, frozen=True):
    """The network with what is known of it.

    `revenue` of parties in US dollars; `traced` is what of it is traced to payers, `uncapped` the same before
    the revenue limited it. `unseen` are signed records without a yearly amount, `possible` a network with
    them in it whose amounts mean nothing. `postponed` are financing records whose money came after its
    receiver had made its last payment of the window; they belong to the next one.
    """

    ledger: Ledger
    money: Network
    possible: Network
    revenue: dict[str, Figure]
    traced: dict[str, Decimal]
    uncapped: dict[str, Decimal]
    unseen: tuple[Deal, ...]
    postponed: tuple[str, ...]

    def is_collective(self, party: str) -> bool:
        """True for banks as a group, the public market and the like."""
        return _is_collective(self.ledger, party)

    def sellers(self) -> tuple[str, ...]:
        """Everybody who is paid for something by a live record or a disclosed share."""
        sold = (
            pair[1] for pair, deals in self.ledger.flows.items() if any(d.leg == "purchase" for d in deals)
        )
        found = self.traced.keys() | set(sold)
        return tuple(sorted(party for party in found if not self.is_collective(party)))

    def backers(self, party: str) -> frozenset[str]:
        """The party, whom it buys from and who bought its shares, by signed records."""
        found = {party}
        for deal in self.ledger.by_entity.get(party, ()):
            if self.ledger.strengths[deal.id] != "firm":
                continue
            if deal.payer == party and deal.leg == "purchase":
                found.add(deal.payee)
            if deal.payee == party and deal.leg == "financing" and deal.kind in _BACKING:
                found.add(deal.payer)
        return frozenset(one for one in found if one == party or not self.is_collective(one))

    def unseen_on_the_way(self, party: str, sources: frozenset[str]) -> int:
        """Signed records without a yearly amount by which money of the sources can come back to the party."""
        sales = (one for one in self.possible.payments if one.is_sale and one.payee == party)
        way = between(self.possible, sources, frozenset(one.payer for one in sales) - sources)
        return sum(
            (deal.payee in way and deal.payer in sources | way) or (deal.payee == party and deal.payer in way)
            for deal in self.unseen
        )

    def reachable(self, party: str, sources: frozenset[str]) -> float:
        """Sales to the party by those whom money of the sources can have reached, seen or not."""
        ahead = reached(self.possible, sources) - sources
        sales = (one for one in self.money.payments if one.is_sale and one.payee == party)
        return sum(one.amount for one in sales if one.payer in ahead)


def signed_money(ledger: Ledger, flows: Flows, drawdowns: Mapping[str, Decimal] | None = None) -> SignedMoney:
    """The network of the flows' signed money.

    `drawdowns`: the fall of cash and short-term investments over the window in US dollars, where known.
    """
    signed, postponed = _in_order([flow for flow in flows.flows if flow.column in SIGNED])
    traced: dict[str, Decimal] = {}
    uncapped: dict[str, Decimal] = {}
    outside = dict(drawdowns or {})
    for flow in signed:
        if flow.leg == "purchase":
            traced[flow.payee] = traced.get(flow.payee, ZERO) + flow.amount_usd
            uncapped[flow.payee] = uncapped.get(flow.payee, ZERO) + flow.uncapped_usd
        if _is_collective(ledger, flow.payer):
            outside[flow.payee] = outside.get(flow.payee, ZERO) + flow.amount_usd
    for party, figure in flows.revenue.items():
        untraced = max(ZERO, figure.value - traced.get(party, ZERO))
        outside[party] = outside.get(party, ZERO) + untraced
    money = network(_payments(ledger, signed), {party: float(one) for party, one in outside.items()})
    unseen = tuple(
        deal
        for deals in ledger.flows.values()
        for deal in deals
        if deal.id in flows.unknown
        and deal.leg != "other"
        and ledger.strengths[deal.id] == "firm"
        and not (_is_collective(ledger, deal.payer) or _is_collective(ledger, deal.payee))
    )
    some = tuple(Payment(deal.payer, deal.payee, 1.0, deal.leg == "purchase") for deal in unseen)
    return SignedMoney(
        ledger=ledger,
        money=money,
        possible=network((*money.payments, *some), {}),
        revenue=flows.revenue,
        traced=traced,
        uncapped=uncapped,
        unseen=unseen,
        postponed=postponed,
    )


def _payments(ledger: Ledger, flows: Iterable[Flow]) -> Iterable[Payment]:
    return (
        Payment(flow.payer, flow.payee, float(flow.amount_usd), flow.leg == "purchase")
        for flow in flows
        if not (_is_collective(ledger, flow.payer) or _is_collective(ledger, flow.payee))
    )


def _is_collective(ledger: Ledger, party: str) -> bool:
    known = ledger.entities.get(party)
    return known is not None and known.collective


def _in_order(flows: list[Flow]) -> tuple[list[Flow], tuple[str, ...]]:
    """The flows without the financing that came after its receiver's last payment, and those records."""
    last: dict[str, Flow] = {}
    for flow in flows:
        if flow.payer not in last or flow.last > last[flow.payer].last:
            last[flow.payer] = flow
    late = {
        flow
        for flow in flows
        if flow.leg == "financing" and flow.payee in last and flow.first > last[flow.payee].last
    }
    kept = [flow for flow in flows if flow not in late]
    return kept, tuple(sorted(deal for flow in late for deal in flow.deals))
