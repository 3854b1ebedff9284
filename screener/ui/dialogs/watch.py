"""Putting a symbol on the watchlist."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from screener.ui.dialogs.form import FormDialog
from screener.ui.dialogs.symbol_field import SymbolField

if TYPE_CHECKING:
    from screener.ui.session import Session


class WatchDialog(FormDialog):
    """Asks for one symbol."""

    def __init__(self, session: "Session", *, parent: QWidget | None = None) -> None:
        super().__init__("", "", lambda: session.add_watch(self.symbol.text()), parent)
        self.retitle(self.tr("Watch a symbol"), self.tr("Watch"))
        self.symbol = SymbolField(session)
        self.add_field(self.tr("Symbol"), self.symbol)
        self.form.addRow("", self.symbol.online_link())
