"""The table of holdings or watchlist entries: sorts and filters by value by itself, updates cell by cell."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from screener.ui import labels
from screener.ui.models import position_cells
from screener.ui.models.cells import Cell, DataRole, SortKey
from screener.ui.models.position_columns import COLUMNS
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


class Filter(NamedTuple):
    """Which rows are shown; the defaults let everything through."""

    text: str = ""
    on_loop: bool = False
    least_level: int | None = None
    role: str | None = None

    def admits(self, row: PositionRow, needle: str) -> bool:
        """True when the row passes; `needle` is `text` folded once for all rows."""
        if self.on_loop and not row.on_loop:
            return False
        if self.least_level is not None and (row.level is None or row.level < self.least_level):
            return False
        if self.role is not None and row.role != self.role:
            return False
        return not needle or row.matches(needle)


class PositionsModel(QAbstractTableModel):
    """All rows with the order of those shown. Rows without a value come last, whichever way is sorted."""

    shown_changed = Signal()
    """The number of rows shown or in all may be another now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PositionRow] = []
        self._shown: list[int] = []
        self._filter = Filter()
        self._sort_column = "weight"
        self._descending = True

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
        row = self._rows[self._shown[index.row()]]
        if role == DataRole.ON_LOOP:
            return row.on_loop
        if role == DataRole.KEY:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row.cell(COLUMNS[index.column()].id))
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(position_cells.tip(row, COLUMNS[index.column()].id)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(index.column(), row.cell(COLUMNS[index.column()].id))
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
            before = _NUMBERS[self._sort_column]
            self._sort_column = COLUMNS[column].id
            self._descending = order == Qt.SortOrder.DescendingOrder
            self._rearrange()
            for section in {before, column}:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    # -- what the table asks ------------------------------------------------------------------------

    def cell_at(self, index: AnyIndex) -> Cell:
        """The cell at a valid index, made on the first call."""
        return self._rows[self._shown[index.row()]].cell(COLUMNS[index.column()].id)

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

    def row(self, number: int) -> PositionRow:
        """The row shown at `number`."""
        return self._rows[self._shown[number]]

    def row_of_key(self, key: str) -> int | None:
        """Where the row with `key` is shown, None when it is not."""
        for number, which in enumerate(self._shown):
            if self._rows[which].key == key:
                return number
        return None

    def all_rows(self) -> Sequence[PositionRow]:
        """Every row, shown or not."""
        return self._rows

    def show_rows(self, rows: list[PositionRow]) -> None:
        """Show `rows`. The same holdings again change only the cells that differ."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._update(rows)
        else:
            self.beginResetModel()
            self._rows = rows
            self._shown = self._arranged()
            self.endResetModel()
        self.shown_changed.emit()

    def tick(self, now: datetime, shown: Iterable[int]) -> None:
        """Count ages from `now` in the rows `shown` numbers; cells that say the same stay as they are."""
        column = _NUMBERS["age"]
        for number in shown:
            if 0 <= number < len(self._shown) and self._rows[self._shown[number]].age_again(now):
                index = self.index(number, column)
                self.dataChanged.emit(index, index)

    def _arrow(self, section: int) -> str:
        if COLUMNS[section].id != self._sort_column:
            return ""
        return " ↓" if self._descending else " ↑"

    # -- inside -------------------------------------------------------------------------------------

    def _update(self, rows: list[PositionRow]) -> None:
        before = self._rows
        self._rows = rows
        for number, which in enumerate(self._shown):
            if rows[which] is before[which]:
                continue
            changed = _changed_columns(before[which], rows[which])
            for first, last in _runs(changed):
                self.dataChanged.emit(self.index(number, first), self.index(number, last))
        self._rearrange()

    def _rearrange(self) -> None:
        after = self._arranged()
        if after == self._shown:
            return
        if len(after) == len(self._shown) and set(after) == set(self._shown):
            self._reorder(after)
            return
        self.beginResetModel()
        self._shown = after
        self.endResetModel()
        self.shown_changed.emit()

    def _reorder(self, after: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        places = {which: number for number, which in enumerate(after)}
        old = self.persistentIndexList()
        new = [self.index(places[self._shown[index.row()]], index.column()) for index in old]
        self._shown = after
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _arranged(self) -> list[int]:
        needle = self._filter.text.strip().casefold()
        rows = self._rows
        admits = self._filter.admits
        admitted = (
            list(range(len(rows)))
            if self._filter == Filter()
            else [number for number, row in enumerate(rows) if admits(row, needle)]
        )
        keys: list[SortKey] = [row.sort_key(self._sort_column) for row in rows]
        known = [number for number in admitted if keys[number] is not None]
        known.sort(key=_sortable(keys), reverse=self._descending)
        if len(known) == len(admitted):
            return known
        return known + [number for number in admitted if keys[number] is None]


def _sortable(keys: list[SortKey]) -> Callable[[int], Any]:
    """The key of a row's number; a column's keys are all numbers or all texts."""
    return keys.__getitem__


def _changed_columns(before: PositionRow, after: PositionRow) -> list[int]:
    return sorted(
        _NUMBERS[column] for column in before.formatted() if before.cell(column) != after.cell(column)
    )


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as (first, last) pairs, so that one signal tells of a whole run."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _text(cell: Cell) -> str:
    return f"{cell.lead} {cell.text}".strip() if cell.lead else cell.text


def _spoken(column: int, cell: Cell) -> str:
    return f"{COLUMNS[column].about()}: {cell.spoken or _text(cell)}"
