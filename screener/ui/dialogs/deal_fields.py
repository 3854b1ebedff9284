"""The fields of a record of the ledger, and the draft they make."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from screener import wording
from screener.domain.ring.deal import Deal
from screener.domain.ring.deal_text import read_dollars
from screener.domain.ring.draft import KINDS, DealDraft, draft_of
from screener.ui import labels
from screener.ui.dialogs.party_field import PartyField
from screener.ui.dialogs.record_links import RecordLink
from screener.ui.dialogs.source_rows import SourceRows
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Book
from screener.wording.numbers import compact

if TYPE_CHECKING:
    from screener.domain.ring.draft import EntityDraft
    from screener.services.ledger import FieldProblem

_STATUSES = ("announced", "letter_of_intent", "definitive", "closed", "rumoured", "revised", "cancelled")
_LEGS = ("financing", "purchase", "contingent", "other")
_NOTHING = DealDraft("", "", "", "")
_SIDE_PX, _LEFT_PX = 340, 540
_GAP_PX = 20


class DealFields(QWidget):
    """Who pays whom for what and how far it has come; beside it where it was seen, and other records.

    What the form does not show keeps what `before` has.
    """

    changed = Signal()

    def __init__(self, book: Book, before: Deal | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = book.names()
        self._id = "" if before is None else before.id
        self._before = _NOTHING if before is None else draft_of(before)
        self.payer, self.payee = PartyField(book.parties), PartyField(book.parties)
        self.amount, self.firm, self.announced = QLineEdit(), QLineEdit(), QLineEdit()
        self.starts, self.term, self.notice = QLineEdit(), QLineEdit(), QLineEdit()
        self.capacity, self.goods, self.conditions = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.status, self.leg, self.cash = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.conditional = QCheckBox(self.tr("Pays only if something happens"))
        self.sources = SourceRows(self._before.evidence)
        self.supersedes = RecordLink(
            self.tr("Replaces"),
            self.tr("A record this one stands for from now on counts no more"),
            book,
            self._before.supersedes,
        )
        self.contains = RecordLink(
            self.tr("Contains"),
            self.tr("The money of these records is part of this one: no sum counts it twice"),
            book,
            self._before.contains,
        )
        self.extends = RecordLink(
            self.tr("Adds to"),
            self.tr("This record comes on top of these: both count"),
            book,
            self._before.extends,
        )
        self._links = (self.supersedes, self.contains, self.extends)
        self._combos = (self.kind, self.status, self.leg, self.cash)
        self._offer_choices()
        self._lay_out()
        if before is not None:
            self._fill(self._before)
        self._tell_parties()
        self._connect()

    def _connect(self) -> None:
        for party in (self.payer, self.payee):
            party.textChanged.connect(lambda _text: self._tell_parties())
        for field in self.findChildren(QLineEdit):
            if not self.sources.isAncestorOf(field):
                field.textChanged.connect(lambda _text: self.changed.emit())
        for combo in self._combos:
            combo.currentIndexChanged.connect(lambda _number: self.changed.emit())
        self.conditional.toggled.connect(lambda _on: self.changed.emit())
        self.sources.changed.connect(self.changed)
        for link in self._links:
            link.changed.connect(self.changed)

    def _offer_choices(self) -> None:
        for kind in KINDS:
            self.kind.addItem(deal_words.kind_name(kind), kind)
        for status in _STATUSES:
            self.status.addItem(wording.label("status", status), status)
        self.leg.addItem(self.tr("As the kind says"), "")
        for leg in _LEGS:
            self.leg.addItem(wording.label("leg", leg), leg)
        for text, cash in (
            (self.tr("As the kind says"), ""),
            (self.tr("Yes"), "yes"),
            (self.tr("No, something else"), "no"),
        ):
            self.cash.addItem(text, cash)
        labels.set_tooltip(
            self.cash, self.tr("Whether cash moves under it; without, it is contingent at most")
        )
        for field, hint in (
            (self.amount, self.tr("US dollars, such as 30bn")),
            (self.firm, self.tr("What a source calls firm")),
            (self.announced, self.tr("2026-02-27, Feb 2026, 2026")),
            (self.starts, self.tr("When payment begins")),
            (self.term, self.tr("Years")),
            (self.notice, self.tr("Days")),
            (self.capacity, self.tr("Gigawatts")),
            (self.goods, self.tr("What the money is for")),
            (self.conditions, self.tr("What the deal hangs on, in words")),
        ):
            field.setPlaceholderText(hint)

    # -- the page -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Two columns of fields left, sources and other records right."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        left = QWidget()
        left.setMinimumWidth(_LEFT_PX)
        grid = QGridLayout(left)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        pairs: tuple[tuple[tuple[str, QWidget], tuple[str, QWidget]], ...] = (
            ((self.tr("Payer"), self.payer), (self.tr("Payee"), self.payee)),
            ((self.tr("Kind"), self.kind), (self.tr("Counts as"), self.leg)),
            ((self.tr("Status"), self.status), (self.tr("Cash moves"), self.cash)),
            ((self.tr("Amount"), self.amount), (self.tr("Firm part"), self.firm)),
            ((self.tr("Announced"), self.announced), (self.tr("Starts"), self.starts)),
            ((self.tr("Term"), self.term), (self.tr("Notice"), self.notice)),
            ((self.tr("What for"), self.goods), (self.tr("Capacity"), self.capacity)),
        )
        for number, pair in enumerate(pairs):
            for side, (text, field) in enumerate(pair):
                _put(grid, text, field, (number, 2 * side))
        _put(grid, self.tr("Terms"), self.conditions, (len(pairs), 0), 3)
        grid.addWidget(self.conditional, len(pairs) + 1, 1, 1, 3)
        for number in (1, 3):
            grid.setColumnStretch(number, 1)
        grid.setRowStretch(len(pairs) + 2, 1)
        row.addWidget(left, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(labels.label(self.tr("Sources"), "section"))
        page = QWidget()
        page.setProperty("role", "scrolled")
        held = QVBoxLayout(page)
        held.setContentsMargins(0, 0, 10, 0)
        held.addWidget(self.sources)
        held.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidget(page)
        column.addWidget(scroller, 1)
        column.addWidget(labels.label(self.tr("Other records"), "section"))
        for link in self._links:
            column.addWidget(link)
        return side

    def _fill(self, draft: DealDraft) -> None:
        self.payer.show_party(draft.payer)
        self.payee.show_party(draft.payee)
        values = (draft.kind, draft.status, draft.leg, draft.cash)
        for combo, value in zip(self._combos, values, strict=True):
            if combo.findData(value) < 0:
                combo.addItem(deal_words.kind_name(value), value)
            combo.setCurrentIndex(combo.findData(value))
        for field, text in (
            (self.amount, _typed(draft.amount)),
            (self.firm, _typed(draft.firm)),
            (self.announced, draft.announced),
            (self.starts, draft.starts),
            (self.term, draft.term_years),
            (self.notice, draft.notice_days),
            (self.capacity, draft.capacity_gw),
            (self.goods, draft.goods),
            (self.conditions, draft.conditions),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.conditional.setChecked(draft.conditional == "yes")

    def _tell_parties(self) -> None:
        for link in self._links:
            link.offer_first(self._id, self.payer.entity, self.payee.entity)

    # -- what is wrong ------------------------------------------------------------------------------

    def mark(self, problems: "Iterable[FieldProblem]") -> None:
        """Outline the fields that are refused, each with its sentence; the others plain again."""
        said = {each.field: each.sentence for each in problems if each.refuses}
        for name, field in self._by_name().items():
            wrong = said.get(name, "")
            if bool(field.property("invalid")) != bool(wrong):
                field.setProperty("invalid", bool(wrong))
                field.style().unpolish(field)
                field.style().polish(field)
            if wrong or field.property("said"):
                labels.set_tooltip(field, wrong)
                field.setProperty("said", bool(wrong))

    def _by_name(self) -> dict[str, QWidget]:
        return {
            "payer": self.payer,
            "payee": self.payee,
            "kind": self.kind,
            "status": self.status,
            "leg": self.leg,
            "amount": self.amount,
            "firm": self.firm,
            "announced": self.announced,
            "starts": self.starts,
            "term_years": self.term,
            "notice_days": self.notice,
            "capacity_gw": self.capacity,
            "goods": self.goods,
            "conditions": self.conditions,
            "evidence": self.sources.rows[0].day,
            "supersedes": self.supersedes.button,
            "contains": self.contains.button,
            "extends": self.extends.button,
        }

    # -- what was typed -----------------------------------------------------------------------------

    def unknown_party(self) -> PartyField | None:
        """The first field that names a party nobody knows."""
        return next(
            (field for field in (self.payer, self.payee) if field.text().strip() and not field.known), None
        )

    def new_parties(self) -> "tuple[EntityDraft, ...]":
        """Companies named here that become parties with the record."""
        found = (self.payer.offered, self.payee.offered)
        return tuple({each.id: each for each in found if each is not None}.values())

    def draft(self) -> DealDraft:
        """What stands in the fields, over what the record had."""
        before = self._before
        same = self._same_parties()
        evidence = self.sources.drafts()
        return msgspec.structs.replace(
            before,
            payer=self.payer.said,
            payee=self.payee.said,
            kind=str(self.kind.currentData()),
            status=str(self.status.currentData()),
            leg=str(self.leg.currentData()),
            cash=self._cash(),
            amount=self.amount.text(),
            firm=self.firm.text(),
            conditions=self.conditions.text(),
            announced=self.announced.text(),
            starts=self.starts.text(),
            goods=self.goods.text(),
            term_years=self.term.text(),
            notice_days=self.notice.text(),
            capacity_gw=self.capacity.text(),
            conditional="yes" if self.conditional.isChecked() else "no",
            # With a source of its own a record is seen, without any it is not: the services know which.
            verification=before.verification if before.evidence and evidence else "",
            source_entity=before.source_entity if same else "",
            target_entity=before.target_entity if same else "",
            evidence=evidence,
            supersedes=self.supersedes.chosen,
            contains=self.contains.chosen,
            extends=self.extends.chosen,
        )

    def _cash(self) -> str:
        """As chosen; what the record had is given up where it counts as something else now."""
        chosen = str(self.cash.currentData())
        what = str(self.kind.currentData()), str(self.leg.currentData())
        return "" if chosen == self._before.cash and what != (self._before.kind, self._before.leg) else chosen

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
