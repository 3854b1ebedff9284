"""The app's stream on a fake streamer, on clocks that move only when told to."""

import queue
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

import msgspec

from screener.domain.message import Message
from screener.domain.quote import Tick
from screener.providers.provider import StreamState
from screener.providers.yahoo.quotes import Listing
from screener.providers.yahoo.stream import StreamSurroundings, YahooStream
from tests.fakes.clocks import Clocks
from tests.fakes.stepped import SteppedWaiting
from tests.fakes.yahoo_stream import PATIENCE, FakeStreamer


class RememberedPauses:
    """Pauses, kept as they were told."""

    def __init__(self, left: timedelta = timedelta()) -> None:
        self.wait = left
        self.noted: list[datetime | None] = []

    def begun(self, _host: str, _failure: Message, until: datetime) -> None:
        self.noted.append(until)

    def ended(self, _host: str) -> None:
        self.noted.append(None)

    def left(self, _host: str) -> timedelta:
        return self.wait


class StreamClient:
    """A stream with everything it told; `known` are the quotes it may rely on."""

    def __init__(self, streamer: FakeStreamer, clocks: Clocks, **settings: Any) -> None:
        self.streamer, self.clocks = streamer, clocks
        self.known = {
            "NVDA": Listing("USD", Decimal(180)),
            "KO": Listing("USD", Decimal("69.9")),
            "VOD.L": Listing("GBp", Decimal("74.02")),
            "BTC-USD": Listing("USD", Decimal(97000)),
        }
        self.waiting = SteppedWaiting(clocks)
        self.markets_are_open = True
        self.is_off = False
        self.heard: list[str] = []
        """How every connection went: "" when well, else the failure's id."""
        self.pauses = RememberedPauses()
        self._ticks: queue.Queue[Tick] = queue.Queue()
        self._states: queue.Queue[StreamState] = queue.Queue()
        self.on_tick: Callable[[Tick], None] = self._ticks.put
        around = StreamSurroundings(
            clock=clocks.wall,
            known=self.known.get,
            heard=lambda _host, failure: self.heard.append("" if failure is None else failure.id),
            is_off=lambda _host: self.is_off,
            pauses=self.pauses,
            address=streamer.address,
            waiting=lambda: self.waiting,
            spread=lambda: 0.0,
        )
        self.stream = YahooStream(
            msgspec.structs.replace(around, **settings),
            self._hear,
            self._states.put,
            lambda: self.markets_are_open,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stream.close()

    def _hear(self, tick: Tick) -> None:
        self.on_tick(tick)

    def follow(self, *symbols: str, names: Sequence[str] | None = None) -> None:
        """Follow `symbols`, and wait until the server knows: under these `names`, if they differ."""
        self.stream.follow(symbols)
        wanted = set(symbols if names is None else names)
        self.streamer.until(lambda: self.streamer.followed == wanted, f"not followed: {symbols}")

    def connect(self, *symbols: str) -> None:
        """Follow `symbols` and take note of the connection."""
        self.follow(*symbols)
        assert self.state() == StreamState(connected=True)

    def tick(self) -> Tick:
        """The next tick it told."""
        return self._ticks.get(timeout=PATIENCE)

    def state(self) -> StreamState:
        """The next state it told."""
        return self._states.get(timeout=PATIENCE)

    def states(self) -> list[StreamState]:
        """Every state it told that was not looked at, when there is nothing more to do."""
        self.waiting.settle()
        return [self._states.get() for _ in range(self._states.qsize())]

    def ticks(self) -> list[Tick]:
        """Every tick it told that was not looked at, when all is read that was sent before."""
        self.waiting.settle()
        return [self._ticks.get() for _ in range(self._ticks.qsize())]

    def failure(self) -> tuple[str, float]:
        """The failure it tells next, and the seconds until it tries again."""
        state = self.state()
        assert not state.connected
        assert state.failure is not None
        assert state.retry_at is not None
        return state.failure.id, (state.retry_at - self.clocks.now).total_seconds()

    def pass_pause(self, seconds: float) -> None:
        """Let a pause pass, in two steps: a little before its end nothing has happened."""
        before = len(self.streamer.attempts)
        self.waiting.advance(seconds - 0.5)
        self.waiting.settle()
        assert len(self.streamer.attempts) == before, "came back too early"
        self.waiting.advance(0.5)
        self.streamer.until(lambda: len(self.streamer.attempts) == before + 1, "did not come back")
