"""From the start of the process to the first painted, filled window, against a bare PySide6 window.

Run: python -m tests.benchmarks.start_up
"""

from statistics import median
from typing import Any

from tests.benchmarks.fifty_holdings import HOLDINGS, home_with_holdings
from tests.benchmarks.measurement import Measurement, ms, print_table, run_child

ROUNDS = 7
BUDGET = 2.0


def measure(rounds: int = ROUNDS) -> list[Measurement]:
    """Bare and filled windows in turn; medians. The first pair only warms the caches."""
    bare, app = [], []
    with home_with_holdings() as home:
        for _ in range(rounds + 1):
            bare.append(run_child("bare_window"))
            app.append(run_child("app_window", home=home))
    assert app[-1]["rows"] == HOLDINGS, app[-1]
    floor = _median(bare, "painted")
    headline, table = _median(app, "painted"), _median(app, "table")
    heavy = ", ".join(app[-1]["heavy"]) or "none"
    return [
        _line("start to painted Overview: headline, map, what matters", headline, floor),
        _line("start to painted Overview and then Holdings", table, floor),
        _line("processor time until the painted Overview", _median(app, "used"), _median(bare, "used")),
        Measurement("heavy modules at the first paint", heavy, budget="none", within=heavy == "none"),
        Measurement("modules at the first paint", str(app[-1]["modules"])),
    ]


def _median(found: list[dict[str, Any]], key: str) -> float:
    return median(each[key] for each in found[1:])


def _line(name: str, value: float, floor: float) -> Measurement:
    ratio = value / floor
    return Measurement(
        name, ms(value), f"bare {ms(floor)}", f"{ratio:.2f}x", f"<= {BUDGET:.1f}x", ratio <= BUDGET
    )


if __name__ == "__main__":
    print_table(f"Start-up, {HOLDINGS} holdings, median of {ROUNDS}", measure())
