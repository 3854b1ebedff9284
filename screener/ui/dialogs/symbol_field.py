"""A field for a symbol that proposes tickers while a name is typed, in any language."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from screener.ui import labels
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.domain.quote import SymbolMatch
    from screener.services.search import SearchHit
    from screener.ui.dialogs.online_search import OnlineSearchDialog
    from screener.ui.session import Session

_SYMBOL_ROLE = Qt.ItemDataRole.UserRole + 1
_PROPOSALS = 8


class SymbolField(QLineEdit):
    """Completes from the workspace's search; any other symbol may be typed too."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setPlaceholderText(self.tr("NVDA, 2330.TW, 輝達 …"))
        self.proposals = QStandardItemModel(self)
        completer = QCompleter(self.proposals, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(_SYMBOL_ROLE)
        self.setCompleter(completer)
        self._looking = Task(session.pool, self)
        self._looking.done.connect(self._propose)
        self._looking.failed.connect(session.tell_error)
        self.textEdited.connect(self._look)

    def online_link(self) -> QPushButton:
        """A link that searches online for what stands here; the listing chosen is put here."""
        made = labels.link(self.tr("Search online …"), self.search_online)
        made.setMinimumHeight(made.sizeHint().height())
        return made

    def search_online(self) -> "OnlineSearchDialog":
        """Open the search for what stands here."""
        from screener.ui.dialogs.online_search import OnlineSearchDialog

        dialog = OnlineSearchDialog(self._session, self.text().strip(), parent=self.window())
        dialog.chosen.connect(self._take)
        dialog.open()
        return dialog

    def _take(self, match: "SymbolMatch") -> None:
        self.setText(match.symbol)
        self.setFocus()

    def _look(self, text: str) -> None:
        wanted = text.strip()
        if wanted:
            self._looking.start(lambda _job: self._session.workspace.search(wanted, _PROPOSALS))
        else:
            self._looking.cancel()
            self.proposals.clear()

    def _propose(self, hits: "tuple[SearchHit, ...]") -> None:
        self.proposals.clear()
        for hit in hits:
            if not hit.symbol:
                continue
            item = QStandardItem(f"{hit.symbol}  {hit.name}")
            item.setData(hit.symbol, _SYMBOL_ROLE)
            self.proposals.appendRow(item)
        completer = self.completer()
        if self.hasFocus() and self.proposals.rowCount() and completer is not None:
            completer.complete()
