"""Files of the ledger: lists of deals, the user's changes, a newer ledger; handled in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from screener.errors import RingfenceError
from screener.ui import labels
from screener.ui.messages import Notice
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.domain.ring.deal_list import DealListReview
    from screener.services.ledger_files import ChangesRead
    from screener.ui.session import Session

_SHOWN_REFUSALS = 3
_CHANGES = "ringfence-ledger-changes.json"


class LedgerFiles(QObject):
    """`told` carries a Notice on what came of a file, `reviewed` a list of deals to be looked at."""

    told = Signal(object)
    reviewed = Signal(object)

    def __init__(self, session: "Session", window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.path = Path()
        """The list of deals read last."""
        self._list = self._task(self._on_list)
        self._changes = self._task(self._on_changes)
        self._written = self._task(self._on_written)
        self._ledger = self._task(self._on_ledger)

    def _task(self, done: Callable[..., None]) -> Task:
        made = Task(self._session.pool, self)
        made.done.connect(done)
        made.failed.connect(self._on_failed)
        return made

    def menu(self, parent: QWidget) -> QMenu:
        """Everything that can be done with files."""
        made = QMenu(parent)
        for text, slot in (
            (self.tr("Import a list of deals (CSV) …"), self.choose_deals),
            (self.tr("Import changes …"), self.choose_changes),
            (self.tr("Export my changes …"), self.choose_export),
            (self.tr("Use a newer ledger …"), self.choose_ledger),
            (self.tr("Use the shipped ledger again"), self.drop_ledger),
        ):
            action = made.addAction(labels.escape_mnemonic(text))
            action.triggered.connect(lambda _on, do=slot: do())
        return made

    # -- asking for a file --------------------------------------------------------------------------

    def choose_deals(self) -> None:
        """Ask for a list of deals and read it."""
        path = self._ask(
            self.tr("Import a list of deals"), self.tr("Tables (*.csv *.tsv *.txt);;All files (*)")
        )
        if path is not None:
            self.read_deals(path)

    def choose_changes(self) -> None:
        """Ask for a file of changes and take them over."""
        path = self._ask(self.tr("Import changes"), self.tr("Changes (*.json);;All files (*)"))
        if path is not None:
            self.read_changes(path)

    def choose_ledger(self) -> None:
        """Ask for a newer ledger and use it."""
        path = self._ask(self.tr("Use a newer ledger"), self.tr("Ledgers (*.json);;All files (*)"))
        if path is not None:
            self.read_ledger(path)

    def choose_export(self) -> None:
        """Ask where to write the user's changes."""
        path, _filter = QFileDialog.getSaveFileName(
            self._window, self.tr("Export my changes"), _CHANGES, self.tr("Changes (*.json)")
        )
        if path:
            self.write_changes(Path(path))

    def _ask(self, title: str, kinds: str) -> Path | None:
        path, _filter = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        return Path(path) if path else None

    # -- doing --------------------------------------------------------------------------------------

    def read_deals(self, path: Path) -> None:
        """Read a list of deals and have it reviewed; nothing is stored."""
        self.path = path
        self._list.start(lambda _job: self._session.workspace.import_deals(path))

    def read_changes(self, path: Path) -> None:
        """Take over the changes of a file; one undo step."""
        self._changes.start(lambda _job: self._session.workspace.import_ledger_changes(path))

    def write_changes(self, path: Path) -> None:
        """Write everything the user changed."""
        self._written.start(lambda _job: self._session.workspace.export_ledger_changes(path))

    def read_ledger(self, path: Path) -> None:
        """Use a newer ledger from a file; one undo step."""
        self._ledger.start(lambda _job: self._session.workspace.import_ledger(path))

    def drop_ledger(self) -> None:
        """Use the shipped ledger again; one undo step."""
        if self._session.attempt(self._session.workspace.drop_ledger):
            self._session.edited()

    # -- what came of it ----------------------------------------------------------------------------

    def _on_list(self, review: "DealListReview") -> None:
        self.reviewed.emit(review)

    def _on_changes(self, read: "ChangesRead") -> None:
        self._session.edited()
        count = len(read.taken)
        text = (
            self.tr("1 change taken over.")
            if count == 1
            else self.tr("{n} changes taken over.").format(n=count)
        )
        if not read.refused:
            self.told.emit(Notice("info", text, "ledger-file"))
            return
        reasons = " ".join(sentence for _id, sentence in read.refused[:_SHOWN_REFUSALS])
        left = len(read.refused) - _SHOWN_REFUSALS
        if left > 0:
            reasons = self.tr("{reasons} And {n} more.").format(reasons=reasons, n=left)
        whole = self.tr("{taken} Not taken over: {reasons}").format(taken=text, reasons=reasons)
        self.told.emit(Notice("warning", whole, "ledger-file"))

    def _on_written(self, path: Path) -> None:
        text = self.tr("Your changes were written to {path}.").format(path=path)
        self.told.emit(Notice("info", text, "ledger-file"))

    def _on_ledger(self, version: str) -> None:
        self._session.edited()
        text = self.tr("The ledger in use is now {version}.").format(version=version)
        self.told.emit(Notice("info", text, "ledger-file"))

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, RingfenceError):
            self.told.emit(Notice("error", error.message, "ledger-file"))
