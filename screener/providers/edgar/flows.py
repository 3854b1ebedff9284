"""Finding, for a field, the concept a filer uses for it and its newest twelve months."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from screener.providers.edgar import tags
from screener.providers.edgar.company_facts import CompanyFacts, Point
from screener.providers.edgar.periods import Flow, Sum

_LOOK_BACK = 6
"""How many ends of periods are tried before the last fiscal year is taken."""


class Told(msgspec.Struct, frozen=True):
    """A field's newest twelve months, with the concept and the flow they come from."""

    concept: str
    flow: Flow
    total: Sum


class FlowReader:
    """Looks up flows of one filer in one currency; each concept is decoded once."""

    def __init__(self, facts: CompanyFacts, currency: str) -> None:
        self._facts = facts
        self._currency = currency
        self._flows: dict[tuple[str, str], Flow] = {}

    def money(self, field: str) -> Told | None:
        """A field of tags.FLOWS; as the sum of two lines where the filer states only those."""
        return self._newest(field, tags.FLOWS[field], self._currency) or self._in_two_parts(field)

    def shares(self, field: str) -> Told | None:
        """A field of tags.SHARE_FLOWS."""
        return self._newest(field, tags.SHARE_FLOWS[field], "shares")

    def common_income(self) -> Told | None:
        """What earnings per share are divided from."""
        return self._newest("net_income", tags.COMMON_INCOME, self._currency)

    def per_share(self) -> list[tuple[str, Flow]]:
        """Concepts of diluted earnings per share with their flows."""
        return [(concept, self.flow(concept, f"{self._currency}/shares")) for concept in tags.EPS]

    def diluted_shares(self) -> list[Flow]:
        """Diluted shares, averaged over the period."""
        return [self.flow(concept, "shares") for concept in tags.DILUTED_SHARES]

    def flow(self, concept: str, unit: str) -> Flow:
        """All values of a concept in one unit."""
        known = self._flows.get((concept, unit))
        if known is None:
            known = self._flows[concept, unit] = Flow(self._facts.points(concept, unit))
        return known

    def _newest(self, field: str, concepts: Sequence[str], unit: str) -> Told | None:
        """Of the concepts of a field the one with the newest period; twelve months before a fiscal year."""
        best: tuple[date, bool, Decimal, int] | None = None
        chosen: Told | None = None
        for rank, concept in enumerate(concepts):
            flow = self.flow(concept, unit)
            total = newest_twelve_months(flow)
            if total is None or (field in tags.SPENDING and total.value < 0):
                continue
            # A part of revenue may have a concept of its own, so of equally new ones the larger counts.
            size = total.value if field == "revenue" else Decimal(0)
            key = (total.end, total.part_years, size, -rank)
            if best is None or key > best:
                best, chosen = key, Told(concept, flow, total)
        return chosen

    def _in_two_parts(self, field: str) -> Told | None:
        if field not in tags.IN_TWO_PARTS:
            return None
        first, second = (self._newest(field, part, self._currency) for part in tags.IN_TWO_PARTS[field])
        if first is None or second is None:
            return None
        flow = Flow(_added(first.flow, second.flow))
        total = newest_twelve_months(flow)
        if total is None or total.end < max(first.total.end, second.total.end):
            return None
        return Told(f"{first.concept} + {second.concept}", flow, total)


def newest_twelve_months(flow: Flow) -> Sum | None:
    """The newest twelve months that can be put together, else the newest fiscal year."""
    years = flow.years()
    for end in flow.ends[:_LOOK_BACK]:
        if years and end < years[0].end:
            break
        total = flow.twelve_months(end)
        if total is not None:
            return total
    # It is not of the newest period, so it is told as what it is: a fiscal year.
    return msgspec.structs.replace(years[0], part_years=False) if years else None


def _added(first: Flow, second: Flow) -> Iterable[Point]:
    """One point for each period both flows state."""
    other = {(point.start, point.end): point for point in second.newest}
    for point in first.newest:
        same = other.get((point.start, point.end))
        if same is not None:
            later = max(point, same, key=lambda one: one.filed)
            yield msgspec.structs.replace(later, val=point.val + same.val)
