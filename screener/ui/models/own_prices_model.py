"""The user's own prices as a plain table, before they are stored and afterwards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from screener.ui import formats
from screener.ui.models.plain_table_model import PlainTableModel

if TYPE_CHECKING:
    from screener.domain.own_price import OwnPrice

_PRICE = 1


def _tr(text: str) -> str:
    return QCoreApplication.translate("OwnPricesModel", text)


class OwnPricesModel(PlainTableModel):
    """One row a listing: symbol, price, currency, day, and the list it came in."""

    def __init__(self, parent: QObject | None = None) -> None:
        titles = (_tr("Symbol"), _tr("Price"), _tr("Currency"), _tr("Day"), _tr("List"))
        super().__init__(titles, (_PRICE,), parent)
        self._prices: tuple[OwnPrice, ...] = ()

    def show_prices(self, prices: "Sequence[OwnPrice]") -> None:
        """Show these, in their order."""
        self.beginResetModel()
        self._prices = tuple(prices)
        self.endResetModel()

    def symbols(self, rows: Sequence[int]) -> tuple[str, ...]:
        """The symbols in these rows."""
        return tuple(self._prices[row].symbol for row in rows)

    def count(self) -> int:
        """One row a listing."""
        return len(self._prices)

    def cells(self, row: int) -> tuple[str, ...]:
        """Symbol, price with every digit, currency, day, list."""
        own = self._prices[row]
        return own.symbol, formats.quantity(own.price), own.currency, formats.day(own.day), own.file
