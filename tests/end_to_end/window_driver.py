"""Runs the real window in its own process and tells what it shows, a JSON line after every command.

Reads commands from stdin, one a line, and answers each once nothing is under way that a user waits for:
"refresh" asks for quotes now, "advance SECONDS" lets time pass, "chart SYMBOL" reads its closes, "set KEY
VALUE" stores a setting, "tell" does nothing at all, "finish" also waits for what is read in the background.
"quit" closes the window.

Arguments: when the process was begun, and the time it is to believe it is (ISO, "" = the real one).
"""

import os
import sys
import time
import traceback
from datetime import UTC, datetime, timedelta
from types import TracebackType

STARTED = float(sys.argv[1])
BELIEVED = sys.argv[2] if len(sys.argv) > 2 else ""


class Time:
    """The clocks of this process: the real ones, and whatever was let pass beside them."""

    def __init__(self) -> None:
        self._monotonic = time.monotonic
        self._began = self._monotonic()
        self._start = datetime.fromisoformat(BELIEVED) if BELIEVED else datetime.now(UTC)
        self._passed = 0.0

    def monotonic(self) -> float:
        return self._monotonic() + self._passed

    def wall(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic() - self._began)

    def advance(self, seconds: float) -> None:
        self._passed += seconds


def end_at_once(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Whatever goes wrong in the window is told, and nobody waits for an answer that does not come."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(70)


def main() -> int:
    sys.excepthook = end_at_once
    clocks = Time()
    # Before the program takes hold of it: pauses then end when they are told to.
    time.monotonic = clocks.monotonic
    from tests.end_to_end.window_desk import run

    return run(clocks, STARTED, sys.stdin)


if __name__ == "__main__":
    sys.exit(main())
