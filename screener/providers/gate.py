"""The way out to the hosts of one source: whether they may be asked now, and what their answers tell."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from screener.providers.failures import FAILURES, SourceFailed
from screener.providers.pacing import Breaker, Monotonic, Pause, Paused, Ticket
from screener.providers.provider import Clock, Heard, IsOff, Pauses
from screener.providers.stopped import Stopped

_log = logging.getLogger(__name__)


class Gate:
    """One circuit breaker for all hosts of a source, and whoever is told how they are.

    Safe to use from several threads. A pause that an earlier run was told by one of the hosts is kept.
    `closing`, once set, ends every question as closed.
    """

    def __init__(
        self,
        source: str,
        lengths: Mapping[str, Pause],
        *,
        hosts: tuple[str, ...],
        clock: Clock,
        monotonic: Monotonic,
        heard: Heard,
        is_off: IsOff,
        pauses: Pauses,
    ) -> None:
        """`lengths` by cause: how long to leave the hosts alone."""
        self._source = source
        self._lengths = lengths
        self._hosts = hosts
        self._clock = clock
        self._heard = heard
        self._pauses = pauses
        self.is_off = is_off
        self.closing = threading.Event()
        self._breaker = Breaker(lengths, monotonic)
        left = max((pauses.left(host) for host in hosts), default=timedelta())
        self._breaker.resume("rate_limited", left.total_seconds())

    def check(self, host: str) -> None:
        """Raises SourceFailed for a host that the user has turned off."""
        if self.is_off(host):
            raise self.failure("host_off", host=host)

    @contextmanager
    def question(self, host: str, symbol: str | None) -> Iterator[None]:
        """Leave to ask one question inside the block; `symbol` is what a 404 would be about.

        A Stopped that leaves the block becomes the SourceFailed to raise; while paused one is raised at once.
        """
        leave = self._breaker.admit()
        if isinstance(leave, Paused):
            raise self.failure(leave.cause, pause=leave.seconds)
        try:
            yield
        except Stopped as stopped:
            raise self._settled(leave, stopped, symbol, host) from stopped
        except BaseException:
            self._breaker.abandoned(leave)
            raise
        self._breaker.succeeded(leave)
        self._well(host)

    def failure(
        self, cause: str, *, host: str = "", pause: float = 0.0, symbol: str | None = None
    ) -> SourceFailed:
        """The error for a cause; after `pause` seconds the source may be asked again."""
        return FAILURES[cause](self._source, host=host, retry_at=self._after(pause), symbol=symbol)

    def _settled(self, leave: Ticket, stopped: Stopped, symbol: str | None, asked: str) -> SourceFailed:
        """Tell the breaker how the question ended; the error to raise."""
        host = stopped.host or asked
        if self.closing.is_set() or stopped.cause == "closed":
            self._breaker.abandoned(leave)
            return self.failure("closed")
        if stopped.cause == "symbol_unknown" and symbol is not None:
            self._breaker.succeeded(leave)
            self._well(host)
            return self.failure("symbol_unknown", host=stopped.host, symbol=symbol)
        if stopped.cause == "host_off":
            self._breaker.abandoned(leave)
            return self.failure("host_off", host=host)
        cause = stopped.cause if stopped.cause in self._lengths else "bad_answer"
        pause = self._breaker.failed(leave, cause, at_least=stopped.retry_after)
        _log.info("%s: %s, pause %.0f s: %r", self._source, cause, pause, stopped.__cause__ or stopped)
        failed = self.failure(cause, host=stopped.host, pause=pause)
        self._heard(host, failed.failure)
        if failed.retry_at is not None:
            # One breaker for all of them: none is asked before.
            for paused in self._hosts or (host,):
                self._pauses.begun(paused, failed.failure, failed.retry_at)
        return failed

    def _well(self, host: str) -> None:
        self._heard(host, None)
        for paused in self._hosts or (host,):
            self._pauses.ended(paused)

    def _after(self, seconds: float) -> datetime | None:
        return self._clock() + timedelta(seconds=seconds) if seconds > 0 else None
