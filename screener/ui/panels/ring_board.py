"""The left side of the Ring panel: the map, the same as a table, or paths to private companies."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from screener.ui import formats, labels
from screener.ui.models.ledger_columns import MAP_COLUMNS
from screener.ui.models.ledger_model import DealsModel, deal_rows
from screener.ui.models.ledger_records import Book, Record
from screener.ui.models.ring_graph import RingGraph
from screener.ui.panels.cell_table import CellTable
from screener.ui.panels.ring_paths import RingPaths
from screener.ui.panels.ring_timeline import RingTimeline
from screener.ui.plots import ring_export
from screener.ui.plots.ring_legend import RingLegend
from screener.ui.plots.ring_map import RingMap

_LEGEND_FROM_PX = 300
VIEWS = ("map", "table", "paths")


class RingBoard(QFrame):
    """Shows one of `VIEWS`. `leg_picked` carries payer and payee of a row, `export_asked` where to write."""

    leg_picked = Signal(object)
    export_asked = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self.stack = QStackedWidget()
        column.addWidget(self.stack)
        self.map = RingMap()
        self.timeline = RingTimeline()
        self.stack.addWidget(self._map_page())
        self.deals = DealsModel(MAP_COLUMNS, self)
        self.table = CellTable(
            self.deals, self.tr("What the map shows, as a table"), growing=(0, 1), wanted_px=104
        )
        self.table.setProperty("role", "bare")
        self.table.picked.connect(self._on_row)
        self.stack.addWidget(self.table)
        self.paths = RingPaths()
        self.stack.addWidget(self.paths)

    def _map_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(3, 5, 3, 7)
        column.setSpacing(4)
        column.addWidget(self.map, 1)
        tools = QHBoxLayout()
        tools.setContentsMargins(10, 0, 8, 0)
        tools.setSpacing(4)
        tools.addWidget(self.timeline, 1)
        self._add_tools(tools)
        column.addLayout(tools)
        self.legend = RingLegend()
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 2, 8, 0)
        foot.addWidget(self.legend)
        column.addLayout(foot)
        return page

    def _add_tools(self, row: QHBoxLayout) -> None:
        for text, about, do in (
            ("−", self.tr("Zoom out"), self.map.zoom_out),
            ("+", self.tr("Zoom in"), self.map.zoom_in),
            (self.tr("Fit"), self.tr("Show the whole map"), self.map.fit),
        ):
            made = labels.button(text, do, role="plain")
            made.setAccessibleName(about)
            labels.set_tooltip(made, about)
            row.addWidget(made)
        self.export = labels.button(self.tr("Save ▾"), role="plain")
        self.export.setAccessibleName(self.tr("Save the map as a picture"))
        menu = QMenu(self.export)
        menu.addAction(self.tr("Picture (PNG) …")).triggered.connect(lambda _on: self._ask_export(".png"))
        menu.addAction(self.tr("Drawing (SVG) …")).triggered.connect(lambda _on: self._ask_export(".svg"))
        self.export.setMenu(menu)
        row.addWidget(self.export)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend gives its room to the map where there is little."""
        super().resizeEvent(event)
        self.legend.setVisible(event.size().height() >= _LEGEND_FROM_PX)

    @property
    def view(self) -> str:
        """What is shown."""
        return VIEWS[self.stack.currentIndex()]

    def show_view(self, view: str) -> None:
        """Show the map, the table or the paths."""
        self.stack.setCurrentIndex(VIEWS.index(view))

    def show_graph(self, whole: RingGraph, shown: RingGraph, book: Book, records: Sequence[Record]) -> None:
        """Show these records, as a map and as a table."""
        self.map.show_graph(whole, shown)
        self.deals.show(deal_rows(book, records, MAP_COLUMNS))

    def write_picture(self, path: Path, ledger_day: date, what: str) -> Path:
        """Write the map as it is now; `what` says what is shown. Raises StorageError or BadInput."""
        said = (
            self.tr("Ledger of {day}. {what}").format(day=formats.day(ledger_day), what=what),
            self.tr("Announced money is not paid money. Circular is not fraud; nothing here is advice."),
        )
        return ring_export.write(self.map.scene_, path, said)

    def _on_row(self, number: int) -> None:
        deal = self.deals.row(number).record.deal
        self.leg_picked.emit((deal.payer, deal.payee))

    def _ask_export(self, suffix: str) -> None:
        names = {".png": self.tr("Picture"), ".svg": self.tr("Drawing")}
        path, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the map"), f"ringfence-map{suffix}", f"{names[suffix]} (*{suffix})"
        )
        if path:
            chosen = Path(path)
            self.export_asked.emit(chosen if chosen.suffix else chosen.with_suffix(suffix))
