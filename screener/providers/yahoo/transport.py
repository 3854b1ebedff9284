"""Asking Yahoo politely: how often, how many at a time, and not at all while it is in trouble."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from screener.providers.failures import FAILURES, SourceFailed
from screener.providers.pacing import Breaker, Monotonic, Pause, Paused, Ticket, TokenBucket
from screener.providers.provider import (
    NOTHING_PAUSED,
    Clock,
    Heard,
    IsOff,
    Pauses,
    nobody_listens,
    nothing_is_off,
)
from screener.providers.yahoo.quotes import SOURCE
from screener.providers.yahoo.stopped import Stopped

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

_log = logging.getLogger(__name__)


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
        self._clock = clock
        self._monotonic = monotonic
        self._session_factory = session_factory
        self._question_seconds = question_seconds
        self._heard = heard
        self._is_off = is_off
        self._pauses = pauses
        self._hosts = hosts
        self._bucket = TokenBucket(per_second=PER_SECOND, burst=BURST, monotonic=monotonic)
        self._breaker = Breaker(PAUSES, monotonic)
        left = max((pauses.left(host) for host in hosts), default=timedelta())
        self._breaker.resume("rate_limited", left.total_seconds())
        self._closing = threading.Event()
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
        if self._is_off(_host(url)):
            raise self._failure("host_off", host=_host(url))
        with self._slot(to_leave=1 if waits else 0):
            leave = self._breaker.admit()
            if isinstance(leave, Paused):
                raise self._failure(leave.cause, pause=leave.seconds)
            try:
                answer = self._answer(url, params, read)
            except Stopped as stopped:
                raise self._settled(leave, stopped, symbol, _host(url)) from stopped
            except BaseException:
                self._breaker.abandoned(leave)
                raise
            self._breaker.succeeded(leave)
            self._well(_host(url))
            return answer

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
                raise self._failure("closed")
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

    def _settled(self, leave: Ticket, stopped: Stopped, symbol: str | None, host: str) -> SourceFailed:
        """Tell the breaker how the question ended and return the error to raise."""
        if self._closing.is_set():
            self._breaker.abandoned(leave)
            return self._failure("closed")
        if stopped.cause == "symbol_unknown" and symbol is not None:
            self._breaker.succeeded(leave)
            self._well(stopped.host or host)
            return self._failure("symbol_unknown", host=stopped.host, symbol=symbol)
        if stopped.cause == "host_off":
            self._breaker.abandoned(leave)
            return self._failure("host_off", host=stopped.host or host)
        cause = stopped.cause if stopped.cause in PAUSES else "bad_answer"
        pause = self._breaker.failed(leave, cause, at_least=stopped.retry_after)
        _log.info("%s: %s, pause %.0f s: %r", SOURCE, cause, pause, stopped.__cause__ or stopped)
        failed = self._failure(cause, host=stopped.host, pause=pause)
        self._heard(stopped.host or host, failed.failure)
        if failed.retry_at is not None:
            # One breaker for all of them: none is asked before.
            for paused in self._hosts or (stopped.host or host,):
                self._pauses.begun(paused, failed.failure, failed.retry_at)
        return failed

    def _well(self, host: str) -> None:
        self._heard(host, None)
        for paused in self._hosts or (host,):
            self._pauses.ended(paused)

    def _failure(
        self, cause: str, *, host: str = "", pause: float = 0.0, symbol: str | None = None
    ) -> SourceFailed:
        return FAILURES[cause](SOURCE, host=host, retry_at=self._after(pause), symbol=symbol)

    def _after(self, seconds: float) -> datetime | None:
        return self._clock() + timedelta(seconds=seconds) if seconds > 0 else None

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
                    is_off=self._is_off,
                    answered=lambda host: self._heard(host, None),
                )
                self._library = YahooLibrary(session, self._cache_folder)
            return self._library


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
