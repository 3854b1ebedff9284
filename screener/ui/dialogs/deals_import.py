"""A list of deals before anything is stored: what each row became, which were refused and why."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QListWidget, QWidget

from screener import wording
from screener.domain.ring.deal_list import DealListReview
from screener.ui import labels
from screener.ui.dialogs.form import FormDialog
from screener.ui.models.ledger_columns import DEAL_COLUMNS
from screener.ui.models.ledger_model import DealsModel, deal_rows
from screener.ui.models.ledger_records import Book, Party, record_as_read
from screener.ui.panels.cell_table import CellTable
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screener.ui.session import Session

_SIZE = (900, 620)
_SHOWN_ROWS, _NAMED = 1000, 6
_SHOWN_COLUMNS = (
    "payer",
    "payee",
    "kind",
    "status",
    "paid",
    "contracted",
    "announced",
    "contingent",
    "date",
    "tier",
)
_FIELDS: "dict[str, Callable[[DealsImportDialog], str]]" = {
    "payer": lambda dialog: dialog.tr("Payer"),
    "payee": lambda dialog: dialog.tr("Payee"),
    "kind": lambda dialog: dialog.tr("Kind"),
    "status": lambda dialog: dialog.tr("Status"),
}


class DealsImportDialog(FormDialog):
    """Shows a review and stores it. Where columns could not be told apart the user says which they are."""

    def __init__(
        self,
        session: "Session",
        book: Book,
        review: DealListReview,
        path: "Path",
        parent: QWidget | None = None,
    ) -> None:
        self._session = session
        self._book = book
        self._review = review
        self._path = path
        super().__init__("", "", self._store, parent)
        self.resize(*_SIZE)
        self.setMinimumWidth(640)
        self.summary = labels.label("", "quiet", wrap=True)
        self.body.addWidget(self.summary)
        self._build_mapping()
        columns = tuple(column for column in DEAL_COLUMNS if column.id in _SHOWN_COLUMNS)
        self.model = DealsModel(columns, self)
        self.table = CellTable(self.model, self.tr("Deals found"), growing=(0, 1), wanted_px=110)
        self.table.setMinimumHeight(170)
        self.body.addWidget(self.table, 4)
        self.refused_title = labels.label(self.tr("Not imported, or to be checked"), "section")
        self.refused_rows = QListWidget()
        self.refused_rows.setAccessibleName(self.refused_title.text())
        self.refused_rows.setWordWrap(True)
        self.refused_rows.setMaximumHeight(150)
        self.body.addWidget(self.refused_title)
        self.body.addWidget(self.refused_rows)
        self.body.addStretch(0)
        self.column.setStretchFactor(self.body, 1)
        self._reading = Task(session.pool, self)
        self._reading.done.connect(self._show)
        self._reading.failed.connect(self._on_failed)
        self._show(review)

    def _build_mapping(self) -> None:
        self.mapping = QWidget()
        rows = QFormLayout(self.mapping)
        rows.setContentsMargins(0, 0, 0, 0)
        self.columns: dict[str, QComboBox] = {}
        for field, title in _FIELDS.items():
            combo = QComboBox()
            combo.setAccessibleName(title(self))
            combo.addItem(self.tr("Choose a column"), "")
            for column in self._review.columns:
                combo.addItem(column, column)
            combo.setCurrentIndex(max(0, combo.findData(self._review.mapping.get(field, ""))))
            combo.currentIndexChanged.connect(lambda _number: self._read_again())
            self.columns[field] = combo
            rows.addRow(labels.label(title(self), "quiet"), combo)
        self.body.addWidget(self.mapping)
        self.mapping.setVisible(self._review.needs_mapping)

    def _read_again(self) -> None:
        chosen = {field: str(combo.currentData()) for field, combo in self.columns.items()}
        if all(chosen.values()):
            mapping = {**self._review.mapping, **chosen}
            path = self._path
            self._reading.start(lambda _job: self._session.workspace.import_deals(path, mapping))

    def _show(self, review: DealListReview) -> None:
        self._review = review
        count = len(review.deals)
        self.retitle(
            self.tr("Import {file}").format(file=review.file),
            self.tr("Import 1 deal") if count == 1 else self.tr("Import {n} deals").format(n=count),
        )
        self.ok_button.setEnabled(bool(review.deals))
        self.summary.setText(self._said(review))
        parties = dict(self._book.parties)
        for entity in review.entities:
            parties.setdefault(entity.id, Party(entity.id, entity.name))
        book = Book(tuple(record_as_read(listed.deal) for listed in review.deals), parties)
        columns = self.model.columns
        self.model.show(deal_rows(book, columns=columns))
        self.table.setVisible(bool(review.deals))
        self.body.setStretch(self.body.count() - 1, 0 if review.deals else 1)
        self.refused_rows.clear()
        for line, text in self._remarks(review)[:_SHOWN_ROWS]:
            self.refused_rows.addItem(self.tr("Line {line}: {reason}").format(line=line, reason=text))
        some = self.refused_rows.count() > 0
        self.refused_title.setVisible(some)
        self.refused_rows.setVisible(some)

    def _said(self, review: DealListReview) -> str:
        if review.needs_mapping:
            return self.tr("Some columns could not be told apart. Say which column holds what.")
        parts = [
            self.tr("Deals: {deals}. Rows not imported: {rejected}.").format(
                deals=len(review.deals), rejected=len(review.rejected)
            )
        ]
        private = [entity.name for entity in review.entities if not entity.listings]
        if private:
            parts.append(self.tr("New private parties: {names}.").format(names=self._first(private)))
        listed = [f"{entity.name} ({entity.listings[0]})" for entity in review.entities if entity.listings]
        if listed:
            parts.append(self.tr("Companies new to the ledger: {names}.").format(names=self._first(listed)))
        return " ".join(parts)

    def _first(self, names: list[str]) -> str:
        said, left = ", ".join(names[:_NAMED]), len(names) - _NAMED
        return said if left <= 0 else self.tr("{names} and {n} more").format(names=said, n=left)

    def _remarks(self, review: DealListReview) -> list[tuple[int, str]]:
        """Rows refused, and rows kept with something to check, by line."""
        found = [(row.line, wording.sentence(row.reason)) for row in review.rejected]
        for listed in review.deals:
            for problem in listed.problems:
                text = self.tr("imported, but please check: {warning}")
                found.append((listed.line, text.format(warning=wording.sentence(problem.message))))
        return sorted(found)

    def _on_failed(self, error: BaseException) -> None:
        from screener.errors import RingfenceError

        if isinstance(error, RingfenceError):
            self.error.setText(error.message)
            self.error.setVisible(True)

    def _store(self) -> None:
        self._session.workspace.commit_deals(self._review)
        self._session.edited()

    def done(self, result: int) -> None:
        """Read nothing more once the dialog is closed."""
        self._reading.cancel()
        super().done(result)
