"""Every way the live stream is known to end, on the whole program: it comes back and follows again."""

import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from tests.end_to_end.faults_table import proves
from tests.end_to_end.feed import Feed, Shown, price
from tests.fakes.yahoo_stream import FakeStreamer, Greeting

pytestmark = pytest.mark.slow
HOST = "streamer.finance.yahoo.com"
SETTINGS = {"read_statements": False}
_TOLD_WITHIN_S = 6
"""Prices of the stream are judged every five seconds."""


class Case(NamedTuple):
    """A way the stream ends, and the reason that is given for it meanwhile."""

    end: Callable[[Feed], None]
    failure: str


def _falls_silent(feed: Feed) -> None:
    feed.pass_time(61)
    # Something that is no price: it only makes the window look at its clock.
    feed.world.streamer.send("{}")


CASES = {
    "stream dropped cleanly": Case(lambda feed: feed.world.streamer.drop(), "cannot be reached"),
    "stream dropped hard": Case(lambda feed: feed.world.streamer.cut(), "cannot be reached"),
    "stream silent": Case(_falls_silent, "did not answer in time"),
}


@pytest.fixture(autouse=True)
def no_stray_threads() -> None:
    """A connection that is made in one test serves the next; `shared` looks for threads that are left."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feed]:
    """A window that follows what it holds."""
    folder = tmp_path_factory.mktemp("feed")
    before = set(threading.enumerate())
    with Feed(folder, holdings=("NVDA", "KO"), settings=SETTINGS) as feed:
        feed.market.set("NVDA", eps=7.0)  # far from the next step of a screen
        feed.window.next("painted")
        feed.window.next()
        yield feed
    assert set(threading.enumerate()) <= before


@pytest.fixture
def streamer(shared: Feed) -> FakeStreamer:
    """The stream, connected and telling prices."""
    streamer = shared.world.streamer
    shared.until(lambda _: {"NVDA", "KO"} <= streamer.followed, "nothing is followed")
    told(shared, 181.0)
    shared.forget()
    return streamer


def told(feed: Feed, dollars: float) -> Shown:
    """What is shown once the stream has told that price of NVDA."""

    def is_shown(shown: Shown) -> bool:
        if price(shown) == (dollars, "live"):
            return True
        # As the market does: again and again, also to whoever has only just subscribed.
        feed.world.streamer.tick("NVDA", dollars)
        return False

    feed.world.streamer.tick("NVDA", dollars)
    feed.pass_time(_TOLD_WITHIN_S)
    return feed.until(is_shown, f"{dollars} is not shown")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@proves(*CASES)
def test_the_stream_ends(shared: Feed, streamer: FakeStreamer, case: Case) -> None:
    """One new connection, everything followed again, the last price kept, and quotes go on meanwhile.

    Guards: `yahoo.stream.YahooStream._pause` and `_listen` (what is said first, and the limit on silence).
    """
    told(shared, 182.0)
    connections = len(streamer.attempts)
    case.end(shared)
    shared.until(lambda shown: case.failure in str(shown["hosts"][HOST]), "nobody noticed")
    shown = shared.window.do("tell")
    assert (*price(shown), shown["alerts"]) == (182.0, "live", 0)

    shared.until(lambda _: {"NVDA", "KO"} <= streamer.followed, "it is not followed again")
    assert len(streamer.attempts) == connections + 1
    shown = told(shared, 183.0)
    assert (shown["badge"], shown["alerts"]) == ("live", 0)
    assert shared.until(lambda shown: shown["hosts"][HOST] is None, "still in trouble")
    assert len(streamer.attempts) == connections + 1
    assert shared.asked.get("quote", 0) <= 1, "a price in the stream costs no request"


def test_a_stream_that_stays_away_leaves_the_quotes_alone(shared: Feed, streamer: FakeStreamer) -> None:
    streamer.greeting = Greeting.UNAVAILABLE
    try:
        streamer.drop()
        shared.until(lambda shown: shown["hosts"][HOST] is not None, "nobody noticed")
        shared.market.set("NVDA", price=185.0)
        shared.pass_time(2)  # later than what was streamed
        assert price(shared.refreshed()) == (185.0, "live")
        assert shared.asked == {"quote": 1}
    finally:
        streamer.greeting = Greeting.WELCOME
