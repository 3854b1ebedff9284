"""The rows in which every cell is of the plainest kind, read without asking every question.

Most rows of most files are such rows, and large files are read several times as fast for it. What is
read here must come out the same in `rows`, which reads everything else.
"""

import re
from decimal import Decimal

from screener.domain.imported import ImportedPosition
from screener.domain.number_text import is_blank
from screener.importers.amounts import EXACT, DecimalSign, read_unit
from screener.importers.columns import Columns
from screener.importers.costs import MAX_COST, MINOR_CURRENCIES
from screener.importers.kinds import kind_of
from screener.importers.records import Row
from screener.importers.symbols import ORDINARY, SPECIAL

MAX_QUANTITY = Decimal(10) ** 12
MAX_NAME = 120
_NUMBER = re.compile(r"\$?([0-9]{1,12}(?:\.(?:[0-9]{1,2}|[0-9]{4,12}))?)")
_GROUPED = re.compile(r"\$?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?)")
_NO_SYMBOLS = SPECIAL | {"TOTAL", "SUMME"}


class PlainRows:
    """Reads plain rows of one table: a plain ticker, plain numbers, a currency that is stated."""

    def __init__(self, columns: Columns, sign: DecimalSign) -> None:
        at = columns.at
        self._width = columns.width
        self._usable = (
            "symbol" in at
            and ("cost" in at or "unit_cost" in at)
            and not at.keys() & {"isin", "code"}
            and not columns.currency_beside
            and not any(mark not in ("", "$") for mark in columns.marks.values())
        )
        self._symbol, self._units = at.get("symbol", 0), at.get("quantity", 0)
        self._by_unit = "cost" not in at
        self._cost = at["unit_cost" if self._by_unit else "cost"] if self._usable else 0
        self._name, self._kind, self._currency = at.get("name"), at.get("kind"), at.get("currency")
        self._grouped = sign.sure and not sign.comma

    def read(self, row: Row) -> ImportedPosition | None:
        """The position, None for a row that is not plain in everything."""
        cells = row.cells
        if not self._usable or len(cells) != self._width:
            return None
        symbol = cells[self._symbol]
        if ORDINARY.fullmatch(symbol) is None or symbol in _NO_SYMBOLS:
            return None
        units = self._number(cells[self._units])
        cost = self._number(cells[self._cost])
        if not units or cost is None or cells[self._units][0] == "$":
            return None
        currency = self._currency_of(cells, symbol)
        kind = None if self._kind is None else kind_of(cells[self._kind].strip())
        if currency is None or kind == "cash":
            return None
        if self._by_unit:
            if kind == "bond" or currency in MINOR_CURRENCIES:
                return None
            cost = EXACT.multiply(cost, units)
        name = None if self._name is None else cells[self._name].strip()
        if units > MAX_QUANTITY or cost > MAX_COST or (name and not name.isprintable()):
            return None
        if name is not None:
            name = None if is_blank(name) else name[:MAX_NAME]
        return ImportedPosition(row.line, symbol, units, None, name, kind, currency, cost)

    def _number(self, text: str) -> Decimal | None:
        match = _NUMBER.fullmatch(text)
        if match:
            return Decimal(match[1])
        match = _GROUPED.fullmatch(text) if self._grouped else None
        return Decimal(match[1].replace(",", "")) if match else None

    def _currency_of(self, cells: list[str], symbol: str) -> str | None:
        """The major currency of the cost: stated in the row, else dollars by their mark."""
        if self._currency is None:
            return "USD" if cells[self._cost][0] == "$" and "." not in symbol else None
        unit = read_unit(cells[self._currency])
        return unit.currency if unit is not None and unit.per_major == 1 else None
