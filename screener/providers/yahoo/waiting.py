"""Waiting for a socket, for a moment, or to be woken, whichever comes first."""

import selectors
import socket
import time
from contextlib import suppress

from screener.providers.pacing import Monotonic

_LONGEST = 3600.0


class Waiting:
    """How one thread waits; every other may wake it. Works on a monotonic clock that is passed in."""

    def __init__(self, monotonic: Monotonic = time.monotonic) -> None:
        self.now = monotonic
        self._heard, self._rung = socket.socketpair()
        for end in (self._heard, self._rung):
            end.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._heard, selectors.EVENT_READ)

    def wait(self, seconds: float, sock: socket.socket | None = None, *, writing: bool = False) -> bool:
        """Wait until `sock` can be read (written), `wake` is called or the time is over.

        True when the socket is ready. A call to `wake` from before counts.
        """
        return self.look(max(0.0, min(seconds, _LONGEST)), sock, writing=writing)

    def look(self, seconds: float | None, sock: socket.socket | None, *, writing: bool) -> bool:
        """The waiting itself, in seconds of the real clock; None = without an end."""
        if sock is not None:
            self._selector.register(sock, selectors.EVENT_WRITE if writing else selectors.EVENT_READ)
        try:
            ready = [key.fileobj for key, _ in self._selector.select(seconds)]
        finally:
            if sock is not None:
                self._selector.unregister(sock)
        if self._heard in ready:
            with suppress(BlockingIOError):
                self._heard.recv(4096)
        return sock is not None and sock in ready

    def wake(self) -> None:
        """End the wait that is going on, or the next one; from any thread, also after `close`."""
        with suppress(OSError):  # full: it is rung already
            self._rung.send(b".")

    def close(self) -> None:
        """Give back what it waits with; only when nobody waits any more."""
        self._selector.close()
        self._heard.close()
        self._rung.close()
