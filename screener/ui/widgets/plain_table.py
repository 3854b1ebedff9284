"""A small read-only table for plain models: no grid, rows of even height, one column that takes the room."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from screener.ui import theme


class PlainTable(QTableView):
    """Shows a model under the accessible `name`; `widths` by column, the column `growing` takes the rest."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        widths: Mapping[int, int],
        growing: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_PX - 5)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(growing, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def chosen_rows(self) -> list[int]:
        """The numbers of the selected rows, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())
