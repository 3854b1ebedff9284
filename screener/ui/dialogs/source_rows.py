"""The sources of a record: as many as there are, each an address or title with its kind and day."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from screener import wording
from screener.domain.ring.draft import EvidenceDraft
from screener.ui import labels
from screener.ui.widgets.wheel import leave_wheel_to_page

_TIERS = ("press", "primary", "secondary", "user")


class SourceRow(QWidget):
    """One source. What the form does not show of it, what it says there, stays while the address does."""

    changed = Signal()

    def __init__(self, before: EvidenceDraft, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = before
        self.address, self.day, self.tier = QLineEdit(before.source), QLineEdit(before.date), QComboBox()
        self.address.setPlaceholderText(self.tr("Address or title"))
        self.address.setCursorPosition(0)
        self.day.setPlaceholderText(self.tr("Its day or month"))
        for tier in dict.fromkeys((*_TIERS, *filter(None, (before.tier,)))):
            self.tier.addItem(wording.label("tier", tier), tier)
        self.tier.setCurrentIndex(max(0, self.tier.findData(before.tier)))
        leave_wheel_to_page(self.tier)
        self.drop = labels.button("✕", role="plain")
        labels.set_tooltip(self.drop, self.tr("Remove this source"))
        for field, name in (
            (self.address, self.tr("Source {n}")),
            (self.tier, self.tr("Kind of source {n}")),
            (self.day, self.tr("Day of source {n}")),
            (self.drop, self.tr("Remove source {n}")),
        ):
            field.setAccessibleName(name.format(n=number))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.address, 0, 0, 1, 2)
        grid.addWidget(self.drop, 0, 2)
        grid.addWidget(self.tier, 1, 0)
        grid.addWidget(self.day, 1, 1)
        self.tier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tier.setMinimumContentsLength(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.address.textChanged.connect(lambda _text: self.changed.emit())
        self.day.textChanged.connect(lambda _text: self.changed.emit())
        self.tier.currentIndexChanged.connect(lambda _number: self.changed.emit())

    def draft(self) -> EvidenceDraft | None:
        """What stands in the fields; None without an address or title."""
        source = self.address.text().strip()
        if not source:
            return None
        says = self._before.says if source == self._before.source else ""
        return EvidenceDraft(source, str(self.tier.currentData()), self.day.text().strip(), says)


class SourceRows(QWidget):
    """All sources, at least one empty row to fill in."""

    changed = Signal()

    def __init__(self, before: Iterable[EvidenceDraft] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SourceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.more = labels.link(self.tr("Add a source"), self.add)
        self._column.addWidget(self.more)
        for seen in before:
            self._add(seen)
        if not self.rows:
            self.add()

    def add(self) -> SourceRow:
        """One more row, empty."""
        made = self._add(EvidenceDraft(""))
        if self.isVisible():
            made.address.setFocus()
        return made

    def drafts(self) -> tuple[EvidenceDraft, ...]:
        """The sources typed, in their order."""
        return tuple(found for row in self.rows if (found := row.draft()) is not None)

    def _add(self, seen: EvidenceDraft) -> SourceRow:
        row = SourceRow(seen, len(self.rows) + 1)
        row.changed.connect(self.changed)
        row.drop.clicked.connect(lambda _on: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        self._settle()
        return row

    def _remove(self, row: SourceRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.add()
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """An only row that is empty has nothing to remove."""
        for row in self.rows:
            row.drop.setEnabled(len(self.rows) > 1 or bool(row.address.text()))
