"""A small table whose rows carry their cells and sort keys; sorts and filters by value by itself."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from screener.ui import labels
from screener.ui.models.cells import Cell, Column, SortKey

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CellRow(Protocol):
    """What is painted and what it sorts by, one each a column; `key` stays the same for the same row."""

    @property
    def key(self) -> object:
        """What tells this row from the others."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Shown."""

    @property
    def keys(self) -> tuple[SortKey, ...]:
        """Sorted by; None comes last in both directions."""


Admits = Callable[[Any], bool]


def everything(_row: object) -> bool:
    """The filter that lets all rows through."""
    return True


class CellModel(QAbstractTableModel):
    """Rows in the order they came until a column is sorted by; selections stay with their rows."""

    shown_changed = Signal()
    """Other rows are shown, or in another number."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows: list[Any] = []
        self._shown: list[Any] = []
        self._admits: Admits = everything
        self._sorted_by: tuple[int, bool] | None = None

    # -- what the view asks -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """All columns; the view hides those there is no room for."""
        return 0 if parent.isValid() else len(self.columns)

    def cell_at(self, index: AnyIndex) -> Cell:
        """The cell at a valid index."""
        cell: Cell = self._shown[index.row()].cells[index.column()]
        return cell

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, side, tip and what a screen reader says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_at(index).text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].numeric else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(self.cell_at(index).tip) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.cell_at(index)
            return f"{self.columns[index.column()].about()}: {cell.spoken or cell.text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, their sides, and what each column shows."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title() + self._arrow(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(column.about())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.about()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the value behind `column`; -1 goes back to the order the rows came in."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if 0 <= column < len(self.columns) else None
        if wanted != self._sorted_by:
            self._sorted_by = wanted
            self._rearrange()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column sorted by and whether the largest come first."""
        return self._sorted_by

    # -- what the panel asks ------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """Rows there are, shown or not."""
        return len(self._rows)

    def show(self, rows: Sequence[CellRow], admits: Admits = everything) -> None:
        """Show those of `rows` that `admits` lets through."""
        self._rows = list(rows)
        self._admits = admits
        self._rearrange(changed=True)

    def admit(self, admits: Admits) -> None:
        """Another filter over the same rows."""
        self._admits = admits
        self._rearrange()

    def item(self, number: int) -> Any:
        """The row shown at `number`."""
        return self._shown[number]

    def number_of_key(self, key: object) -> int | None:
        """Where the row with `key` is shown, None when it is not."""
        return next((number for number, row in enumerate(self._shown) if row.key == key), None)

    # -- inside -------------------------------------------------------------------------------------

    def _arrow(self, section: int) -> str:
        if self._sorted_by is None or self._sorted_by[0] != section:
            return ""
        return " ↓" if self._sorted_by[1] else " ↑"

    def _arranged(self) -> list[Any]:
        admitted = [row for row in self._rows if self._admits(row)]
        if self._sorted_by is None:
            return admitted
        column, descending = self._sorted_by
        known = [row for row in admitted if row.keys[column] is not None]
        known.sort(key=lambda row: row.keys[column], reverse=descending)
        return known + [row for row in admitted if row.keys[column] is None]

    def _rearrange(self, *, changed: bool = False) -> None:
        after = self._arranged()
        before = self._shown
        if not changed and [row.key for row in after] == [row.key for row in before]:
            return
        if len(after) == len(before) and {row.key for row in after} == {row.key for row in before}:
            self._reorder(after)
        else:
            self.beginResetModel()
            self._shown = after
            self.endResetModel()
        self.shown_changed.emit()

    def _reorder(self, after: list[Any]) -> None:
        self.layoutAboutToBeChanged.emit()
        places = {row.key: number for number, row in enumerate(after)}
        old = self.persistentIndexList()
        new = [self.index(places[self._shown[index.row()].key], index.column()) for index in old]
        self._shown = after
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()
        if after:
            self.dataChanged.emit(self.index(0, 0), self.index(len(after) - 1, len(self.columns) - 1))
