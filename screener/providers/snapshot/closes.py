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

    Reads the file but turns only that column into numbers. Raises DataMissing for a broken line.
    """
    table = _table()
    symbols = table[0]
    return _series(table, symbols.index(symbol, 1)) if symbol in symbols[1:] else None


def load_every_closes() -> dict[str, Closes]:
    """The weekly closes of every listing they are shipped of, by symbol; raises DataMissing."""
    table = _table()
    found = {symbol: _series(table, column) for column, symbol in enumerate(table[0]) if column}
    return {symbol: series for symbol, series in found.items() if series is not None}


def _table() -> list[list[str]]:
    """The cells of the file: symbols, their currencies, then a week a line; the first column is the day."""
    lines = read_bytes(resource("snapshot", _FILE)).decode("utf-8").splitlines()
    return [line.split(",") for line in lines] or [[""]]


def _series(table: list[list[str]], column: int) -> Closes | None:
    points = tuple(_points(table, column))
    if not points:
        return None
    dates, values = zip(*points, strict=True)
    return Closes(dates, values, table[1][column], SOURCE, dates[-1])


def _points(table: list[list[str]], column: int) -> Iterator[tuple[date, float]]:
    for number, fields in enumerate(table[2:], start=3):
        try:
            if fields[column]:
                yield date.fromisoformat(fields[0]), float(fields[column])
        except (ValueError, IndexError) as error:
            text = translate("snapshot", "{file}, line {line}: {reason}.")
            raise DataMissing(text.format(file=_FILE, line=number, reason=error)) from error
