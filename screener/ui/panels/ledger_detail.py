"""One record of the ledger in full, beside the list, with what can be done about it."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from screener import wording
from screener.domain.ring.deal import Deal
from screener.ui import labels
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Book, Record
from screener.ui.panels.inspector_sections.section import Facts
from screener.ui.panels.inspector_sections.source_link import breakable
from screener.ui.panels.record_view import MoneyTitles, RecordView


def _tr(text: str) -> str:
    return QCoreApplication.translate("LedgerDetail", text)


class LedgerDetail(QFrame):
    """Shows a record. The signals carry it: change it, take it out, count it again, give it up, show it."""

    edit_asked = Signal(object)
    retire_asked = Signal(object)
    restore_asked = Signal(object)
    remove_asked = Signal(object)
    party_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.record: Record | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setAccessibleName(self.tr("The record in full"))
        outer.addWidget(self.scroller, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(12, 6, 12, 8)
        self._foot.setSpacing(8)
        self.edit = labels.button(self.tr("Edit …"), lambda: self.edit_asked.emit(self.record))
        self.retire = labels.button(self.tr("Take out …"), lambda: self.retire_asked.emit(self.record))
        self.restore = labels.button("", lambda: self.restore_asked.emit(self.record))
        self.remove = labels.button(self.tr("Delete"), lambda: self.remove_asked.emit(self.record))
        for button in (self.edit, self.retire, self.restore, self.remove):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)
        self.say(self.tr("Select a record to see its terms and sources."))

    def say(self, text: str) -> None:
        """Show a quiet line instead of a record."""
        self.record = None
        column = self._start()
        column.addWidget(labels.label(text, "quiet", wrap=True))
        column.addStretch(1)
        for button in (self.edit, self.retire, self.restore, self.remove):
            button.hide()

    def show_record(self, record: Record, book: Book) -> None:
        """Show this one."""
        self.record = record
        deal = record.deal
        column = self._start()
        head = QHBoxLayout()
        head.setSpacing(6)
        for number, entity in enumerate((deal.payer, deal.payee)):
            if number:
                head.addWidget(labels.label("→", "strong"))
            link = labels.link(book.name(entity), partial(self.party_asked.emit, entity))
            head.addWidget(link)
        head.addStretch(1)
        column.addLayout(head)
        for line in _own_lines(record):
            column.addWidget(labels.label(line, "accent", wrap=True, selectable=True))
        titles = QHBoxLayout()
        titles.addWidget(MoneyTitles())
        column.addLayout(titles)
        column.addWidget(RecordView(record, switchable=False))
        facts = Facts()
        for caption, value in _facts(deal):
            facts.add(caption, value)
        column.addWidget(facts)
        for line in _links(record, book):
            column.addWidget(labels.label(line, "caption", wrap=True, selectable=True))
        if deal.notes:
            column.addWidget(labels.label(breakable(deal.notes), "caption", wrap=True, selectable=True))
        if record.shipped is not None:
            column.addWidget(labels.label(self.tr("As shipped"), "section"))
            column.addWidget(
                labels.label(deal_words.line(record.shipped), "quiet", wrap=True, selectable=True)
            )
        column.addStretch(1)
        self._offer(record)

    def _offer(self, record: Record) -> None:
        retired = record.state == "retired"
        self.edit.show()
        self.retire.setVisible(not retired)
        self.restore.setVisible(retired or record.origin == "edited")
        text = self.tr("Count again") if retired else self.tr("As shipped")
        self.restore.setText(labels.escape_mnemonic(text))
        self.remove.setVisible(record.origin == "own")

    def _start(self) -> QVBoxLayout:
        page = QWidget()
        page.setProperty("role", "scrolled")
        page.setMinimumWidth(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        self.scroller.setWidget(page)
        return column


def _own_lines(record: Record) -> list[str]:
    lines = []
    if record.origin == "own":
        lines.append(_tr("You added this record."))
    if record.origin == "edited":
        lines.append(_tr("You changed this record; the shipped one is below."))
    if record.state == "retired":
        reason = record.reason or _tr("no reason given")
        lines.append(_tr("You took this record out: {reason}").format(reason=reason))
    if record.changed_upstream:
        lines.append(_tr("The shipped record has changed since."))
    return lines


def _facts(deal: Deal) -> list[tuple[str, str]]:
    found = [
        (_tr("Counts as"), wording.label("leg", deal.leg)),
        (_tr("Verified"), wording.label("verification", deal.verification)),
        (_tr("Confidence"), deal.confidence),
    ]
    if deal.goods:
        found.append((_tr("What for"), deal.goods))
    if deal.term_years is not None:
        found.append((_tr("Term"), _tr("{n} years").format(n=f"{deal.term_years:f}")))
    if deal.capacity_gw is not None:
        found.append((_tr("Capacity"), _tr("{n} GW").format(n=f"{deal.capacity_gw:f}")))
    if deal.notice_days is not None:
        found.append((_tr("Can be ended on"), _tr("{n} days").format(n=deal.notice_days)))
    if deal.starts:
        found.append((_tr("Begins"), deal_words.month(deal.starts)))
    return found


def _links(record: Record, book: Book) -> list[str]:
    deal = record.deal
    lines = []
    for ids, text in (
        (record.replaced_by, _tr("Replaced by: {deals}")),
        (deal.supersedes, _tr("Replaces: {deals}")),
        (deal.contains, _tr("Contains the money of: {deals}")),
        (deal.extends, _tr("Adds to: {deals}")),
    ):
        if ids:
            lines.append(text.format(deals="; ".join(_named(each, book) for each in ids)))
    return lines


def _named(deal_id: str, book: Book) -> str:
    record = book.record(deal_id)
    if record is None:
        return deal_id
    deal = record.deal
    pair = deal_words.pair_of(deal.payer, deal.payee, book.names())
    return " ".join(filter(None, (pair, deal_words.month(deal.announced))))
