"""All benchmarks in one table: `python -m tests.benchmarks [start_up|screens|table|stream|memory ...]`.

Never part of the tests: the figures depend on the computer, so they are ratios against something
measured in the same run, and nothing fails when a budget is missed.
"""

import argparse
import sys
from importlib import import_module

from tests.benchmarks.measurement import print_table

PARTS = (
    "start_up", "screens", "table", "stream", "memory", "importing", "loops", "returns", "ring_map", "soak",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run the chosen parts, one after the other, and print what they measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; all when left out"
    )
    chosen = parser.parse_args(arguments).parts or PARTS
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        parser.error(f"unknown part: {', '.join(unknown)}")
    measured = []
    for part in chosen:
        print(f"measuring {part} ...", file=sys.stderr, flush=True)
        measured += import_module(f"tests.benchmarks.{part}").measure()
    print_table("Ringfence, measured against the budgets of its design", measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
