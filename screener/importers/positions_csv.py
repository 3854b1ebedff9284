"""A list of holdings as CSV: one row a holding or a lot, columns told by their names."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.imported import ImportedPosition, ImportReview, RejectedRow
from screener.domain.message import Day, Message, Names, Number, Text, Unit
from screener.importers.costs import Unreadable
from screener.importers.importer import Importer
from screener.importers.lots import Added, add_lots, called
from screener.importers.records import Row, Table, excerpt
from screener.importers.rows import RowReader, Watched
from screener.importers.sections import Section, newest_day, sections
from screener.translation import translate

NAME = "positions"
_NAMED = 8
_LINES_NAMED = 4


def recognises(table: Table) -> bool:
    """True for a table with something to tell holdings by and their units, and for lists of trades."""
    return any(part.trades or "quantity" in part.columns.at for part in sections(table))


def read(table: Table) -> ImportReview:
    """The holdings of a table that `recognises` accepted; for a list of trades the reason why not."""
    parts = sections(table)
    shown = next((part for part in parts if _lists_holdings(part)), None)
    labels = tuple(cell.strip() for cell in parts[0].header.cells)
    if shown is None:
        return ImportReview(
            file=table.path.name,
            recognised_as=None,
            warnings=(Message("import_is_transactions", {"column": Text(excerpt(parts[0].trades or ""))}),),
            rejected=table.broken,
            columns=labels,
        )
    reading = _Reading(table)
    for part in parts:
        reading.take(part)
    return reading.review(shown)


class _Reading:
    """What has been read of a file so far."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows = len(table.broken)
        self._lots: list[ImportedPosition] = []
        self._watched: dict[str, int] = {}
        self._rejected = list(table.broken)
        self._skipped: list[RejectedRow] = []
        self._closed: dict[str, None] = {}
        self._remarks: dict[str, list[str]] = {}
        self._warnings: list[Message] = []
        self._day: date | None = None

    def take(self, part: Section) -> None:
        """Read the rows of one table; the rows of a list of trades are noted, not read."""
        self._rows += len(part.rows)
        if not _lists_holdings(part):
            reason = "import_row_of_trades" if part.trades else "import_row_other_table"
            self._skip(part.rows, Message(reason))
            return
        own = [row for row in part.rows if _belongs(row, part)] if part.group else part.rows
        if len(own) < len(part.rows):
            self._skip(
                (row for row in part.rows if not _belongs(row, part)), Message("import_row_other_table")
            )
            part = msgspec.structs.replace(part, rows=own)
        day, current, earlier = newest_day(part)
        self._day = max(filter(None, (self._day, day)), default=None)
        if earlier and day:
            self._skip(earlier, Message("import_row_earlier_day"))
            self._warnings.append(Message("import_newest_day_only", {"day": Day(day)}))
        reader = RowReader(part, self._table.delimiter)
        for row in current:
            self._read(row, reader)
        for message_id, texts in reader.remarks.items():
            self._remarks.setdefault(message_id, []).extend(texts)

    def _read(self, row: Row, reader: RowReader) -> None:
        try:
            outcome = reader.read(row)
        except Unreadable as error:
            self._rejected.append(_listed(row, error.reason))
            return
        if isinstance(outcome, ImportedPosition):
            self._lots.append(outcome)
        elif isinstance(outcome, Watched):
            if outcome.symbol in self._watched:
                self._skip([row], Message("import_row_listed_already"))
            self._watched.setdefault(outcome.symbol, row.line)
        else:
            self._skip([row], outcome.reason)
            if outcome.closed:
                self._closed[outcome.closed] = None

    def _skip(self, rows: Iterable[Row], reason: Message) -> None:
        self._skipped.extend(_listed(row, reason) for row in rows)

    def review(self, shown: Section) -> ImportReview:
        """The result; `shown` is the table whose labels are given."""
        added = add_lots(self._lots)
        for position in added.cancelled:
            self._closed[called(position)] = None
            reason = Message("import_row_cancelled")
            lines = added.lines[called(position)]
            self._skipped += [RejectedRow(line, reason, called(position)) for line in lines]
        return ImportReview(
            file=self._table.path.name,
            recognised_as=NAME,
            positions=added.positions,
            watchlist=tuple(self._watched),
            closed=tuple(self._closed),
            rejected=_by_line(self._rejected),
            warnings=tuple(self._all_warnings(added)),
            columns=tuple(cell.strip() for cell in shown.header.cells),
            as_of=self._day,
            skipped=_by_line(self._skipped),
            rows=self._rows,
        )

    def _all_warnings(self, added: Added) -> Iterator[Message]:
        yield from self._warnings
        if added.lines:
            counted = [f"{name} ({_listed_lines(lines)})" for name, lines in added.lines.items()]
            yield named("import_lots_added", "symbols", counted)
        if added.without_cost:
            yield named("import_cost_incomplete", "symbols", added.without_cost)
        for message_id, texts in self._remarks.items():
            if texts:
                yield named(message_id, "symbols", tuple(dict.fromkeys(texts)))
        if self._skipped:
            yield named("import_rows_skipped", "lines", [str(row.line) for row in _by_line(self._skipped)])
        if not (added.positions or self._watched or self._rejected):
            yield Message("import_no_positions")


def named(message_id: str, argument: str, names: Sequence[str]) -> Message:
    """A message that names the first few, and in its longer form how many more there are."""
    first = Names(tuple(names[:_NAMED]))
    if len(names) <= _NAMED:
        return Message(message_id, {argument: first})
    more = Number(Decimal(len(names) - _NAMED), Unit.COUNT)
    return Message(f"{message_id}_and_more", {argument: first, "more": more})


def _listed_lines(lines: Sequence[int]) -> str:
    """The lines as they are named: "lines 2 and 5", "lines 2, 5, 6, 8 and more"."""
    shown = [str(line) for line in lines[: _LINES_NAMED + 1]]
    last = translate("import", "more") if len(shown) > _LINES_NAMED else shown[-1]
    text = translate("import", "lines {lines} and {last}")
    return text.format(lines=", ".join(shown[:-1]), last=last)


def _by_line(rows: Iterable[RejectedRow]) -> tuple[RejectedRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.line))


def _lists_holdings(part: Section) -> bool:
    return not part.trades and "quantity" in part.columns.at


def _belongs(row: Row, part: Section) -> bool:
    """In a statement whose rows name their table: whether the row holds data of this one, lots left out."""
    group, what, detail = (*(cell.strip() for cell in row.cells[:3]), "", "", "")[:3]
    return group == part.group and what == "Data" and detail != "Lot"


def _listed(row: Row, reason: Message) -> RejectedRow:
    return RejectedRow(row.line, reason, excerpt(" | ".join(row.cells)))


POSITIONS_CSV = Importer(NAME, recognises, read)
