"""Every command of the window once: id, words, keys. Menus, buttons and the palette all use these.

Keys that mean something in a table only (F2, Del) belong to the table.
When adding an action: one line in `ENTRIES`, and connect its id in the main window.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from screener.ui import labels
from screener.ui.panels import PANELS


class ActionEntry(NamedTuple):
    """An action's id, untranslated words and keys."""

    id: str
    text: str
    keys: tuple[str, ...] = ()


ENTRIES: tuple[ActionEntry, ...] = (
    ActionEntry("palette", QT_TRANSLATE_NOOP("Actions", "Search companies and commands"), ("Ctrl+K",)),
    ActionEntry("add_holding", QT_TRANSLATE_NOOP("Actions", "Add a holding …"), ("Ctrl+N",)),
    ActionEntry("edit_holding", QT_TRANSLATE_NOOP("Actions", "Edit the selected holding …")),
    ActionEntry("remove", QT_TRANSLATE_NOOP("Actions", "Remove the selected rows")),
    ActionEntry("add_watch", QT_TRANSLATE_NOOP("Actions", "Watch a symbol …"), ("Ctrl+D",)),
    ActionEntry("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",)),
    ActionEntry("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionEntry("refresh", QT_TRANSLATE_NOOP("Actions", "Fetch quotes now"), ("F5",)),
    ActionEntry("import", QT_TRANSLATE_NOOP("Actions", "Import a file …"), ("Ctrl+I",)),
    ActionEntry("export_html", QT_TRANSLATE_NOOP("Actions", "Export as a web page …"), ("Ctrl+E",)),
    ActionEntry("export_csv", QT_TRANSLATE_NOOP("Actions", "Export as a table (CSV) …")),
    ActionEntry("export_json", QT_TRANSLATE_NOOP("Actions", "Export as data (JSON) …")),
    ActionEntry("new_portfolio", QT_TRANSLATE_NOOP("Actions", "New portfolio …")),
    ActionEntry("rename_portfolio", QT_TRANSLATE_NOOP("Actions", "Rename this portfolio …")),
    ActionEntry("delete_portfolio", QT_TRANSLATE_NOOP("Actions", "Delete this portfolio …")),
    ActionEntry("clear_sample", QT_TRANSLATE_NOOP("Actions", "Replace the sample by my own portfolio")),
    ActionEntry("inspector", QT_TRANSLATE_NOOP("Actions", "Show or hide the Inspector"), ("Ctrl+B",)),
    ActionEntry("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",)),
)


class Actions(QObject):
    """The window's actions by id, the panels' among them ("panel.overview" ...)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._by_id: dict[str, QAction] = {}
        for entry in ENTRIES:
            self._add(window, entry.id, QCoreApplication.translate("Actions", entry.text), entry.keys)
        for number, panel in enumerate(PANELS, start=1):
            text = self.tr("Go to {panel}").format(panel=panel.translated_title())
            self._add(window, f"panel.{panel.id}", text, (f"Ctrl+{number}",))

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_id.values())

    def connect_to(self, action_id: str, slot: Callable[[], object]) -> None:
        """Do `slot` when the action is triggered, from wherever."""
        self._by_id[action_id].triggered.connect(lambda: slot())

    def _add(self, window: QWidget, action_id: str, text: str, keys: tuple[str, ...]) -> None:
        action = QAction(labels.escape_mnemonic(text), window)
        action.setObjectName(action_id)
        action.setShortcuts([QKeySequence(key) for key in keys])
        hint = ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
        labels.set_tooltip(action, f"{text}  {hint}".strip())
        window.addAction(action)
        self._by_id[action_id] = action
