"""Adding or changing a record of the ledger, with what it would change said before it is saved."""

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from screener import wording
from screener.domain.ring.deal import Deal
from screener.domain.ring.deal_text import read_dollars
from screener.domain.ring.draft import KINDS, DealDraft, EvidenceDraft, draft_of
from screener.ui import labels
from screener.ui.dialogs.effect_preview import EffectPreview
from screener.ui.dialogs.form import FormDialog
from screener.ui.dialogs.party_field import PartyField
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Book
from screener.wording.numbers import compact

if TYPE_CHECKING:
    from screener.services.ledger_changes import LedgerChange
    from screener.ui.session import Session

_STATUSES = ("announced", "letter_of_intent", "definitive", "closed", "rumoured", "revised", "cancelled")
_TIERS = ("primary", "press", "secondary", "user")
_LEGS = ("financing", "purchase", "contingent", "other")
_SIZE = (760, 640)
_NOTES_PX = 46


class DealDialog(FormDialog):
    """Who pays whom for what, how far it has come, and where it was seen; `deal` is the record to change.

    Fields the form does not show keep what the record has.
    """

    def __init__(
        self, session: "Session", book: Book, deal: Deal | None = None, parent: QWidget | None = None
    ) -> None:
        self._session = session
        self._book = book
        self._deal = deal
        self._before = None if deal is None else draft_of(deal)
        super().__init__("", "", self._store, parent)
        self.setMinimumWidth(_SIZE[0])
        adding = deal is None
        self.retitle(
            self.tr("Add a deal") if adding else self.tr("Edit a deal"),
            self.tr("Add") if adding else self.tr("Save"),
        )
        self._make_fields()
        self._lay_out()
        self.preview = EffectPreview(session, book.names(), self)
        self.body.addWidget(self._hint())
        self.column.insertWidget(
            self.column.indexOf(self.error), labels.label(self.tr("What this would change"), "section")
        )
        self.column.insertWidget(self.column.indexOf(self.error), self.preview)
        if self._before is not None:
            self._fill(self._before)
        for field in (*self._texts, self.source, self.source_day):
            field.textChanged.connect(lambda _text: self._changed())
        self.conditions.textChanged.connect(self._changed)
        for combo in (self.kind, self.status, self.leg, self.tier):
            combo.currentIndexChanged.connect(lambda _number: self._changed())
        self.conditional.toggled.connect(lambda _on: self._changed())
        self.preview.judged.connect(self._on_judged)
        self._changed()

    def _hint(self) -> QWidget:
        return labels.label(
            self.tr(
                "Your records are kept apart from the shipped ledger and survive its updates. "
                "Without a source a record counts nowhere."
            ),
            "caption",
            wrap=True,
        )

    # -- the form -----------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.payer, self.payee = PartyField(self._book.parties), PartyField(self._book.parties)
        self.amount, self.firm, self.announced = QLineEdit(), QLineEdit(), QLineEdit()
        self.goods, self.term = QLineEdit(), QLineEdit()
        self.source, self.source_day = QLineEdit(), QLineEdit()
        self.conditions = QPlainTextEdit()
        self.conditions.setTabChangesFocus(True)
        self.conditions.setFixedHeight(_NOTES_PX)
        self.kind, self.status, self.leg, self.tier = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for kind in KINDS:
            self.kind.addItem(wording.label("deal_kind", kind), kind)
        for status in _STATUSES:
            self.status.addItem(wording.label("status", status), status)
        self.leg.addItem(self.tr("As the kind says"), "")
        for leg in _LEGS:
            self.leg.addItem(wording.label("leg", leg), leg)
        for tier in _TIERS:
            self.tier.addItem(wording.label("tier", tier), tier)
        self.conditional = QCheckBox(self.tr("Pays only if something happens"))
        self.amount.setPlaceholderText(self.tr("US dollars, such as 30bn; may be empty"))
        self.firm.setPlaceholderText(self.tr("The part a source says is firm"))
        self.announced.setPlaceholderText(self.tr("2026-02-27, Feb 2026 or 2026"))
        self.term.setPlaceholderText(self.tr("Years, where it runs for some"))
        self.source.setPlaceholderText(self.tr("Address or title"))
        self.source_day.setPlaceholderText(self.tr("Day it was published"))
        self._texts = (
            self.payer,
            self.payee,
            self.amount,
            self.firm,
            self.announced,
            self.goods,
            self.term,
        )

    def _lay_out(self) -> None:
        """Two columns of fields, then what takes the whole width."""
        pair = QHBoxLayout()
        pair.setSpacing(20)
        left, right = self._half(), self._half()
        pair.addLayout(left, 1)
        pair.addLayout(right, 1)
        self.column.insertLayout(self.column.indexOf(self.error) - 1, pair)
        whole, self.form = self.form, left
        self.add_field(self.tr("Payer"), self.payer)
        self.add_field(self.tr("Kind"), self.kind)
        self.add_field(self.tr("Status"), self.status)
        self.add_field(self.tr("Amount"), self.amount)
        self.add_field(self.tr("Announced"), self.announced)
        self.form = right
        self.add_field(self.tr("Payee"), self.payee)
        self.add_field(self.tr("Counts as"), self.leg)
        self.add_field(self.tr("What for"), self.goods)
        self.add_field(self.tr("Firm part"), self.firm)
        self.add_field(self.tr("Term"), self.term)
        self.form = whole
        self.column.removeItem(whole)
        self.column.insertLayout(self.column.indexOf(self.error), whole)
        self.add_field(self.tr("Terms"), self.conditions)
        self.form.addRow(labels.label(), self.conditional)
        seen = QHBoxLayout()
        seen.setSpacing(8)
        seen.addWidget(self.source, 3)
        seen.addWidget(self.tier, 2)
        seen.addWidget(self.source_day, 1)
        self.tier.setAccessibleName(self.tr("Kind of source"))
        self.source_day.setAccessibleName(self.tr("Day of the source"))
        self.source.setAccessibleName(self.tr("Source"))
        self.form.addRow(labels.label(self.tr("Source"), "quiet"), seen)
        self.new_party = labels.link("", self._add_party)
        self.new_party.setVisible(False)
        self.form.addRow(labels.label(), self.new_party)

    def _half(self) -> QFormLayout:
        made = QFormLayout()
        made.setHorizontalSpacing(14)
        made.setVerticalSpacing(8)
        made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        return made

    def _fill(self, draft: DealDraft) -> None:
        self.payer.show_party(draft.payer)
        self.payee.show_party(draft.payee)
        for combo, value in ((self.kind, draft.kind), (self.status, draft.status), (self.leg, draft.leg)):
            if combo.findData(value) < 0:
                combo.addItem(deal_words.kind_name(value), value)
            combo.setCurrentIndex(combo.findData(value))
        for field, text in (
            (self.amount, _typed(draft.amount)),
            (self.firm, _typed(draft.firm)),
            (self.announced, draft.announced),
            (self.goods, draft.goods),
            (self.term, draft.term_years),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.conditions.setPlainText(draft.conditions)
        self.conditional.setChecked(draft.conditional == "yes")
        if draft.evidence:
            first = draft.evidence[0]
            self.source.setText(first.source)
            self.source.setCursorPosition(0)
            self.source_day.setText(first.date)
            self.tier.setCurrentIndex(max(0, self.tier.findData(first.tier)))

    # -- what was typed -----------------------------------------------------------------------------

    @property
    def draft(self) -> DealDraft:
        """What stands in the fields, over what the record had."""
        before = self._before or DealDraft("", "", "", "")
        rest = before.evidence[1:]
        seen = self.source.text().strip()
        first = EvidenceDraft(
            seen,
            str(self.tier.currentData()),
            self.source_day.text().strip(),
            before.evidence[0].says if before.evidence else "",
        )
        fresh = not before.evidence and bool(seen)
        return msgspec.structs.replace(
            before,
            payer=self.payer.text(),
            payee=self.payee.text(),
            kind=str(self.kind.currentData()),
            status=str(self.status.currentData()),
            leg=str(self.leg.currentData()),
            amount=self.amount.text(),
            firm=self.firm.text(),
            conditions=self.conditions.toPlainText(),
            announced=self.announced.text(),
            goods=self.goods.text(),
            term_years=self.term.text(),
            conditional="yes" if self.conditional.isChecked() else "no",
            cash=self._cash(before),
            verification="" if fresh else before.verification,
            source_entity=before.source_entity if self._same_parties(before) else "",
            target_entity=before.target_entity if self._same_parties(before) else "",
            evidence=(first, *rest) if seen else rest,
        )

    def _cash(self, before: DealDraft) -> str:
        """What the record had, as long as what it counts as is the same; else as the kind says."""
        same = (str(self.kind.currentData()), str(self.leg.currentData())) == (before.kind, before.leg)
        return before.cash if same else ""

    def _same_parties(self, before: DealDraft) -> bool:
        names = self._book.names()
        return (self.payer.text(), self.payee.text()) == tuple(
            names.get(each, each) for each in (before.payer, before.payee)
        )

    @property
    def change(self) -> "LedgerChange":
        """The change as the services take it."""
        from screener.services.ledger_changes import AddDeal, EditDeal

        return AddDeal(self.draft) if self._deal is None else EditDeal(self._deal.id, self.draft)

    def _changed(self) -> None:
        self.error.setVisible(False)
        unknown = next(
            (field for field in (self.payer, self.payee) if field.text().strip() and not field.known), None
        )
        self.new_party.setVisible(unknown is not None)
        if unknown is not None:
            text = self.tr("Add “{name}” as a new party …").format(name=unknown.text().strip())
            self.new_party.setText(labels.escape_mnemonic(text))
        if not self.payer.text().strip() or not self.payee.text().strip():
            self.preview.wait_for(self.tr("Say who pays whom to see what this would change."))
            return
        if unknown is not None:
            text = self.tr("“{name}” is not in the ledger yet.").format(name=unknown.text().strip())
            self.preview.wait_for(text)
            return
        self.preview.ask(self.change)

    def _on_judged(self, good: bool) -> None:
        self.error.setVisible(False)
        self.ok_button.setEnabled(good)

    def _add_party(self) -> None:
        from screener.ui.dialogs.party import PartyDialog

        field = next(each for each in (self.payer, self.payee) if each.text().strip() and not each.known)
        dialog = PartyDialog(self._session, field.text().strip(), self)
        self.party_dialog = dialog

        def added() -> None:
            for each in (self.payer, self.payee):
                each.learn(dialog.added, dialog.name_added)
            field.show_party(dialog.added)
            self._changed()

        dialog.accepted.connect(added)
        dialog.open()

    def _store(self) -> None:
        workspace = self._session.workspace
        if self._deal is None:
            saved = workspace.add_deal(self.draft)
        else:
            saved = workspace.edit_deal(self._deal.id, self.draft)
        self.saved = saved
        self._session.edited()

    def done(self, result: int) -> None:
        """Ask nothing more once the form is closed."""
        self.preview.close_work()
        super().done(result)


def _typed(amount: str) -> str:
    """An amount as people write it ("30bn") where that says exactly the same."""
    if not amount:
        return ""
    short = compact(Decimal(amount))
    return short if read_dollars(short) == Decimal(amount) else amount
