"""How many records a place hangs on: the smallest set of records whose removal changes it.

A loop is broken when one of its legs loses every record that is strong enough, or when no financing
or no purchase is left in it. The place of a company falls when all that holds it is broken. Sets of
up to `EXACT` records are searched completely; a larger answer is a set that does break the place,
but a smaller one may exist.
"""

from collections.abc import Iterable, Sequence

from screener.domain.assessment import Loop
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.ledger import Ledger, rank
from screener.domain.ring.loops import FINANCING, PURCHASE, sides

EXACT = 3
TIERS = ("primary", "press", "secondary", "feed", "user", "seed", "none")
"""Best first."""

Records = frozenset[str]
Hold = tuple[Records, ...]
"""Something a place is held by: each set alone, taken away, breaks it."""


def holds_of_loop(loop: Loop, ledger: Ledger, floor: Strength) -> Hold:
    """The smallest ways to break a loop, or to make it weaker than `floor`."""
    legs = [leg.deals for leg in loop.legs]
    ways = [
        frozenset(deal.id for deal in deals if rank(ledger.strengths[deal.id]) >= rank(floor))
        for deals in legs
    ]
    everything = [deal for deals in legs for deal in deals]
    ways.append(_with_side(everything, FINANCING))
    ways.append(_with_side(everything, PURCHASE))
    for kept in legs:
        others = [deal for deals in legs if deals is not kept for deal in deals]
        ways.append(_with_side(others, FINANCING | PURCHASE))
    smallest: list[Records] = []
    for way in sorted(set(ways), key=lambda way: (len(way), sorted(way))):
        if not any(shorter <= way for shorter in smallest):
            smallest.append(way)
    return tuple(smallest)


def holds_of_records(records: Iterable[str]) -> tuple[Hold, ...]:
    """Relations that each rest on one record: all of them must go."""
    return tuple((frozenset({record}),) for record in records)


def smallest_cut(holds: Sequence[Hold], tiers: dict[str, str]) -> Records:
    """The records a place hangs on, empty when nothing holds it.

    Among several smallest sets the one whose best source is weakest is named, as that is where the
    place would give way. `tiers` has the best tier of each record.
    """
    if not holds:
        return frozenset()
    ordered = sorted(holds, key=lambda hold: (len(hold), [sorted(way) for way in hold]))
    for size in range(1, EXACT + 1):
        found: set[Records] = set()
        _search(ordered, frozenset(), size, found, set())
        if found:
            return max(found, key=lambda cut: (_tier_rank(best_tier(cut, tiers)), sorted(cut)))
    return _greedy(ordered)


def best_tier(records: Iterable[str], tiers: dict[str, str]) -> str | None:
    """The best source among the records, None when there are none."""
    return min((tiers.get(record, "none") for record in records), key=_tier_rank, default=None)


def _tier_rank(tier: str | None) -> int:
    return TIERS.index(tier) if tier in TIERS else len(TIERS)


def _with_side(deals: Iterable[Deal], wanted: int) -> Records:
    return frozenset(deal.id for deal in deals if sides(deal) & wanted)


def _search(
    holds: Sequence[Hold], removed: Records, budget: int, found: set[Records], tried: set[Records]
) -> None:
    if removed in tried:
        return
    tried.add(removed)
    standing = next((hold for hold in holds if not any(way <= removed for way in hold)), None)
    if standing is None:
        found.add(removed)
        return
    for way in standing:
        extra = way - removed
        if len(extra) <= budget:
            _search(holds, removed | extra, budget - len(extra), found, tried)


def _greedy(holds: Sequence[Hold]) -> Records:
    """Breaks what stands, each time by the way that breaks most for its records; then drops what is spare."""
    removed: Records = frozenset()
    while True:
        standing = [hold for hold in holds if not any(way <= removed for way in hold)]
        if not standing:
            break
        ways = {way - removed for hold in standing for way in hold}
        removed |= max(ways, key=lambda way: (_broken(standing, removed | way) / len(way), sorted(way)))
    for record in sorted(removed):
        if _broken(holds, removed - {record}) == len(holds):
            removed -= {record}
    return removed


def _broken(holds: Sequence[Hold], removed: Records) -> int:
    return sum(any(way <= removed for way in hold) for hold in holds)
