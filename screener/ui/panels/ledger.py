"""The Ledger panel: every record of who pays whom; add, change and take out, import and export."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment
from screener.errors import RingfenceError
from screener.ui import formats, labels, theme
from screener.ui.dialogs.form import FormDialog
from screener.ui.messages import Notice
from screener.ui.models.ledger_model import DealRow, DealsModel, deal_rows
from screener.ui.models.ledger_records import Book, Record, book_of, book_of_loops
from screener.ui.panel import Panel
from screener.ui.panels.cell_table import CellTable
from screener.ui.panels.column_choice import ColumnChoice
from screener.ui.panels.ledger_detail import LedgerDetail
from screener.ui.panels.ledger_files import LedgerFiles
from screener.ui.panels.ledger_filters import LedgerFilters
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from screener.domain.ring.deal_list import DealListReview
    from screener.services.ledger_rows import LedgerRow
    from screener.ui.session import Session

_BESIDE_PX = 860
_BESIDE_SIZES, _WIDE_SIZES, _STACKED_SIZES = [735, 315], [1300, 390], [420, 260]
_WIDE_PX = 1500


class LedgerPanel(Panel):
    """Reads the ledger in the background when it may have changed; the selected record stays selected.

    Until it was read for the first time the records of the loops are listed.
    """

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, QCoreApplication.translate("LedgerPanel", "Ledger"), parent)
        session.history_changed.connect(self._forget)

    # -- building -----------------------------------------------------------------------------------

    def build(self, content: QWidget) -> None:
        """Filters over the list, the selected record in full beside it."""
        self.book = Book()
        self.dialog: FormDialog | None = None
        self._read_for: str | None = None
        self._select_next: str | None = None
        self._reading = Task(self.session.pool, self)
        self._reading.done.connect(self._on_rows)
        self._reading.failed.connect(self._on_not_read)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.filters = LedgerFilters()
        self.filters.changed.connect(self._filter)
        column.addWidget(self.filters)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setProperty("role", "gap")
        self._split.setHandleWidth(theme.CARD_GAP_PX)
        self._split.setChildrenCollapsible(False)
        self.model = DealsModel(parent=self)
        self.table = CellTable(self.model, self.tr("Records of the ledger"), growing=(0, 1), wanted_px=104)
        self.table.picked.connect(lambda number: self._show_record(self.model.row(number).record))
        self.table.opened.connect(lambda number: self.edit(self.model.row(number).record))
        self._add_keys()
        self.detail = LedgerDetail()
        self.detail.edit_asked.connect(self.edit)
        self.detail.retire_asked.connect(self.retire)
        self.detail.restore_asked.connect(self.restore)
        self.detail.remove_asked.connect(self.remove)
        self.detail.party_asked.connect(lambda entity: self.session.select("company", entity))
        self._split.addWidget(self.table)
        self._split.addWidget(self.detail)
        self._split.setCollapsible(1, True)
        self._split.setStretchFactor(0, 1)
        column.addWidget(self._split, 1)
        self._build_header()

    def _build_header(self) -> None:
        self.more = labels.button(self.tr("Files ▾"), role="chip")
        self.more.setAccessibleName(self.tr("Import and export"))
        self.files = LedgerFiles(self.session, self)
        self.files.told.connect(self.messages.show_notice)
        self.files.reviewed.connect(self._on_list)
        self.more.setMenu(self.files.menu(self.more))
        self.columns = ColumnChoice(self.session, self.table, "ledger_columns")
        self.header.addWidget(self.columns)
        self.header.addWidget(self.more)
        self.add_button = labels.button(self.tr("Add a deal …"), self.add, role="primary")
        self.header.addWidget(self.add_button)

    def _add_keys(self) -> None:
        for text, key, do in (
            (self.tr("Edit this deal …"), QKeySequence(Qt.Key.Key_F2), self._edit_current),
            (
                self.tr("Take this deal out …"),
                QKeySequence(QKeySequence.StandardKey.Delete),
                self._retire_current,
            ),
        ):
            action = QAction(labels.escape_mnemonic(text), self.table)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on, do=do: do())
            self.table.addAction(action)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The record stands beside the list where there is room, else under it."""
        super().resizeEvent(event)
        wide = event.size().width()
        beside = wide >= _BESIDE_PX
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self._split.setSizes(
            _STACKED_SIZES if not beside else _WIDE_SIZES if wide > _WIDE_PX else _BESIDE_SIZES
        )

    # -- showing ------------------------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment) -> None:
        """Read the ledger when it may be another one."""
        if not self.book.whole:
            self.book = book_of_loops(assessment)
            self._show_book()
        version = assessment.provenance.ledger
        if self._read_for != version:
            self._read_for = version
            self._read()

    def _forget(self) -> None:
        self._read_for = None
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if not self.book.whole:
            self.subtitle_label.setText(self.tr("Reading the ledger …"))
            if not self.book.records:
                self.show_loading(self.tr("Reading the ledger …"))
        self._reading.start(lambda _job: self.session.workspace.ledger_deals())

    def _on_rows(self, rows: "tuple[LedgerRow, ...]") -> None:
        assessment = self.session.assessment
        if assessment is None:
            return
        self.book = book_of(rows, assessment)
        self._show_book()

    def _show_book(self) -> None:
        if not self.book.records:
            if self.book.whole:
                text = self.tr("The ledger holds no record yet.")
                self.show_empty(text, self.tr("Add a deal …"), self.add)
            return
        self.show_content()
        self.filters.show_kinds({record.deal.kind for record in self.book.records})
        chosen = self._select_next or (None if self.detail.record is None else self.detail.record.deal.id)
        self._select_next = None
        own = any(record.origin != "shipped" or record.state == "retired" for record in self.book.records)
        self.table.leave_out(frozenset() if own else frozenset({"whose"}))
        self.model.show(deal_rows(self.book), self._admits)
        self._say_counts()
        self._select(chosen)

    def _on_not_read(self, error: BaseException) -> None:
        self._read_for = None
        if isinstance(error, RingfenceError):
            self.show_error(error.message, self.tr("Try again"), self._read)

    def _filter(self) -> None:
        chosen = None if self.detail.record is None else self.detail.record.deal.id
        self.model.admit(self._admits)
        self._say_counts()
        self._select(chosen)

    def _admits(self, row: DealRow) -> bool:
        return self.filters.admits(row)

    def _say_counts(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        own = sum(record.origin != "shipped" or record.state == "retired" for record in self.book.records)
        text = (
            self.tr("{n} records").format(n=total)
            if shown == total
            else self.tr("{n} of {all} records").format(n=shown, all=total)
        )
        if own:
            text = self.tr("{records}, {own} of them yours").format(records=text, own=own)
        assessment = self.session.assessment
        if assessment is not None:
            labels.set_tooltip(
                self.subtitle_label,
                self.tr("Ledger of {day}").format(day=formats.day(assessment.ledger_date)),
            )
        self.subtitle_label.setText(text if self.book.whole else self.tr("Reading the ledger …"))

    def _select(self, deal_id: str | None) -> None:
        number = None if deal_id is None else self.model.number_of_key(deal_id)
        if number is None and deal_id is None and self.model.rowCount():
            number = 0
        self.table.show_current(number)
        if number is not None:
            self._show_record(self.model.row(number).record)
            self.table.scrollTo(self.table.currentIndex())
        elif deal_id is None or self.book.record(deal_id) is None:
            self.detail.say(self.tr("Select a record to see its terms and sources."))

    def _show_record(self, record: Record) -> None:
        self.detail.show_record(record, self.book)

    # -- changing -----------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new record."""
        self._open_form(None)

    def edit(self, record: Record) -> None:
        """Ask for the user's version of a record."""
        self._open_form(record)

    def _open_form(self, record: Record | None) -> None:
        from screener.ui.dialogs.deal import DealDialog

        dialog = DealDialog(self.session, self.book, None if record is None else record.deal, self)

        def stored() -> None:
            if dialog.saved is None:
                return
            self._select_next = dialog.saved.id
            for warning in dialog.saved.warnings:
                text = self.tr("Saved, but please check: {warning}").format(warning=warning)
                self.messages.show_notice(Notice("warning", text, warning))

        dialog.accepted.connect(stored)
        self.dialog = dialog
        dialog.open()

    def retire(self, record: Record) -> None:
        """Ask why, show what it changes, and take the record out."""
        from screener.ui.dialogs.retire_deal import RetireDialog

        self.dialog = RetireDialog(self.session, self.book, record, self)
        self.dialog.open()

    def restore(self, record: Record) -> None:
        """Count a retired record again, or use the shipped version of an edited one."""
        self._change(lambda: self.session.workspace.restore_deal(record.deal.id))

    def remove(self, record: Record) -> None:
        """Give up a record the user added; undo brings it back."""
        self._change(lambda: self.session.workspace.remove_deal(record.deal.id))

    def _change(self, action: "Callable[[], object]") -> None:
        if self.session.attempt(action):
            self.session.edited()

    def _edit_current(self) -> None:
        if self.detail.record is not None:
            self.edit(self.detail.record)

    def _retire_current(self) -> None:
        if self.detail.record is not None and self.detail.record.state != "retired":
            self.retire(self.detail.record)

    def _on_list(self, review: "DealListReview") -> None:
        from screener.ui.dialogs.deals_import import DealsImportDialog

        self.dialog = DealsImportDialog(self.session, self.book, review, self.files.path, self)
        self.dialog.open()
