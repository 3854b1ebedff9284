"""The table of positions with its filters and column chooser; Holdings and Watch both use it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from screener.domain.assessment import Assessment
from screener.domain.quote import Quote
from screener.ui import labels
from screener.ui.models import position_columns
from screener.ui.models.position_columns import COLUMNS
from screener.ui.models.position_groups import GROUPINGS, Grouping
from screener.ui.models.position_rows import Showing, Which, rows_of
from screener.ui.models.positions_model import PositionsModel
from screener.ui.panels.positions_controls import PositionsControls
from screener.ui.panels.positions_view import PositionsView

if TYPE_CHECKING:
    from screener.ui.session import Session

_TICK_MS = 1000


class PositionsTable(QWidget):
    """Positions of the newest assessment. `controls` holds the filters, for the owner's header row.

    Call `show_assessment` with each new assessment. The selected row becomes the session's
    selection, and the session's selection is marked here when it is in the table.
    """

    def __init__(
        self, session: "Session", which: Which, parent: QWidget | None = None, *, controls_above: bool = True
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.which: Which = which
        self.model = PositionsModel(self)
        self.view = PositionsView(self.model)
        self.view.setAccessibleName(self.tr("Holdings") if which == "holdings" else self.tr("Watchlist"))
        self.controls = PositionsControls(self.model)
        self._selecting = False
        self._build(controls_above)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.view.want_columns(self._stored_columns())
        self._use_stored_grouping()
        if which == "watchlist":
            self.view.sort_first("symbol")
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.shown_changed.connect(self._show_state)
        session.selection_changed.connect(self._mark)
        session.setting_changed.connect(self._on_setting)

    # -- building -----------------------------------------------------------------------------------

    def _build(self, controls_above: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._columns_menu = self.controls.columns_menu
        self._columns_menu.aboutToShow.connect(self._fill_columns_menu)
        self.controls.filtered.connect(self.model.set_filter)
        self.controls.grouped.connect(self._store_grouping)
        self.view.columns_fitted.connect(self._say_left_out)
        if controls_above:
            column.addWidget(self.controls)
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.addWidget(labels.label(self.tr("No position matches the filters."), "quiet"))
        nothing.addWidget(
            labels.link(self.tr("Show all"), self.clear_filters), 0, Qt.AlignmentFlag.AlignCenter
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column.addLayout(self._stack, 1)

    # -- filling ------------------------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the positions of `assessment`; what did not change is not painted again."""
        hidden = bool(self.session.workspace.setting("hide_amounts"))
        showing = Showing(self.session.now(), assessment.base_currency, hidden)
        rows = rows_of(assessment, self.which, showing)
        empty = [] if any(row.tags for row in rows) else ["tags"]
        if all(row.position.change is None for row in rows):
            empty.append("today")
        self.view.leave_empty(empty)
        first, last = self.view.shown_rows()
        self.model.show_rows(rows, range(first, last + 1))
        if self.session.selection is not None:
            self._mark(*self.session.selection)

    def show_quotes(self, quotes: Mapping[str, Quote]) -> None:
        """Show newer prices by symbol; the rest waits for the next assessment."""
        first, last = self.view.shown_rows()
        self.model.show_quotes(quotes, self.session.now(), range(first, last + 1))

    def selected_keys(self) -> tuple[str, ...]:
        """Keys of the selected rows, top to bottom."""
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        return tuple(self.model.row(number).key for number in rows if self.model.head_at(number) is None)

    def add_row_action(self, action: QAction) -> None:
        """Offer `action` in the rows' context menu, with its shortcut while the table has the focus."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.addAction(action)

    # -- filters and groups -------------------------------------------------------------------------

    def clear_filters(self) -> None:
        """Show every row again."""
        self.controls.clear_filters()

    def _show_state(self) -> None:
        nothing = not self.model.count and self.model.total
        self._stack.setCurrentWidget(self._nothing if nothing else self.view)

    # -- columns ------------------------------------------------------------------------------------

    @property
    def _possible_columns(self) -> tuple[str, ...]:
        return position_columns.WATCH_COLUMN_IDS if self.which == "watchlist" else position_columns.COLUMN_IDS

    @property
    def _group_key(self) -> str:
        return "watch_group" if self.which == "watchlist" else "holdings_group"

    def _use_stored_grouping(self) -> None:
        stored = str(self.session.workspace.setting(self._group_key))
        found: Grouping = next((each for each in GROUPINGS if each == stored), "")
        if found:
            self.controls.choose_group(found)

    def _store_grouping(self, grouping: str) -> None:
        key = self._group_key
        if str(self.session.workspace.setting(key)) != grouping:
            self.session.attempt(lambda: self.session.workspace.set_setting(key, grouping))

    @property
    def _setting_key(self) -> str:
        return "watch_columns" if self.which == "watchlist" else "holdings_columns"

    def _stored_columns(self) -> tuple[str, ...]:
        stored = str(self.session.workspace.setting(self._setting_key) or "").split(",")
        return tuple(each for each in self._possible_columns if each in stored) or self._possible_columns

    def _fill_columns_menu(self) -> None:
        self._columns_menu.clear()
        waiting = self.view.left_out
        for column in COLUMNS:
            if column.id not in self._possible_columns or column.id == "symbol":
                continue
            text = column.title()
            if column.id in waiting:
                text = self.tr("{column} (when there is room)").format(column=text)
            action = self._columns_menu.addAction(labels.escape_mnemonic(text))
            labels.set_tooltip(action, column.about())
            action.setCheckable(True)
            action.setChecked(column.id in self.view.wanted)
            action.toggled.connect(lambda on, which=column.id: self._want(which, on))
        self._columns_menu.addSeparator()
        self._columns_menu.addAction(
            self.tr("All columns"), lambda: self._store_columns(self._possible_columns)
        )

    def _want(self, column: str, on: bool) -> None:
        wanted = [each for each in self.view.wanted if each != column] + ([column] if on else [])
        self._store_columns(tuple(each for each in self._possible_columns if each in wanted))

    def _store_columns(self, columns: tuple[str, ...]) -> None:
        self.view.want_columns(columns)
        self.session.set_setting(self._setting_key, ",".join(columns))

    def _say_left_out(self) -> None:
        waiting = [column.title() for column in COLUMNS if column.id in self.view.left_out]
        text = self.tr("Shown when there is room: {columns}").format(columns=", ".join(waiting))
        self.controls.tell_waiting(text if waiting else "")

    # -- selection ----------------------------------------------------------------------------------

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        keys = self.selected_keys()
        if len(keys) == 1 and not self._selecting:
            self.session.select("position", keys[0])

    def _mark(self, kind: str, key: str) -> None:
        """Select the row of what the session shows, without telling the session again."""
        number = self._row_of(kind, key)
        shown = self.selected_keys()
        if number is not None and self.model.row(number).key in shown:
            return
        self._selecting = True
        if number is None:
            self.view.clearSelection()
        else:
            self._select_row(number)
        self._selecting = False

    def _select_row(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(self.model.index(number, 0), flags)

    def _row_of(self, kind: str, key: str) -> int | None:
        if kind == "position":
            return self.model.row_of_key(key)
        for number, row in self.model.shown_rows():
            if key == (row.position.company if kind == "company" else row.position.fund):
                return number
        return None

    def _remember(self) -> None:
        self._kept_keys = self.selected_keys()
        self._kept_scroll = self.view.verticalScrollBar().value()

    def _restore(self) -> None:
        self._selecting = True
        chosen = QItemSelection()
        current = QModelIndex()
        for key in self._kept_keys:
            number = self.model.row_of_key(key)
            if number is not None:
                current = self.model.index(number, 0)
                chosen.select(current, self.model.index(number, len(COLUMNS) - 1))
        flags = QItemSelectionModel.SelectionFlag
        if current.isValid():
            self.view.selectionModel().setCurrentIndex(current, flags.NoUpdate)
            self.view.selectionModel().select(chosen, flags.ClearAndSelect)
        self.view.verticalScrollBar().setValue(self._kept_scroll)
        self._selecting = False

    # -- time and settings --------------------------------------------------------------------------

    def _tick(self) -> None:
        first, last = self.view.shown_rows()
        self.model.tick(self.session.now(), range(first, last + 1))

    def _on_setting(self, key: str) -> None:
        if key == "hide_amounts" and self.session.assessment is not None:
            self.show_assessment(self.session.assessment)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the ages run while they can be seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the ages."""
        super().hideEvent(event)
        self._clock.stop()
