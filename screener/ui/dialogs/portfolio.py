"""Naming a portfolio, new or not."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from screener.ui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from screener.ui.session import Session


class PortfolioDialog(FormDialog):
    """Asks for a name, and for a new portfolio its base currency. `rename` is the key of one to rename."""

    def __init__(
        self, session: "Session", *, parent: QWidget | None = None, rename: str | None = None
    ) -> None:
        self._session = session
        self._rename = rename
        super().__init__("", "", self._store, parent)
        new = rename is None
        self.retitle(
            self.tr("New portfolio") if new else self.tr("Rename portfolio"),
            self.tr("Create") if new else self.tr("Rename"),
        )
        self.name = QLineEdit()
        self.currency = QComboBox()
        self.currency.addItems(list(session.workspace.base_currencies()))
        self.currency.setCurrentText(str(session.workspace.setting("base_currency")))
        self.add_field(self.tr("Name"), self.name)
        if new:
            self.add_field(self.tr("Base currency"), self.currency)
        else:
            old = next((p.name for p in session.workspace.portfolios() if p.key == rename), "")
            self.name.setText(old)
            self.name.selectAll()

    def _store(self) -> None:
        if self._rename is None:
            self._session.create_portfolio(self.name.text(), self.currency.currentText())
        else:
            self._session.rename_portfolio(self._rename, self.name.text())
