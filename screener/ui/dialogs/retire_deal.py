"""Taking a record out of everything that counts, with a reason and what it changes."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from screener.ui import labels
from screener.ui.dialogs.effect_preview import EffectPreview
from screener.ui.dialogs.form import FormDialog
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Book, Record

if TYPE_CHECKING:
    from screener.ui.session import Session

_WIDTH = 560


class RetireDialog(FormDialog):
    """The record stays visible and can be counted again at any time."""

    def __init__(self, session: "Session", book: Book, record: Record, parent: QWidget | None = None) -> None:
        from screener.services.ledger_changes import RetireDeal

        self._session = session
        self._record = record
        super().__init__("", "", self._store, parent)
        self.setMinimumWidth(_WIDTH)
        self.retitle(self.tr("Take a deal out"), self.tr("Take out"))
        deal = record.deal
        pair = deal_words.pair_of(deal.payer, deal.payee, book.names())
        self.body.addWidget(labels.label(pair, "strong", wrap=True))
        self.body.addWidget(labels.label(deal_words.line(deal), "quiet", wrap=True))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why; may be empty"))
        self.add_field(self.tr("Reason"), self.reason)
        at = self.column.indexOf(self.error)
        self.column.insertWidget(at, labels.label(self.tr("What this would change"), "section"))
        self.preview = EffectPreview(session, book.names(), self)
        self.column.insertWidget(at + 1, self.preview)
        self.preview.ask(RetireDeal(deal.id), at_once=True)

    def _store(self) -> None:
        self._session.workspace.retire_deal(self._record.deal.id, self.reason.text())
        self._session.edited()

    def done(self, result: int) -> None:
        """Ask nothing more once the form is closed."""
        self.preview.close_work()
        super().done(result)
