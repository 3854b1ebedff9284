"""Adding a party to the ledger, listed or private."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from screener import wording
from screener.domain.ring.draft import LAYERS, ROLES, EntityDraft
from screener.ui import labels
from screener.ui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from screener.ui.session import Session


class PartyDialog(FormDialog):
    """Name, role, layer, country and tickers; `added` is the new party's id once it was saved."""

    def __init__(self, session: "Session", name: str = "", parent: QWidget | None = None) -> None:
        self._session = session
        self.added = ""
        self.name_added = ""
        super().__init__("", "", self._store, parent)
        self.retitle(self.tr("Add a party"), self.tr("Add"))
        self.name, self.country, self.symbols = QLineEdit(name), QLineEdit(), QLineEdit()
        self.role, self.layer = QComboBox(), QComboBox()
        self.role.addItem(self.tr("Not known"), "")
        self.layer.addItem(self.tr("Not known"), "")
        for role in ROLES:
            self.role.addItem(wording.label("role", role), role)
        for layer in LAYERS:
            self.layer.addItem(wording.label("layer", layer), layer)
        self.country.setPlaceholderText(self.tr("Two letters, such as US"))
        self.symbols.setPlaceholderText(self.tr("Separated by commas; empty for a private company"))
        self.add_field(self.tr("Name"), self.name)
        self.add_field(self.tr("Role"), self.role)
        self.add_field(self.tr("Layer"), self.layer)
        self.add_field(self.tr("Country"), self.country)
        self.add_field(self.tr("Tickers"), self.symbols)
        hint = self.tr("The role says where the party stands on the map.")
        self.body.addWidget(labels.label(hint, "caption", wrap=True))

    def _store(self) -> None:
        draft = EntityDraft(
            name=self.name.text(),
            role=str(self.role.currentData()),
            layer=str(self.layer.currentData()),
            country=self.country.text(),
            symbols=tuple(part.strip() for part in self.symbols.text().split(",") if part.strip()),
        )
        self.added = self._session.workspace.add_party(draft)
        self.name_added = " ".join(self.name.text().split())
        self._session.edited()
