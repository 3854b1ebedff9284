"""What goes wrong in the soak, when and for how long: made from a seed, each kind at least once."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tests.benchmarks.soak_market import SoakMarket
from tests.benchmarks.soak_wire import Trouble, Wire
from tests.fakes.yahoo import FakeYahoo, Fault
from tests.fakes.yahoo_http import ALL_ENDPOINTS, DATA_ENDPOINTS

_SHORTEST_S, _LONGEST_S = 40, 420


class Scene(NamedTuple):
    """What faults happen to."""

    yahoo: FakeYahoo
    wire: Wire
    market: SoakMarket

    def heal(self) -> None:
        """End whatever was begun."""
        self.yahoo.heal()
        self.wire.trouble = Trouble.NONE
        self.market.texts_for_numbers = False


class Kind(NamedTuple):
    """A kind of fault: how it begins, and how long at least and at most in seconds."""

    name: str
    begin: Callable[[Scene], None]
    seconds: tuple[float, float] = (_SHORTEST_S, _LONGEST_S)


class Spell(NamedTuple):
    """One fault from `begin` to `end`."""

    kind: Kind
    begin: datetime
    end: datetime


def _fails(fault: Fault, where: frozenset[str] = DATA_ENDPOINTS) -> Callable[[Scene], None]:
    return lambda scene: scene.yahoo.fail(fault, where=where)


def _no_crumb(scene: Scene) -> None:
    scene.yahoo.expire_crumb()
    scene.yahoo.fail(Fault.RATE_LIMITED, where={"crumb"})


def _troubles(trouble: Trouble) -> Callable[[Scene], None]:
    def begin(scene: Scene) -> None:
        scene.wire.trouble = trouble

    return begin


def _texts(scene: Scene) -> None:
    scene.market.texts_for_numbers = True


KINDS: tuple[Kind, ...] = (
    Kind("429 on everything", _fails(Fault.RATE_LIMITED)),
    Kind("429 storm", _fails(Fault.RATE_LIMITED, ALL_ENDPOINTS), (900, 1500)),
    Kind("429 on statements", _fails(Fault.RATE_LIMITED, frozenset({"timeseries"}))),
    Kind("429 on the crumb", _no_crumb),
    Kind("401 invalid crumb", _fails(Fault.UNAUTHORISED)),
    Kind("old crumb", lambda scene: scene.yahoo.expire_crumb()),
    Kind("403", _fails(Fault.FORBIDDEN)),
    Kind("502 with a page", _fails(Fault.BAD_GATEWAY)),
    Kind("200 with a page", _fails(Fault.HTML)),
    Kind("200 with nothing", _fails(Fault.EMPTY)),
    Kind("truncated JSON", _fails(Fault.TRUNCATED)),
    Kind("JSON of another shape", _fails(Fault.WRONG_SHAPE)),
    Kind("half the symbols", _fails(Fault.HALF)),
    Kind("texts for numbers", _texts),
    Kind("connection cut", _fails(Fault.DROP)),
    Kind("hang", _troubles(Trouble.HANG)),
    Kind("no name server", _troubles(Trouble.NO_NAME)),
    Kind("offline", _troubles(Trouble.OFFLINE)),
    Kind("offline for an hour", _troubles(Trouble.OFFLINE), (3600, 3600)),
)


def spells(
    start: datetime, end: datetime, seed: int, kinds: Sequence[Kind], calm: tuple[float, float]
) -> list[Spell]:
    """Faults one after the other, `calm` seconds between; every kind in turn, in an order of the seed."""
    chosen = random.Random(seed)
    found: list[Spell] = []
    waiting: list[Kind] = []
    at = start
    while True:
        if not waiting:
            waiting = chosen.sample(kinds, len(kinds))
        at += timedelta(seconds=chosen.uniform(*calm))
        kind = waiting.pop()
        until = at + timedelta(seconds=chosen.uniform(*kind.seconds))
        if until > end:
            return found
        found.append(Spell(kind, at, until))
        at = until
