"""From bytes to rows with line numbers: encoding, delimiter and limits of text files."""

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from screener.domain.imported import RejectedRow
from screener.domain.message import Message
from screener.errors import BadInput
from screener.translation import translate

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_CELL = 10_000
MAX_RECORD_LINES = 20
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CJK = re.compile("[一-鿿]")


@dataclass(frozen=True)
class Row:
    """Cells of one record and the line it begins on (1 = first line of the file)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """All non-empty rows of a file, the lines that are none, and the delimiter that was found."""

    path: Path
    delimiter: str
    rows: tuple[Row, ...]
    broken: tuple[RejectedRow, ...] = ()


def read_table(path: Path) -> Table:
    """Rows of the text file at `path`.

    Raises BadInput with one sentence for a missing, unreadable, too large or binary file.
    """
    text = _decode(_read_bytes(path), path)
    delimiter = _find_delimiter(text)
    rows, broken = _rows(text, delimiter, path)
    return Table(path, delimiter, rows, broken)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(
                translate("import", "{file} is a folder, not a file.").format(file=path), path=path
            )
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(
                translate("import", "{file} is larger than {limit} MB; no list of positions is.").format(
                    file=path.name, limit=MAX_BYTES // 1024 // 1024
                ),
                path=path,
            )
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            translate("import", "{file} cannot be read: {reason}.").format(
                file=path, reason=error.strerror or error
            ),
            path=path,
        ) from error


def _decode(data: bytes, path: Path) -> str:
    if not data.strip():
        raise BadInput(translate("import", "{file} is empty.").format(file=path.name), path=path)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\x00" in data or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise BadInput(
            translate(
                "import", "{file} is not a text file. Please export the positions as CSV and import that."
            ).format(file=path.name),
            path=path,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
        if len(_CJK.findall(text)) >= 2:
            return text
    except UnicodeDecodeError:
        pass
    return data.decode("cp1252", errors="replace")


def _find_delimiter(text: str) -> str:
    """The delimiter by which most of the first lines have the same number of cells."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    best, best_score = ",", -1
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        wide = [count for count in counts if count > 1]
        if wide:
            common = max(set(wide), key=wide.count)
            score = wide.count(common) * 100 + common
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str, path: Path) -> tuple[tuple[Row, ...], tuple[RejectedRow, ...]]:
    """All records, and the lines that are none.

    A record may span lines inside quotes; a quote that is not closed within `MAX_RECORD_LINES`
    spoils its own line only.
    """
    csv.field_size_limit(MAX_CELL)
    lines = text.splitlines(keepends=True)
    if len(lines) > MAX_ROWS:
        raise BadInput(
            translate("import", "{file} has more than {limit} lines.").format(file=path.name, limit=MAX_ROWS),
            path=path,
        )
    rows: list[Row] = []
    broken: list[RejectedRow] = []
    at = 0
    while at < len(lines):
        end = _record_end(lines, at)
        if end is None:
            broken.append(RejectedRow(at + 1, Message("import_quote_open"), lines[at].strip()[:120]))
            at += 1
            continue
        try:
            cells = next(csv.reader(lines[at:end], delimiter=delimiter), [])
        except csv.Error:
            broken.append(RejectedRow(at + 1, Message("import_row_unreadable"), lines[at].strip()[:120]))
            cells = []
        if any(cell.strip() for cell in cells):
            rows.append(Row(at + 1, tuple(_plain_cell(cell) for cell in cells)))
        at = end
    return tuple(rows), tuple(broken)


def _plain_cell(cell: str) -> str:
    """The text of a cell without the guards spreadsheets use: ="0700" and '=sum."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@":
        return text[1:].strip()
    return text


def _record_end(lines: list[str], start: int) -> int | None:
    """Index after the last line of the record that begins at `start`; None: a quote stays open."""
    quotes = 0
    for end in range(start, min(len(lines), start + MAX_RECORD_LINES)):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return None
