"""The SEC's company facts, one concept's values at a time.

The labels `fy` and `fp` name the filing a value was repeated in, not the value's own year: only the dates
are used. Values broken down by segment, product or class of share are not in this source at all.
"""

from datetime import date
from decimal import Decimal

import msgspec

_LARGEST = Decimal(10) ** 20
_OLDEST = date(1950, 1, 1)
"""A year is counted back from any day used; one of the year 1 has none before it."""


class Point(msgspec.Struct, frozen=True):
    """One value as one filing states it. A balance has no `start`."""

    end: date
    val: Decimal
    accn: str
    form: str
    filed: date
    start: date | None = None

    @property
    def days(self) -> int:
        """Length of the period, both ends counted; 0 for a balance."""
        return 0 if self.start is None else (self.end - self.start).days + 1

    @property
    def is_sane(self) -> bool:
        """Whether it is a number at all ("NaN" is not), of a size and a day that can be."""
        return self.val.is_finite() and abs(self.val) <= _LARGEST and (self.start or self.end) >= _OLDEST


class _Concept(msgspec.Struct):
    units: dict[str, msgspec.Raw] = {}


class _Answer(msgspec.Struct):
    cik: int | str
    entityName: str = ""  # noqa: N815  named by the SEC
    facts: dict[str, dict[str, _Concept]] = {}


class CompanyFacts:
    """The facts of one filer. `points("us-gaap:Revenues", "USD")` decodes only what is asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises ValueError when `content` is not an answer of that shape."""
        answer = msgspec.json.decode(content, type=_Answer)
        self.cik = str(answer.cik).lstrip("0")
        self.name = answer.entityName
        self._facts = answer.facts

    def units(self, concept: str) -> tuple[str, ...]:
        """The units a concept is stated in: "USD", "USD/shares", "shares"."""
        return tuple(self._units(concept))

    def points(self, concept: str, unit: str) -> tuple[Point, ...]:
        """Every value of a concept ("us-gaap:Revenues") in one unit; what cannot be read is left out."""
        raw = self._units(concept).get(unit)
        if raw is None:
            return ()
        found = []
        for item in msgspec.json.decode(raw, type=list[msgspec.Raw]):
            try:
                point = msgspec.json.decode(item, type=Point)
            except msgspec.MsgspecError:
                continue
            if point.is_sane:
                found.append(point)
        return tuple(found)

    def _units(self, concept: str) -> dict[str, msgspec.Raw]:
        taxonomy, _, name = concept.partition(":")
        held = self._facts.get(taxonomy, {}).get(name)
        return {} if held is None else held.units
