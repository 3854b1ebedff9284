"""Rows of a file without a symbol that can be quoted: the user chooses a listing for each, or leaves it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from screener.errors import RingfenceError
from screener.ui import labels
from screener.ui.tasks import Job, Task

if TYPE_CHECKING:
    from screener.domain.imported import ImportedPosition
    from screener.domain.quote import SymbolMatch
    from screener.ui.dialogs.online_search import OnlineSearchDialog
    from screener.ui.session import Session


class SymbolChoices(QWidget):
    """What is to be looked up by row, and what was chosen. `changed` carries the row that reads anew."""

    changed = Signal(int)

    def __init__(
        self, session: "Session", positions: "tuple[ImportedPosition, ...]", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from screener.services.symbols import words_to_look_up

        self._session = session
        self._positions = positions
        asked = ((row, words_to_look_up(position)) for row, position in enumerate(positions))
        self.open = {row: words for row, words in asked if words}
        """The words to look up, by row."""
        self.chosen: dict[int, SymbolMatch] = {}
        self._proposed: set[int] = set()
        self._row = next(iter(self.open), -1)
        self._searching = False
        self._build()
        self._task = Task(session.pool, self)
        self._task.progressed.connect(self._on_proposal)
        self._task.done.connect(self._on_looked_up)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        if not self.open:
            self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        text = self.tr(
            "Rows without a symbol that can be quoted: {n}. Choose a listing for each, or leave them: they "
            "are kept and marked. Only the ISIN, name or code is sent, to query2.finance.yahoo.com "
            "(Yahoo Finance)."
        )
        column.addWidget(labels.label(text.format(n=len(self.open)), wrap=True))
        row = QHBoxLayout()
        self.choose_button = labels.button(self.tr("Choose …"), self.choose)
        self.clear_button = labels.button(self.tr("Leave as it is"), self.clear)
        self.propose_button = labels.button(self.tr("Look up every ISIN"), self.propose)
        self.propose_button.setVisible(bool(self._isins()))
        for button in (self.choose_button, self.clear_button, self.propose_button):
            row.addWidget(button)
        self.state = labels.label("", "quiet", wrap=True)
        row.addWidget(self.state, 1)
        column.addLayout(row)
        self.mark(self._row)

    def text_of(self, row: int) -> str | None:
        """What the symbol cell of a row says; None for a row nothing is to be chosen for."""
        if row not in self.open:
            return None
        match = self.chosen.get(row)
        if match is None:
            return self.tr("{words}  Choose …").format(words=self.open[row])
        if row in self._proposed:
            return self.tr("{symbol} (proposed)").format(symbol=match.symbol)
        return match.symbol

    def mark(self, row: int) -> None:
        """Make `row` the one the buttons are about."""
        self._row = row
        self.choose_button.setEnabled(row in self.open)
        self.clear_button.setEnabled(row in self.chosen)

    def choose(self) -> "OnlineSearchDialog | None":
        """Open the search for the marked row."""
        row = self._row
        if row not in self.open or self._searching:
            return None
        from screener.services.symbols import offered_for
        from screener.ui.dialogs.online_search import OnlineSearchDialog

        offered = offered_for(self._positions[row])
        dialog = OnlineSearchDialog(self._session, self.open[row], offered=offered, parent=self.window())
        dialog.chosen.connect(lambda match: self._take(row, match))
        dialog.finished.connect(self._on_searched)
        self._searching = True
        dialog.open()
        return dialog

    def clear(self) -> None:
        """Take back what was chosen or proposed for the marked row."""
        self.chosen.pop(self._row, None)
        self._proposed.discard(self._row)
        self._tell(self._row)

    def propose(self) -> None:
        """Look up every ISIN that has no listing yet; where only one fits it is proposed. Again: stop."""
        if self._task.running:
            self._task.cancel()
            self.state.setText(self.tr("Stopped."))
            return
        wanted = self._isins()
        self.state.setText(self.tr("Searching …"))
        self.propose_button.setText(labels.escape_mnemonic(self.tr("Stop")))
        self._task.start(lambda job: self._look_up(job, wanted))

    def stop(self) -> None:
        """Look up nothing more."""
        self._task.cancel()

    def _isins(self) -> dict[int, str]:
        from screener.services.online_search import is_isin

        return {row: words for row, words in self.open.items() if row not in self.chosen and is_isin(words)}

    def _look_up(self, job: Job, wanted: dict[int, str]) -> int:
        """How many had no single match. Runs in a worker."""
        from screener.services.online_search import proposed

        left = 0
        for row, isin in wanted.items():
            if job.cancelled:
                break
            match = proposed(isin, self._session.workspace.search_online(isin))
            if match is None:
                left += 1
            else:
                job.progress((row, match))
        return left

    def _on_proposal(self, told: "tuple[int, SymbolMatch]") -> None:
        row, match = told
        if row not in self.chosen:
            self.chosen[row] = match
            self._proposed.add(row)
            self._tell(row)

    def _on_looked_up(self, left: int) -> None:
        text = self.tr("Proposed: {found}. Without a single match: {left}.")
        self.state.setText(text.format(found=len(self._proposed), left=left))

    def _on_failed(self, error: BaseException) -> None:
        told = error.message if isinstance(error, RingfenceError) else self.tr("The search did not work.")
        self.state.setText(told)

    def _on_ended(self) -> None:
        self.propose_button.setText(labels.escape_mnemonic(self.tr("Look up every ISIN")))
        self.propose_button.setEnabled(bool(self._isins()))

    def _take(self, row: int, match: "SymbolMatch") -> None:
        self.chosen[row] = match
        self._proposed.discard(row)
        self._tell(row)

    def _on_searched(self) -> None:
        self._searching = False

    def _tell(self, row: int) -> None:
        self.mark(self._row)
        self.changed.emit(row)
