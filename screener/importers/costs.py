"""What was paid for a holding, and in which currency, from whatever columns a file has."""

from decimal import Decimal

from screener.domain.message import Message, Text
from screener.domain.number_text import Amount, is_blank
from screener.domain.security import Kind
from screener.importers.amounts import EXACT, NO_UNIT, AmountReader, Unit, read_unit
from screener.importers.columns import Columns
from screener.importers.fields import CURRENCY_OF, Fields
from screener.importers.records import excerpt
from screener.importers.symbols import listing_currency

MAX_COST = Decimal(10) ** 15
_IN_HUNDREDTHS = (Decimal(98), Decimal(102))
MINOR_CURRENCIES = frozenset({None, "GBP", "ZAR", "ILS"})


class Unreadable(Exception):
    """A row that should hold a position but cannot be read, with the reason to show."""

    def __init__(self, message_id: str, text: str | None = None) -> None:
        super().__init__(message_id)
        self.reason = Message(message_id, {} if text is None else {"text": Text(excerpt(text[:60]))})


class CostReader:
    """Reads costs and currencies of one table.

    `pence_assumed` collects the symbols whose price unit the file does not state.
    """

    def __init__(self, columns: Columns, amounts: AmountReader) -> None:
        self._amounts = amounts
        self._marked = {
            meaning: read_unit(mark) for meaning, mark in columns.marks.items() if mark not in ("", "$")
        }
        self._money = [
            meaning for meaning in ("cost", "unit_cost", "value", "price") if meaning in columns.at
        ]
        # A file of this shape comes from a place where every price is in the unit of its exchange.
        self._in_listing_units = {"trade date", "purchase price"} <= columns.labels
        self.pence_assumed: list[str] = []

    def unit_of_row(self, fields: Fields) -> Unit | None:
        """The currency the row or the labels of its money columns state; raises Unreadable."""
        stated = fields.get("currency", "")
        if not is_blank(stated):
            unit = read_unit(stated)
            if unit is None:
                raise Unreadable("import_currency_unreadable", stated)
            return unit
        return next((unit for meaning in self._money if (unit := self._marked.get(meaning))), None)

    def cost(
        self, fields: Fields, units: Decimal, symbol: str | None, kind: Kind | None
    ) -> tuple[Decimal | None, str | None]:
        """The total paid in the major unit of a currency; None where nothing is stated.

        A price per unit is multiplied by the units. Raises Unreadable.
        """
        of_row = self.unit_of_row(fields)
        for meaning in ("cost", "unit_cost"):
            text = fields.get(meaning, "")
            if is_blank(text):
                continue
            amount = self._amounts.read(text)
            if amount is None:
                raise Unreadable("import_cost_unreadable", text)
            unit = self._unit(meaning, amount, fields, of_row, symbol)
            total = abs(amount.number)
            if meaning == "unit_cost":
                total = EXACT.multiply(total, abs(units))
                if unit.per_major == 1 and self._priced_in_hundredths(fields, units, unit, kind):
                    unit = Unit(unit.currency, Decimal(100))
            total = EXACT.divide(total, unit.per_major)
            if total > MAX_COST:
                raise Unreadable("import_cost_absurd", text)
            return total, unit.currency
        return None, (of_row or self._shown_in_money(fields, symbol)).currency

    def of_cash(self, fields: Fields, amount: Amount) -> Unit:
        """The currency of an amount of cash."""
        return read_unit(amount.mark) or self.unit_of_row(fields) or self._shown_in_money(fields, None)

    def _unit(
        self, meaning: str, amount: Amount, fields: Fields, of_row: Unit | None, symbol: str | None
    ) -> Unit:
        """The unit of one amount: stated beside it, in its cell, its label or its row, else its listing's."""
        beside = read_unit(fields.get(meaning + CURRENCY_OF, ""))
        if beside:
            return beside
        in_cell = None if amount.mark == "$" else read_unit(amount.mark)
        known = in_cell or self._marked.get(meaning) or of_row
        if known:
            return known
        if amount.mark == "$":
            return self._dollars(symbol)
        listed = listing_currency(symbol) if symbol else None
        if listed == "GBX" and symbol and not self._in_listing_units:
            self.pence_assumed.append(symbol)
        if listed == "GBX" or (listed and self._in_listing_units):
            return read_unit(listed) or NO_UNIT
        return self._shown_in_money(fields, symbol)

    def _shown_in_money(self, fields: Fields, symbol: str | None) -> Unit:
        """A currency mark on any amount of the row."""
        for meaning in self._money:
            amount = self._amounts.read(fields.get(meaning, ""))
            if amount is not None and amount.mark:
                return self._dollars(symbol) if amount.mark == "$" else read_unit(amount.mark) or NO_UNIT
        return NO_UNIT

    def _dollars(self, symbol: str | None) -> Unit:
        """A mark of "$" is the US dollar unless the symbol names an exchange of another dollar."""
        listed = listing_currency(symbol) if symbol else "USD"
        return Unit(listed if listed in {"CAD", "AUD", "NZD", "HKD", "SGD", "TWD"} else "USD")

    def _priced_in_hundredths(self, fields: Fields, units: Decimal, unit: Unit, kind: Kind | None) -> bool:
        """Whether units times price is a hundred times the value: pence, or a bond in percent of face."""
        if kind != "bond" and unit.currency not in MINOR_CURRENCIES:
            return False
        price, value = (self._amounts.read(fields.get(meaning, "")) for meaning in ("price", "value"))
        if price is None or value is None or not value.number:
            return False
        low, high = _IN_HUNDREDTHS
        return low <= abs(EXACT.divide(EXACT.multiply(units, price.number), value.number)) <= high
