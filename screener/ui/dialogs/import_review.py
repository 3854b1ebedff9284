"""What a file holds before anything is stored: positions, refused rows with reasons, where to put it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from screener import wording
from screener.ui import formats, labels, theme
from screener.ui.dialogs.form import FormDialog
from screener.ui.dialogs.import_symbols import SymbolChoices
from screener.ui.models.plain_table_model import PlainTableModel

if TYPE_CHECKING:
    from screener.domain.imported import ImportedPosition, ImportReview
    from screener.ui.session import Session

Into = Literal["new", "replace", "add"]
_SIZE = (760, 600)
_SHOWN_ROWS = 1000
_NUMBERS = (0, 3, 4)
SYMBOL = 1
_SYMBOL_PX, _CHOICE_PX = 110, 190


class ImportedModel(PlainTableModel):
    """The positions of a review, as the file has them.

    `symbol_of` gives the words of a row's symbol cell where something is to be chosen there, else None.
    """

    def __init__(
        self,
        positions: "tuple[ImportedPosition, ...]",
        parent: QObject | None = None,
        symbol_of: Callable[[int], str | None] = lambda _row: None,
    ) -> None:
        titles = (_tr("Line"), _tr("Symbol"), _tr("Name"), _tr("Quantity"), _tr("Cost"), _tr("Currency"))
        super().__init__(titles, _NUMBERS, parent)
        self._positions = positions
        self._symbol_of = symbol_of

    def count(self) -> int:
        """One row a position."""
        return len(self._positions)

    def cells(self, row: int) -> tuple[str, ...]:
        """Line, symbol, name, quantity, cost, currency."""
        position = self._positions[row]
        return (
            str(position.line),
            self._symbol_of(row) or position.symbol or position.isin or formats.UNKNOWN,
            position.name or "",
            formats.quantity(position.quantity),
            formats.quantity(position.cost),
            position.currency or "",
        )

    def reread(self, row: int) -> None:
        """The symbol cell of a row says something else."""
        cell = self.index(row, SYMBOL)
        self.dataChanged.emit(cell, cell)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportedModel", text)


class ImportDialog(FormDialog):
    """Shows a review and stores it where the user says."""

    def __init__(self, session: "Session", review: "ImportReview", *, parent: QWidget | None = None) -> None:
        self._session = session
        self._review = review
        super().__init__("", "", self._store, parent)
        if review.positions or review.rejected:
            self.resize(*_SIZE)
        self.retitle(
            self.tr("Import {file}").format(file=review.file),
            self.tr("Import {n} positions").format(n=len(review.positions)),
        )
        self.body.setSpacing(8)
        self.column.setStretchFactor(self.body, 1)
        summary = self._summary()
        if summary:
            self.body.addWidget(labels.label(summary, "quiet", wrap=True))
        for warning in review.warnings:
            self.body.addWidget(labels.label(wording.sentence(warning), wrap=True))
        self.symbols = SymbolChoices(session, review.positions)
        self.finished.connect(lambda _result: self.symbols.stop())
        if review.positions:
            self.body.addWidget(self._positions_table(), 1)
        self.body.addWidget(self.symbols)
        if review.rejected:
            self.body.addWidget(labels.label(self.tr("Not imported"), "section"))
            self.body.addWidget(self._rejected_list())
        if review.positions:
            self.body.addLayout(self._where())
        else:
            self.body.addStretch(1)
        self.ok_button.setEnabled(bool(review.positions))
        self.ok_button.setVisible(bool(review.positions))

    def _summary(self) -> str:
        review = self._review
        if review.needs_mapping:
            return self.tr(
                "The columns of this file could not be told apart, so nothing can be imported from it."
            )
        parts = (
            [self.tr("Recognised as {layout}.").format(layout=review.recognised_as)]
            if review.recognised_as
            else []
        )
        if review.positions or review.rejected:
            parts.append(
                self.tr("Positions: {positions}. Rows not imported: {rejected}.").format(
                    positions=len(review.positions), rejected=len(review.rejected)
                )
            )
        if review.closed:
            parts.append(
                self.tr("Closed positions left out: {names}.").format(names=", ".join(review.closed[:10]))
            )
        if review.watchlist:
            parts.append(self.tr("Symbols for the watchlist: {n}.").format(n=len(review.watchlist)))
        if review.as_of is not None:
            parts.append(self.tr("As of {day}.").format(day=formats.day(review.as_of)))
        return " ".join(parts)

    def _positions_table(self) -> QWidget:
        table = QTableView()
        table.setProperty("role", "plain")
        self.model = ImportedModel(self._review.positions, table, self.symbols.text_of)
        self.symbols.changed.connect(self.model.reread)
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setAlternatingRowColors(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(theme.ROW_PX - 5)
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        if self.symbols.open:
            self._let_choose(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        symbol_px = _CHOICE_PX if self.symbols.open else _SYMBOL_PX
        for column, width in ((0, 56), (SYMBOL, symbol_px), (3, 110), (4, 120), (5, 80)):
            table.setColumnWidth(column, width)
        table.setAccessibleName(self.tr("Positions found"))
        table.setMinimumHeight(150)
        return table

    def _let_choose(self, table: QTableView) -> None:
        """Rows can be marked; Enter, or a click on the symbol, opens the search for the one that is."""
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.selectionModel().currentRowChanged.connect(
            lambda current, _before: self.symbols.mark(current.row())
        )
        table.activated.connect(lambda _index: self.symbols.choose())
        table.clicked.connect(lambda index: self.symbols.choose() if index.column() == SYMBOL else None)
        table.selectRow(next(iter(self.symbols.open)))
        # Enter belongs to the rows here.
        self.ok_button.setDefault(False)
        table.setFocus()

    def _rejected_list(self) -> QWidget:
        self.refused_rows = QListWidget()
        self.refused_rows.setAccessibleName(self.tr("Rows not imported"))
        for row in self._review.rejected[:_SHOWN_ROWS]:
            line = self.tr("Line {line}: {reason}").format(line=row.line, reason=wording.sentence(row.reason))
            self.refused_rows.addItem(f"{line}  {row.text}".rstrip())
        more = len(self._review.rejected) - _SHOWN_ROWS
        if more > 0:
            self.refused_rows.addItem(self.tr("and {n} more").format(n=more))
        self.refused_rows.setWordWrap(True)
        self.refused_rows.setMaximumHeight(min(130, 14 + 26 * self.refused_rows.count()))
        return self.refused_rows

    def _where(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        name = self._session.workspace.portfolio().name
        self._group = QButtonGroup(self)
        self.choices: dict[Into, QRadioButton] = {
            "new": QRadioButton(self.tr("Into a new portfolio named")),
            "replace": QRadioButton(labels.escape_mnemonic(self.tr("Replace “{name}”").format(name=name))),
            "add": QRadioButton(labels.escape_mnemonic(self.tr("Add to “{name}”").format(name=name))),
        }
        self.name = QLineEdit(self._review.file.rsplit(".", 1)[0][:60])
        self.name.setAccessibleName(self.tr("Name of the new portfolio"))
        row = QHBoxLayout()
        row.addWidget(self.choices["new"])
        row.addWidget(self.name, 1)
        column.addLayout(row)
        column.addWidget(self.choices["replace"])
        column.addWidget(self.choices["add"])
        for choice in self.choices.values():
            self._group.addButton(choice)
        self.choices["new"].toggled.connect(self.name.setEnabled)
        self.choices["new"].setChecked(True)
        return column

    def _store(self) -> None:
        into = next(into for into, choice in self.choices.items() if choice.isChecked())
        from screener.services.importing import with_symbols

        review = with_symbols(self._review, self.symbols.chosen)
        self._session.commit_import(review, into, self.name.text())
