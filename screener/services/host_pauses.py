"""Hosts that are left alone for a while: which, why, and what of it the next run has to know."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from screener.domain.message import Message
from screener.store.pauses import KeptPause

LONGEST = timedelta(hours=6)
"""No host is left alone for longer because of what an earlier run was told."""
TOLD_TO_WAIT = "source.rate_limited"
"""The one failure that outlives the run: the host itself asked for the pause."""


class PauseStore(Protocol):
    """Where pauses are kept between runs."""

    def save(self, host: str, pause: KeptPause) -> None:
        """Keep the pause of one host."""
        ...

    def forget(self, host: str) -> None:
        """Keep nothing of one host."""
        ...

    def all(self) -> Mapping[str, KeptPause]:
        """Every pause kept, by host."""
        ...


class HostPause(msgspec.Struct, frozen=True):
    """A host is not asked before `until`; `failure` says why, None for a pause an earlier run began."""

    until: datetime
    failure: Message | None = None


class HostPauses:
    """See `provider.Pauses`; safe to use from several threads."""

    def __init__(self, store: PauseStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._kept = dict(store.all())
        self._paused = {host: HostPause(clock() + self.left(host)) for host in tuple(self._kept)}

    def begun(self, host: str, failure: Message, until: datetime) -> None:
        """A host is not asked before `until`."""
        with self._lock:
            self._paused[host] = HostPause(until, failure)
        if failure.id == TOLD_TO_WAIT:
            now = self._clock()
            self._keep(host, KeptPause(now, min(until, now + LONGEST)))

    def ended(self, host: str) -> None:
        """A host answers again."""
        with self._lock:
            self._paused.pop(host, None)
        self._forget(host)

    def left(self, host: str) -> timedelta:
        """How long the host is to be left alone from now on, by what an earlier run was told.

        A pause that begins in the future was written before the clock was turned back. It is taken to
        begin now, once, so that it ends in its own time.
        """
        pause = self._kept.get(host)
        if pause is None:
            return timedelta()
        now = self._clock()
        length = min(max(pause.until - pause.begun, timedelta()), LONGEST)
        if pause.begun > now:
            pause = KeptPause(now, now + length)
            self._keep(host, pause)
        left = min(pause.until - now, length)
        if left <= timedelta():
            self._forget(host)
            return timedelta()
        return left

    def now(self) -> dict[str, HostPause]:
        """The pauses that are not over, by host."""
        now = self._clock()
        with self._lock:
            return {host: pause for host, pause in self._paused.items() if pause.until > now}

    def _keep(self, host: str, pause: KeptPause) -> None:
        with self._lock:
            self._kept[host] = pause
        self._store.save(host, pause)

    def _forget(self, host: str) -> None:
        with self._lock:
            was_kept = self._kept.pop(host, None) is not None
        if was_kept:
            self._store.forget(host)
