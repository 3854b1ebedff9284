"""Asking Yahoo politely: how often, how many at a time, and not at all while it is in trouble."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from screener.providers.gate import Gate
from screener.providers.pacing import Monotonic, Pause, TokenBucket
from screener.providers.provider import (
    NOTHING_PAUSED,
    Clock,
    Heard,
    IsOff,
    Pauses,
    nobody_listens,
    nothing_is_off,
)
from screener.providers.stopped import Stopped
from screener.providers.yahoo.quotes import SOURCE

if TYPE_CHECKING:
    from screener.providers.yahoo.library import SessionFactory, YahooLibrary

T = TypeVar("T")

IN_FLIGHT = 2
PER_SECOND, BURST = 1.0, 12
QUESTION_SECONDS = 15.0

PAUSES: Mapping[str, Pause] = {
    "rate_limited": Pause(first=60, longest=3600),
    "refused": Pause(first=30, longest=1800),
    # Costs nobody anything, and the user is waiting for the network to come back.
    "unreachable": Pause(first=2, longest=10),
    "timed_out": Pause(first=5, longest=30),
    "server_error": Pause(first=5, longest=60, after=2),
    "bad_answer": Pause(first=5, longest=60, after=3),
}


class YahooTransport:
    """Asks Yahoo through one session, one token bucket and one circuit breaker.

    Safe to use from several threads; at most IN_FLIGHT questions run at a time. yfinance is
    imported at the first question, in the thread that asks it.
    """

    def __init__(
        self,
        *,
        cache_folder: Path,
        clock: Clock,
        monotonic: Monotonic = time.monotonic,
        session_factory: "SessionFactory | None" = None,
        question_seconds: float = QUESTION_SECONDS,
        heard: Heard = nobody_listens,
        is_off: IsOff = nothing_is_off,
        pauses: Pauses = NOTHING_PAUSED,
        hosts: tuple[str, ...] = (),
    ) -> None:
        """`hosts` are paused together. A pause that an earlier run was told by one of them is kept."""
        self._cache_folder = cache_folder
        self._monotonic = monotonic
        self._session_factory = session_factory
        self._question_seconds = question_seconds
        self._heard = heard
        self._bucket = TokenBucket(per_second=PER_SECOND, burst=BURST, monotonic=monotonic)
        self._gate = Gate(
            SOURCE,
            PAUSES,
            hosts=hosts,
            clock=clock,
            monotonic=monotonic,
            heard=heard,
            is_off=is_off,
            pauses=pauses,
        )
        self._closing = self._gate.closing
        self._slots = threading.Condition()
        self._free = IN_FLIGHT
        self._opening = threading.Lock()
        self._library: YahooLibrary | None = None

    def ask(
        self,
        url: str,
        params: Mapping[str, str],
        read: Callable[[object], T],
        *,
        symbol: str | None = None,
        waits: bool = False,
    ) -> T:
        """`read` applied to the JSON answer of `url`.

        `read` raises ValueError for an answer of the wrong shape. `symbol` is what a 404 would be
        about. A question that `waits` leaves one of the IN_FLIGHT to those somebody is waiting for.
        Raises a subclass of SourceFailed; while paused at once, without any request.
        """
        host = urlsplit(url).hostname or ""
        self._gate.check(host)
        with self._slot(to_leave=1 if waits else 0), self._gate.question(host, symbol):
            return self._answer(url, params, read)

    def close(self) -> None:
        """Wake up everyone who waits and ask nothing any more. May be called twice."""
        self._closing.set()
        with self._slots:
            self._slots.notify_all()
        with self._opening:
            library, self._library = self._library, None
        if library is not None:
            library.close()

    @contextmanager
    def _slot(self, *, to_leave: int) -> Iterator[None]:
        with self._slots:
            self._slots.wait_for(lambda: self._free > to_leave or self._closing.is_set())
            if self._closing.is_set():
                raise self._gate.failure("closed")
            self._free -= 1
        try:
            yield
        finally:
            with self._slots:
                self._free += 1
                # Not only one: it may be one that leaves this slot to another.
                self._slots.notify_all()

    def _answer(self, url: str, params: Mapping[str, str], read: Callable[[object], T]) -> T:
        answer = self._open().get_json(url, params, self._question_seconds)
        try:
            return read(answer)
        except ValueError as error:
            raise Stopped("bad_answer") from error

    def _open(self) -> "YahooLibrary":
        from screener.providers.yahoo.library import YahooLibrary
        from screener.providers.yahoo.session import YahooSession

        with self._opening:
            if self._closing.is_set():
                raise Stopped("closed")
            if self._library is None:
                factory = self._session_factory or YahooSession
                session = factory(
                    bucket=self._bucket,
                    wait=self._closing.wait,
                    monotonic=self._monotonic,
                    is_off=self._gate.is_off,
                    answered=lambda host: self._heard(host, None),
                )
                self._library = YahooLibrary(session, self._cache_folder)
            return self._library
