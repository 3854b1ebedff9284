"""Yahoo's live stream, kept alive: every fault ends in a new connection, later each time.

yfinance has clients for this stream, but none that comes back: they return, spin or read on from a dead
socket. Everything here runs in one thread of its own.
"""

import json
import logging
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from screener.domain.message import Message
from screener.domain.quote import Tick
from screener.providers.failures import FAILURES
from screener.providers.pacing import Pause
from screener.providers.provider import (
    NOTHING_PAUSED,
    Clock,
    Heard,
    IsOff,
    Pauses,
    StreamState,
    nobody_listens,
    nothing_is_off,
)
from screener.providers.stopped import Stopped
from screener.providers.yahoo.hosts import STREAM_HOST
from screener.providers.yahoo.quotes import SOURCE, Listing
from screener.providers.yahoo.symbols import all_to_yahoo
from screener.providers.yahoo.transport import PAUSES
from screener.providers.yahoo.waiting import Waiting

if TYPE_CHECKING:
    from screener.providers.yahoo.stream_message import TickReader
    from screener.providers.yahoo.stream_wire import StreamConnection

ADDRESS = f"wss://{STREAM_HOST}/?version=2"
SYMBOLS_PER_MESSAGE = 100
# Yahoo's own pages say again every 15 seconds what they follow.
RESUBSCRIBE_SECONDS = 15.0
SILENCE = Pause(first=60, longest=300)
"""So long nothing may be told while a market is open; longer after each connection that was silent."""
AGAIN = Pause(first=1, longest=60)
"""After a connection that was lost or never made."""
_LASTING = ("rate_limited", "refused")
_JITTER = 0.25

_log = logging.getLogger(__name__)


class StreamSurroundings(msgspec.Struct, frozen=True):
    """What a stream works with. `known` is what the last quote said, by Yahoo's spelling of a symbol.

    `spread` gives numbers from 0 to 1 that keep many programs from coming back in the same moment.
    """

    clock: Clock
    known: Callable[[str], Listing | None]
    heard: Heard = nobody_listens
    is_off: IsOff = nothing_is_off
    pauses: Pauses = NOTHING_PAUSED
    address: str = ADDRESS
    waiting: Callable[[], Waiting] = Waiting
    spread: Callable[[], float] = random.random


class StreamCounts(msgspec.Struct, frozen=True):
    """What a stream has done so far: connections begun, ticks told, messages left out, by reason."""

    connections: int
    ticks: int
    dropped: Mapping[str, int]


