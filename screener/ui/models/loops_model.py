"""The list of money loops: strength, route, the user's weight on it, what could go round at most."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from screener import wording
from screener.domain.assessment import Assessment, Loop
from screener.ui import formats, labels
from screener.ui.models import deal_words, ring_graph
from screener.ui.models.cells import Cell, Column
from screener.wording.labels import in_sentence

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


def _tr(text: str) -> str:
    return QCoreApplication.translate("loops_model", text)


LOOP_COLUMNS: tuple[Column, ...] = (
    Column(
        "route", lambda: _tr("Loop"), lambda: _tr("Who pays whom, back to the first"), "text", "", 0, False
    ),
    Column(
        "strength",
        lambda: _tr("Strength"),
        lambda: _tr("The strength of its weakest leg"),
        "text",
        "announced",
        1,
        numeric=False,
    ),
    Column(
        "weight",
        lambda: _tr("Your money"),
        lambda: _tr("Share of your money in the loop's companies, funds included"),
        "text",
        "Your money",
        1,
    ),
    Column(
        "bottleneck",
        lambda: _tr("At most"),
        lambda: _tr("What could go round at most: the largest headline of the smallest leg; not what did"),
        "text",
        "123.4bn USD",
        2,
    ),
    Column(
        "records",
        lambda: _tr("Records"),
        lambda: _tr("How many records the legs have"),
        "text",
        "Records",
        3,
    ),
)


class LoopRow(NamedTuple):
    """One loop with its cells and what each column sorts by."""

    loop: Loop
    weight: Decimal
    direct: bool
    cells: tuple[Cell, ...]
    keys: tuple[float, ...]


def loop_rows(assessment: Assessment, loops: Sequence[Loop]) -> list[LoopRow]:
    """A row for each loop; the most of the user's money first, then the firmest and shortest."""
    rows = [_row(assessment, loop) for loop in loops]
    rows.sort(key=lambda row: (-row.weight, -row.keys[1], row.keys[0], row.loop.entities))
    return rows


def _row(assessment: Assessment, loop: Loop) -> LoopRow:
    weight = ring_graph.weight_on(loop, assessment)
    route = deal_words.route(loop.entities, assessment.entity_names)
    strength = in_sentence(wording.label("strength", loop.strength))
    records = deal_words.records(loop)
    amount = loop.bottleneck_usd
    at_most = formats.UNKNOWN if amount is None else wording.dollars(amount)
    tip = _tr("The amount of a leg is not disclosed.") if amount is None else deal_words.bottleneck(loop)
    package = _tr("All its legs belong to one package.") if loop.one_package else ""
    cells = (
        Cell(route, tip="\n".join(filter(None, (route, package)))),
        Cell(strength, "ink" if loop.strength == "firm" else "quiet"),
        Cell(formats.percent(weight) if weight else formats.DASH, "ink" if weight else "quiet"),
        Cell(at_most, "quiet", tip=tip),
        Cell(str(records), "quiet"),
    )
    keys = (
        float(len(loop.legs)),
        float(ring_graph.rank(loop.strength)),
        float(weight),
        -1.0 if amount is None else float(amount),
        float(records),
    )
    return LoopRow(loop, weight, ring_graph.held_directly(loop, assessment), cells, keys)


class LoopsModel(QAbstractTableModel):
    """Loops to choose from, sorted by value; a filter hides some."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LoopRow] = []
        self._shown: list[LoopRow] = []
        self._admits: Callable[[LoopRow], bool] = lambda _row: True

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Loops shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """All columns."""
        return 0 if parent.isValid() else len(LOOP_COLUMNS)

    def cell_at(self, index: AnyIndex) -> Cell:
        """The cell at a valid index."""
        return self._shown[index.row()].cells[index.column()]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tip and what a screen reader says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_at(index).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(self.cell_at(index).tip) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{LOOP_COLUMNS[index.column()].about()}: {self.cell_at(index).text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles and what each column shows."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(LOOP_COLUMNS):
            return None
        column = LOOP_COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        if role == Qt.ItemDataRole.ToolTipRole:
            return labels.tooltip_text(column.about())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the value behind `column`."""
        self.beginResetModel()
        reverse = order == Qt.SortOrder.DescendingOrder
        self._rows.sort(key=lambda row: row.keys[column], reverse=reverse)
        self._shown = [row for row in self._rows if self._admits(row)]
        self.endResetModel()

    def show_rows(self, rows: list[LoopRow], admits: Callable[[LoopRow], bool]) -> None:
        """Show those of `rows` that `admits` lets through."""
        self.beginResetModel()
        self._rows = list(rows)
        self._admits = admits
        self._shown = [row for row in rows if admits(row)]
        self.endResetModel()

    def row(self, number: int) -> LoopRow:
        """The row shown at `number`."""
        return self._shown[number]

    def number_of(self, loop: Loop) -> int | None:
        """Where `loop` is shown."""
        for number, row in enumerate(self._shown):
            if row.loop.entities == loop.entities:
                return number
        return None
