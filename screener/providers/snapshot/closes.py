"""Shipped weekly closes: one column of closes.csv at a time."""

from collections.abc import Iterator
from datetime import date

from screener.domain.closes import Closes
from screener.errors import DataMissing
from screener.paths import resource
from screener.providers.snapshot.reading import read_bytes
from screener.translation import translate

_FILE = "closes.csv"
SOURCE = "Weekly closes compiled from public collections"


def load_closes(symbol: str) -> Closes | None:
    """The weekly closes of one listing, or None when none are shipped.

    Reads the file but turns only that column into numbers. The second line of the file holds
    the currencies. Raises DataMissing for a broken line.
    """
    text = read_bytes(resource("snapshot", _FILE)).decode("utf-8")
    lines = iter(text.splitlines())
    symbols = next(lines, "").split(",")
    if symbol not in symbols[1:]:
        return None
    column = symbols.index(symbol, 1)
    currency = next(lines, "").split(",")[column]
    points = tuple(_points(lines, column))
    if not points:
        return None
    dates, values = zip(*points, strict=True)
    return Closes(dates, values, currency, SOURCE, dates[-1])


def _points(lines: Iterator[str], column: int) -> Iterator[tuple[date, float]]:
    for number, line in enumerate(lines, start=3):
        fields = line.split(",")
        try:
            if fields[column]:
                yield date.fromisoformat(fields[0]), float(fields[column])
        except (ValueError, IndexError) as error:
            text = translate("snapshot", "{file}, line {line}: {reason}.")
            raise DataMissing(text.format(file=_FILE, line=number, reason=error)) from error
