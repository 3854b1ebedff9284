"""A wait that ends when the test says that time has passed."""

import socket
import threading

from screener.providers.yahoo.waiting import Waiting
from tests.fakes.clocks import Clocks

_PATIENCE = 10.0


class SteppedWaiting(Waiting):
    """Waits on clocks that stand still: until the socket is ready, it is woken, or `advance` is called."""

    def __init__(self, clocks: Clocks) -> None:
        super().__init__(clocks.monotonic)
        self._clocks = clocks
        self._condition = threading.Condition()
        self.looks = 0
        """How often the thread has come to wait."""

    def look(self, seconds: float | None, sock: socket.socket | None, *, writing: bool) -> bool:
        with self._condition:
            self.looks += 1
            self._condition.notify_all()
        if seconds is not None and seconds <= 0:
            return super().look(0, sock, writing=writing)
        return super().look(_PATIENCE * 2, sock, writing=writing)

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.settle()
        self._clocks.advance(seconds)
        self.wake()

    def settle(self) -> None:
        """Until the thread has nothing more to do but wait."""
        with self._condition:
            # Once for what it is doing now, and once for what the first wake-up made it do.
            for _ in range(2):
                before = self.looks
                self.wake()
                assert self._condition.wait_for(lambda: self.looks > before, _PATIENCE), "it does not wait"  # noqa: B023
