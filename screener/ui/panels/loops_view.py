"""The view of the list of loops: the route takes the room the numbers leave."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from screener.ui import theme
from screener.ui.delegates.cell_delegate import CellDelegate
from screener.ui.models.loops_model import LOOP_COLUMNS, LoopsModel

_ROUTE_PX, _LEAST_ROUTE_PX = 330, 120


class LoopsView(QTableView):
    """The loops, one a row; a click on a title sorts."""

    def __init__(self, model: LoopsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.cells = CellDelegate(model, LOOP_COLUMNS, self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(self.tr("Loops"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        self._descending = dict.fromkeys(range(len(LOOP_COLUMNS)), False)

    def _sort_by(self, column: int) -> None:
        self._descending[column] = not self._descending[column]
        order = Qt.SortOrder.DescendingOrder if self._descending[column] else Qt.SortOrder.AscendingOrder
        self.model().sort(column, order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns; the least important go first when the route would get too little room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = self.viewport().width()
        widths = {
            number: max(metrics.horizontalAdvance(text) for text in (column.sample, column.title())) + 20
            for number, column in enumerate(LOOP_COLUMNS)
            if number
        }
        for number in sorted(widths, key=lambda each: -LOOP_COLUMNS[each].rank):
            hidden = room - sum(widths.values()) < _ROUTE_PX and LOOP_COLUMNS[number].rank > 1
            self.setColumnHidden(number, hidden)
            if hidden:
                del widths[number]
        for number, width in widths.items():
            self.setColumnWidth(number, width)
        self.setColumnWidth(0, max(_LEAST_ROUTE_PX, room - sum(widths.values())))
