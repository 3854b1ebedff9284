"""Which other records a record replaces, holds or adds to, picked from a list that can be searched."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from screener.ui import labels
from screener.ui.dialogs.form import FormDialog
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Book, Record
from screener.ui.models.ring_filter import folded

_SIZE = (640, 460)
_KEY = Qt.ItemDataRole.UserRole


class RecordPicker(FormDialog):
    """A list of records with a tick each; `chosen` are those ticked, in the order they had and came."""

    def __init__(
        self, title: str, book: Book, offered: Iterable[Record], chosen: Iterable[str], parent: QWidget | None
    ) -> None:
        super().__init__(title, "", self._take, parent)
        self.retitle(title, self.tr("Choose"))
        self.resize(*_SIZE)
        self.chosen = tuple(chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find by party, kind or date"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.column.setStretchFactor(self.body, 1)
        names = book.names()
        for record in offered:
            pair = deal_words.pair_of(record.deal.payer, record.deal.payee, names)
            item = QListWidgetItem(f"{pair}\n{deal_words.line(record.deal)}")
            item.setData(_KEY, record.deal.id)
            ticked = Qt.CheckState.Checked if record.deal.id in self.chosen else Qt.CheckState.Unchecked
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(ticked)
            self.list.addItem(item)

    def tick(self, deal: str, *, on: bool = True) -> None:
        """Choose a record, or do not."""
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item.data(_KEY) == deal:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _filter(self, text: str) -> None:
        wanted = folded(text)
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(wanted not in folded(item.text()))

    def _take(self) -> None:
        items = [self.list.item(number) for number in range(self.list.count())]
        ticked = [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]
        kept = [each for each in self.chosen if each in ticked]
        self.chosen = (*kept, *(each for each in ticked if each not in kept))


class RecordLink(QWidget):
    """One kind of link: what is chosen, in words, behind a button that opens the list."""

    changed = Signal()

    def __init__(
        self, title: str, about: str, book: Book, chosen: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._book = title, book
        self.chosen = tuple(chosen)
        self._own = ""
        self._pair: tuple[str | None, str | None] = None, None
        self.picker: RecordPicker | None = None
        self.button = labels.button("", self.open, parent=self)
        self.button.setProperty("role", "search")
        labels.set_tooltip(self.button, about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self._say()

    def offer_first(self, own: str, payer: str | None, payee: str | None) -> None:
        """`own` is no choice; records between these two come first, then those of one of them."""
        self._own, self._pair = own, (payer, payee)

    def open(self) -> None:
        """Let the user choose."""
        offered = sorted(
            (record for record in self._book.records if record.deal.id != self._own), key=self._rank
        )
        picker = RecordPicker(self._title, self._book, offered, self.chosen, self.window())

        def taken() -> None:
            if picker.chosen != self.chosen:
                self.chosen = picker.chosen
                self._say()
                self.changed.emit()

        picker.accepted.connect(taken)
        self.picker = picker
        picker.open()

    def _rank(self, record: Record) -> int:
        deal = record.deal
        if deal.id in self.chosen:
            return 0
        if (deal.payer, deal.payee) == self._pair:
            return 1
        return 2 if {deal.payer, deal.payee} & set(self._pair) else 3

    def _say(self) -> None:
        names = self._book.names()
        found = [record for each in self.chosen if (record := self._book.record(each)) is not None]
        said = [
            f"{deal_words.pair_of(each.deal.payer, each.deal.payee, names)}"
            f" {deal_words.month(each.deal.announced)}".rstrip()
            for each in found[:1]
        ]
        more = len(self.chosen) - 1
        text = said[0] if said else self.chosen[0] if self.chosen else self.tr("no record")
        if more > 0:
            text = self.tr("{record} and {n} more").format(record=text, n=more)
        self.button.setText(
            labels.escape_mnemonic(self.tr("{title}: {records}").format(title=self._title, records=text))
        )
