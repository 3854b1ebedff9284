"""Resident memory of the idle app with 50 holdings, against the libraries it stands on.

Run: python -m tests.benchmarks.memory
"""

from statistics import median

from tests.benchmarks.fifty_holdings import HOLDINGS, home_with_holdings
from tests.benchmarks.measurement import Measurement, print_table, run_child

ROUNDS = 3
BUDGET_MB = 280
# Nothing listens there: the libraries for the network are loaded, and every request is refused at once.
NO_ANSWER = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")


def measure(rounds: int = ROUNDS) -> list[Measurement]:
    """Medians of a few processes each."""
    stack, app = [], []
    with home_with_holdings() as home:
        for _ in range(rounds):
            stack.append(run_child("bare_stack")["resident_mb"])
            app.append(run_child("app_idle", home=home, more=NO_ANSWER))
    floor, idle = median(stack), median(each["resident_mb"] for each in app)
    missing = {"pandas", "yfinance", "pyqtgraph"} - set(app[-1]["loaded"])
    return [
        Measurement(
            f"resident memory, idle, {HOLDINGS} holdings"
            + (f" (without {', '.join(missing)})" if missing else ""),
            f"{idle:.0f} MB",
            f"bare stack {floor:.0f} MB",
            f"{idle / floor:.2f}x",
            f"<= {BUDGET_MB} MB",
            idle <= BUDGET_MB,
        )
    ]


if __name__ == "__main__":
    print_table("Memory", measure())
