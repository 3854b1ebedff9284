"""The filters of the ledger: text, what the money is, kind of deal, and whose the record is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from screener import wording
from screener.ui import labels
from screener.ui.models import deal_words
from screener.ui.models.ledger_model import DealRow
from screener.ui.models.ledger_records import STATUSES
from screener.ui.panels.ring_filters import Choices

_WHOSE = ("", "own", "edited", "retired", "changed")


class LedgerFilters(QWidget):
    """Tells which rows are to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find in parties, terms and notes"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(280)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.statuses = Choices(
            self.tr("Status"),
            [(each, deal_words.status_title(each), deal_words.status_about(each)) for each in STATUSES],
            frozenset(STATUSES),
        )
        self.statuses.changed.connect(self.changed)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of deal"))
        self.kind.addItem(self.tr("Every kind"), "")
        self.kind.currentIndexChanged.connect(lambda _number: self.changed.emit())
        self.whose = QComboBox()
        self.whose.setAccessibleName(self.tr("Whose record"))
        for each, text in zip(
            _WHOSE,
            (
                self.tr("Everyone's"),
                self.tr("Added by me"),
                self.tr("Edited by me"),
                self.tr("Taken out by me"),
                self.tr("Changed since by an update"),
            ),
            strict=True,
        ):
            self.whose.addItem(text, each)
        self.whose.currentIndexChanged.connect(lambda _number: self.changed.emit())
        self.reset = labels.link(self.tr("Show all"), self.clear)
        row.addWidget(self.search, 1)
        for widget in (self.statuses, self.kind, self.whose, self.reset):
            row.addWidget(widget)
        row.addStretch(1)
        self.changed.connect(self._offer_reset)
        self._offer_reset()

    def show_kinds(self, kinds: set[str]) -> None:
        """Offer these kinds of deals; the one chosen stays chosen."""
        chosen = self.kind.currentData()
        named = sorted(((wording.label("deal_kind", kind), kind) for kind in kinds), key=lambda pair: pair[0])
        self.kind.blockSignals(True)
        while self.kind.count() > 1:
            self.kind.removeItem(1)
        for text, kind in named:
            self.kind.addItem(text, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self.kind.blockSignals(False)

    def admits(self, row: DealRow) -> bool:
        """The row passes."""
        record = row.record
        if record.status not in self.statuses.chosen:
            return False
        if self.kind.currentData() and record.deal.kind != self.kind.currentData():
            return False
        whose = self.whose.currentData()
        if whose in ("own", "edited") and record.origin != whose:
            return False
        if (whose == "retired" and record.state != "retired") or (
            whose == "changed" and not record.changed_upstream
        ):
            return False
        return all(word in row.words for word in self.search.text().casefold().split())

    def clear(self) -> None:
        """Show every record."""
        self.blockSignals(True)
        self.search.clear()
        self.statuses.choose(frozenset(STATUSES))
        self.kind.setCurrentIndex(0)
        self.whose.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def _offer_reset(self) -> None:
        plain = (
            not self.search.text()
            and self.statuses.chosen == frozenset(STATUSES)
            and not self.kind.currentData()
            and not self.whose.currentData()
        )
        self.reset.setVisible(not plain)
