"""The menu of a table's columns: by themselves as there is room, or those the user chose, all of them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from screener.ui import labels
from screener.ui.panels.cell_table import CellTable

if TYPE_CHECKING:
    from screener.ui.session import Session


class ColumnChoice(QPushButton):
    """Offers the columns of a table and keeps the choice in a setting, empty for "as there is room"."""

    def __init__(self, session: "Session", table: CellTable, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._table, self._key = session, table, key
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        self.setText(self.tr("Columns ▾"))
        self.setAccessibleName(self.tr("Columns of the table"))
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self.fill)
        self.setMenu(self.choices)
        table.columns_fitted.connect(self._say_waiting)
        stored = str(session.workspace.setting(key) or "")
        table.choose_columns(frozenset(filter(None, stored.split(","))) or None)

    def fill(self) -> None:
        """Put the columns into the menu, ticked where they are shown."""
        self.choices.clear()
        shown = self._table.shown_columns
        for column in self._table.offered_columns:
            action = self.choices.addAction(labels.escape_mnemonic(column.title()))
            labels.set_tooltip(action, column.about())
            action.setCheckable(True)
            action.setChecked(column.id in shown)
            action.toggled.connect(lambda on, which=column.id: self._want(which, on=on))
        self.choices.addSeparator()
        by_itself = self.choices.addAction(self.tr("As there is room"))
        by_itself.triggered.connect(lambda _on: self._store(frozenset()))

    def _want(self, column: str, *, on: bool) -> None:
        shown = self._table.shown_columns
        self._store(shown | {column} if on else shown - {column})

    def _store(self, columns: frozenset[str]) -> None:
        self._table.choose_columns(columns or None)
        kept = [column.id for column in self._table.offered_columns if column.id in columns]
        self._session.attempt(lambda: self._session.set_setting(self._key, ",".join(kept)))

    def _say_waiting(self) -> None:
        waiting = [
            column.title()
            for column in self._table.offered_columns
            if column.id not in self._table.shown_columns
        ]
        text = self.tr("Not shown: {columns}").format(columns=", ".join(waiting))
        labels.set_tooltip(self, text if waiting else "")
