"""A table of positions as CSV: one row a holding, columns told by their names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec

from screener.domain.currency import major_unit
from screener.domain.imported import ImportedPosition, ImportReview, RejectedRow
from screener.domain.message import Message, Text
from screener.domain.number_text import is_blank, read_number
from screener.domain.security import Kind
from screener.importers.columns import MIN_COLUMNS, currency_in, meanings, plain_name
from screener.importers.importer import Importer
from screener.importers.text import Row, Table

NAME = "positions"
MAX_QUANTITY = Decimal(10) ** 12
_HEADER_SEARCH = 60
_SYMBOL = re.compile(r"[A-Z0-9^=][A-Z0-9.\-^=:/ ]{0,29}")
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_CASH = re.compile(r"(?:\$+CASH|CASH|CASH & CASH INVESTMENTS|[A-Z]{3} CASH|CASH[ _-][A-Z]{3})")
_FOOTER = re.compile(
    r"^(?:grand |account |sub)?total|^date downloaded|^summe\b|^gesamt|^the data and information|^合計|^总计",
    re.I,
)
_PENCE_SUFFIX = ".L"
_KINDS: dict[str, Kind] = {
    "equity": "equity",
    "stock": "equity",
    "stocks": "equity",
    "share": "equity",
    "common stock": "equity",
    "aktie": "equity",
    "adr": "equity",
    "reit": "equity",
    "股票": "equity",
    "fund": "fund",
    "etf": "fund",
    "etfs": "fund",
    "etfs & closed end funds": "fund",
    "mutual fund": "fund",
    "fonds": "fund",
    "基金": "fund",
    "bond": "bond",
    "fixed income": "bond",
    "anleihe": "bond",
    "option": "option",
    "options": "option",
    "crypto": "crypto",
    "cryptocurrency": "crypto",
    "cash": "cash",
    "cash and money market": "cash",
    "現金": "cash",
    "other": "other",
}
_CURRENCIES = {
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "HKD",
    "CNY",
    "TWD",
    "KRW",
    "CHF",
    "CAD",
    "AUD",
    "SEK",
    "INR",
    "SGD",
}
_TRADE_WORDS = {
    "buy",
    "sell",
    "kauf",
    "verkauf",
    "compra",
    "venta",
    "achat",
    "vente",
    "dividend",
    "deposit",
    "koop",
    "verkoop",
    "買",
    "賣",
    "买",
    "卖",
    "買入",
    "賣出",
    "买入",
    "卖出",
}
_TRADE_HEADERS = {"settle date", "settlement date", "settled", "order id", "trade id", "交收日期", "成交编号"}
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")


@dataclass
class _Columns:
    """Where each meaning stands, and what the header says beside it."""

    at: dict[str, int]
    width: int
    header: tuple[str, ...]
    decimal_comma: bool | None

    def cell(self, row: Row, meaning: str) -> str:
        index = self.at.get(meaning)
        return row.cells[index] if index is not None and index < len(row.cells) else ""


def find_header(table: Table) -> int | None:
    """Index of the row that names the columns: the first with an identifier and a quantity."""
    for index, row in enumerate(table.rows[:_HEADER_SEARCH]):
        found = meanings(row.cells)
        has_identity = bool({"symbol", "isin", "name"} & found.keys())
        if len(found) >= MIN_COLUMNS and has_identity and ("quantity" in found or "value" in found):
            return index
    return None


def recognises(table: Table) -> bool:
    """True for a table with a column of symbols, ISINs or names and one of quantities."""
    index = find_header(table)
    return index is not None and "quantity" in meanings(table.rows[index].cells)


def read(table: Table) -> ImportReview:
    """The positions of a table that `recognises` accepted; rows of the same key are one position."""
    start = find_header(table)
    header = table.rows[start or 0]
    columns = _columns(table, start or 0)
    trades = _trades_column(table, columns, start or 0)
    if trades is not None:
        return ImportReview(
            file=table.path.name,
            recognised_as=None,
            warnings=(Message("import_is_transactions", {"column": Text(trades)}),),
            rejected=table.broken,
            columns=header.cells,
        )
    positions: list[ImportedPosition] = []
    rejected = list(table.broken)
    watched: list[str] = []
    warnings: list[Message] = []
    body = [row for row in table.rows[(start or 0) + 1 :] if not _is_footer(row)]
    body, as_of = _newest_day(body, columns, warnings)
    for row in body:
        try:
            outcome = _read_row(row, columns)
        except _Unreadable as error:
            rejected.append(RejectedRow(row.line, error.reason, " | ".join(row.cells)[:160]))
            continue
        if isinstance(outcome, ImportedPosition):
            positions.append(outcome)
        elif outcome:
            watched.append(outcome)
    return ImportReview(
        file=table.path.name,
        recognised_as=NAME,
        positions=_merge(positions, warnings),
        watchlist=tuple(dict.fromkeys(watched)),
        rejected=tuple(sorted(rejected, key=lambda row: row.line)),
        warnings=tuple(warnings),
        columns=header.cells,
        as_of=as_of,
    )


def _columns(table: Table, start: int) -> _Columns:
    header = table.rows[start].cells
    return _Columns(meanings(header), len(header), header, _decimal_comma(table, start))


def _decimal_comma(table: Table, start: int) -> bool | None:
    """Whether the comma is the decimal sign, judged from all numbers of the file together."""
    comma = dot = 0
    for row in table.rows[start + 1 :]:
        for cell in row.cells:
            if re.fullmatch(
                r"[^\w]*[\d .']*,\d{1,2}\D*|[^\w]*\d{4,},\d{3,}\D*|[^\w]*\d{1,3}(?:\.\d{3})+,\d+\D*", cell
            ):
                comma += 1
            elif re.fullmatch(
                r"[^\w]*[\d ,']*\.\d{1,2}\D*|[^\w]*\d{4,}\.\d{3,}\D*|[^\w]*\d{1,3}(?:,\d{3})+\.\d+\D*", cell
            ):
                dot += 1
    if comma == dot:
        return True if comma == 0 and table.delimiter == ";" else None
    return comma > dot


def _trades_column(table: Table, columns: _Columns, start: int) -> str | None:
    """Name of the column that shows the rows are purchases and sales, not holdings."""
    for cell in columns.header:
        if plain_name(cell) in _TRADE_HEADERS:
            return cell
    for meaning in ("action", "kind"):
        words = {columns.cell(row, meaning).casefold().split(" ")[0] for row in table.rows[start + 1 :]}
        if words & _TRADE_WORDS:
            return columns.header[columns.at[meaning]]
    return None


def _is_footer(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return bool(filled) and (_FOOTER.match(filled[0]) is not None)


def _newest_day(rows: list[Row], columns: _Columns, warnings: list[Message]) -> tuple[list[Row], date | None]:
    """Only the rows of the newest day when the file holds the same symbol on several days."""
    days = [(row, _read_day(columns.cell(row, "date"))) for row in rows]
    known = {day for _, day in days if day is not None}
    if not known:
        return rows, None
    newest = max(known)
    keys = [columns.cell(row, "symbol") or columns.cell(row, "isin") for row, day in days if day is not None]
    if len(known) == 1 or len(set(keys)) == len(keys):
        return rows, newest
    warnings.append(Message("import_newest_day_only", {"day": Text(newest.isoformat())}))
    return [row for row, day in days if day == newest], newest


def _read_day(text: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(text.strip(), pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


class _Unreadable(Exception):
    """A row that is no position, with the reason to show."""

    def __init__(self, message_id: str, text: str | None = None) -> None:
        super().__init__(message_id)
        self.reason = Message(message_id, {"text": Text(text[:60])} if text is not None else {})


def _read_row(row: Row, columns: _Columns) -> ImportedPosition | str | None:
    """A position, a symbol without quantity (to watch), or None for a line of text."""
    symbol_text = columns.cell(row, "symbol").strip("* ")
    isin = columns.cell(row, "isin").upper().replace(" ", "")
    name = columns.cell(row, "name") or None
    quantity_text = columns.cell(row, "quantity")
    if len([cell for cell in row.cells if cell]) <= 1 and not quantity_text:
        return None
    symbol = _clean_symbol(symbol_text)
    if _ISIN.fullmatch(symbol_text.upper()) and not isin:
        isin, symbol = symbol_text.upper(), None
    kind = _KINDS.get(columns.cell(row, "kind").strip().casefold())
    if _is_cash(columns.cell(row, "symbol"), name, kind):
        return _read_cash(row, columns, symbol, name)
    if is_blank(quantity_text) and symbol:
        return symbol
    quantity = _quantity(quantity_text, columns)
    if symbol_text and symbol is None and not isin:
        raise _Unreadable("import_symbol_unreadable", symbol_text)
    if not symbol and not isin and not name:
        raise _Unreadable("import_no_identity")
    currency, per_unit = _currency(row, columns, symbol)
    cost = _cost(row, columns, quantity)
    return ImportedPosition(
        line=row.line,
        symbol=symbol,
        quantity=quantity,
        isin=isin or None,
        name=name,
        kind=None if kind == "cash" else kind,
        currency=currency,
        cost=cost / per_unit if cost is not None else None,
    )


def _read_cash(row: Row, columns: _Columns, symbol: str | None, name: str | None) -> ImportedPosition | None:
    """An amount of cash: its quantity, else its value; a cash line without either holds nothing."""
    text = columns.cell(row, "quantity")
    if is_blank(text):
        text = columns.cell(row, "value")
    if is_blank(text):
        return None
    currency, _ = _currency(row, columns, None)
    if currency is None and symbol in _CURRENCIES:
        currency = symbol
    amount = _quantity(text, columns)
    return ImportedPosition(row.line, currency or "CASH", amount, name=name, kind="cash", currency=currency)


def _quantity(text: str, columns: _Columns) -> Decimal:
    if is_blank(text):
        raise _Unreadable("import_no_quantity")
    quantity = read_number(text, decimal_comma=columns.decimal_comma)
    if quantity is None:
        raise _Unreadable("import_quantity_unreadable", text)
    if abs(quantity) > MAX_QUANTITY or quantity == 0:
        raise _Unreadable("import_quantity_absurd", text)
    return quantity


def _is_cash(symbol_text: str, name: str | None, kind: Kind | None) -> bool:
    """Cash by its symbol ("$CASH", "SPAXX**") or, where no symbol stands, by its kind.

    A kind of "cash" beside a real symbol is the account type at some brokers, not the asset.
    """
    symbol = symbol_text.strip().upper()
    if symbol.endswith("**") or _CASH.fullmatch(symbol) or _CASH.fullmatch((name or "").upper()):
        return True
    return kind == "cash" and (
        not symbol or (re.fullmatch(r"[A-Z]{3}", symbol) is not None and symbol in _CURRENCIES)
    )


def _clean_symbol(text: str) -> str | None:
    symbol = text.upper().strip()
    return symbol if _SYMBOL.fullmatch(symbol) else None


def _currency(row: Row, columns: _Columns, symbol: str | None) -> tuple[str | None, Decimal]:
    """The major currency of the row and how many of the stated unit make one."""
    stated = columns.cell(row, "currency").strip()
    if not stated:
        for meaning in ("cost", "unit_cost", "value", "price"):
            if meaning in columns.at:
                stated = stated or (currency_in(columns.header[columns.at[meaning]]) or "")
    if not stated:
        return ("GBP", Decimal(100)) if symbol and symbol.endswith(_PENCE_SUFFIX) else (None, Decimal(1))
    currency, per_unit = major_unit(stated)
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise _Unreadable("import_currency_unreadable", stated)
    return currency, per_unit


def _cost(row: Row, columns: _Columns, quantity: Decimal) -> Decimal | None:
    """Total paid as stated, else price paid per unit times quantity, None when neither stands there."""
    for meaning, factor in (("cost", Decimal(1)), ("unit_cost", abs(quantity))):
        text = columns.cell(row, meaning)
        if not is_blank(text):
            number = read_number(text, decimal_comma=columns.decimal_comma)
            if number is None:
                raise _Unreadable("import_cost_unreadable", text)
            return abs(number) * factor
    return None


def _merge(positions: Iterable[ImportedPosition], warnings: list[Message]) -> tuple[ImportedPosition, ...]:
    """Lots of one symbol in one currency become one position; the quantities are added and said."""
    merged: dict[tuple[str | None, ...], ImportedPosition] = {}
    added: set[str] = set()
    for position in positions:
        key = (
            position.symbol,
            position.isin,
            None if position.symbol or position.isin else position.name,
            position.currency,
            position.kind,
        )
        before = merged.get(key)
        if before is None:
            merged[key] = position
            continue
        both_costs = before.cost is not None and position.cost is not None
        merged[key] = msgspec.structs.replace(
            before,
            line=position.line,
            quantity=before.quantity + position.quantity,
            cost=(before.cost or Decimal(0)) + (position.cost or Decimal(0)) if both_costs else None,
        )
        added.add(position.symbol or position.isin or position.name or "")
    warnings.extend(Message("import_lots_added", {"symbol": Text(symbol)}) for symbol in sorted(added))
    return tuple(merged.values())


POSITIONS_CSV = Importer(NAME, recognises, read)
