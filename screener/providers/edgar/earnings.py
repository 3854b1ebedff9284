"""Diluted earnings per share of twelve months, also across a share split.

A split changes what later filings state of earlier periods, but not the year they are added to. Where that
happened, earnings are divided by the newest count of shares instead of adding per-share values.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from screener.providers.edgar.flows import newest_twelve_months
from screener.providers.edgar.periods import Flow, Sum
from screener.translation import translate

_SPLITS = tuple(
    Decimal(part) for part in ("1.5", "2", "3", "4", "5", "6", "7", "8", "10", "15", "20", "25", "30", "50")
)
_CLOSE = Decimal("0.12")
_SAME = Decimal("0.02")


class PerShare(msgspec.Struct, frozen=True):
    """Twelve months' earnings per share and how they were had, where that needs saying."""

    concept: str
    flow: Flow
    total: Sum
    note: str | None


def per_share(
    flows: Sequence[tuple[str, Flow]], shares: Sequence[Flow], income: Sum | None
) -> PerShare | None:
    """The newest twelve months of the first concept that has them; None when there are none."""
    best: tuple[str, Flow, Sum] | None = None
    for concept, flow in flows:
        total = newest_twelve_months(flow)
        if total is not None and (best is None or total.end > best[2].end):
            best = (concept, flow, total)
    if best is None:
        return None
    concept, flow, total = best
    divided = _divided(shares, income, total)
    if not total.is_stated and _is_mixed(flow, total, divided):
        if divided is None:
            return None
        note = translate("edgar", "Net income divided by the newest diluted shares: the shares were split.")
        return PerShare(concept, flow, msgspec.structs.replace(total, value=divided), note)
    return PerShare(
        concept, flow, total, None if total.is_stated else translate("edgar", "Sum of four quarters.")
    )


def _divided(shares: Sequence[Flow], income: Sum | None, total: Sum) -> Decimal | None:
    """Net income of the same twelve months by the newest period's diluted shares."""
    if income is None or income.end != total.end:
        return None
    for flow in shares:
        newest = [point for point in flow.newest if point.end == total.end and point.val > 0]
        if newest:
            return (income.value / min(newest, key=lambda point: point.days).val).quantize(Decimal("0.0001"))
    return None


def _is_mixed(flow: Flow, total: Sum, divided: Decimal | None) -> bool:
    """The parts are per shares of different size."""
    for _, part in total.parts:
        restated = flow.restated(part)
        if restated is not None and _is_split(part.val, restated.val):
            return True
    return divided is not None and _is_split(total.value, divided)


def _is_split(first: Decimal, second: Decimal) -> bool:
    """Whether two values differ by the factor of a share split, either way."""
    if first == 0 or second == 0 or (first > 0) != (second > 0):
        return False
    ratio = max(first / second, second / first)
    return ratio > 1 + _SAME and any(abs(ratio / split - 1) <= _CLOSE for split in _SPLITS)
