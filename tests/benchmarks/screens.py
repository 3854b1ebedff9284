"""All screens on 7,000 companies, at once and company by company.

Run: python -m tests.benchmarks.screens
"""

import time
from collections.abc import Callable

from screener.domain import families, frames, screen
from tests.benchmarks.measurement import Measurement, ms, print_table
from tests.builders.companies import ON
from tests.builders.plain_rules import judge_all, rows
from tests.builders.random_companies import synthetic

COMPANIES = 7_000
BUDGET_S = 0.15
LEAST_GAIN = 50
TENTH = 10


def _best(run: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measure(companies: int = COMPANIES) -> list[Measurement]:
    """All at once, against two ways of taking one company after the other."""
    inputs = synthetic(companies)
    frame = frames.build(inputs, ON)
    table = screen.run_all(frame)
    plain = rows(frame)
    # A tenth is enough to time, and keeps 7,000 frames out of memory.
    alone = [frames.build([one], ON) for one in inputs[::TENTH]]
    together = _best(lambda: screen.run_all(frame), 7)
    singly = _best(lambda: [screen.run_all(one) for one in alone], 2) * TENTH
    by_row = _best(lambda: judge_all(plain), 3)
    build = _best(lambda: frames.build(inputs, ON), 2)
    levels = _best(lambda: families.weigh(table.severity, table.old, table.screens), 5)
    shown = _best(lambda: [screen.findings(table, row) for row in range(50)], 3)
    return [
        Measurement(
            f"all screens on {companies:,} companies at once",
            ms(together),
            f"one by one {ms(singly)}",
            f"{singly / together:.0f}x",
            f"<= {ms(BUDGET_S)}, >= {LEAST_GAIN}x",
            together <= BUDGET_S and singly / together >= LEAST_GAIN,
        ),
        Measurement(
            "the same severities in plain Python, numbers laid out for it",
            ms(by_row),
            f"at once {ms(together)}",
            f"{by_row / together:.0f}x",
        ),
        Measurement(f"the frame of {companies:,} companies", ms(build)),
        Measurement(f"levels of {companies:,} companies", ms(levels)),
        Measurement("findings, worded later, of 50 companies", ms(shown)),
    ]


if __name__ == "__main__":
    print_table("Screens", measure())