class YahooStream:
    """See Stream. `expects_news` says whether silence would be a fault: some market is open."""

    def __init__(
        self,
        surroundings: StreamSurroundings,
        on_tick: Callable[[Tick], None],
        on_state: Callable[[StreamState], None],
        expects_news: Callable[[], bool],
    ) -> None:
        self._around = surroundings
        self._on_tick = on_tick
        self._on_state = on_state
        self._expects_news = expects_news
        self._lock = threading.Lock()
        self._waiting = surroundings.waiting()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._symbols: Mapping[str, Sequence[str]] = {}
        # From here on the thread's own.
        self._reader: TickReader | None = None
        self._told: StreamState | None = None
        self._streaks: Counter[str] = Counter()
        self._silences = 0
        left = surroundings.pauses.left(STREAM_HOST)
        self._not_before = self._waiting.now() + left.total_seconds()
        self._paused = StreamState(
            connected=False, failure=_failure("rate_limited"), retry_at=surroundings.clock() + left
        )
        self._connections = 0
        self._ticks = 0

    @property
    def counts(self) -> StreamCounts:
        """What it has done so far."""
        dropped = {} if self._reader is None else dict(self._reader.dropped)
        return StreamCounts(self._connections, self._ticks, dropped)

    def follow(self, symbols: Sequence[str]) -> None:
        """See Stream. What Yahoo has no name for is not followed."""
        by_name: dict[str, list[str]] = {}
        for symbol, name in all_to_yahoo(symbols).items():
            by_name.setdefault(name, []).append(symbol)
        with self._lock:
            if self._closing:
                return
            self._symbols = by_name
            if self._thread is None and by_name:
                self._thread = threading.Thread(target=self._run, name="Yahoo stream")
                self._thread.start()
        self._waiting.wake()

    def close(self) -> None:
        """See Stream. Not to be called from its own thread."""
        with self._lock:
            first, self._closing = not self._closing, True
            thread = self._thread
        self._waiting.wake()
        if thread is not None:
            thread.join()
        if first:
            self._waiting.close()

    def _run(self) -> None:
        while not self._closing:
            try:
                self._once()
            except Exception:  # noqa: BLE001  a thread that has ended would be silent for ever
                _log.exception("%s stream", SOURCE)
                self._rest("bad_answer", AGAIN.longest)
        _log.info("%s stream ended: %s", SOURCE, self.counts)

    def _once(self) -> None:
        """Wait for what is missing, or connect and listen until the connection is of no use."""
        if not self._symbols:
            self._tell(StreamState(connected=False))
            self._waiting.wait(float("inf"))
        elif self._is_off():
            self._tell(StreamState(connected=False, failure=_failure("host_off")))
            self._waiting.wait(RESUBSCRIBE_SECONDS)
        elif (left := self._not_before - self._waiting.now()) > 0:
            self._tell(self._paused)
            self._waiting.wait(left)
        else:
            try:
                with closing(self._connection()) as connection:
                    self._connections += 1
                    connection.open()
                    self._listen(connection)
            except Stopped as stopped:
                self._pause(stopped)

    def _connection(self) -> "StreamConnection":
        from screener.providers.yahoo.stream_message import TickReader
        from screener.providers.yahoo.stream_wire import StreamConnection

        if self._reader is None:
            self._reader = TickReader(self._around.clock, self._around.known)
        return StreamConnection(self._around.address, self._waiting, lambda: self._closing)

    def _listen(self, connection: "StreamConnection") -> None:
        """Until nobody wants to hear any more. Raises Stopped when the connection ends or is too quiet."""
        self._around.heard(STREAM_HOST, None)
        self._tell(StreamState(connected=True))
        said: frozenset[str] = frozenset()
        say_at = quiet_since = self._waiting.now()
        news = False
        while not self._closing and (symbols := self._symbols) and not self._is_off():
            now = self._waiting.now()
            if now >= say_at or symbols.keys() != said:
                self._say(connection, said, symbols)
                said, say_at = frozenset(symbols), now + RESUBSCRIBE_SECONDS
                if news:
                    self._around.heard(STREAM_HOST, None)
                elif not self._expects_news():
                    quiet_since = now
                news = False
            silent_at = quiet_since + SILENCE.seconds(self._silences + 1)
            if now >= silent_at:
                self._silences += 1
                raise Stopped("timed_out")
            if self._take(connection.receive(min(say_at, silent_at) - now), symbols):
                quiet_since, news = self._waiting.now(), True

    def _say(
        self, connection: "StreamConnection", said: frozenset[str], symbols: Mapping[str, object]
    ) -> None:
        """Tell Yahoo which names are followed, and which no longer."""
        gone = sorted(said - symbols.keys())
        for word, names in (("unsubscribe", gone), ("subscribe", list(symbols))):
            for start in range(0, len(names), SYMBOLS_PER_MESSAGE):
                connection.send(json.dumps({word: names[start : start + SYMBOLS_PER_MESSAGE]}))
        if self._reader is not None:
            self._reader.forget(gone)

    def _take(self, messages: Sequence[bytes], symbols: Mapping[str, Sequence[str]]) -> bool:
        """Tell the ticks in `messages`; whether there was news."""
        reader = self._reader
        if reader is None or not messages:
            return False
        before = reader.read
        for message in messages:
            for tick in reader.ticks(message, symbols):
                self._on_tick(tick)
                self._ticks += 1
        if reader.read == before:
            return False
        if self._streaks or self._silences:
            self._streaks.clear()
            self._silences = 0
            self._around.pauses.ended(STREAM_HOST)
        return True

    def _pause(self, stopped: Stopped) -> None:
        """Rest for as long as the cause and what went before it call for, and tell why."""
        if self._closing:
            return
        cause = stopped.cause
        kind = cause if cause in _LASTING else "lost"
        self._streaks[kind] += 1
        seconds = (PAUSES[cause] if cause in _LASTING else AGAIN).seconds(self._streaks[kind])
        # Never sooner than asked for; up to a quarter later.
        seconds = max(seconds, stopped.retry_after) * (1 + _JITTER * self._around.spread())
        _log.info("%s stream: %s, pause %.0f s: %r", SOURCE, cause, seconds, stopped.__cause__ or stopped)
        failure, until = self._rest(cause, seconds)
        if cause in _LASTING:
            self._around.pauses.begun(STREAM_HOST, failure, until)
        self._around.heard(STREAM_HOST, failure)
        self._tell(self._paused)

    def _rest(self, cause: str, seconds: float) -> tuple[Message, datetime]:
        """Try nothing for so long; why, and until when."""
        failure, until = _failure(cause), self._around.clock() + timedelta(seconds=seconds)
        self._not_before = self._waiting.now() + seconds
        self._paused = StreamState(connected=False, failure=failure, retry_at=until)
        return failure, until

    def _is_off(self) -> bool:
        return self._around.is_off(STREAM_HOST)

    def _tell(self, state: StreamState) -> None:
        if state != self._told:
            self._told = state
            self._on_state(state)


def _failure(cause: str) -> Message:
    return FAILURES[cause](SOURCE, host=STREAM_HOST).failure
