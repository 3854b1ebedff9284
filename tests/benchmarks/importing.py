"""Reading lists of 100,000 positions, against pandas reading the same bytes into floats.

Run: python -m tests.benchmarks.importing
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from screener.importers import IMPORTERS
from screener.importers.importer import read_file
from tests.benchmarks.measurement import Measurement, ms, print_table

ROWS = 100_000
BUDGET = 3.0
_TIMES = 3


def _symbol(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 26)
        letters += chr(65 + letter)
    return letters


def plain(rows: int) -> str:
    """Six columns as a person would write them, no quotation marks, every symbol once."""
    chance = random.Random(1)
    lines = [
        f"{_symbol(n)},Company {n} Inc,{chance.randint(1, 5000)},{chance.random() * 1e5:.2f},USD,Stock"
        for n in range(rows)
    ]
    return "\n".join(["Symbol,Name,Quantity,Cost,Currency,Type", *lines, ""])


def quoted(rows: int) -> str:
    """Twelve columns as an American broker writes them, everything quoted, lots of 3,000 symbols."""
    chance = random.Random(2)
    header = (
        "Symbol,Description,Quantity,Price,Price Change $,Market Value,Day Change $,Cost Basis,Gain/Loss $,"
        "Ratings,% Of Account,Security Type"
    )
    lines = []
    for n in range(rows):
        units, price = chance.randint(1, 5000), chance.random() * 500
        cells = (
            _symbol(n % 3000), f"COMPANY {n % 3000} INC", f"{units:,}", f"${price:.2f}", "-$1.20",
            f"${units * price:,.2f}", "-$12.20", f"${units * price * 0.8:,.2f}", "$120.00", "B", "1.2%",
            "Equity",
        )  # fmt: skip
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return "\n".join([header, *lines, ""])


def _best(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measure(rows: int = ROWS) -> list[Measurement]:
    """Both kinds of file, read with line numbers, exact decimals and the reason for every row left out."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "positions.csv"
        for name, write in (("six plain columns", plain), ("twelve quoted columns", quoted)):
            path.write_text(write(rows), encoding="utf-8")
            ours = _best(lambda: read_file(path, IMPORTERS))
            theirs = _best(lambda: pd.read_csv(path))
            measured.append(
                Measurement(
                    f"import of {rows:,} rows, {name}",
                    ms(ours),
                    f"pandas.read_csv {ms(theirs)}",
                    f"{ours / theirs:.1f}x",
                    f"<= {BUDGET:.0f}x",
                    ours <= BUDGET * theirs,
                )
            )
    return measured


if __name__ == "__main__":
    print_table("Import", measure())
