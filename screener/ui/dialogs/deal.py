"""Adding or changing a record of the ledger, with what it would change said before it is saved."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from screener.domain.ring.deal import Deal
from screener.ui import labels, theme
from screener.ui.dialogs.deal_fields import DealFields
from screener.ui.dialogs.effect_preview import EffectPreview
from screener.ui.dialogs.form import FormDialog
from screener.ui.models.ledger_records import Book
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.domain.ring.draft import EntityDraft
    from screener.services.ledger import Saved
    from screener.services.ledger_changes import LedgerChange
    from screener.ui.session import Session

_WIDTH = 940


class DealDialog(FormDialog):
    """`deal` is the record to change, None for a new one; `saved` is what came of it once it was stored."""

    def __init__(
        self, session: "Session", book: Book, deal: Deal | None = None, parent: QWidget | None = None
    ) -> None:
        self._session = session
        self._deal = deal
        self.saved: Saved | None = None
        super().__init__("", "", self._store, parent)
        self.setMinimumWidth(_WIDTH)
        adding = deal is None
        self.retitle(
            self.tr("Add a deal") if adding else self.tr("Edit a deal"),
            self.tr("Add") if adding else self.tr("Save"),
        )
        hint = self.tr(
            "Your records are kept apart from the shipped ledger and survive its updates. "
            "Without a source a record counts nowhere."
        )
        self.fields = DealFields(book, deal)
        self.fields.changed.connect(self._changed)
        self._companies = Task(session.pool, self)
        self._companies.done.connect(self._offer)
        self._companies.start(lambda _job: session.workspace.possible_parties())
        self.new_party = labels.link("", self._add_party)
        self.new_party.setFont(theme.strong(theme.CAPTION_PX))
        self.new_party.setVisible(False)
        self.preview = EffectPreview(session, book.names(), self)
        self.preview.judged.connect(self._on_judged)
        self.preview.found.connect(self.fields.mark)
        self.body.setSpacing(8)
        self.body.addWidget(labels.label(hint, "caption", wrap=True))
        self.body.addWidget(self.fields)
        above = QHBoxLayout()
        above.addWidget(labels.label(self.tr("What this would change"), "section"))
        above.addStretch(1)
        above.addWidget(self.new_party)
        self.body.addLayout(above)
        self.body.addWidget(self.preview)
        self._changed()

    @property
    def change(self) -> "LedgerChange":
        """The change as the services take it."""
        from screener.services.ledger_changes import AddDeal, EditDeal

        draft, parties = self.fields.draft(), self.fields.new_parties()
        return AddDeal(draft, parties) if self._deal is None else EditDeal(self._deal.id, draft, parties)

    def _offer(self, companies: "tuple[EntityDraft, ...]") -> None:
        """Companies that are no party yet can be named too."""
        for field in (self.fields.payer, self.fields.payee):
            field.offer(companies)
        self._changed()

    def _changed(self) -> None:
        self.error.setVisible(False)
        self.ok_button.setEnabled(True)
        unknown = self.fields.unknown_party()
        self.new_party.setVisible(unknown is not None)
        if unknown is not None:
            name = unknown.text().strip()
            text = self.tr("Add “{name}” as a new party …").format(name=name)
            self.new_party.setText(labels.escape_mnemonic(text))
            self.fields.mark(())
            self.preview.wait_for(self.tr("“{name}” is not in the ledger yet.").format(name=name))
        elif not self.fields.payer.text().strip() or not self.fields.payee.text().strip():
            self.ok_button.setEnabled(False)
            self.preview.wait_for(self.tr("Say who pays whom to see what this would change."))
        else:
            self.preview.ask(self.change)

    def _on_judged(self, good: bool) -> None:
        self.ok_button.setEnabled(good)

    def _add_party(self) -> None:
        from screener.ui.dialogs.party import PartyDialog

        field = self.fields.unknown_party()
        if field is None:
            return
        dialog = PartyDialog(self._session, field.text().strip(), self)

        def added() -> None:
            for each in (self.fields.payer, self.fields.payee):
                each.learn(dialog.added, dialog.name_added)
            field.show_party(dialog.added)
            self._changed()

        dialog.accepted.connect(added)
        self.party_dialog = dialog
        dialog.open()

    def _store(self) -> None:
        workspace, draft, parties = self._session.workspace, self.fields.draft(), self.fields.new_parties()
        if self._deal is None:
            self.saved = workspace.add_deal(draft, parties)
        else:
            self.saved = workspace.edit_deal(self._deal.id, draft, parties)
        self._session.edited()

    def done(self, result: int) -> None:
        """Ask nothing more once the form is closed."""
        self._companies.cancel()
        self.preview.close_work()
        super().done(result)
