"""Finding the loops: closed paths of at most a few legs by which money can come back.

The ring rule: every record of a loop is publicly seen and not superseded, no party is
collective, and one leg is a financing while another is a purchase. A warrant or a convertible
stands for a financing; a guarantee or backstop for either, as it lends credit or pays the rent
when the tenant does not. Other records (an exit, the purchase of a whole company) can be a leg but
satisfy neither. A leg is as strong as its best record, a loop as its weakest leg.

The search takes strongly connected parts one by one and walks them depth first from each loop's
smallest id, turning back as soon as the way home is longer than the legs left.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from screener.domain.assessment import Loop, LoopLeg
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.ledger import Ledger, Pair, rank

FINANCING = 1
PURCHASE = 2
_PATHS_PER_LOOP = 20
"""How many closed paths are looked at for each loop that may be returned."""


class LoopSearch(msgspec.Struct, frozen=True):
    """What a search found: strongest first, then shortest, then largest bottleneck, then by id.

    `truncated`: there may be more than was looked for. `floor` and `legs` say what was asked.
    """

    loops: tuple[Loop, ...]
    truncated: bool
    floor: Strength
    legs: int


def find(ledger: Ledger, *, floor: Strength = "announced", legs: int = 4, limit: int = 5000) -> LoopSearch:
    """All loops of at most `legs` legs that are `floor` or stronger, at most `limit` of them."""
    strengths = {pair: ledger.strength(deals) for pair, deals in ledger.legs.items()}
    sides = {pair: _sides_of_leg(deals) for pair, deals in ledger.legs.items()}
    onward: dict[str, list[str]] = {}
    for (payer, payee), strength in strengths.items():
        if rank(strength) >= rank(floor):
            onward.setdefault(payer, []).append(payee)
    found: list[Loop] = []
    truncated = False
    leg_cache: dict[Pair, LoopLeg] = {}
    packages = _Packages(ledger)
    for examined, path in enumerate(cycles(onward, legs)):
        if len(found) >= limit or examined >= limit * _PATHS_PER_LOOP:
            truncated = True
            break
        pairs = tuple(pairwise((*path, path[0])))
        if not follows_ring_rule([sides[pair] for pair in pairs]):
            continue
        for pair in pairs:
            if pair not in leg_cache:
                leg_cache[pair] = LoopLeg(*pair, strength=strengths[pair], deals=ledger.legs[pair])
        found.append(_loop(path, tuple(leg_cache[pair] for pair in pairs), ledger, packages))
    return LoopSearch(tuple(sorted(found, key=_order)), truncated, floor, legs)


def cycles(onward: Mapping[str, Sequence[str]], longest: int) -> Iterator[tuple[str, ...]]:
    """Every simple cycle of at most `longest` edges once, from its smallest node on.

    `onward` maps a node to the nodes its edges lead to. The order is the same for the same graph.
    """
    names = sorted(set(onward).union(*onward.values()))
    ahead, back = _within_strong_parts(names, onward)
    for start in range(len(names)):
        if ahead[start]:
            for path in _cycles_from(start, ahead, _distances_to(start, back, longest), longest):
                yield tuple(names[node] for node in path)


def sides(deal: Deal) -> int:
    """What a record can stand for in the ring rule: FINANCING, PURCHASE, both bits, or 0."""
    if deal.leg == "financing":
        return FINANCING
    if deal.leg == "purchase":
        return PURCHASE
    if deal.leg == "contingent":
        return FINANCING | PURCHASE if "guarantee" in deal.kind else FINANCING
    return 0


def follows_ring_rule(legs: Sequence[int]) -> bool:
    """Whether one leg can be the financing and another the purchase; `legs` as from `sides`, combined."""
    financing = {place for place, leg in enumerate(legs) if leg & FINANCING}
    purchase = {place for place, leg in enumerate(legs) if leg & PURCHASE}
    return bool(financing) and bool(purchase) and len(financing | purchase) > 1


def _sides_of_leg(deals: Sequence[Deal]) -> int:
    combined = 0
    for deal in deals:
        combined |= sides(deal)
    return combined


def _within_strong_parts(
    names: Sequence[str], onward: Mapping[str, Sequence[str]]
) -> tuple[list[list[int]], list[list[int]]]:
    """Edges out of and into each node, by position in `names`, without those no cycle can use."""
    # Its compiled library takes a while to load and is not needed before the window is painted.
    import rustworkx

    index = {name: place for place, name in enumerate(names)}
    edges = sorted({(index[payer], index[payee]) for payer, to in onward.items() for payee in to})
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from_no_data(edges)
    part_of = [0] * len(names)
    for number, part in enumerate(rustworkx.strongly_connected_components(graph)):
        for node in part:
            part_of[node] = number
    ahead: list[list[int]] = [[] for _ in names]
    back: list[list[int]] = [[] for _ in names]
    for payer, payee in edges:
        if part_of[payer] == part_of[payee]:
            ahead[payer].append(payee)
            back[payee].append(payer)
    return ahead, back


def _cycles_from(
    start: int, ahead: Sequence[Sequence[int]], home: Mapping[int, int], longest: int
) -> Iterator[tuple[int, ...]]:
    """The cycles whose smallest node is `start`; `home` says how many edges lead back to it."""
    path = [start]
    waiting = [iter(ahead[start])]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            path.pop()
        elif node == start:
            yield tuple(path)
        elif node in home and len(path) + home[node] <= longest and node not in path:
            path.append(node)
            waiting.append(iter(ahead[node]))


def _distances_to(start: int, back: Sequence[Sequence[int]], longest: int) -> dict[int, int]:
    """Edges from each node to `start` through larger nodes only, where fewer than `longest`."""
    distance = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        far = distance[node] + 1
        if far == longest:
            break
        for before in back[node]:
            if before > start and before not in distance:
                distance[before] = far
                queue.append(before)
    return distance


def _loop(path: tuple[str, ...], legs: tuple[LoopLeg, ...], ledger: Ledger, packages: "_Packages") -> Loop:
    amounts = [_amount(leg, ledger) for leg in legs]
    known = [amount for amount in amounts if amount is not None]
    return Loop(
        entities=path,
        strength=min((leg.strength for leg in legs), key=rank),
        legs=legs,
        bottleneck_usd=min(known) if len(known) == len(legs) else None,
        one_package=packages.holds_all(deal.id for leg in legs for deal in leg.deals),
    )


def _amount(leg: LoopLeg, ledger: Ledger) -> Decimal | None:
    """The largest headline among the records that give the leg its strength."""
    return max(
        (
            deal.amount_usd
            for deal in leg.deals
            if deal.amount_usd is not None and ledger.strengths[deal.id] == leg.strength
        ),
        default=None,
    )


def _order(loop: Loop) -> tuple[int, int, Decimal, tuple[str, ...]]:
    bottleneck = Decimal(-1) if loop.bottleneck_usd is None else loop.bottleneck_usd
    return -rank(loop.strength), len(loop.legs), -bottleneck, loop.entities


class _Packages:
    """Which records are parts of which, by `contains`."""

    def __init__(self, ledger: Ledger) -> None:
        self._inside: dict[str, tuple[str, ...]] = {
            deal.id: deal.contains for deal in ledger.data.deals if deal.contains
        }
        self._whole = {deal_id: self._everything_in(deal_id) for deal_id in self._inside}

    def holds_all(self, deal_ids: Iterator[str]) -> bool:
        """Whether all these records are one package."""
        wanted = set(deal_ids)
        return any(wanted <= whole for whole in self._whole.values())

    def _everything_in(self, deal_id: str) -> frozenset[str]:
        seen = {deal_id}
        waiting = [deal_id]
        while waiting:
            for part in self._inside.get(waiting.pop(), ()):
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)
        return frozenset(seen)
