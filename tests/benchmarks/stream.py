"""Prices that stream into the real window, on 50 holdings and on 1,000, while a company is in the Inspector.

The heartbeat is a timer of a millisecond in the window's thread; what it shows without any price is beside
it. It passes on the clock, so whatever else the computer does is in it: the longest stretch of the thread's
own work, in processor time, is not disturbed by that. Prices come from a thread of the same process, or, as
in real life, from another one through a socket and the app's own client.

Run: python -m tests.benchmarks.stream
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.fifty_holdings import home_with_holdings
from tests.benchmarks.measurement import ROOT, Measurement, ms, print_table, run_child

STALL_MS = 16.0
REPAINTS = 20.5
PORTFOLIOS = (50, 1_000)
STEADY, BURST = 1_000, 50_000
PHASES: tuple[tuple[str, int, float], ...] = (("idle", 0, 5), ("steady", STEADY, 10), ("burst", BURST, 2))
THROUGH_A_SOCKET: tuple[tuple[str, int, float], ...] = (("steady", STEADY, 10),)


def measure() -> list[Measurement]:
    """Each portfolio with prices of the same process, and the small one with those of another."""
    measured = []
    for holdings in PORTFOLIOS:
        with home_with_holdings(holdings) as home:
            phases = run_child("stream_window", home=home, more=_asked(PHASES))["phases"]
            idle = phases[0]
            for phase, rate in zip(phases[1:], (STEADY, BURST), strict=True):
                measured += _lines(f"{rate:,}/s on {holdings:,} rows", phase, idle)
            if holdings == PORTFOLIOS[0]:
                with _server(STEADY) as port:
                    more = _asked(THROUGH_A_SOCKET) | {"STREAM_PORT": str(port)}
                    (phase,) = run_child("stream_window", home=home, more=more)["phases"]
                measured += _lines(f"{STEADY:,}/s on {holdings:,} rows, through a socket", phase, idle)
    return measured


def _asked(phases: tuple[tuple[str, int, float], ...]) -> dict[str, str]:
    return {"STREAM_PHASES": json.dumps(phases)}


@contextmanager
def _server(rate: int) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.benchmarks.stream_server", str(rate)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        yield int(server.stdout.readline())
        server.stdin.close()


def _lines(name: str, phase: dict[str, Any], idle: dict[str, Any]) -> list[Measurement]:
    seconds = phase["seconds"]
    worst, stretch = phase["max"], phase["work"][-1]
    return [
        Measurement(
            f"{name}: heartbeat p50, p99, worst",
            f"{phase['p50']:.1f}, {phase['p99']:.1f}, {worst:.0f} ms",
            f"no prices: {idle['p99']:.1f}, {idle['max']:.0f} ms",
            "",
            f"p99 <= {STALL_MS:.0f} ms",
            phase["p99"] <= STALL_MS,
        ),
        Measurement(
            f"{name}: longest stretch of work in the window's thread",
            ms(stretch / 1000),
            f"no prices: {ms(idle['work'][-1] / 1000)}",
            "",
            f"<= {STALL_MS:.0f} ms",
            stretch <= STALL_MS,
        ),
        Measurement(
            f"{name}: repaints a second (cells)",
            f"{phase['paints']:.1f} ({phase['cells'] / seconds:,.0f})",
            f"given {phase['given'] / seconds:,.0f}/s",
            "",
            "<= 20",
            phase["paints"] <= REPAINTS,
        ),
        Measurement(
            f"{name}: share of a core, window's thread (whole process)",
            f"{phase['window']:.0%} ({phase['process']:.0%})",
            f"making prices {phase['pump']:.0%}",
        ),
        Measurement(
            f"{name}: memory grown, judged anew", f"{phase['grown_mb']:+.1f} MB, {phase['judged']} times"
        ),
    ]


if __name__ == "__main__":
    print_table("Prices that stream in", measure())
