"""What befalls the live stream, and how it comes back: when, how often, and with the right prices."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from screener.providers.provider import StreamState
from screener.providers.yahoo.stream import StreamSurroundings, YahooStream
from screener.providers.yahoo.waiting import Waiting
from tests.fakes.clocks import Clocks
from tests.fakes.stream_client import StreamClient
from tests.fakes.yahoo_stream import PATIENCE, FakeStreamer, Greeting

CONNECTED = StreamState(connected=True)


@pytest.fixture
def streamer(clocks: Clocks) -> Iterator[FakeStreamer]:
    with FakeStreamer(now=clocks.wall, seconds=clocks.monotonic) as fake:
        yield fake


@pytest.fixture
def client(streamer: FakeStreamer, clocks: Clocks) -> Iterator[StreamClient]:
    with StreamClient(streamer, clocks) as one:
        yield one


def hear(client: StreamClient, price: float) -> None:
    """A price is told, and arrives."""
    client.waiting.advance(0.25)
    client.streamer.tick("NVDA", price)
    assert client.tick().price == Decimal(str(price))


def test_a_stream_that_is_ended_or_cut_comes_back_after_a_second(client: StreamClient) -> None:
    client.connect("NVDA")
    for number, end in enumerate((client.streamer.drop, client.streamer.cut), start=1):
        hear(client, 180.0 + number)
        end()
        assert client.failure() == ("source.unreachable", 1.0)
        client.pass_pause(1)
        assert client.state() == CONNECTED
        client.streamer.until(lambda: client.streamer.followed == {"NVDA"}, "not followed again")
        hear(client, 190.0 + number)
    assert len(client.streamer.attempts) == 3
    assert client.heard == ["", "source.unreachable", "", "source.unreachable", ""]


def test_after_a_clean_close_nothing_spins(client: StreamClient) -> None:
    client.connect("NVDA")
    client.streamer.drop()
    client.failure()
    client.waiting.settle()
    before = client.waiting.looks
    client.waiting.settle()
    client.waiting.settle()
    assert client.waiting.looks - before <= 4, "it waits once for each time it is woken"
    assert len(client.streamer.attempts) == 1


def test_each_pause_is_twice_as_long_up_to_a_minute(client: StreamClient) -> None:
    client.connect("NVDA")
    pauses = []
    for _ in range(8):
        client.streamer.drop()
        _, pause = client.failure()
        pauses.append(pause)
        client.pass_pause(pause)
        assert client.state() == CONNECTED
        client.streamer.until(lambda: client.streamer.open == 1)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_only_a_price_makes_the_pauses_short_again(client: StreamClient) -> None:
    client.connect("NVDA")
    for expected in (1, 2, 4):
        client.streamer.send("garbage")
        client.streamer.drop()
        assert client.failure()[1] == expected
        client.pass_pause(expected)
        assert client.state() == CONNECTED
        client.streamer.until(lambda: client.streamer.followed == {"NVDA"})
    hear(client, 181.5)
    client.streamer.drop()
    assert client.failure()[1] == 1


def test_pauses_of_many_programs_are_spread(streamer: FakeStreamer, clocks: Clocks) -> None:
    with StreamClient(streamer, clocks, spread=lambda: 1.0) as client:
        client.connect("NVDA")
        streamer.drop()
        assert client.failure() == ("source.unreachable", 1.25)


@pytest.mark.parametrize(
    ("greeting", "failure", "pause"),
    [
        (Greeting.UNAVAILABLE, "source.server_error", 1),
        (Greeting.NONSENSE, "source.bad_answer", 1),
        (Greeting.CUT, "source.unreachable", 1),
        (Greeting.TOO_MANY, "source.rate_limited", 60),
        (Greeting.FORBIDDEN, "source.refused", 30),
    ],
)
def test_who_is_turned_away_says_why_and_comes_back(
    client: StreamClient, greeting: Greeting, failure: str, pause: float
) -> None:
    client.streamer.greeting = greeting
    client.stream.follow(["NVDA"])
    assert client.failure() == (failure, pause)
    client.streamer.greeting = Greeting.WELCOME
    client.pass_pause(pause)
    assert client.state() == CONNECTED
    client.streamer.until(lambda: client.streamer.followed == {"NVDA"})
    hear(client, 181.5)
    assert len(client.streamer.attempts) == 2


def test_too_many_requests_are_paused_for_longer_each_time_and_remembered(client: StreamClient) -> None:
    client.streamer.greeting = Greeting.TOO_MANY
    client.stream.follow(["NVDA"])
    for expected in (60, 120, 240):
        assert client.failure() == ("source.rate_limited", expected)
        assert client.pauses.noted[-1] == client.clocks.now + timedelta(seconds=expected)
        client.pass_pause(expected)
    assert client.failure()[1] == 480
    client.streamer.greeting = Greeting.WELCOME
    client.pass_pause(480)
    client.streamer.until(lambda: client.streamer.followed == {"NVDA"})
    hear(client, 181.5)
    assert client.pauses.noted[-1] is None, "nothing is remembered once prices come"


def test_the_pause_is_at_least_as_long_as_the_server_asks_for(client: StreamClient) -> None:
    client.streamer.greeting, client.streamer.retry_after = Greeting.TOO_MANY, "600"
    client.stream.follow(["NVDA"])
    assert client.failure() == ("source.rate_limited", 600.0)


def test_a_pause_is_not_shortened_by_following_something_else(client: StreamClient) -> None:
    client.streamer.greeting = Greeting.TOO_MANY
    client.stream.follow(["NVDA"])
    told = client.state()
    client.stream.follow([])
    client.stream.follow(["KO"])
    assert client.states() in ([], [StreamState(connected=False), told])
    client.waiting.advance(59)
    client.waiting.settle()
    assert len(client.streamer.attempts) == 1


def test_a_pause_of_an_earlier_run_is_kept(streamer: FakeStreamer, clocks: Clocks) -> None:
    with StreamClient(streamer, clocks) as other:
        other.pauses.wait = timedelta(seconds=90)
        with StreamClient(streamer, clocks, pauses=other.pauses) as client:
            client.stream.follow(["NVDA"])
            assert client.failure() == ("source.rate_limited", 90.0)
            client.pass_pause(90)


def test_a_handshake_without_an_answer_is_given_up_after_ten_seconds(client: StreamClient) -> None:
    client.streamer.greeting = Greeting.HANG
    client.stream.follow(["NVDA"])
    client.streamer.until(lambda: len(client.streamer.attempts) == 1)
    client.waiting.advance(9)
    assert client.states() == []
    client.waiting.advance(1)
    assert client.failure() == ("source.timed_out", 1.0)
    client.streamer.greeting = Greeting.WELCOME
    client.pass_pause(1)
    assert client.state() == CONNECTED


def test_nobody_at_home(clocks: Clocks) -> None:
    with FakeStreamer() as streamer:
        pass
    with StreamClient(streamer, clocks) as client:
        client.stream.follow(["NVDA"])
        assert client.failure() == ("source.unreachable", 1.0)
        client.waiting.advance(1)
        assert client.failure() == ("source.unreachable", 2.0)
        assert client.stream.counts.connections == 2


def test_a_name_that_is_not_found(client: StreamClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object, **__: object) -> list[object]:
        raise OSError("Name or service not known")

    with monkeypatch.context() as offline:
        offline.setattr("socket.getaddrinfo", lost)
        client.stream.follow(["NVDA"])
        assert client.failure() == ("source.unreachable", 1.0)
    client.pass_pause(1)
    assert client.state() == CONNECTED


# ---------------------------------------------------------------- silence


def stay_alive(client: StreamClient, seconds: float) -> None:
    """Let time pass in steps in which the server can answer what it is asked."""
    for _ in range(round(seconds / 5)):
        client.waiting.advance(5)
        client.waiting.settle()
        client.streamer.settle()
        client.waiting.settle()


def test_a_minute_of_silence_while_a_market_is_open_ends_the_connection(client: StreamClient) -> None:
    client.connect("NVDA")
    hear(client, 181.5)
    stay_alive(client, 55)
    assert client.states() == []
    stay_alive(client, 5)
    assert client.failure() == ("source.timed_out", 1.0)
    client.pass_pause(1)
    assert client.state() == CONNECTED
    client.streamer.until(lambda: client.streamer.followed == {"NVDA"})
    hear(client, 182.5)


def test_prices_keep_the_connection(client: StreamClient) -> None:
    client.connect("NVDA")
    for number in range(6):
        stay_alive(client, 40)
        hear(client, 181.0 + number)
    assert client.states() == []
    assert len(client.streamer.attempts) == 1


def test_garbage_is_silence(client: StreamClient) -> None:
    client.connect("NVDA")
    for _ in range(4):
        client.streamer.send("garbage")
        stay_alive(client, 15)
    assert client.failure()[0] == "source.timed_out"


def test_silence_is_no_fault_while_the_markets_are_closed(client: StreamClient) -> None:
    client.markets_are_open = False
    client.connect("NVDA")
    stay_alive(client, 600)
    assert client.states() == []
    client.markets_are_open = True
    stay_alive(client, 45)
    assert client.states() == [], "the minute begins when a market opens"
    stay_alive(client, 30)
    assert client.failure()[0] == "source.timed_out"


def test_a_stream_that_stays_silent_is_tried_less_and_less_often(client: StreamClient) -> None:
    client.connect("NVDA")
    spans = []
    for _ in range(5):
        began = client.clocks.seconds
        states: list[StreamState] = []
        while not states and client.clocks.seconds - began < 1000:
            stay_alive(client, 5)
            states = client.states()
        spans.append(client.clocks.seconds - began)
        assert states
        assert states[0].retry_at is not None
        client.waiting.advance((states[0].retry_at - client.clocks.now).total_seconds())
        assert client.state() == CONNECTED
        client.streamer.until(lambda: client.streamer.open == 1)
    assert spans == [60, 120, 240, 300, 300]


class Mute:
    """A connection that opens and never says a word."""

    def __init__(self, waiting: Waiting, opened: Callable[[], object]) -> None:
        self._waiting = waiting
        self.open = opened

    def send(self, _text: str) -> None:
        pass

    def receive(self, seconds: float) -> list[bytes]:
        self._waiting.wait(seconds)
        return []

    def close(self) -> None:
        pass


class NoWaiting(Waiting):
    """Time passes at once."""

    def __init__(self, clocks: Clocks) -> None:
        super().__init__(clocks.monotonic)
        self._clocks = clocks

    def look(self, seconds: float | None, _sock: socket.socket | None, *, writing: bool) -> bool:
        del writing
        self._clocks.advance(seconds or 0.0)
        return False


def test_a_stream_that_is_silent_for_days_is_tried_as_often_as_before(
    clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[float] = []
    enough = threading.Event()

    def note() -> None:
        opened.append(clocks.seconds)
        if len(opened) > 1100:
            enough.set()

    monkeypatch.setattr(
        "screener.providers.yahoo.stream_wire.StreamConnection",
        lambda _address, waiting, _stopping: Mute(waiting, note),
    )
    around = StreamSurroundings(
        clock=clocks.wall, known=lambda _name: None, waiting=lambda: NoWaiting(clocks), spread=lambda: 0.0
    )
    with closing(YahooStream(around, lambda _tick: None, lambda _state: None, lambda: True)) as stream:
        stream.follow(["BTC-USD"])
        assert enough.wait(PATIENCE)
    assert {later - earlier for earlier, later in pairwise(opened[10:])} == {300 + 60}


def test_a_connection_that_no_longer_answers_pings_is_ended(client: StreamClient) -> None:
    client.markets_are_open = False
    client.connect("NVDA")
    client.streamer.turn_deaf()
    client.waiting.advance(20)
    client.waiting.settle()
    assert client.states() == []
    client.waiting.advance(20)
    assert client.failure()[0] == "source.timed_out"


# ---------------------------------------------------------------- what comes in


def test_garbage_duplicates_and_old_prices_change_nothing(client: StreamClient, clocks: Clocks) -> None:
    client.connect("NVDA")
    frame = client.streamer.frame
    good = frame("NVDA", 181.5)
    old = frame("NVDA", 181.4, at=clocks.now - timedelta(seconds=1))
    for message in ("", "{", "[]", '{"type":"pricing","message":"%%%"}', b"\xff\xfe", good, good, old):
        client.streamer.send(message)
    client.streamer.send(frame("KO", 70.0))
    client.streamer.send(frame("NVDA", 181.6))
    assert [client.tick().price, client.tick().price] == [Decimal("181.5"), Decimal("181.6")]
    assert client.ticks() == []
    assert client.stream.counts.dropped == {"unreadable": 5, "not newer": 2, "not followed": 1}
    assert len(client.streamer.attempts) == 1, "no reason to hang up"


def test_a_message_without_end_ends_the_connection(client: StreamClient) -> None:
    client.connect("NVDA")
    client.streamer.send("x" * 70_000)
    assert client.failure()[0] == "source.bad_answer"
    client.pass_pause(1)
    assert client.state() == CONNECTED


def test_a_listener_that_fails_does_not_end_the_stream(
    streamer: FakeStreamer, clocks: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    with StreamClient(streamer, clocks) as client:
        client.connect("NVDA")
        told = client.on_tick

        def fail(_tick: object) -> None:
            raise RuntimeError("a fault of ours")

        client.on_tick = fail
        streamer.tick("NVDA", 181.5)
        assert client.failure() == ("source.bad_answer", 60.0)
        client.on_tick = told
        client.pass_pause(60)
        assert client.state() == CONNECTED
        streamer.until(lambda: streamer.followed == {"NVDA"})
        hear(client, 182.5)
    assert "a fault of ours" in caplog.text
