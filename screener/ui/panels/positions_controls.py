"""What stands beside the title of a positions table: filters, groups and columns."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from screener import wording
from screener.ui import labels
from screener.ui.models import position_groups
from screener.ui.models.position_groups import GROUPINGS, Grouping
from screener.ui.models.positions_model import Filter, PositionsModel

_HIGH_LEVEL = 3
_MOST_NAMED = 14
_CHOICE_PX, _GAP_PX = 90, 8


class PositionsControls(QWidget):
    """Text, chips and menus. `filtered` and `grouped` say that another choice was made."""

    filtered = Signal(object)
    grouped = Signal(str)

    def __init__(self, model: PositionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._only: dict[str, str | None] = {"role": None, "sector": None, "tag": None}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        self.text_filter = QLineEdit()
        self.text_filter.setPlaceholderText(self.tr("Filter"))
        self.text_filter.setAccessibleName(self.tr("Filter by symbol, name or tag"))
        self.text_filter.setClearButtonEnabled(True)
        self.text_filter.setMinimumWidth(70)
        self.text_filter.setMaximumWidth(130)
        self.text_filter.textChanged.connect(self._filter)
        self.on_loop = self._chip(self.tr("On a loop"), self.tr("Only companies that stand on a money loop"))
        self.high_level = self._chip(
            self.tr("Level ≥ {n}").format(n=_HIGH_LEVEL), self.tr("Only companies of level 3 or 4")
        )
        self.only_button = self._menu_button(self._fill_only)
        self.view_button = self._menu_button(self._fill_view)
        labels.set_tooltip(self.only_button, self.tr("Show one role, sector or tag only"))
        self.view_button.setText(self.tr("View ▾"))
        self.columns_menu = QMenu(self.tr("Columns"), self.view_button)
        self.tell_waiting("")
        self._optional = (self.text_filter, self.on_loop, self.high_level)
        for widget in (*self._optional, self.only_button, self.view_button):
            row.addWidget(widget)
        self._say_choices()

    # -- room ---------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Room for everything."""
        return self._size((*self._optional, self.only_button, self.view_button))

    def minimumSizeHint(self) -> QSize:
        """Room for the menus, which offer the chips as well."""
        return self._size((self.only_button, self.view_button))

    def _size(self, shown: Iterable[QWidget]) -> QSize:
        hints = [each.sizeHint().boundedTo(each.maximumSize()) for each in shown]
        width = sum(hint.width() for hint in hints) + _GAP_PX * (len(hints) - 1)
        return QSize(width, max(hint.height() for hint in hints))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room; what filters now goes last."""
        super().resizeEvent(event)
        room = event.size().width() - self.minimumSizeHint().width()
        for widget in sorted(self._optional, key=lambda each: not self._filters(each)):
            room -= widget.minimumSizeHint().width() + _GAP_PX
            widget.setVisible(room >= 0)

    def _filters(self, widget: QWidget) -> bool:
        return bool(self.text_filter.text()) if widget is self.text_filter else _is_checked(widget)

    def _chip(self, text: str, about: str) -> QPushButton:
        made = labels.button(text, role="chip")
        made.setCheckable(True)
        made.toggled.connect(self._filter)
        labels.set_tooltip(made, about)
        return made

    def _menu_button(self, fill: Callable[[QMenu], None]) -> QPushButton:
        made = labels.button("")
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: fill(menu))
        made.setMenu(menu)
        return made

    # -- filters ------------------------------------------------------------------------------------

    def clear_filters(self) -> None:
        """Let everything through again."""
        self._only = dict.fromkeys(self._only)
        self.text_filter.clear()
        self.on_loop.setChecked(False)
        self.high_level.setChecked(False)
        self._filter()

    def _filter(self) -> None:
        level = _HIGH_LEVEL if self.high_level.isChecked() else None
        self._say_choices()
        self.filtered.emit(Filter(self.text_filter.text(), self.on_loop.isChecked(), level, **self._only))

    def _fill_only(self, menu: QMenu) -> None:
        """Everything, then the roles, sectors and tags that are there, each kind in its own part."""
        menu.clear()
        action = menu.addAction(self.tr("Everything"))
        action.triggered.connect(self.clear_filters)
        for chip in (self.on_loop, self.high_level):
            choice = menu.addAction(chip.text())
            choice.setCheckable(True)
            choice.setChecked(chip.isChecked())
            choice.toggled.connect(chip.setChecked)
        rows = self._model.all_rows()
        kinds = (
            ("role", self.tr("Role"), {row.role for row in rows}),
            ("sector", self.tr("Sector"), {row.sector for row in rows}),
            ("tag", self.tr("Own tag"), {tag for row in rows for tag in row.tags}),
        )
        for kind, title, found in kinds:
            named = {each: self._name(kind, each) for each in found if each}
            if not named:
                continue
            part = menu.addMenu(title) if len(named) > _MOST_NAMED else menu
            if part is menu:
                menu.addSection(title)
            group = QActionGroup(part)
            for value in sorted(named, key=lambda each: named[each].casefold()):
                choice = part.addAction(labels.escape_mnemonic(named[value]))
                choice.setCheckable(True)
                choice.setChecked(self._only[kind] == value)
                choice.triggered.connect(lambda _on=False, k=kind, v=value: self.show_only(k, v))
                group.addAction(choice)

    def show_only(self, kind: str, value: str | None) -> None:
        """Show the rows of one role, sector or tag; the same one again lets all of them through."""
        self._only[kind] = None if self._only[kind] == value else value
        self._filter()

    def _name(self, kind: str, value: str) -> str:
        return wording.label("role", value) if kind == "role" else value

    def _say_choices(self) -> None:
        chosen = [self._name(kind, value) for kind, value in self._only.items() if value is not None]
        text = ", ".join(chosen) if len(chosen) < 2 else self.tr("{n} filters").format(n=len(chosen))
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _CHOICE_PX)
        self.only_button.setText(labels.escape_mnemonic(f"{shown or self.tr('Show')} ▾"))
        self.only_button.setAccessibleName(
            self.tr("Shown: {what}").format(what=", ".join(chosen) or self.tr("everything"))
        )
        grouped = self.tr("View, grouped by: {what}")
        self.view_button.setAccessibleName(grouped.format(what=position_groups.title(self._model.grouping)))

    # -- groups and columns -------------------------------------------------------------------------

    def tell_waiting(self, text: str) -> None:
        """Say in the tooltip which columns wait for room; empty for none."""
        about = self.tr("Groups and columns")
        labels.set_tooltip(self.view_button, f"{about}\n{text}" if text else about)

    def _fill_view(self, menu: QMenu) -> None:
        menu.clear()
        menu.addMenu(self.columns_menu)
        menu.addSection(self.tr("Group by"))
        group = QActionGroup(menu)
        for grouping in GROUPINGS:
            action = menu.addAction(labels.escape_mnemonic(position_groups.title(grouping)))
            action.setCheckable(True)
            action.setChecked(grouping == self._model.grouping)
            action.triggered.connect(lambda _on=False, each=grouping: self.choose_group(each))
            group.addAction(action)

    def choose_group(self, grouping: Grouping) -> None:
        """Group the rows, "" for no groups."""
        self._model.group_by(grouping)
        self._say_choices()
        self.grouped.emit(grouping)


def _is_checked(widget: QWidget) -> bool:
    return isinstance(widget, QPushButton) and widget.isChecked()
