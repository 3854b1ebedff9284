"""A field for a party of the ledger: completes names as they are typed, whatever part of them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from screener.ui.models.ledger_records import Party
from screener.ui.models.ring_filter import folded


class PartyField(QLineEdit):
    """Holds a name, an id or a ticker; `known` says whether the ledger has the party."""

    def __init__(self, parties: Mapping[str, Party], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, str] = {}
        self._names = {party.entity: party.name for party in parties.values()}
        for party in parties.values():
            for said in (party.entity, party.name, *party.symbols):
                self._known[folded(said)] = party.entity
        completer = QCompleter(sorted(self._names.values(), key=str.casefold), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Name or ticker"))

    @property
    def known(self) -> bool:
        """The ledger has a party of that name."""
        return self.entity is not None

    @property
    def entity(self) -> str | None:
        """The id of the party named; None when the ledger does not have it."""
        return self._known.get(folded(self.text()))

    def show_party(self, entity: str) -> None:
        """Fill in a party of the ledger."""
        self.setText(self._names.get(entity, entity))
        self.setCursorPosition(0)

    def learn(self, entity: str, name: str) -> None:
        """The ledger has one more party."""
        self._names[entity] = name
        self._known |= {folded(entity): entity, folded(name): entity}
