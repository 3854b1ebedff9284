"""How often a source may be asked: a token bucket and a circuit breaker.

Both work on a monotonic clock that is passed in, so that a changed wall clock cannot stretch
a pause and tests need not wait.
"""

import threading
from collections.abc import Callable, Mapping

import msgspec

Monotonic = Callable[[], float]
"""Seconds that only ever grow, like `time.monotonic`."""


_LONGEST_RETRY_AFTER = 6 * 3600.0


def retry_after(header: str | None) -> float:
    """Seconds a host asks to wait in its Retry-After header; 0 when it does not say so in plain seconds."""
    plain = header is not None and header.isascii() and header.isdigit()
    return min(float(header), _LONGEST_RETRY_AFTER) if header is not None and plain else 0.0


class TokenBucket:
    """Lets `burst` requests through at once and `per_second` from then on."""

    def __init__(self, *, per_second: float, burst: int, monotonic: Monotonic) -> None:
        self._rate = per_second
        self._burst = float(burst)
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._tokens = float(burst)
        self._seen = monotonic()

    def reserve(self) -> float:
        """Take the next token and return the seconds to wait before using it (0 = at once)."""
        with self._lock:
            now = self._monotonic()
            self._tokens = min(self._burst, self._tokens + (now - self._seen) * self._rate)
            self._seen = now
            self._tokens -= 1
            return max(0.0, -self._tokens / self._rate)


class Pause(msgspec.Struct, frozen=True):
    """How a kind of failure is paused for.

    The failure number `after` in a row starts a pause of `first` seconds; each further one
    doubles it up to `longest`.
    """

    first: float
    longest: float
    after: int = 1

    def seconds(self, streak: int) -> float:
        """Length of the pause after `streak` failures in a row; 0 = none yet."""
        if streak < self.after:
            return 0.0
        # The exponent is bounded: a float overflows long before a streak is forgotten.
        return min(self.longest, self.first * 2.0 ** min(streak - self.after, 60))


class Paused(msgspec.Struct, frozen=True):
    """The breaker is open: what caused it and how many seconds it stays so."""

    cause: str
    seconds: float


class Ticket(msgspec.Struct, frozen=True):
    """Leave to ask once; handed back with the outcome."""

    round: int
    probe: bool = False


class Breaker:
    """Stops asking a failing host, for longer each time, then lets a single request try.

    Every ticket must come back through `succeeded`, `failed` or `abandoned`.
    """

    PROBE_WAIT = 1.0

    def __init__(self, pauses: Mapping[str, Pause], monotonic: Monotonic) -> None:
        self._pauses = pauses
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._cause = ""
        self._streak = 0
        self._open_until: float | None = None
        self._probing = False
        self._round = 0

    def resume(self, cause: str, seconds: float) -> None:
        """Go on with a pause an earlier run began; the next failure of that cause leads to a longer one."""
        if seconds > 0:
            with self._lock:
                self._cause, self._streak = cause, 1
                self._open_until = self._monotonic() + seconds

    def admit(self) -> Ticket | Paused:
        """A ticket to ask now, or why not and for how long."""
        with self._lock:
            if self._open_until is None:
                return Ticket(self._round)
            wait = self._open_until - self._monotonic()
            if wait > 0:
                return Paused(self._cause, wait)
            if self._probing:
                return Paused(self._cause, self.PROBE_WAIT)
            self._probing = True
            return Ticket(self._round, probe=True)

    def succeeded(self, ticket: Ticket) -> None:
        """The host answered well: close the breaker, unless it opened after this request began."""
        with self._lock:
            if ticket.round == self._round:
                self._cause, self._streak, self._open_until, self._probing = "", 0, None, False

    def failed(self, ticket: Ticket, cause: str, *, at_least: float = 0.0) -> float:
        """Count a failure and return the seconds of pause it led to (0 = none).

        `at_least` is what the host itself asked for. Requests that began before the current
        pause do not lengthen it: they fail for the reason already known.
        """
        with self._lock:
            if ticket.round != self._round:
                return self._left()
            self._streak = self._streak + 1 if cause == self._cause else 1
            self._cause = cause
            self._probing = False
            seconds = max(self._pauses[cause].seconds(self._streak), at_least)
            if seconds > 0 or ticket.probe:
                self._open_until = self._monotonic() + seconds
                self._round += 1
            return seconds

    def abandoned(self, ticket: Ticket) -> None:
        """The request ended without saying anything about the host."""
        with self._lock:
            if ticket.probe and ticket.round == self._round:
                self._probing = False

    def _left(self) -> float:
        return 0.0 if self._open_until is None else max(0.0, self._open_until - self._monotonic())
