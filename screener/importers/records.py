"""From text to rows with line numbers: delimiter, quotation marks, and what spoils a line."""

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from screener.domain.imported import RejectedRow
from screener.domain.message import Message
from screener.errors import BadInput
from screener.importers.columns import count_known
from screener.importers.text import read_text
from screener.translation import translate

MAX_LINES = 250_000
MAX_LINE = 20_000
MAX_RECORD_LINES = 20
_DELIMITERS = (",", ";", "\t", "|")
_LINES_FOR_DELIMITER = 60
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_EMPTY = "".join(_DELIMITERS) + " \t\xa0"


class Row(msgspec.Struct, frozen=True, gc=False):
    """The cells of one record as they stand, and the line it begins on (1 = first line of the file)."""

    line: int
    cells: list[str]


class Table(msgspec.Struct, frozen=True):
    """All records of a file that hold anything, and the lines that are none."""

    path: Path
    delimiter: str
    rows: list[Row]
    broken: tuple[RejectedRow, ...] = ()


def read_table(path: Path) -> Table:
    """The rows of the text file at `path`; raises BadInput with one sentence."""
    text = read_text(path)
    lines = text.split("\n")
    if len(lines) > MAX_LINES + 1:
        raise BadInput(
            translate("import", "{file} has more than {limit} lines; no list of positions has.").format(
                file=path.name, limit=MAX_LINES
            ),
            path=path,
        )
    stated = _stated_delimiter(lines)
    if stated:
        lines[0] = ""
    delimiter = stated or _find_delimiter(lines)
    broken: tuple[RejectedRow, ...] = ()
    if '"' in text or any(len(line) > MAX_LINE for line in lines):
        reader = _Reader(lines, delimiter)
        rows = list(reader.rows())
        broken = tuple(reader.broken)
    else:
        rows = [Row(n, line.split(delimiter)) for n, line in enumerate(lines, 1) if line.strip(_EMPTY)]
    if '="' in text or "'" in text:
        rows = [Row(row.line, [undisguised(cell) for cell in row.cells]) for row in rows]
    return Table(path, delimiter, rows, broken)


def excerpt(text: str) -> str:
    """The beginning of a row for people to recognise it by, in one printable line."""
    plain = " ".join(text[:600].split())
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in plain)
    return plain if len(plain) <= 120 else plain[:119] + "…"


def _stated_delimiter(lines: list[str]) -> str | None:
    """Spreadsheets may say it in a first line of their own: "sep=;"."""
    first = lines[0].strip().strip('"').lower()
    return first[4] if len(first) == 5 and first.startswith("sep=") else None


def _find_delimiter(lines: list[str]) -> str:
    """The delimiter that shows the most known column names, then the one that cuts most evenly."""
    first = [line[:MAX_LINE] for line in lines[:400] if line.strip()][:_LINES_FOR_DELIMITER]

    def score(delimiter: str) -> tuple[int, int, int]:
        # Line by line: a quotation mark that stays open must not swallow the header below it.
        cut = (next(csv.reader([line], delimiter=delimiter), []) for line in first)
        rows = [row for row in cut if len(row) > 1]
        widths = [len(row) for row in rows]
        common = max(set(widths), key=widths.count, default=0)
        return max(map(count_known, rows), default=0), widths.count(common), common

    return max(_DELIMITERS, key=score)


def undisguised(cell: str) -> str:
    """The text of a cell without the guards spreadsheets need: ="0700" and '=sum."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].strip()
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS):
        return text[1:]
    return text


class _Reader:
    """Cuts lines into records.

    A record may span lines inside quotation marks. One that is not closed soon, or is closed in the
    middle of another line's cell, spoils the line it begins on and no other.
    """

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._start = self._next = 0
        self.broken: list[RejectedRow] = []

    def rows(self) -> Iterator[Row]:
        """All records with a cell that is not empty."""
        while self._next < len(self._lines):
            self._start = self._next
            try:
                yield from self._records()
            except csv.Error:
                too_long = len(self._lines[self._start]) > MAX_LINE
                self._spoil("import_row_unreadable" if too_long else "import_quote_open")

    def _records(self) -> Iterator[Row]:
        for cells in csv.reader(self._feed(), delimiter=self._delimiter):
            if not self._is_closed(cells):
                self._spoil("import_quote_open")
                return
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield Row(self._start + 1, cells)
            self._start = self._next

    def _feed(self) -> Iterator[str]:
        """Lines for the csv reader, which takes the next one only when it needs it."""
        for index in range(self._next, len(self._lines)):
            line = self._lines[index]
            if len(line) > MAX_LINE:
                raise csv.Error
            self._next = index + 1
            # With its line end a cell that was never closed shows: it ends with it.
            yield line + "\n" if '"' in line else line

    def _is_closed(self, cells: list[str]) -> bool:
        lines = self._next - self._start
        if lines <= 1:
            return not (cells and cells[-1].endswith("\n"))
        if lines > MAX_RECORD_LINES:
            return False
        block = [line + "\n" for line in self._lines[self._start : self._next]]
        try:
            return len(list(csv.reader(block, delimiter=self._delimiter, strict=True))) == 1
        except csv.Error:
            return False

    def _spoil(self, why: str) -> None:
        """Give up the line the record began on and go on with the one after it."""
        self.broken.append(RejectedRow(self._start + 1, Message(why), excerpt(self._lines[self._start])))
        self._next = self._start + 1
