"""Asking the SEC politely: under whose name, how often, and not at all for a while after a refusal."""

import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from screener.providers.edgar.hosts import SOURCE
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

if TYPE_CHECKING:
    from screener.providers.edgar.wire import Wire

T = TypeVar("T")

PER_SECOND, BURST = 4.0, 1
"""Never more than five requests within any second; the SEC allows ten."""
QUESTION_SECONDS = 60.0

PAUSES: Mapping[str, Pause] = {
    # Who was over the limit is let in again ten minutes after falling below it.
    "rate_limited": Pause(first=600, longest=6 * 3600),
    "refused": Pause(first=600, longest=6 * 3600),
    "unreachable": Pause(first=5, longest=60),
    "timed_out": Pause(first=10, longest=120),
    "server_error": Pause(first=10, longest=300, after=2),
    "bad_answer": Pause(first=30, longest=600, after=3),
}

_CONTACT = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,118}[\x21-\x7e])?")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")


def usable_contact(text: str) -> str:
    """The contact as it may be sent; "" when it holds no e-mail address, or more than plain text."""
    contact = text.strip()
    return contact if _CONTACT.fullmatch(contact) and _ADDRESS.search(contact) else ""


class EdgarTransport:
    """Asks the SEC one question at a time, through one token bucket and one circuit breaker.

    Safe to use from several threads. `contact` is asked for at every question, so that a changed setting
    counts at once; without a usable one nothing is sent.
    """

    def __init__(
        self,
        *,
        contact: Callable[[], str],
        clock: Clock,
        wire: "Wire | None" = None,
        monotonic: Monotonic = time.monotonic,
        question_seconds: float = QUESTION_SECONDS,
        wait: Callable[[float], bool] | None = None,
        heard: Heard = nobody_listens,
        is_off: IsOff = nothing_is_off,
        pauses: Pauses = NOTHING_PAUSED,
        hosts: tuple[str, ...] = (),
    ) -> None:
        """`wait(seconds)` waits and returns True when the source was closed meanwhile.

        `hosts` are paused together. A pause that an earlier run was told by one of them is kept.
        """
        self._contact = contact
        self._wire = wire
        self._question_seconds = question_seconds
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
        self._wait = wait or self._closing.wait
        self._turn = threading.Lock()
        self._opening = threading.Lock()

    @property
    def is_on(self) -> bool:
        """Whether a contact address is set."""
        return bool(usable_contact(self._contact()))

    def ask(self, url: str, read: Callable[[bytes], T], *, limit: int, symbol: str | None = None) -> T:
        """`read` applied to the body of `url`.

        `read` raises ValueError for an answer of the wrong shape. `symbol` is what a 404 would be about.
        Raises a subclass of SourceFailed; while paused or without a contact at once, without any request.
        """
        contact = usable_contact(self._contact())
        if not contact:
            raise self._gate.failure("no_contact")
        host = urlsplit(url).hostname or ""
        self._gate.check(host)
        with self._turn:
            if self._closing.is_set():
                raise self._gate.failure("closed")
            with self._gate.question(host, symbol):
                return self._answer(url, host, contact, limit, read)

    def close(self) -> None:
        """Wake up everyone who waits and ask nothing any more. May be called twice."""
        self._closing.set()
        with self._opening:
            wire = self._wire
        if wire is not None:
            wire.close()

    def _answer(self, url: str, host: str, contact: str, limit: int, read: Callable[[bytes], T]) -> T:
        from screener.providers.edgar.wire import Question

        if self._wait(self._bucket.reserve()):
            raise Stopped("closed")
        if self._gate.is_off(host):  # meanwhile
            raise Stopped("host_off", host=host)
        body = self._open().get(Question(url, f"Ringfence {contact}", limit, self._question_seconds))
        try:
            return read(body)
        except ValueError as error:
            raise Stopped("bad_answer") from error

    def _open(self) -> "Wire":
        """The wire, made at the first question: it loads what the start of the program can do without."""
        from screener.providers.edgar.wire import Wire

        with self._opening:
            if self._closing.is_set():
                raise Stopped("closed")
            if self._wire is None:
                self._wire = Wire()
            return self._wire
