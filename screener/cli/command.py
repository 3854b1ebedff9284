"""What a command is, and the options and output forms several of them share."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from screener.services.exporting import guarded
from screener.translation import translate
from screener.wording import display_width

FORMATS = ("table", "json", "csv")
DONE, FIRED, BAD_INPUT, NOTHING = 0, 1, 2, 3
"""Exit codes: done, an alert fired, bad input, nothing could be shown at all."""


@dataclass(frozen=True)
class Command:
    """A name, one line of help, its arguments, and the function that runs it to an exit code."""

    name: str
    summary: Callable[[], str]
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def add_format(part: argparse.ArgumentParser) -> None:
    """The option that picks the form of the result."""
    part.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help=translate("cli", "form of the result (%(default)s)"),
    )


def add_offline(part: argparse.ArgumentParser) -> None:
    """The option that keeps every request off the network."""
    part.add_argument(
        "--offline",
        action="store_true",
        help=translate("cli", "ask nobody; use shipped and last good figures"),
    )


def print_json(value: Any, *, one_line: bool = False) -> None:
    """Write a result as JSON to stdout."""
    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2, allow_nan=False)
    sys.stdout.write(text + "\n")


def print_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a result as CSV to stdout, with cells a spreadsheet would run as formulas guarded."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    sys.stdout.write(out.getvalue())


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Write a result as aligned columns to stdout; `right` are columns aligned to the right."""
    cells = [list(header), *[list(row) for row in rows]]
    widths = [max(display_width(row[column]) for row in cells) for column in range(len(header))]
    for row in cells:
        parts = []
        for column, cell in enumerate(row):
            pad = " " * (widths[column] - display_width(cell))
            parts.append(pad + cell if column in right else cell + pad)
        sys.stdout.write("  ".join(parts).rstrip() + "\n")


def note(text: str) -> None:
    """Progress and remarks: stderr, never stdout."""
    sys.stderr.write(harmless(text) + "\n")


def harmless(text: str) -> str:
    """Text without what a terminal would obey: names of files may hold anything."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in text)
