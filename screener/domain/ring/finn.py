"""The Finn cycling index: how much of all money passing through a network had passed the same party before.

T_j = what party j got from parties and from outside; G_ij = F_ij / T_i; N = (I - G)^-1;
index = sum of T_i (n_ii - 1) / n_ii over sum of T_i (methods, 1.3). The denominator is throughflow; other
programs divide by throughput and print a smaller number. Companies are never steady, so money that a party
paid beyond what it got counts as money from outside.

Messages (id: arguments):

* finn.index: index (Number)
* finn.no_outside_money, finn.no_money: none
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.message import Message, Number, Unit
from screener.domain.ring.tracing import Network


class FinnIndex(msgspec.Struct, frozen=True):
    """The index with its parts, in the currency of the network.

    `index` is a fraction 0..1, None when no money passes or when a group of parties has no money from
    outside, so that its money goes round for ever. `terms` has (n_ii - 1) / n_ii of each party on a cycle:
    the part of what it gets that it had before; 1 in a group without outside money.
    """

    index: float | None
    throughflow: float
    cycled: float
    terms: dict[str, float]
    message: Message


def finn_index(money: Network) -> FinnIndex:
    """The index of a network, exactly 0 when no money can come back."""
    got = dict(money.outside)
    for one in money.payments:
        got[one.payee] += one.amount
    terms: dict[str, float] = {}
    closed = False
    for group in _groups(money):
        found = _terms(group, money, got)
        closed = closed or found is None
        terms |= dict.fromkeys(group, 1.0) if found is None else found
    throughflow = sum(got.values())
    cycled = sum(got[party] * term for party, term in terms.items())
    if throughflow <= 0:
        return FinnIndex(None, 0.0, 0.0, {}, Message("finn.no_money"))
    if closed:
        return FinnIndex(None, throughflow, cycled, terms, Message("finn.no_outside_money"))
    index = cycled / throughflow
    worded = Number(Decimal(str(round(index, 6))), Unit.FRACTION)
    return FinnIndex(index, throughflow, cycled, terms, Message("finn.index", {"index": worded}))


def _groups(money: Network) -> list[list[str]]:
    """Parties that money can go round between; all others have a term of exactly 0."""
    import rustworkx

    names = sorted(money.outside)
    place = {name: number for number, name in enumerate(names)}
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from_no_data([(place[one.payer], place[one.payee]) for one in money.payments])
    parts = rustworkx.strongly_connected_components(graph)
    return [sorted(names[node] for node in part) for part in parts if len(part) > 1]


def _terms(group: list[str], money: Network, got: Mapping[str, float]) -> dict[str, float] | None:
    """(n_ii - 1) / n_ii of each member; None when nothing from beyond the group comes in."""
    import numpy

    place = {party: number for number, party in enumerate(group)}
    system = numpy.identity(len(group))
    within = dict.fromkeys(group, 0.0)
    for one in money.payments:
        if one.payer in place and one.payee in place:
            system[place[one.payer], place[one.payee]] -= one.amount / got[one.payer]
            within[one.payee] += one.amount
    # Money enters and money leaves, or the same amount goes round for ever.
    if not any(got[party] > within[party] * (1 + 1e-12) for party in group):
        return None
    diagonal = numpy.linalg.inv(system).diagonal()
    return {party: float(1 - 1 / diagonal[number]) for party, number in place.items()}
