"""The table of holdings or watchlist entries: sorts and filters by value by itself, updates cell by cell."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from screener.domain.quote import Quote
from screener.ui import labels
from screener.ui.models import position_cells, position_groups
from screener.ui.models.cells import Cell, DataRole, SortKey, spoken, text_of
from screener.ui.models.position_columns import COLUMNS
from screener.ui.models.position_filter import Filter
from screener.ui.models.position_groups import Group, Grouping
from screener.ui.models.position_prices import is_newer
from screener.ui.models.position_rows import PositionRow

AnyIndex = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_ALIGNMENTS = tuple(
    _CENTRE if column.shape == "level" else _RIGHT if column.numeric else _LEFT for column in COLUMNS
)
_NUMBERS = {column.id: number for number, column in enumerate(COLUMNS)}
_NO_PARENT = QModelIndex()
__all__ = ["Filter", "PositionsModel"]


class PositionsModel(QAbstractTableModel):
    """All rows with the order of those shown. Rows without a value come last, whichever way is sorted.

    Grouped rows stand under the head of their group, which is a row of the table with a `Group` behind it.
    """

    shown_changed = Signal()
    """The number of rows shown or in all may be another now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PositionRow] = []
        self._shown: list[int] = []
        """Numbers of rows as shown; a number below zero stands for the head of a group."""
        self._grouping: Grouping = ""
        self._folded: set[str] = set()
        self._heads: dict[int, Group] = {}
        self._head_numbers: dict[str, int] = {}
        self._filter = Filter()
        self._admitted = 0
        self._sort_column = "weight"
        self._descending = True
        self._newer: dict[str, Quote] = {}
        """Prices newer than the assessment; a row has its own once it is shown or sorted by."""

    # -- what the view asks -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """All columns; the view hides those that are not wanted."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The plain parts of a cell; delegates take the whole from `cell_at`."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[index.column()]
        if not index.isValid():
            return None
        which = self._shown[index.row()]
        if which < 0:
            return position_groups.answer(self._heads[which], COLUMNS[index.column()].id, role)
        return self._answer(self._rows[which], index, role)

    def _answer(self, row: PositionRow, index: AnyIndex, role: int) -> object:
        if role == DataRole.ON_LOOP:
            return row.on_loop
        if role == DataRole.KEY:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(row.cell(COLUMNS[index.column()].id))
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(position_cells.tip(row, COLUMNS[index.column()].id)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(COLUMNS[index.column()], row.cell(COLUMNS[index.column()].id))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, their sides, and what each column shows."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title() + self._arrow(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(COLUMNS[section].about())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return COLUMNS[section].about()
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the value behind `column`; selections stay with their rows."""
        if 0 <= column < len(COLUMNS):
            self._bring_up(self._rows)
            before = _NUMBERS[self._sort_column]
            self._sort_column = COLUMNS[column].id
            self._descending = order == Qt.SortOrder.DescendingOrder
            self._rearrange()
            for section in {before, column}:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    # -- what the table asks ------------------------------------------------------------------------

    def cell_at(self, index: AnyIndex) -> Cell:
        """The cell at a valid index, made on the first call."""
        which = self._shown[index.row()]
        column = COLUMNS[index.column()].id
        return self._rows[which].cell(column) if which >= 0 else self._heads[which].cell(column)

    @property
    def total(self) -> int:
        """Rows there are, shown or not."""
        return len(self._rows)

    @property
    def filter(self) -> Filter:
        """The filter in use."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Show only the rows `wanted` admits."""
        if wanted != self._filter:
            self._filter = wanted
            self._rearrange()

    @property
    def grouping(self) -> Grouping:
        """What the rows are grouped by, "" for nothing."""
        return self._grouping

    def group_by(self, grouping: Grouping) -> None:
        """Put the rows into groups, all of them unfolded."""
        if grouping != self._grouping:
            self._grouping = grouping
            self._folded = set()
            self._head_numbers = {}
            self._rearrange()

    def fold(self, key: str, *, folded: bool) -> None:
        """Hide or show the rows of the group `key`."""
        if folded != (key in self._folded):
            self._folded = self._folded | {key} if folded else self._folded - {key}
            self._rearrange()

    def head_at(self, number: int) -> Group | None:
        """The head of a group shown at `number`, None for a position or nothing."""
        return self._heads.get(self._shown[number]) if 0 <= number < len(self._shown) else None

    def number_of_head(self, key: str) -> int | None:
        """Where the head of the group `key` is shown."""
        which = self._head_numbers.get(key)
        return self._shown.index(which) if which in self._heads else None

    @property
    def count(self) -> int:
        """Positions that pass the filter, also those in folded groups."""
        return self._admitted

    def row(self, number: int) -> PositionRow:
        """The position shown at `number`, where no head of a group stands."""
        return self._rows[self._shown[number]]

    def shown_rows(self) -> Iterator[tuple[int, PositionRow]]:
        """Every position shown with where it stands; heads are passed over."""
        return ((number, self._rows[which]) for number, which in enumerate(self._shown) if which >= 0)

    def row_of_key(self, key: str) -> int | None:
        """Where the row with `key` is shown, None when it is not."""
        for number, which in enumerate(self._shown):
            if which >= 0 and self._rows[which].key == key:
                return number
        return None

    def all_rows(self) -> Sequence[PositionRow]:
        """Every row, shown or not."""
        return self._rows

    def show_rows(self, rows: list[PositionRow], seen: range | None = None) -> None:
        """Show `rows`. The same holdings again change only the cells that differ.

        `seen` numbers the rows that can be seen, None for all of them; the others are painted anew anyway
        when they come into sight.
        """
        if self._newer:
            judged = {row.position.symbol: row.position for row in rows}
            self._newer = {
                symbol: quote
                for symbol, quote in self._newer.items()
                if symbol in judged and is_newer(quote, judged[symbol])
            }
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._update(rows, seen)
        else:
            self.beginResetModel()
            self._rows = rows
            self._shown, self._heads = self._arranged()
            self.endResetModel()
        self.shown_changed.emit()

    def tick(self, now: datetime, shown: Iterable[int]) -> None:
        """Count ages from `now` in the rows `shown` numbers; cells that say the same stay as they are."""
        column = _NUMBERS["age"]
        for number in shown:
            which = self._shown[number] if 0 <= number < len(self._shown) else -1
            if which >= 0 and self._rows[which].age_again(now):
                index = self.index(number, column)
                self.dataChanged.emit(index, index)

    def show_quotes(self, quotes: Mapping[str, Quote], now: datetime, seen: range) -> None:
        """Newer prices by symbol. The order stays; only cells of rows that can be `seen` are told of."""
        self._newer.update(quotes)
        for number, row in self._numbered(seen):
            quote = quotes.get(row.position.symbol)
            if quote is None:
                continue
            self._tell(number, (_NUMBERS[column] for column in row.show_quote(quote, now)))

    def bring_up(self, seen: range) -> None:
        """Let the rows that are about to be painted have the newest prices."""
        if self._newer:
            self._bring_up(row for _number, row in self._numbered(seen))

    def _bring_up(self, rows: Iterable[PositionRow]) -> None:
        newer = self._newer
        for row in rows if newer else ():
            quote = newer.get(row.position.symbol)
            if quote is not None:
                row.take_quote(quote)

    def _numbered(self, seen: range) -> Iterator[tuple[int, PositionRow]]:
        for number in range(max(0, seen.start), min(seen.stop, len(self._shown))):
            which = self._shown[number]
            if which >= 0:
                yield number, self._rows[which]

    def _arrow(self, section: int) -> str:
        if COLUMNS[section].id != self._sort_column:
            return ""
        return " ↓" if self._descending else " ↑"

    # -- inside -------------------------------------------------------------------------------------

    def _update(self, rows: list[PositionRow], seen: range | None) -> None:
        before = self._rows
        self._rows = rows
        if seen is None:
            seen = range(len(self._shown))
        self.bring_up(seen)
        for number in range(max(0, seen.start), min(seen.stop, len(self._shown))):
            which = self._shown[number]
            if which < 0 or rows[which] is before[which]:
                continue
            self._tell(number, _changed_columns(before[which], rows[which]))
        self._rearrange()

    def _tell(self, number: int, columns: Iterable[int]) -> None:
        """Of changed cells, one by one: of a run of them the view would paint everything again."""
        for column in columns:
            index = self.index(number, column)
            self.dataChanged.emit(index, index)

    def _rearrange(self) -> None:
        before = self._heads
        after, heads = self._arranged()
        if after != self._shown:
            if len(after) != len(self._shown) or set(after) != set(self._shown):
                self.beginResetModel()
                self._shown, self._heads = after, heads
                self.endResetModel()
                self.shown_changed.emit()
                return
            self._reorder(after)
        self._heads = heads
        if heads != before:
            self._tell_heads(before)

    def _tell_heads(self, before: dict[int, Group]) -> None:
        for number, which in enumerate(self._shown):
            if which < 0 and self._heads[which] != before.get(which):
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(COLUMNS) - 1))

    def _reorder(self, after: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        places = {which: number for number, which in enumerate(after)}
        old = self.persistentIndexList()
        new = [self.index(places[self._shown[index.row()]], index.column()) for index in old]
        self._shown = after
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _arranged(self) -> tuple[list[int], dict[int, Group]]:
        """The numbers to show in their order, and the heads among them."""
        needle = self._filter.text.strip().casefold()
        rows = self._rows
        admits = self._filter.admits
        admitted = (
            list(range(len(rows)))
            if self._filter == Filter()
            else [number for number, row in enumerate(rows) if admits(row, needle)]
        )
        self._admitted = len(admitted)
        keys: list[SortKey] = [row.sort_key(self._sort_column) for row in rows]
        known = [number for number in admitted if keys[number] is not None]
        known.sort(key=_sortable(keys), reverse=self._descending)
        if len(known) != len(admitted):
            known += [number for number in admitted if keys[number] is None]
        return self._grouped(known) if self._grouping else (known, {})

    def _grouped(self, ordered: Sequence[int]) -> tuple[list[int], dict[int, Group]]:
        grouping, rows = self._grouping, self._rows
        key_of = position_groups.key_of(grouping)
        members: dict[str, list[int]] = {}
        for number in ordered:
            members.setdefault(key_of(rows[number]), []).append(number)
        heads = {
            key: position_groups.head(
                grouping, key, [rows[number] for number in numbers], folded=key in self._folded
            )
            for key, numbers in members.items()
        }
        shown: list[int] = []
        found: dict[int, Group] = {}
        for key in position_groups.in_order(grouping, heads):
            which = self._head_numbers.setdefault(key, -1 - len(self._head_numbers))
            found[which] = heads[key]
            shown.append(which)
            if key not in self._folded:
                shown += members[key]
        return shown, found


def _sortable(keys: list[SortKey]) -> Callable[[int], Any]:
    """The key of a row's number; a column's keys are all numbers or all texts."""
    return keys.__getitem__


def _changed_columns(before: PositionRow, after: PositionRow) -> list[int]:
    return sorted(
        _NUMBERS[column] for column in before.formatted() if before.cell(column) != after.cell(column)
    )
