"""One row of a table of holdings: a position, a symbol to watch, or the reason why it is neither."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from screener.domain.imported import ImportedPosition
from screener.domain.message import Message, Text
from screener.domain.number_text import Amount, is_blank
from screener.domain.security import Kind
from screener.importers.amounts import EXACT, NO_UNIT, AmountReader, Unit, decimal_sign, read_unit
from screener.importers.columns import MONEY
from screener.importers.kinds import kind_of
from screener.importers.records import Row
from screener.importers.sections import Section
from screener.importers.symbols import Identity, complete, identify, listing_currency

MAX_QUANTITY = Decimal(10) ** 12
MAX_COST = Decimal(10) ** 15
_MAX_DECIMALS = 18
_MAX_NAME = 120
_NO_IDENTITY = frozenset({"", "-", "--", "n/a", "N/A", "null", "NULL", "none", "None"})
_TOTAL = re.compile(
    r"(?:grand |account |sub|net |portfolio )?totals?\b|summe\b|gesamt|zwischensumme|totaal|totale\b|sous-total"
    r"|total general|pending activity|date downloaded|合計|合计|總計|总计|小計|小计|총계",
    re.I,
)
_UNIT_OF_QUANTITY = re.compile(r"\s*(?:st\.?|stk\.?|stück|pcs\.?|shares?|units?|titres?|股|份|張|株|주)$", re.I)
_CURRENCY_IN_BRACKETS = re.compile(r"\(([A-Z]{3})\)|\b(?:CASH|BARGELD)[ _-]([A-Z]{3})$|^([A-Z]{3}) CASH$")
_TOO_LARGE_A_RATIO = (Decimal(98), Decimal(102))
_COUNTED_IN_HUNDREDTHS = frozenset({None, "GBP", "ZAR", "ILS"})
_CODES_BY_LABEL = {"证券代码": "CNY", "股票代號": "TWD", "證券代號": "TWD", "銘柄コード": "JPY"}


class Unreadable(Exception):
    """A row that is no position, with the reason to show."""

    def __init__(self, message_id: str, text: str | None = None) -> None:
        super().__init__(message_id)
        self.reason = Message(message_id, {"text": Text(" ".join(text.split())[:60])} if text else {})


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


@dataclass
class Remarks:
    """What a reader would want to know of rows that were read: the symbols, by message id."""

    symbols: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, message_id: str, symbol: str) -> None:
        """Note that the message applies to `symbol`."""
        self.symbols.setdefault(message_id, {})[symbol] = None
