"""Looking a listing up at a source: the user types, sees what there is, and chooses."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from screener import wording
from screener.errors import RingfenceError
from screener.ui import labels
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.domain.quote import SymbolMatch
    from screener.ui.session import Session

_SIZE = (560, 420)
_MATCH = Qt.ItemDataRole.UserRole + 1
_KINDS = {
    "EQUITY": "equity",
    "ETF": "fund",
    "MUTUALFUND": "fund",
    "CRYPTOCURRENCY": "crypto",
    "OPTION": "option",
    "BOND": "bond",
}


def match_words(match: "SymbolMatch") -> str:
    """A listing in one line: symbol, name, exchange, kind."""
    kind = _KINDS.get(match.quote_type)
    parts = (match.name, match.exchange, wording.label("kind", kind) if kind else match.quote_type.title())
    return "  ·  ".join((match.symbol, *(part for part in parts if part)))


class OnlineSearchDialog(QDialog):
    """Searches when asked to and never by itself, unless it is opened with words to look up.

    `chosen` carries the SymbolMatch the user took.
    """

    chosen = Signal(object)

    def __init__(
        self,
        session: "Session",
        words: str,
        *,
        offered: "tuple[SymbolMatch, ...]" = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._offered = offered
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Search online"))
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(labels.label(self.tr("Search online"), "title"))
        self.words = QLineEdit(words)
        self.words.setPlaceholderText(self.tr("Name, ISIN or symbol"))
        self.words.setAccessibleName(self.tr("Name, ISIN or symbol"))
        self.search_button = labels.button(self.tr("Search"), self.search)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.search_button)
        column.addLayout(row)
        note = self.tr("Only these words are sent, to query2.finance.yahoo.com (Yahoo Finance).")
        column.addWidget(labels.label(note, "caption", wrap=True))
        self.results = QListWidget()
        self.results.setAccessibleName(self.tr("Listings found"))
        self.results.setSpacing(2)
        column.addWidget(self.results, 1)
        self.state = labels.label("", "quiet", wrap=True)
        column.addWidget(self.state)
        self.cancel_button = labels.button(self.tr("Cancel"), self.reject)
        self.choose_button = labels.button(self.tr("Choose"), self.choose)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.choose_button)
        column.addLayout(buttons)
        self._task = Task(session.pool, self)
        self._task.done.connect(self._on_found)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.finished.connect(lambda _result: self._task.cancel())
        self.words.returnPressed.connect(self.search)
        self.results.itemActivated.connect(lambda _item: self.choose())
        self.results.itemSelectionChanged.connect(self._on_marked)
        self._show(offered)
        if words and not offered:
            self.search()

    def search(self) -> None:
        """Ask for the words in the field; asked again while it runs, it stops."""
        if self._task.running:
            self._task.cancel()
            self.state.setText(self.tr("Stopped."))
            return
        words = self.words.text()
        self._show(())
        self.state.setText(self.tr("Searching …"))
        self.search_button.setText(labels.escape_mnemonic(self.tr("Stop")))
        self._task.start(lambda _job: self._session.workspace.search_online(words))

    def choose(self) -> None:
        """Take the listing that is marked."""
        for item in self.results.selectedItems():
            self.chosen.emit(item.data(_MATCH))
            self.accept()

    def _on_found(self, found: "tuple[SymbolMatch, ...]") -> None:
        self._show(found)
        if found:
            self.results.setFocus()
            return
        self.state.setText(self.tr("Nothing was found. Another spelling, the ISIN or the symbol may help."))

    def _on_failed(self, error: BaseException) -> None:
        self._show(self._offered)
        told = error.message if isinstance(error, RingfenceError) else self.tr("The search did not work.")
        self.state.setText(told)

    def _on_ended(self) -> None:
        self.search_button.setText(labels.escape_mnemonic(self.tr("Search")))

    def _show(self, found: "tuple[SymbolMatch, ...]") -> None:
        """List these; nothing is marked where there is a choice."""
        self.results.clear()
        for match in found:
            item = QListWidgetItem(match_words(match))
            item.setData(_MATCH, match)
            self.results.addItem(item)
        if len(found) == 1:
            self.results.setCurrentRow(0)
        several = self.tr("Several listings fit: please choose the one you hold.")
        self.state.setText(several if len(found) > 1 else "")
        self._on_marked()

    def _on_marked(self) -> None:
        # The list's current row is no choice: it has one as soon as it has the focus.
        self.choose_button.setEnabled(bool(self.results.selectedItems()))
