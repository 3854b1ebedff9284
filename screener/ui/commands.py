"""What the window's actions do: each opens its dialog or file chooser and hands the result to the session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from screener.ui import labels
from screener.ui.actions import Actions
from screener.ui.messages import Notice
from screener.ui.session import Session
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.domain.imported import ImportReview
    from screener.domain.own_price import PricesReview

Chosen = Callable[[], tuple[str, ...]]
_FILE = "file"
"""Key of what is said of the last file that was read: the next one takes its place."""


class Commands(QObject):
    """Connects the actions to what they do. `holdings` and `watched` give the selected keys."""

    def __init__(
        self, session: Session, actions: Actions, window: QWidget, *, holdings: Chosen, watched: Chosen
    ) -> None:
        super().__init__(window)
        self._session = session
        self._actions = actions
        self._window = window
        self._holdings = holdings
        self._watched = watched
        self._reading = Task(session.pool, self)
        self._reading.done.connect(self._review)
        self._reading.failed.connect(partial(session.tell_error, key=_FILE))
        self._reading.started.connect(lambda: session.notice_gone.emit(_FILE))
        self._reading_prices = Task(session.pool, self)
        self._reading_prices.done.connect(self._review_prices)
        self._reading_prices.failed.connect(partial(session.tell_error, key=_FILE))
        self._reading_prices.started.connect(lambda: session.notice_gone.emit(_FILE))
        self._writing = Task(session.pool, self)
        self._writing.done.connect(self._written)
        self._writing.failed.connect(session.tell_error)
        for name, slot in {
            "add_holding": self.add_holding,
            "edit_holding": self.edit_holding,
            "remove": self.remove,
            "add_watch": self.add_watch,
            "undo": lambda: session.attempt(session.undo),
            "redo": lambda: session.attempt(session.redo),
            "refresh": session.refresh,
            "import": self.choose_import,
            "import_prices": self.choose_prices,
            "export_html": lambda: self.choose_export("html"),
            "export_csv": lambda: self.choose_export("csv"),
            "export_json": lambda: self.choose_export("json"),
            "new_portfolio": self.new_portfolio,
            "rename_portfolio": self.rename_portfolio,
            "delete_portfolio": self.delete_portfolio,
            "clear_sample": lambda: session.attempt(session.clear_sample),
        }.items():
            actions.connect_to(name, slot)
        session.history_changed.connect(self.show_history)
        self.show_history()

    # ------------------------------------------------------------ holdings and watchlist

    def add_holding(self, symbol: str = "") -> None:
        """Ask for a new holding."""
        from screener.ui.dialogs.holding import HoldingDialog

        HoldingDialog(self._session, None, self._window, symbol=symbol).open()

    def edit_holding(self) -> None:
        """Ask for new values of the selected holding."""
        from screener.ui.dialogs.holding import HoldingDialog

        keys = self._holdings()
        if len(keys) != 1:
            self._hint(self.tr("Select one holding to edit it."))
            return
        HoldingDialog(self._session, keys[0], self._window).open()

    def remove(self) -> None:
        """Remove the selected rows; can be undone."""
        watched, holdings = self._watched(), self._holdings()
        if watched:
            self._session.attempt(lambda: self._session.remove_watch(watched))
        elif holdings:
            self._session.attempt(lambda: self._session.remove_holdings(holdings))
        else:
            self._hint(self.tr("Select the rows to remove first."))

    def add_watch(self) -> None:
        """Ask for a symbol to watch."""
        from screener.ui.dialogs.watch import WatchDialog

        WatchDialog(self._session, parent=self._window).open()

    def show_history(self) -> None:
        """Name what undo and redo would do."""
        workspace = self._session.workspace
        for name, text, words in (
            ("undo", workspace.can_undo, self.tr("Undo")),
            ("redo", workspace.can_redo, self.tr("Redo")),
        ):
            action = self._actions[name]
            action.setEnabled(text is not None)
            action.setText(labels.escape_mnemonic(words if text is None else f"{words}: {text}"))

    # ------------------------------------------------------------ portfolios

    def new_portfolio(self) -> None:
        """Ask for a name and make an empty portfolio."""
        from screener.ui.dialogs.portfolio import PortfolioDialog

        PortfolioDialog(self._session, parent=self._window).open()

    def rename_portfolio(self) -> None:
        """Ask for another name of the open portfolio."""
        from screener.ui.dialogs.portfolio import PortfolioDialog

        opened = self._session.workspace.portfolio().key
        PortfolioDialog(self._session, parent=self._window, rename=opened).open()

    def delete_portfolio(self) -> None:
        """Delete the open portfolio after asking."""
        opened = self._session.workspace.portfolio()
        question = self.tr("Delete the portfolio “{name}” with its holdings and watchlist?")
        title, yes, no = self.tr("Delete portfolio"), self.tr("Delete"), self.tr("Keep")
        agreed = labels.ask(
            self._window, title, question.format(name=opened.name), yes=yes, no=no, severity="warning"
        )
        if agreed:
            self._session.attempt(lambda: self._session.delete_portfolio(opened.key))

    # ------------------------------------------------------------ files

    def choose_import(self) -> None:
        """Ask for a file of positions and read it."""
        from PySide6.QtWidgets import QFileDialog

        path, _filter = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import positions"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
        )
        if path:
            self.read_import(Path(path))

    def read_import(self, path: Path) -> None:
        """Read a file in the background and show what was found."""
        self._reading.start(lambda _job: self._session.workspace.preview_import(path))

    def _review(self, review: "ImportReview") -> None:
        from screener.ui.dialogs.import_review import ImportDialog

        ImportDialog(self._session, review, parent=self._window).open()

    def choose_prices(self) -> None:
        """Ask for a list of prices and read it."""
        from PySide6.QtWidgets import QFileDialog

        path, _filter = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import prices"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
        )
        if path:
            self.read_prices(Path(path))

    def read_prices(self, path: Path) -> None:
        """Read a list of prices in the background and show what was found."""
        self._reading_prices.start(lambda _job: self._session.workspace.preview_prices(path))

    def _review_prices(self, review: "PricesReview") -> None:
        from screener.ui.dialogs.prices_import import PricesImportDialog

        PricesImportDialog(self._session, review, self._window).open()

    def choose_export(self, suffix: str) -> None:
        """Ask where to and write the assessment."""
        from PySide6.QtWidgets import QFileDialog

        assessment = self._session.assessment
        if assessment is None:
            return
        proposed = f"ringfence-{assessment.as_of:%Y-%m-%d}.{suffix}"
        names = {"html": self.tr("Web page"), "csv": self.tr("Table"), "json": self.tr("Data")}
        path, _filter = QFileDialog.getSaveFileName(
            self._window, self.tr("Export"), proposed, f"{names[suffix]} (*.{suffix})"
        )
        if path:
            target = Path(path)
            self.write_export(target if target.suffix else target.with_suffix(f".{suffix}"))

    def write_export(self, path: Path) -> None:
        """Write the assessment in the background; the format is the file's suffix."""
        self._writing.start(lambda _job: self._session.workspace.export(path))

    def _written(self, path: Path) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        self._session.notice.emit(
            Notice(
                "info",
                self.tr("Exported to {path}.").format(path=path),
                "export",
                self.tr("Open"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            )
        )

    def _hint(self, text: str) -> None:
        self._session.notice.emit(Notice("info", text, "hint"))
