"""Return shares with bounds of every company of the shipped ledger, both sets of sources.

Run: python -m tests.benchmarks.returns
"""

import time

from screener.providers.snapshot import load_universe
from screener.services.returns import ring_money
from tests.benchmarks.measurement import Measurement, ms, print_table

BUDGET_S = 1.0


def measure() -> list[Measurement]:
    """The first time, with the solver to load, and the next."""
    universe = load_universe()
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        found = ring_money(universe)
        taken.append(time.perf_counter() - start)
    name = f"return shares with bounds of {len(found.returns.companies)} companies"
    return [
        Measurement(
            f"{name}, the first time", ms(taken[0]), "", "", f"<= {ms(BUDGET_S)}", taken[0] <= BUDGET_S
        ),
        Measurement(f"{name}, again", ms(taken[1])),
    ]


if __name__ == "__main__":
    print_table("The money of the ring", measure())
