"""The program with its window as a process of its own, and what its user sees."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_ANSWERS_WITHIN_S = 120
_ENDS_WITHIN_S = 30


class Window:
    """The running program; every command is answered once nothing is under way any more."""

    def __init__(self, environment: Mapping[str, str], believed: str = "") -> None:
        """`believed` is the time the program is to believe it is (ISO), "" the real one."""
        self._number = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.window_driver", str(time.time()), believed],
            cwd=ROOT,
            env={**os.environ, **environment, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def next(self, kind: str = "settled") -> dict[str, Any]:
        """What is shown once the newest command has been obeyed."""
        assert self.process.stdout is not None
        patience = threading.Timer(_ANSWERS_WITHIN_S, self.process.kill)
        patience.start()
        try:
            for line in self.process.stdout:
                told: dict[str, Any] = json.loads(line)
                if told["kind"] == kind and told["number"] == self._number:
                    return told
        finally:
            patience.cancel()
            patience.join()
        raise AssertionError(f"the window ended with {self.process.wait()}")

    def do(self, *words: object) -> dict[str, Any]:
        """Give a command and wait for what is shown after it."""
        self._number += 1
        self._say(" ".join(map(str, words)))
        return self.next()

    def refreshed(self) -> dict[str, Any]:
        return self.do("refresh")

    def close(self) -> None:
        """Close the window, also in the middle of trouble; it must end cleanly."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            if self.process.poll() is None:
                self._say("quit")
            code = self.process.wait(timeout=_ENDS_WITHIN_S)
        finally:
            self.process.kill()  # nothing to a process that has ended
            self.process.stdout.close()
            with suppress(BrokenPipeError):
                self.process.stdin.close()
        assert code == 0, "the window closes cleanly"

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
