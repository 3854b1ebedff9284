"""A list of prices as CSV, for listings no source has: one row a price, columns told by their names."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from screener.domain.currency import MINOR_UNITS
from screener.domain.figure import Source
from screener.domain.imported import RejectedRow
from screener.domain.message import Message, Text
from screener.domain.number_text import is_blank
from screener.domain.universe import SnapshotPrice
from screener.errors import BadInput
from screener.importers.amounts import KNOWN_CURRENCIES, AmountReader, Unit, decimal_sign, read_unit
from screener.importers.columns import plain_name
from screener.importers.records import Row, Table, excerpt, read_table
from screener.importers.symbols import identify, listing_currency
from screener.translation import translate

_WORDS = {
    "symbol": "symbol, ticker, ticker symbol, code, wkn, isin, kürzel, 代號, 代号, 代碼, 代码",
    "price": "price, close, last, last price, closing price, nav, adj close, kurs, schlusskurs, "
    "價格, 价格, 收盤價, 收盘价",
    "currency": "currency, ccy, währung, devise, 幣別, 货币",
    "day": "date, day, as of, datum, time, 日期",
}
_BY_NAME = {plain_name(word): field for field, words in _WORDS.items() for word in words.split(", ")}
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"})
"""What "$" may stand for where a column or the exchange says so."""
_HEADER_SEARCH = 20
_LARGEST = Decimal(10) ** 9
_OLDEST = date(1900, 1, 1)
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})(?:[T ].*)?"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)


class ListedPrices(msgspec.Struct, frozen=True):
    """What a list of prices holds; `prices` oldest first for each symbol, in major units.

    `newest` has the newest price of each symbol.
    """

    file: str
    prices: tuple[SnapshotPrice, ...]
    rejected: tuple[RejectedRow, ...] = ()

    @property
    def newest(self) -> dict[str, SnapshotPrice]:
        """The newest price by symbol."""
        return {price.symbol: price for price in self.prices}


def read_prices(path: Path, today: date) -> ListedPrices:
    """The prices in the file at `path`; a row without a day is of `today`.

    Days are written 2026-08-21 or 21.08.2026. A price needs a currency: in its row, beside the number, or
    the one its exchange trades in where that is no minor unit. Of two prices of one symbol and day the
    later row counts. Raises BadInput with one sentence when the file is no list of prices.
    """
    table = read_table(path)
    found = _header(table)
    if found is None:
        text = translate(
            "import", "{file} holds no list of prices: no row names both a symbol and a price column."
        )
        raise BadInput(text.format(file=path.name), path=path)
    at, columns = found
    rows = table.rows[at + 1 :]
    reader = _Reader(columns, AmountReader(decimal_sign(rows, [columns["price"]], table.delimiter)), today)
    prices: dict[tuple[str, date], SnapshotPrice] = {}
    rejected = list(table.broken)
    name = excerpt(path.name)
    source = Source(title=translate("import", "your list {file}").format(file=name), tier="user")
    for row in rows:
        outcome = reader.read(row, source)
        if isinstance(outcome, Message):
            rejected.append(RejectedRow(row.line, outcome, excerpt(" | ".join(row.cells))))
        else:
            prices[outcome.symbol, outcome.day] = outcome
    return ListedPrices(
        file=name,
        prices=tuple(prices[key] for key in sorted(prices)),
        rejected=tuple(sorted(rejected, key=lambda one: one.line)),
    )


def _header(table: Table) -> tuple[int, dict[str, int]] | None:
    """The first row that names a symbol and a price, with the column of each field."""
    for number, row in enumerate(table.rows[:_HEADER_SEARCH]):
        columns = dict(_columns(row.cells))
        if {"symbol", "price"} <= columns.keys():
            return number, columns
    return None


def _columns(labels: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Field and column, the first column of a meaning last so that it counts."""
    for index in reversed(range(len(labels))):
        field = _BY_NAME.get(plain_name(labels[index]))
        if field is not None:
            yield field, index


class _Reader:
    """Reads the rows of one list."""

    def __init__(self, columns: dict[str, int], amounts: AmountReader, today: date) -> None:
        self._columns = columns
        self._amounts = amounts
        self._today = today

    def read(self, row: Row, source: Source) -> SnapshotPrice | Message:
        """The price in the row, or why there is none."""
        said = self._cell(row, "symbol")
        identity = identify(said)
        if identity.symbol is None or identity.kind == "cash":
            if is_blank(said):
                return Message("import_no_identity")
            return Message("import_symbol_unreadable", {"text": Text(excerpt(said))})
        text = self._cell(row, "price")
        amount = self._amounts.read(text)
        if amount is None or not 0 < amount.number < _LARGEST:
            return Message("import_price_unreadable", {"text": Text(excerpt(text))})
        unit = self._unit(row, amount.mark, identity.symbol)
        if isinstance(unit, Message):
            return unit
        said_day = self._cell(row, "day")
        day = self._day(said_day)
        if day is None or day > self._today:
            reason = "import_day_unreadable" if day is None else "import_day_to_come"
            return Message(reason, {"text": Text(excerpt(said_day))})
        assert unit.currency is not None
        return SnapshotPrice(identity.symbol, amount.number / unit.per_major, unit.currency, day, source)

    def _cell(self, row: Row, field: str) -> str:
        index = self._columns.get(field)
        return row.cells[index].strip() if index is not None and index < len(row.cells) else ""

    def _unit(self, row: Row, mark: str, symbol: str) -> Unit | Message:
        stated = self._cell(row, "currency")
        if is_blank(stated):
            return _unstated_unit(mark, symbol)
        unit = read_unit(stated)
        if unit is None or unit.currency not in KNOWN_CURRENCIES:
            return Message("import_currency_unreadable", {"text": Text(excerpt(stated))})
        beside = None if mark == "$" else read_unit(mark)
        other = unit.currency not in _DOLLARS if mark == "$" else (beside or unit).currency != unit.currency
        if other:
            return Message("import_price_two_currencies", {"mark": Text(mark), "text": Text(excerpt(stated))})
        # "412.5p" is in pence also where the column says pounds.
        return beside or unit

    def _day(self, text: str) -> date | None:
        if is_blank(text):
            return self._today
        match = next((found for pattern in _DAYS if (found := pattern.fullmatch(text))), None)
        if match is None:
            return None
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            return None
        return day if day >= _OLDEST else None


def _unstated_unit(mark: str, symbol: str) -> Unit | Message:
    """The unit of a price with nothing but a mark beside it, or not even that."""
    usual = listing_currency(symbol)
    if mark == "$":
        return Unit(usual if usual in _DOLLARS else "USD")
    if mark:
        unit = read_unit(mark)
        unknown = Message("import_currency_unreadable", {"text": Text(mark)})
        return unknown if unit is None or unit.currency not in KNOWN_CURRENCIES else unit
    if usual is None or usual in MINOR_UNITS:
        # Pence or pounds is a factor of a hundred; that is not guessed.
        return Message("import_price_no_currency")
    return Unit(usual)
