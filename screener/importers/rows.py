"""One row of a table of holdings: a position, a symbol to watch, or the reason why it is neither."""

import re
from dataclasses import dataclass
from decimal import Decimal

from screener.domain.imported import ImportedPosition
from screener.domain.message import Message
from screener.domain.number_text import is_absurd, is_blank
from screener.domain.security import Kind
from screener.importers.amounts import EXACT, KNOWN_CURRENCIES, AmountReader, decimal_sign, read_unit
from screener.importers.columns import MONEY, plain_name
from screener.importers.costs import CostReader, Unreadable
from screener.importers.fields import Fields, RowTooLong, field_reader
from screener.importers.kinds import kind_of
from screener.importers.plain_rows import MAX_NAME, MAX_QUANTITY, PlainRows
from screener.importers.records import Row
from screener.importers.sections import Section
from screener.importers.symbols import Identity, complete, identify, isin_checks

_NO_IDENTITY = frozenset({"", "-", "--", "N/A", "NULL", "NONE"})
_TOTAL = re.compile(
    r"(?:grand |account |sub-?|net |portfolio )?totals?"
    r"(?=\W*$|:| (?:value|portfolio|account|market|assets|cash|holdings|positions|general|in|for)\b)"
    r"|(?:zwischen|gesamt)?summe\b|gesamt\b|totaal\b|totale\b|sous-total|pending activity|date downloaded"
    r"|合計|合计|總計|总计|小計|小计",
    re.I,
)
_UNIT_OF_QUANTITY = re.compile(
    r"\s*(?:st\.?|stk\.?|stück|pcs\.?|shares?|units?|titres?|股|份|張|株|주)$", re.I
)
_CURRENCY_OF_CASH = re.compile(r"\(([A-Z]{3})\)|[ _-]([A-Z]{3})$|^([A-Z]{3}) |^([A-Z]{3})$")
_NO_UNITS = frozenset({"", "-", "--", "---", "–", "—"})
_CODE_LABELS = {
    plain_name(label): currency
    for label, currency in (
        ("证券代码", "CNY"),
        ("股票代码", "CNY"),
        ("股票代號", "TWD"),
        ("證券代號", "TWD"),
        ("銘柄コード", "JPY"),
        ("종목코드", "KRW"),
    )
}


@dataclass(frozen=True)
class Watched:
    """A row with a symbol and no units."""

    symbol: str


@dataclass(frozen=True)
class Skipped:
    """A row that holds nothing: text, a total, a position that was closed."""

    reason: Message
    closed: str | None = None


Outcome = ImportedPosition | Watched | Skipped


class RowReader:
    """Reads the rows of one table of holdings.

    `remarks` collects, by message id, the symbols of rows that were read but deserve a word.
    """

    def __init__(self, section: Section, delimiter: str) -> None:
        columns = section.columns
        numbers = [columns.at[meaning] for meaning in ("quantity", *MONEY) if meaning in columns.at]
        self._fields = field_reader(section)
        self._units_at = columns.at["quantity"]
        sign = decimal_sign(section.rows, numbers, delimiter)
        self.plain = PlainRows(columns, sign)
        self._amounts = AmountReader(sign)
        self._costs = CostReader(columns, self._amounts)
        self._code_currency = next((_CODE_LABELS[one] for one in columns.labels if one in _CODE_LABELS), None)
        self._identities: dict[tuple[str, str, str], Identity] = {}
        self.remarks: dict[str, list[str]] = {
            "import_pence_assumed": self._costs.pence_assumed,
            "import_number_guessed": self._amounts.guessed,
        }

    def read(self, row: Row) -> Outcome:
        """What the row holds; raises Unreadable when it should hold something but cannot be read."""
        return self.plain.read(row) or self.read_any(row)

    def read_any(self, row: Row) -> Outcome:
        """As `read`, without the shorter way for plain rows."""
        try:
            fields = self._fields(row)
        except RowTooLong:
            if _first_filled_is_total(row):
                return Skipped(Message("import_row_is_total"))
            raise Unreadable("import_row_too_long") from None
        identity = self._identity(fields)
        if identity.is_total or (not identity.known and _first_filled_is_total(row)):
            return Skipped(Message("import_row_is_total"))
        kind = identity.kind or kind_of(fields.get("kind", ""))
        if _is_cash(identity, kind, fields):
            return self._cash(row, fields, identity)
        units_text = fields.get("quantity", "")
        if is_blank(units_text):
            return self._without_units(row, fields, identity)
        return self._position(row, fields, identity, None if kind == "cash" else kind)

    def _identity(self, fields: Fields) -> Identity:
        key = (fields.get("symbol", ""), fields.get("isin", ""), fields.get("code", ""))
        known = self._identities.get(key)
        if known is None:
            known = self._identities[key] = _identity_of(*key)
        return known

    def _position(self, row: Row, fields: Fields, identity: Identity, kind: Kind | None) -> Outcome:
        name = _name(fields)
        if not identity.readable:
            raise Unreadable("import_symbol_unreadable", _identifier(fields))
        if not identity.known and not name:
            raise Unreadable("import_no_identity")
        units = self._units(fields)
        shown = identity.symbol or identity.isin or name or ""
        if units == 0:
            return Skipped(Message("import_row_nothing_left"), closed=shown)
        cost, currency = self._costs.cost(fields, units, identity.symbol, kind)
        symbol = identity.symbol
        if symbol is not None and symbol.isdecimal():
            symbol = complete(symbol, currency or self._code_currency)
            if symbol != identity.symbol:
                self._remark("import_code_completed", f"{identity.symbol} → {symbol}")
                currency = currency or self._code_currency
        if units < 0:
            self._remark("import_short", f"{shown} ({row.line})")
        if identity.doubtful_isin:
            self._remark("import_isin_doubtful", identity.isin or "")
        return ImportedPosition(row.line, symbol, units, identity.isin, name, kind, currency, cost)

    def _units(self, fields: Fields) -> Decimal:
        text = fields["quantity"]
        price, value = fields.get("price", ""), fields.get("value", "")
        amount = self._amounts.read_quantity(text, price, value)
        if amount is None:
            text = _UNIT_OF_QUANTITY.sub("", text)
            amount = self._amounts.read_quantity(text, price, value)
        if amount is None or amount.mark:
            raise Unreadable(_what_is_wrong(fields["quantity"]), fields["quantity"])
        if abs(amount.number) > MAX_QUANTITY:
            raise Unreadable("import_quantity_absurd", fields["quantity"])
        return amount.number

    def _cash(self, row: Row, fields: Fields, identity: Identity) -> Outcome:
        """An amount of cash: its units, else its value; a cash line without either holds nothing."""
        text = next(
            (one for field in ("quantity", "value") if not is_blank(one := fields.get(field, ""))), ""
        )
        if not text:
            return Skipped(Message("import_row_no_amount"))
        amount = self._amounts.read(text)
        if amount is None:
            raise Unreadable(_what_is_wrong(text), text)
        if amount.number < 0:
            raise Unreadable("import_cash_negative", text)
        if amount.number > MAX_QUANTITY:
            raise Unreadable("import_quantity_absurd", text)
        if amount.number == 0:
            return Skipped(Message("import_row_nothing_left"))
        name = _name(fields)
        unit = read_unit(_named_currency(identity.symbol, name)) or self._costs.of_cash(fields, amount)
        if unit.currency is None:
            self._remark("import_cash_without_currency", identity.symbol or name or "")
        total = EXACT.divide(amount.number, unit.per_major)
        return ImportedPosition(
            row.line, unit.currency or "CASH", total, name=name, kind="cash", currency=unit.currency
        )

    def _without_units(self, row: Row, fields: Fields, identity: Identity) -> Outcome:
        filled = [text for cell in row.cells if (text := cell.strip())]
        alone = len(filled) == 1 and len(row.cells) > 1 and _is_lone_ticker(filled[0])
        if len(filled) <= 1 and not alone:
            return Skipped(Message("import_row_is_text"))
        if not identity.readable and _states_money(fields):
            raise Unreadable("import_symbol_unreadable", _identifier(fields))
        if not identity.known and not (_name(fields) and _states_money(fields)):
            return Skipped(Message("import_row_is_text"))
        if len(row.cells) <= self._units_at:
            raise Unreadable("import_row_too_short")
        worth = (self._amounts.read(fields.get(field, "")) for field in ("value", "cost"))
        stated = fields.get("quantity", "") not in _NO_UNITS or any(one and one.number for one in worth)
        if identity.symbol and not stated:
            return Watched(identity.symbol)
        raise Unreadable("import_no_quantity")

    def _remark(self, message_id: str, text: str) -> None:
        self.remarks.setdefault(message_id, []).append(text)


