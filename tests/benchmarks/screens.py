"""All screens on 7,000 companies, at once and company by company.

Run: python -m tests.benchmarks.screens
"""

import time
from collections.abc import Callable

from screener.domain import families, frames, screen
from tests.builders.companies import ON, synthetic
from tests.builders.row_by_row import judge_all, rows

COMPANIES = 7_000
BUDGET_MS = 150
TENTH = 10


def _best_ms(run: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1_000


def measure(companies: int = COMPANIES) -> dict[str, float]:
    """Milliseconds for each part."""
    inputs = synthetic(companies)
    frame = frames.build(inputs, ON)
    table = screen.run_all(frame)
    plain = rows(frame)
    # A tenth is enough to time, and keeps 7,000 frames out of memory.
    alone = [frames.build([one], ON) for one in inputs[::TENTH]]
    return {
        "together": _best_ms(lambda: screen.run_all(frame), 7),
        "frame": _best_ms(lambda: frames.build(inputs, ON), 2),
        "levels": _best_ms(lambda: families.weigh(table.severity, table.old, table.screens), 5),
        "shown": _best_ms(lambda: [screen.findings(table, row) for row in range(50)], 3),
        "alone": _best_ms(lambda: [screen.run_all(one) for one in alone], 2) * TENTH,
        "plain": _best_ms(lambda: judge_all(plain), 3),
    }


def main() -> None:
    """Print what was measured."""
    found = measure()
    together = found["together"]
    print(f"all screens on {COMPANIES:,} companies at once: {together:.1f} ms (budget {BUDGET_MS})")
    print(f"the same screens company by company: {found['alone']:,.0f} ms, {found['alone'] / together:.0f}x")
    print(
        f"severities only, in plain Python on numbers laid out for it: {found['plain']:.0f} ms, "
        f"{found['plain'] / together:.0f}x"
    )
    print(
        f"frame {found['frame']:.0f} ms, levels {found['levels']:.1f} ms, "
        f"findings of 50 companies {found['shown']:.1f} ms"
    )


if __name__ == "__main__":
    main()
