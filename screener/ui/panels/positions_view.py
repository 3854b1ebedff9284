"""The view of a positions table: fits its columns to the room there is and outlines companies on a loop."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from screener.ui import theme
from screener.ui.delegates.cell_delegate import PADDING, SIGN_PX, CellDelegate
from screener.ui.models import position_columns
from screener.ui.models.position_columns import COLUMNS
from screener.ui.models.positions_model import PositionsModel

_HEADER_ROOM = 2 * PADDING + 4
_ARROW = " ↓"
_DEARER_THAN_STRENGTH = 8
"""Columns of lower ranks stay when the ring column has to leave out the strength."""
_SYMBOL_MOST = 340
_GROWING = ("ring", *(each for each in position_columns.COLUMN_IDS if each != "ring"))
"""Who gets its natural width first when there is room to spare."""
_OUTLINE_ALPHA = 110


class PositionsView(QTableView):
    """Rows of fixed height, sorted by a click on a title; columns that do not fit give way by their rank."""

    columns_fitted = Signal()
    """The columns shown may be others now."""

    def __init__(self, model: PositionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wanted: tuple[str, ...] = position_columns.COLUMN_IDS
        self._empty: frozenset[str] = frozenset()
        self._widths: dict[str, tuple[int, int]] = {}
        self._sorted_by = (position_columns.COLUMN_IDS.index("weight"), Qt.SortOrder.DescendingOrder)
        self.cells = CellDelegate(model, COLUMNS, self)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self._prepare_headers()

    def _prepare_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_PX)
        rows.setVisible(False)
        titles = self.horizontalHeader()
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setHighlightSections(False)
        titles.setSectionsClickable(True)
        titles.setSortIndicatorShown(False)
        titles.setFont(theme.font(theme.CAPTION_PX))
        titles.setMinimumSectionSize(24)
        titles.sectionClicked.connect(self._sort_by)
        self.clicked.connect(lambda index: self.fold_head(index.row()))

    # -- columns ------------------------------------------------------------------------------------

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns asked for, also those there is no room for."""
        return self._wanted

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns asked for that wait for more room."""
        return tuple(
            column.id
            for number, column in enumerate(COLUMNS)
            if column.id in self._wanted and column.id not in self._empty and self.isColumnHidden(number)
        )

    def want_columns(self, wanted: Iterable[str]) -> None:
        """Show these columns as far as there is room; the symbol is always shown."""
        asked = {"symbol", *wanted}
        self._wanted = tuple(each for each in position_columns.COLUMN_IDS if each in asked)
        self.fit_columns()

    def leave_empty(self, columns: Iterable[str]) -> None:
        """Give no room to these columns while no row has anything in them."""
        empty = frozenset(columns)
        if empty != self._empty:
            self._empty = empty
            self.fit_columns()

    def fit_columns(self) -> None:
        """Hide the least important columns until the rest fits, then share out what is left over."""
        room = self.viewport().width()
        widths = self._least_and_natural()
        shown = [each for each in COLUMNS if each.id in self._wanted and each.id not in self._empty]
        whole_ring = widths["ring"][1] - widths["ring"][0]
        while sum(widths[column.id][0] for column in shown) + whole_ring > room:
            last = max(column.rank for column in shown)
            if whole_ring and last < _DEARER_THAN_STRENGTH:
                whole_ring = 0
            elif last:
                shown = [column for column in shown if column.rank != last]
            else:
                break
        self._apply_widths({column.id: widths[column.id] for column in shown}, room)
        self.columns_fitted.emit()

    def _least_and_natural(self) -> dict[str, tuple[int, int]]:
        if not self._widths:
            body, title = QFontMetrics(theme.font()), QFontMetrics(theme.font(theme.CAPTION_PX))
            strong = QFontMetrics(theme.strong())
            for column in COLUMNS:
                metrics = strong if column.shape in ("symbol", "ring") else body
                more = 2 * PADDING + (SIGN_PX + PADDING if column.shape == "ring" else 0)
                titled = title.horizontalAdvance(column.title() + _ARROW) + _HEADER_ROOM
                least = metrics.horizontalAdvance(column.least or column.sample) + more
                natural = metrics.horizontalAdvance(column.sample) + more
                self._widths[column.id] = max(least, titled), max(natural, titled)
        return self._widths

    def _apply_widths(self, widths: dict[str, tuple[int, int]], room: int) -> None:
        given = {each: least for each, (least, _natural) in widths.items()}
        spare = max(0, room - sum(given.values()))
        for each in sorted(widths, key=_GROWING.index):
            more = widths[each][1] - given[each]
            if each == "ring":
                self.cells.short_ring = spare < more
            more = 0 if each == "ring" and spare < more else min(spare, more)
            given[each] += more
            spare -= more
        for_symbol = min(spare, max(0, _SYMBOL_MOST - given["symbol"]))
        share, rest = divmod(spare - for_symbol, len(given))
        given["symbol"] += for_symbol + rest
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column.id not in given)
            if column.id in given:
                self.setColumnWidth(number, given[column.id] + share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again for other fonts or another language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange) and hasattr(self, "_widths"):
            self._widths = {}
            self.fit_columns()

    # -- sorting ------------------------------------------------------------------------------------

    def _sort_by(self, column: int) -> None:
        before, order = self._sorted_by
        first = Qt.SortOrder.DescendingOrder if COLUMNS[column].numeric else Qt.SortOrder.AscendingOrder
        if column == before:
            flipped = order == Qt.SortOrder.AscendingOrder
            first = Qt.SortOrder.DescendingOrder if flipped else Qt.SortOrder.AscendingOrder
        self._sorted_by = (column, first)
        self._model.sort(column, first)

    def sort_first(self, column: str) -> None:
        """Sort by `column` in its usual direction: numbers from the largest, texts from A."""
        number = position_columns.COLUMN_IDS.index(column)
        self._sorted_by = (number, Qt.SortOrder.AscendingOrder)
        if COLUMNS[number].numeric:
            self._sorted_by = (number, Qt.SortOrder.DescendingOrder)
        self._model.sort(*self._sorted_by)

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The column sorted by, and whether the largest come first."""
        column, order = self._sorted_by
        return COLUMNS[column].id, order == Qt.SortOrder.DescendingOrder

    # -- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the outlines over whole rows."""
        first, last = self.shown_rows(event.rect())
        self._model.bring_up(range(first, last + 1))
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(theme.colours().accent)
        ink.setAlpha(_OUTLINE_ALPHA)
        painter.setPen(QPen(ink, 1))
        region = event.region()
        for number in range(first, last + 1):
            if self._model.head_at(number) is None and self._model.row(number).on_loop:
                outline = self._outline(number)
                if region.intersects(outline.toAlignedRect()):
                    painter.drawRoundedRect(outline, 4, 4)
        if not self.hasFocus() or not self.currentIndex().isValid():
            painter.end()
            return
        painter.setPen(QPen(QColor(theme.colours().accent), 2))
        row = self._outline(self.currentIndex().row())
        painter.drawLine(row.topLeft(), row.bottomLeft())
        painter.end()

    def shown_rows(self, area: QRect | None = None) -> tuple[int, int]:
        """First and last row number in `area`, by default in all that is visible; (0, -1) for none."""
        within = area if area is not None else self.viewport().rect()
        count = self._model.rowCount()
        if not count:
            return 0, -1
        first, last = self.rowAt(within.top()), self.rowAt(within.bottom())
        return (first if first >= 0 else 0), (last if last >= 0 else count - 1)

    def _outline(self, number: int) -> QRectF:
        top = self.rowViewportPosition(number)
        last = max((each for each in range(len(COLUMNS)) if not self.isColumnHidden(each)), default=0)
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        left = self.columnViewportPosition(0)
        return QRectF(left + 2.5, top + 1.5, right - left - 5, theme.ROW_PX - 4)

    # -- groups -------------------------------------------------------------------------------------

    def fold_head(self, number: int, *, folded: bool | None = None) -> bool:
        """Fold or unfold the group whose head is at `number`; None turns it over. False where no head is."""
        head = self._model.head_at(number)
        if head is None:
            return False
        at = self.verticalScrollBar().value()
        self._model.fold(head.key, folded=not head.folded if folded is None else folded)
        place = self._model.number_of_head(head.key)
        if place is not None:
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(
                self._model.index(place, 0), flags.ClearAndSelect | flags.Rows
            )
        self.verticalScrollBar().setValue(at)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On the head of a group, Left folds, Right unfolds, Space and Enter turn it over."""
        turns = {
            Qt.Key.Key_Left: True,
            Qt.Key.Key_Right: False,
            Qt.Key.Key_Space: None,
            Qt.Key.Key_Return: None,
            Qt.Key.Key_Enter: None,
        }
        key = Qt.Key(event.key())
        if key in turns and self.fold_head(self.currentIndex().row(), folded=turns[key]):
            return
        super().keyPressEvent(event)

    # -- pointer and focus --------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard a row to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.selectionModel().setCurrentIndex(
                self._model.index(0, 0), self.selectionModel().SelectionFlag.NoUpdate
            )

    def _hover(self, index: QModelIndex) -> None:
        row = index.row() if index.isValid() else -1
        if row != self.cells.hovered_row:
            before, self.cells.hovered_row = self.cells.hovered_row, row
            for each in (before, row):
                if each >= 0:
                    top = self.rowViewportPosition(each)
                    self.viewport().update(0, top, self.viewport().width(), theme.ROW_PX)
