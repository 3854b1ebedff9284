"""Every command of the window once: id, words, keys. Menus, buttons and the palette all use these.

Keys that mean something in a table only (F2, Del) belong to the table.
When adding an action: one line in `ENTRIES`, and connect its id in the main window.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from screener.translation import translate
from screener.ui import labels
from screener.ui.panels import PANELS

_NATIVE = QKeySequence.SequenceFormat.NativeText


class ActionEntry(NamedTuple):
    """An action's id, its words in the current language, and its keys."""

    id: str
    text: Callable[[], str]
    keys: tuple[str, ...] = ()


ENTRIES: tuple[ActionEntry, ...] = (
    ActionEntry("palette", lambda: translate("Actions", "Search companies and commands"), ("Ctrl+K",)),
    ActionEntry("add_holding", lambda: translate("Actions", "Add a holding …"), ("Ctrl+N",)),
    ActionEntry("edit_holding", lambda: translate("Actions", "Edit the selected holding …")),
    ActionEntry("remove", lambda: translate("Actions", "Remove the selected rows")),
    ActionEntry("add_watch", lambda: translate("Actions", "Watch a symbol …"), ("Ctrl+D",)),
    ActionEntry("undo", lambda: translate("Actions", "Undo"), ("Ctrl+Z",)),
    ActionEntry("redo", lambda: translate("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionEntry("refresh", lambda: translate("Actions", "Fetch quotes now"), ("F5",)),
    ActionEntry("import", lambda: translate("Actions", "Import a file …"), ("Ctrl+I",)),
    ActionEntry("import_prices", lambda: translate("Actions", "Import prices …")),
    ActionEntry("export_html", lambda: translate("Actions", "Export as a web page …"), ("Ctrl+E",)),
    ActionEntry("export_csv", lambda: translate("Actions", "Export as a table (CSV) …")),
    ActionEntry("export_json", lambda: translate("Actions", "Export as data (JSON) …")),
    ActionEntry("new_portfolio", lambda: translate("Actions", "New portfolio …")),
    ActionEntry("rename_portfolio", lambda: translate("Actions", "Rename this portfolio …")),
    ActionEntry("delete_portfolio", lambda: translate("Actions", "Delete this portfolio …")),
    ActionEntry("clear_sample", lambda: translate("Actions", "Replace the sample by my own portfolio")),
    ActionEntry("inspector", lambda: translate("Actions", "Show or hide the Inspector"), ("Ctrl+B",)),
    ActionEntry("quit", lambda: translate("Actions", "Quit"), ("Ctrl+Q",)),
)


class Actions(QObject):
    """The window's actions by id, the panels' among them ("panel.overview" ...)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._by_id: dict[str, QAction] = {}
        for entry in ENTRIES:
            self._add(window, entry.id, entry.text(), entry.keys)
        for number, panel in enumerate(PANELS, start=1):
            text = self.tr("Go to {panel}").format(panel=panel.title())
            self._add(window, f"panel.{panel.id}", text, (f"Ctrl+{number}",))

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_id.values())

    def connect_to(self, action_id: str, slot: Callable[[], object]) -> None:
        """Do `slot` when the action is triggered, from wherever."""
        self._by_id[action_id].triggered.connect(lambda _checked: slot())

    def keys(self, action_id: str) -> str:
        """The action's keys as this system writes them, joined by commas."""
        return QKeySequence.listToString(self._by_id[action_id].shortcuts(), _NATIVE).replace("; ", ", ")

    def hint(self, action_id: str) -> str:
        """What the action does and its keys, for a tooltip."""
        words = self._by_id[action_id].text().replace("&&", "&")
        return f"{words}  {self.keys(action_id)}".rstrip()

    def _add(self, window: QWidget, action_id: str, text: str, keys: tuple[str, ...]) -> None:
        action = QAction(labels.escape_mnemonic(text), window)
        action.setObjectName(action_id)
        action.setShortcuts([QKeySequence(key) for key in keys])
        window.addAction(action)
        self._by_id[action_id] = action
        labels.set_tooltip(action, self.hint(action_id))
