"""The fields of a record of the ledger, and the draft they make."""

from decimal import Decimal

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from screener import wording
from screener.domain.ring.deal import Deal
from screener.domain.ring.deal_text import read_dollars
from screener.domain.ring.draft import KINDS, DealDraft, EvidenceDraft, draft_of
from screener.ui import labels
from screener.ui.dialogs.party_field import PartyField
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Book
from screener.wording.numbers import compact

_STATUSES = ("announced", "letter_of_intent", "definitive", "closed", "rumoured", "revised", "cancelled")
_TIERS = ("press", "primary", "secondary", "user")
_LEGS = ("financing", "purchase", "contingent", "other")
_NOTHING = DealDraft("", "", "", "")


class DealFields(QWidget):
    """Who pays whom for what, how far it has come, and where it was seen.

    What the form does not show keeps what `before` has.
    """

    changed = Signal()

    def __init__(self, book: Book, before: Deal | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._names = book.names()
        self._id = "" if before is None else before.id
        self._before = _NOTHING if before is None else draft_of(before)
        self.payer, self.payee = PartyField(book.parties), PartyField(book.parties)
        self.amount, self.firm, self.announced = QLineEdit(), QLineEdit(), QLineEdit()
        self.goods, self.term, self.conditions = QLineEdit(), QLineEdit(), QLineEdit()
        self.source, self.source_day = QLineEdit(), QLineEdit()
        self.kind, self.status, self.leg, self.tier = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.replaces = QComboBox()
        self.conditional = QCheckBox(self.tr("Pays only if something happens"))
        self._texts = (self.payer, self.payee, self.amount, self.firm, self.announced, self.goods, self.term)
        self._offer_choices()
        self._lay_out()
        if before is not None:
            self._fill(self._before)
        self._offer_records()
        for party in (self.payer, self.payee):
            party.textChanged.connect(lambda _text: self._offer_records())
        for field in (*self._texts, self.conditions, self.source, self.source_day):
            field.textChanged.connect(lambda _text: self.changed.emit())
        for combo in (self.kind, self.status, self.leg, self.tier, self.replaces):
            combo.currentIndexChanged.connect(lambda _number: self.changed.emit())
        self.conditional.toggled.connect(lambda _on: self.changed.emit())

    def _offer_choices(self) -> None:
        for kind in KINDS:
            self.kind.addItem(deal_words.kind_name(kind), kind)
        for status in _STATUSES:
            self.status.addItem(wording.label("status", status), status)
        self.leg.addItem(self.tr("As the kind says"), "")
        for leg in _LEGS:
            self.leg.addItem(wording.label("leg", leg), leg)
        for tier in _TIERS:
            self.tier.addItem(wording.label("tier", tier), tier)
        for field, hint in (
            (self.amount, self.tr("US dollars, such as 30bn; may be empty")),
            (self.firm, self.tr("The part a source says is firm")),
            (self.announced, self.tr("2026-02-27, Feb 2026 or 2026")),
            (self.term, self.tr("Years, where it runs for some")),
            (self.goods, self.tr("What the money is for")),
            (self.conditions, self.tr("What the deal hangs on, in words")),
            (self.source, self.tr("Address or title")),
            (self.source_day, self.tr("Its day")),
        ):
            field.setPlaceholderText(hint)

    def _lay_out(self) -> None:
        """Two columns of fields, then what takes the whole width."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        column.addLayout(grid)
        pairs: tuple[tuple[tuple[str, QWidget], tuple[str, QWidget]], ...] = (
            ((self.tr("Payer"), self.payer), (self.tr("Payee"), self.payee)),
            ((self.tr("Kind"), self.kind), (self.tr("Counts as"), self.leg)),
            ((self.tr("Status"), self.status), (self.tr("What for"), self.goods)),
            ((self.tr("Amount"), self.amount), (self.tr("Firm part"), self.firm)),
            ((self.tr("Announced"), self.announced), (self.tr("Term"), self.term)),
        )
        for row, pair in enumerate(pairs):
            for side, (text, field) in enumerate(pair):
                _put(grid, text, field, (row, 2 * side))
        _put(grid, self.tr("Terms"), self.conditions, (len(pairs), 0), 3)
        _put(grid, self.tr("Replaces"), self.replaces, (len(pairs) + 1, 0), 3)
        labels.set_tooltip(self.replaces, self.tr("A record this one stands for from now on counts no more"))
        grid.addWidget(self.conditional, len(pairs) + 3, 1, 1, 3)
        seen = QWidget()
        row_of_source = QHBoxLayout(seen)
        row_of_source.setContentsMargins(0, 0, 0, 0)
        row_of_source.setSpacing(8)
        row_of_source.addWidget(self.source, 4)
        row_of_source.addWidget(self.tier, 2)
        row_of_source.addWidget(self.source_day, 1)
        _put(grid, self.tr("Source"), seen, (len(pairs) + 2, 0), 3)
        self.source.setAccessibleName(self.tr("Source"))
        self.tier.setAccessibleName(self.tr("Kind of source"))
        self.source_day.setAccessibleName(self.tr("Day of the source"))
        for number in (1, 3):
            grid.setColumnStretch(number, 1)

    def _fill(self, draft: DealDraft) -> None:
        self.payer.show_party(draft.payer)
        self.payee.show_party(draft.payee)
        for combo, value in ((self.kind, draft.kind), (self.status, draft.status), (self.leg, draft.leg)):
            if combo.findData(value) < 0:
                combo.addItem(deal_words.kind_name(value), value)
            combo.setCurrentIndex(combo.findData(value))
        seen = draft.evidence[0] if draft.evidence else EvidenceDraft("")
        for field, text in (
            (self.amount, _typed(draft.amount)),
            (self.firm, _typed(draft.firm)),
            (self.announced, draft.announced),
            (self.goods, draft.goods),
            (self.term, draft.term_years),
            (self.conditions, draft.conditions),
            (self.source, seen.source),
            (self.source_day, seen.date),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.conditional.setChecked(draft.conditional == "yes")
        if seen.tier:
            if self.tier.findData(seen.tier) < 0:
                self.tier.addItem(wording.label("tier", seen.tier), seen.tier)
            self.tier.setCurrentIndex(self.tier.findData(seen.tier))

    def _offer_records(self) -> None:
        """Records between the same two parties can be replaced; what is replaced already stays so."""
        pair = self.payer.entity, self.payee.entity
        chosen = self.replaces.currentData() or next(iter(self._before.supersedes), "")
        offered = [
            record.deal
            for record in self._book.records
            if record.deal.id != self._id
            and ((record.deal.payer, record.deal.payee) == pair or record.deal.id == chosen)
        ]
        self.replaces.blockSignals(True)
        self.replaces.clear()
        self.replaces.addItem(self.tr("No other record"), "")
        for deal in offered:
            self.replaces.addItem(deal_words.line(deal), deal.id)
        self.replaces.setCurrentIndex(max(0, self.replaces.findData(chosen)))
        self.replaces.setEnabled(bool(offered))
        self.replaces.blockSignals(False)

    # -- what was typed -----------------------------------------------------------------------------

    def unknown_party(self) -> PartyField | None:
        """The first field that names a party the ledger does not have."""
        return next(
            (field for field in (self.payer, self.payee) if field.text().strip() and not field.known), None
        )

    def draft(self) -> DealDraft:
        """What stands in the fields, over what the record had."""
        before = self._before
        same = self._same_parties()
        return msgspec.structs.replace(
            before,
            payer=self.payer.text(),
            payee=self.payee.text(),
            kind=str(self.kind.currentData()),
            status=str(self.status.currentData()),
            leg=str(self.leg.currentData()),
            amount=self.amount.text(),
            firm=self.firm.text(),
            conditions=self.conditions.text(),
            announced=self.announced.text(),
            goods=self.goods.text(),
            term_years=self.term.text(),
            conditional="yes" if self.conditional.isChecked() else "no",
            cash=self._cash(),
            # With a source of its own a record is seen, without any it is not: the services know which.
            verification="" if not before.evidence else before.verification,
            source_entity=before.source_entity if same else "",
            target_entity=before.target_entity if same else "",
            evidence=self._evidence(),
            supersedes=self._supersedes(),
        )

    def _supersedes(self) -> tuple[str, ...]:
        chosen = str(self.replaces.currentData() or "")
        return ((chosen,) if chosen else ()) + self._before.supersedes[1:]

    def _evidence(self) -> tuple[EvidenceDraft, ...]:
        before = self._before.evidence
        source = self.source.text().strip()
        if not source:
            return before[1:]
        says = before[0].says if before and before[0].source == source else ""
        first = EvidenceDraft(source, str(self.tier.currentData()), self.source_day.text().strip(), says)
        return (first, *before[1:])

    def _cash(self) -> str:
        """What the record had, as long as what it counts as is the same; else as the kind says."""
        chosen = str(self.kind.currentData()), str(self.leg.currentData())
        return self._before.cash if chosen == (self._before.kind, self._before.leg) else ""

    def _same_parties(self) -> bool:
        known = (self._names.get(each, each) for each in (self._before.payer, self._before.payee))
        return (self.payer.text(), self.payee.text()) == tuple(known)


def _put(grid: QGridLayout, text: str, field: QWidget, at: tuple[int, int], across: int = 1) -> None:
    name = labels.label(text, "quiet")
    name.setBuddy(field)
    field.setAccessibleName(text)
    row, column = at
    grid.addWidget(name, row, column)
    grid.addWidget(field, row, column + 1, 1, across)


def _typed(amount: str) -> str:
    """An amount as people write it ("30bn") where that says exactly the same."""
    if not amount:
        return ""
    short = compact(Decimal(amount))
    return short if read_dollars(short) == Decimal(amount) else amount
