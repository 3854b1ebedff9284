"""When what was announced: the months of a ledger, and by which month a loop could go round.

A record known to a year only counts from the end of that year on; one without a date joins at the very end.
"""

from collections.abc import Iterable, Sequence

from screener.domain.assessment import Loop
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.ledger import rank, record_strength
from screener.domain.ring.loops import follows_ring_rule, sides

Month = tuple[int, int]
"""Year and month."""
ALWAYS: Month = (9999, 12)
"""Later than every month: where records without a date stand."""


def month_of(deal: Deal) -> Month:
    """The month a record is seen from; ALWAYS when its date is not known."""
    parts = (deal.announced or deal.first_dated or "").split("-")
    if not parts[0].isdigit():
        return ALWAYS
    return int(parts[0]), int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 12


def months_of(deals: Iterable[Deal]) -> tuple[Month, ...]:
    """The months in which something was announced, in order; ALWAYS last when some have no date."""
    return tuple(sorted({month_of(deal) for deal in deals}))


def complete_by(loop: Loop, floor: Strength) -> Month | None:
    """The month by which every leg has a record strong enough and the ring rule holds; None when never."""
    dated = sorted({month_of(deal) for leg in loop.legs for deal in leg.deals})
    return next((month for month in dated if _stands(loop, floor, month)), None)


def growth(months: Sequence[Month], seen: Iterable[Month]) -> tuple[int, ...]:
    """How many of `seen` there are up to each of `months`."""
    dates = sorted(seen)
    counts, taken = [], 0
    for month in months:
        while taken < len(dates) and dates[taken] <= month:
            taken += 1
        counts.append(taken)
    return tuple(counts)


def _stands(loop: Loop, floor: Strength, month: Month) -> bool:
    found = []
    for leg in loop.legs:
        early = [deal for deal in leg.deals if month_of(deal) <= month]
        if not any(_is_at_least(deal, floor) for deal in early):
            return False
        combined = 0
        for deal in early:
            combined |= sides(deal)
        found.append(combined)
    return follows_ring_rule(found)


def _is_at_least(deal: Deal, floor: Strength) -> bool:
    strength = record_strength(deal)
    return strength is not None and rank(strength) >= rank(floor)
