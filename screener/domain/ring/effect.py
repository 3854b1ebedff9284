"""What a change of the ledger does to places and loops: two views of the ring held against each other."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from screener.domain.assessment import Loop, Place, Standing, Tie
from screener.domain.company import Company
from screener.domain.message import Message
from screener.domain.ring import place
from screener.domain.ring.deal import Strength
from screener.domain.ring.draft_reading import Problem
from screener.domain.ring.view import RingView

Part = Literal["place", "strength", "records", "tie"]
PARTS: tuple[Part, ...] = ("place", "strength", "records", "tie")


class Seat(msgspec.Struct, frozen=True):
    """Where a company stands in one of the two views; the fields are those of `Standing`."""

    place: Place
    strength: Strength | None
    records: int
    tie: Tie
    reason: Message


class PlaceChange(msgspec.Struct, frozen=True):
    """A company whose place, strength, records or tie would change; `changed` says which of them."""

    company: str
    name: str
    before: Seat
    after: Seat
    changed: tuple[Part, ...]


class LoopChange(msgspec.Struct, frozen=True):
    """A loop that stays and would have another strength or another bottleneck."""

    before: Loop
    after: Loop


class Effect(msgspec.Struct, frozen=True):
    """All that would change, before and after. Empty lists: the change moves nothing.

    `places` has moved places first, then by name. `gained` and `lost` are loops of any strength; `truncated`:
    a search was cut short, so there may be more. `problems` are the warnings a saved change would carry.
    """

    places: tuple[PlaceChange, ...]
    gained: tuple[Loop, ...]
    lost: tuple[Loop, ...]
    altered: tuple[LoopChange, ...]
    truncated: bool
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing would change."""
        return not (self.places or self.gained or self.lost or self.altered)


def effect(
    before: RingView, after: RingView, companies: Mapping[str, Company], problems: tuple[Problem, ...] = ()
) -> Effect:
    """What is different in `after`; `companies` are those of either view by key."""
    was = {loop.entities: loop for loop in before.search.loops}
    now = {loop.entities: loop for loop in after.search.loops}
    return Effect(
        places=_places(before, after, companies),
        gained=tuple(loop for loop in after.search.loops if loop.entities not in was),
        lost=tuple(loop for loop in before.search.loops if loop.entities not in now),
        altered=tuple(
            LoopChange(was[loop.entities], loop)
            for loop in after.search.loops
            if loop.entities in was and _weight(was[loop.entities]) != _weight(loop)
        ),
        truncated=before.search.truncated or after.search.truncated,
        problems=problems,
    )


def _places(before: RingView, after: RingView, companies: Mapping[str, Company]) -> tuple[PlaceChange, ...]:
    nobody = place.not_reviewed()
    changes = []
    for key, company in companies.items():
        was = _seat(before.standings.get(key, nobody))
        now = _seat(after.standings.get(key, nobody))
        changed = tuple(part for part in PARTS if _told(was, part) != _told(now, part))
        if changed:
            changes.append(PlaceChange(key, company.name, was, now, changed))
    return tuple(sorted(changes, key=lambda one: ("place" not in one.changed, one.name.casefold())))


def _seat(standing: Standing) -> Seat:
    return Seat(standing.place, standing.strength, standing.records, standing.tie, standing.reason)


def _told(seat: Seat, part: Part) -> object:
    """What is compared: of a tie its grade, share and measure, not the day it was worked out."""
    if part != "tie":
        return getattr(seat, part)
    tie = seat.tie
    return tie.grade, None if tie.share is None else tie.share.value, tie.measure, tie.at_least


def _weight(loop: Loop) -> tuple[object, ...]:
    return loop.strength, loop.bottleneck_usd, loop.one_package
