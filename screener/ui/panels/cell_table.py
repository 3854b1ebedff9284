"""The view of a small table: one column takes the room the others leave, and gives the least important up."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from screener.ui import theme
from screener.ui.delegates.cell_delegate import PADDING, CellDelegate
from screener.ui.models.cell_model import CellModel
from screener.ui.models.cells import Column

_ARROW = " ↓"
_LEAST = 80
_SHARE = 0.1
"""Of the room, for each growing column of a wide table."""


class CellTable(QTableView):
    """Rows of one height; a click on a title sorts, once more the other way, a third time not at all.

    `growing` are the columns that share what is left over and `wanted_px` what each of them should get at
    least; columns of higher rank are hidden until they have it. `picked` carries the number of the current
    row, `opened` that of one double-clicked or picked with Return.
    """

    picked = Signal(int)
    opened = Signal(int)
    columns_fitted = Signal()

    def __init__(
        self,
        model: CellModel,
        name: str,
        *,
        growing: tuple[int, ...] = (0,),
        wanted_px: int = 330,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cells = model
        self._growing = growing
        self._wanted_px = wanted_px
        self._quiet = False
        self._left_out: frozenset[str] = frozenset()
        self._chosen: frozenset[str] | None = None
        self.setModel(model)
        self.delegate = CellDelegate(model, model.columns, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        one, more = (
            QAbstractItemView.SelectionMode.SingleSelection,
            QAbstractItemView.SelectionMode.ExtendedSelection,
        )
        self.setSelectionMode(more if many else one)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_PX)
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setFont(theme.font(theme.CAPTION_PX))
        titles.setSectionsClickable(True)
        titles.sectionClicked.connect(self._sort_by)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_current(self, number: int | None) -> None:
        """Select a row, or none, without telling that it was picked."""
        self._quiet = True
        if number is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != number or not self.selectionModel().hasSelection():
            self.selectRow(number)
        self._quiet = False

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and now.isValid():
            self.picked.emit(now.row())

    def _sort_by(self, column: int) -> None:
        first = self._cells.columns[column].numeric
        known = self._cells.sorted_by
        descending: bool | None = first
        if known is not None and known[0] == column:
            descending = not first if known[1] == first else None
        if descending is None:
            self._cells.sort(-1)
        else:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self._cells.sort(column, order)
        self.fit_columns()

    # -- columns ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns."""
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_cells"):
            self.fit_columns()

    def leave_out(self, columns: frozenset[str]) -> None:
        """Hide these columns however much room there is."""
        if columns != self._left_out:
            self._left_out = columns
            self.fit_columns()

    def choose_columns(self, columns: frozenset[str] | None) -> None:
        """Show these, wider than the view if need be; None: the most important ones there is room for.

        The growing columns are always shown.
        """
        self._chosen = columns
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(scrolls if columns else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_columns()

    @property
    def offered_columns(self) -> tuple[Column, ...]:
        """The columns that can be hidden."""
        every = enumerate(self._cells.columns)
        return tuple(
            each for number, each in every if number not in self._growing and each.id not in self._left_out
        )

    @property
    def shown_columns(self) -> frozenset[str]:
        """Those of `offered_columns` that are shown."""
        offered = {column.id for column in self.offered_columns}
        every = enumerate(self._cells.columns)
        return frozenset(
            each.id for number, each in every if each.id in offered and not self.isColumnHidden(number)
        )

    def fit_columns(self) -> None:
        """The least important columns go first when the growing ones would get too little room."""
        body, titles = self.fontMetrics(), QFontMetrics(theme.font(theme.CAPTION_PX))
        arrow_at = None if self._cells.sorted_by is None else self._cells.sorted_by[0]
        room = self.viewport().width()
        wanted = max(self._wanted_px, round(room * _SHARE))
        columns = self._cells.columns
        widths: dict[int, int] = {}
        for number, column in enumerate(columns):
            self.setColumnHidden(number, column.id in self._left_out)
            if number not in self._growing and column.id not in self._left_out:
                title = column.title() + (_ARROW if number == arrow_at else "")
                titled = titles.horizontalAdvance(title) + 6
                widths[number] = max(body.horizontalAdvance(column.sample) + 4, titled) + 2 * PADDING
        for number in sorted(widths, key=lambda each: -columns[each].rank):
            tight = room - sum(widths.values()) < wanted * len(self._growing) and columns[number].rank > 1
            hidden = tight if self._chosen is None else columns[number].id not in self._chosen
            self.setColumnHidden(number, hidden)
            if hidden:
                del widths[number]
        for number, width in widths.items():
            self.setColumnWidth(number, width)
        share = (room - sum(widths.values())) // len(self._growing)
        for number in self._growing:
            self.setColumnWidth(number, max(_LEAST if self._chosen is None else self._wanted_px, share))
        self.columns_fitted.emit()

    # -- pointer and keys ---------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.delegate.hovered_row:
            self.delegate.hovered_row = row
            self.viewport().update()
