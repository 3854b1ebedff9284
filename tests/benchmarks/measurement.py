"""What a benchmark hands back, the table all of them are printed in, and how children are run."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.stopwatch import STARTED

ROOT = Path(__file__).resolve().parents[2]
_DEADLINE_S = 180


class Measurement(NamedTuple):
    """One line of the table: what was measured, against what, and the budget of the design.

    `ratio` is `value` / `against` unless the other way round reads better; `better` says whether a
    number below or above the budget is good.
    """

    name: str
    value: str
    against: str = ""
    ratio: str = ""
    budget: str = ""
    within: bool | None = None


def print_table(title: str, measured: Sequence[Measurement]) -> None:
    """Print lines with aligned columns."""
    rows = [("", "measured", "against", "ratio", "budget", "")]
    verdicts = {True: "within", False: "OVER", None: ""}
    rows += [(each.name, *each[1:5], verdicts[each.within]) for each in measured]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print(f"\n{title}")
    for row in rows:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip())


def ms(seconds: float) -> str:
    """A duration in milliseconds."""
    value = seconds * 1000
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def run_child(
    module: str, *, home: Path | None = None, more: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Run a module of the benchmarks in a fresh process, `more` in its environment; the JSON it prints."""
    environment = dict(os.environ) | dict(more or {})
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed app has its compiled files
    if home is not None:
        environment["RINGFENCE_HOME"] = str(home)
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    environment[STARTED] = str(time.monotonic_ns())
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_DEADLINE_S,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