def _what_is_wrong(quantity: str) -> str:
    return "import_quantity_absurd" if is_absurd(quantity) else "import_quantity_unreadable"


def _identity_of(symbol_text: str, isin_text: str, code_text: str) -> Identity:
    """What the identifier cells of a row say together; an ISIN makes up for a symbol nobody can read."""
    if any(_TOTAL.match(text) for text in (symbol_text, isin_text, code_text)):
        return Identity(is_total=True)
    first, second, third = (
        Identity() if text.upper() in _NO_IDENTITY else identify(text)
        for text in (symbol_text, isin_text, code_text)
    )
    isin = second.isin or first.isin
    symbol = first.symbol or (None if isin else second.symbol or third.symbol)
    return Identity(
        symbol=symbol,
        isin=isin,
        kind=first.kind or second.kind,
        readable=bool(symbol or isin) or (first.readable and second.readable),
        doubtful_isin=isin is not None and not isin_checks(isin),
    )


def _is_cash(identity: Identity, kind: Kind | None, fields: Fields) -> bool:
    """Cash by its symbol ("$CASH", "SPAXX**"), by its name, or by its kind where no symbol stands.

    A kind of "cash" beside a real symbol is the type of the account at some brokers, not the asset.
    """
    if identity.kind == "cash":
        return True
    if identity.known:
        return kind == "cash" and identity.symbol in KNOWN_CURRENCIES
    return kind == "cash" or identify(fields.get("name", "")).kind == "cash"


def _named_currency(*texts: str | None) -> str:
    """The currency the symbol or the name of cash states: "CASH USD", "Cash fund (EUR)"."""
    for text in texts:
        match = _CURRENCY_OF_CASH.search((text or "").upper())
        if match and match[match.lastindex or 0] in KNOWN_CURRENCIES:
            return match[match.lastindex or 0]
    return ""


def _name(fields: Fields) -> str | None:
    """The name in one line of printable text."""
    text = fields.get("name", "")
    if is_blank(text):
        return None
    if not text.isprintable():
        text = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return text[:MAX_NAME] or None


def _identifier(fields: Fields) -> str:
    """The first identifier cell that holds anything."""
    return next((text for field in ("symbol", "isin", "code") if (text := fields.get(field, ""))), "")


def _is_lone_ticker(text: str) -> bool:
    """A symbol alone in its row, not the heading of a group ("ETF", "Equities")."""
    return text.isupper() and kind_of(text) is None


def _states_money(fields: Fields) -> bool:
    return any(not is_blank(fields.get(field, "")) for field in ("value", "cost"))


def _first_filled_is_total(row: Row) -> bool:
    first = next((text for cell in row.cells if (text := cell.strip())), "")
    return _TOTAL.match(first) is not None
