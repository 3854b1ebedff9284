"""The search for loops of at most six legs: on the shipped ledger, and on one a hundred times as large.

Run: python -m tests.benchmarks.loops
"""

import random
import time
from collections.abc import Callable

import networkx

from screener.domain.ring import ledger, loops
from screener.domain.ring.ledger import Ledger
from screener.providers.snapshot import load_universe
from tests.benchmarks.measurement import Measurement, ms, print_table
from tests.builders.ledgers import deal, ledger_data

LEGS = 6
SHIPPED_S, LARGE_S = 0.020, 0.5
NODES, RECORDS = 10_000, 30_000
_ROUNDS = 7
_SEED = 20261120


def measure() -> list[Measurement]:
    """Both, the shipped one against the simple cycles of networkx under the same bound."""
    shipped = ledger.build(load_universe().ledger)
    found = loops.find(shipped, floor="contingent", legs=LEGS)
    ours = _best(lambda: loops.find(shipped, floor="contingent", legs=LEGS))
    theirs = _best(lambda: list(networkx.simple_cycles(_graph(shipped), length_bound=LEGS)), rounds=1)
    large = _random_ledger()
    many = loops.find(large, floor="contingent", legs=LEGS)
    long = _best(lambda: loops.find(large, floor="contingent", legs=LEGS), rounds=3)
    return [
        Measurement(
            f"{len(found.loops)} loops of at most {LEGS} legs, shipped ledger",
            ms(ours),
            f"networkx {ms(theirs)}",
            f"{theirs / ours:.1f}x",
            f"<= {ms(SHIPPED_S)}",
            ours <= SHIPPED_S,
        ),
        Measurement(
            f"{len(many.loops)} loops of at most {LEGS} legs, {NODES:,} parties and {len(large.legs):,} legs",
            ms(long),
            budget=f"<= {ms(LARGE_S)}",
            within=long <= LARGE_S,
        ),
    ]


def _best(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _graph(book: Ledger) -> "networkx.DiGraph[str]":
    return networkx.DiGraph(list(book.legs))


def _random_ledger() -> Ledger:
    """Records between parties drawn by chance, two purchases for each financing."""
    source = random.Random(_SEED)
    names = [f"party-{number}" for number in range(NODES)]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < RECORDS:
        payer, payee = source.choice(names), source.choice(names)
        if payer != payee:
            pairs.add((payer, payee))
    kinds = ("financing", "purchase", "purchase")
    deals = [deal(*pair, kinds[number % 3], key=f"d{number}") for number, pair in enumerate(sorted(pairs))]
    return ledger.build(ledger_data(deals))


if __name__ == "__main__":
    print_table("The search for loops", measure())
