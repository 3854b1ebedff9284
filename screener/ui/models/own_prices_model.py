"""The user's own prices as a plain table, before they are stored and afterwards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from screener.ui import formats

if TYPE_CHECKING:
    from screener.domain.own_price import OwnPrice

_NO_PARENT = QModelIndex()
_PRICE = 1


class OwnPricesModel(QAbstractTableModel):
    """One row a listing: symbol, price, currency, day, and the list it came in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prices: tuple[OwnPrice, ...] = ()
        self._titles = (
            self.tr("Symbol"),
            self.tr("Price"),
            self.tr("Currency"),
            self.tr("Day"),
            self.tr("List"),
        )

    def show_prices(self, prices: "Sequence[OwnPrice]") -> None:
        """Show these, in their order."""
        self.beginResetModel()
        self._prices = tuple(prices)
        self.endResetModel()

    def symbols(self, rows: Sequence[int]) -> tuple[str, ...]:
        """The symbols in these rows."""
        return tuple(self._prices[row].symbol for row in rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """One row a listing."""
        return 0 if parent.isValid() else len(self._prices)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Symbol, price, currency, day, list."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles, each above its texts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Plain text; prices with every digit, on the right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        own = self._prices[index.row()]
        cells = (own.symbol, formats.quantity(own.price), own.currency, formats.day(own.day), own.file)
        return cells[index.column()]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _PRICE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
