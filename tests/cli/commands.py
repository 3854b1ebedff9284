"""Running commands: in this process for what they print, as a program for how they behave."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from screener.cli.main import main


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        """The result, read as JSON."""
        return json.loads(self.out)


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ended:
    """The command run in this process."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return Ended(code, out, err)


def program(
    *arguments: object, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Ended:
    """The command run as `python -m screener`."""
    done = subprocess.run(
        [sys.executable, "-m", "screener", *map(str, arguments)],
        env={**os.environ, **(environment or {})},
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def refused(ended: Ended, code: int = 2) -> str:
    """The one line a refusal consists of."""
    assert (ended.code, ended.out) == (code, ""), ended
    assert ended.err.startswith("ringfence: ")
    assert ended.err.endswith("\n")
    assert len(ended.err.splitlines()) == 1, ended.err
    return ended.err
