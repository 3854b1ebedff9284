"""A field for a party of the ledger: completes names as they are typed, whatever part of them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from screener.domain.names import short_name
from screener.ui.models.ledger_records import Party
from screener.ui.models.ring_filter import folded

if TYPE_CHECKING:
    from screener.domain.ring.draft import EntityDraft

_MOST_SHOWN = 12


class PartyField(QLineEdit):
    """Holds a name, an id or a ticker; `known` says whether there is such a party, or can be one.

    Companies that are offered beside the ledger's parties become parties when a record names them.
    """

    def __init__(self, parties: Mapping[str, Party], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, str] = {}
        self._offered: dict[str, EntityDraft] = {}
        self._names = {party.entity: party.name for party in parties.values()}
        for party in parties.values():
            for said in (party.entity, party.name, *party.symbols):
                self._known[folded(said)] = party.entity
        self._words = QStringListModel(self._all_names(), self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Name or ticker"))

    @property
    def known(self) -> bool:
        """There is a party of that name, or a company that can be one."""
        return self.entity is not None or self.offered is not None

    @property
    def entity(self) -> str | None:
        """The id of the party named; None when the ledger does not have it."""
        return self._known.get(folded(self.text()))

    @property
    def offered(self) -> "EntityDraft | None":
        """The company named that the ledger does not have yet; None for anything else."""
        return None if self.entity is not None else self._offered.get(folded(self.text()))

    @property
    def said(self) -> str:
        """What a draft has for it: the text, for a company that becomes a party its id."""
        return self.text() if self.offered is None else self.offered.id

    def offer(self, companies: "Iterable[EntityDraft]") -> None:
        """Offer these companies as well."""
        for company in companies:
            said = (company.id, company.name, short_name(company.name), _shown(company), *company.symbols)
            for each in (*said, *company.aliases):
                self._offered.setdefault(folded(each), company)
        self._words.setStringList(self._all_names())

    def show_party(self, entity: str) -> None:
        """Fill in a party of the ledger."""
        self.setText(self._names.get(entity, entity))
        self.setCursorPosition(0)

    def learn(self, entity: str, name: str) -> None:
        """The ledger has one more party."""
        self._names[entity] = name
        self._known |= {folded(entity): entity, folded(name): entity}
        self._words.setStringList(self._all_names())

    def _all_names(self) -> list[str]:
        companies = {company.id: _shown(company) for company in self._offered.values()}
        return sorted({*self._names.values(), *companies.values()}, key=str.casefold)


def _shown(company: "EntityDraft") -> str:
    """A company as it stands in the list: with its ticker, as nobody has seen it in the ledger."""
    return f"{short_name(company.name)} ({company.symbols[0]})" if company.symbols else company.name
