"""The tables inside a file: which rows are headers, which list holdings and which list trades."""

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from screener.importers.columns import Columns, plain_name, read_header, trade_label
from screener.importers.records import Row, Table

_HEADER_SEARCH = 200
_MAX_TABLES = 500
_BUYING_AND_SELLING = (
    "buy sell bought sold purchase sale kauf verkauf kaufen verkaufen compra venta achat vente acquisto "
    "vendita koop verkoop kop salj 買 賣 买 卖 買入 賣出 买入 卖出 買進 证券买入 证券卖出 现买 現買"
)
_BUY_OR_SELL = frozenset(_BUYING_AND_SELLING.split(" "))
_TRADE_WORDS = {
    "action": _BUY_OR_SELL | {"deposit", "withdrawal", "dividend", "dividends", "reinvest", "interest"},
    "kind": _BUY_OR_SELL,
}
_ROWS_FOR_TRADES = 2000
_DAY = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})\b"),
    re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})\b"),
)
_OLDEST, _NEWEST = date(1970, 1, 1), date(2100, 1, 1)


class Section(msgspec.Struct, frozen=True):
    """One table: its header and the rows below it, up to the next header.

    `trades` is the name of the column that shows the rows are purchases and sales, None for holdings.
    `group` is the first cell of a statement in which every row names its table, else empty.
    """

    header: Row
    columns: Columns
    rows: list[Row]
    trades: str | None = None
    group: str = ""


def sections(table: Table) -> tuple[Section, ...]:
    """All tables of the file in order; empty when no row is a header."""
    rows = table.rows
    first = next((n for n, row in enumerate(rows[:_HEADER_SEARCH]) if read_header(row.cells)), None)
    if first is None:
        return ()
    starts = [first]
    labels = {cell for cell in rows[first].cells if cell.strip()}
    for index in range(first + 1, len(rows)):
        if len(starts) == _MAX_TABLES:
            break
        # A further header repeats at least one label of the first; asking read_header of every
        # row would cost more than reading the rows.
        if not labels.isdisjoint(rows[index].cells) and read_header(rows[index].cells):
            starts.append(index)
            labels.update(cell for cell in rows[index].cells if cell.strip())
    ends = [*starts[1:], len(rows)]
    return tuple(_section(rows, start, end) for start, end in zip(starts, ends, strict=True))


def newest_day(section: Section) -> tuple[date | None, list[Row], list[Row]]:
    """The day the table speaks of, the rows of that day, and rows of earlier days.

    Only for lists that repeat the same holdings day by day. Lots with the day of their purchase are
    left whole.
    """
    index = section.columns.at.get("date")
    if index is None:
        return None, section.rows, []
    texts = [row.cells[index].strip() if index < len(row.cells) else "" for row in section.rows]
    days = _read_days(texts)
    known = sorted({day for day in days if day is not None})
    if not known:
        return None, section.rows, []
    if len(known) == 1:
        return known[0], section.rows, []
    if "unit_cost" in section.columns.at or not _is_history(section, days):
        return None, section.rows, []
    current = [row for row, day in zip(section.rows, days, strict=True) if day in (None, known[-1])]
    earlier = [row for row, day in zip(section.rows, days, strict=True) if day not in (None, known[-1])]
    return known[-1], current, earlier


def _section(rows: Sequence[Row], start: int, end: int) -> Section:
    header = rows[start]
    columns = read_header(header.cells)
    assert columns is not None, "sections() asks first"
    body = list(rows[start + 1 : end])
    cells = header.cells
    group = cells[0].strip() if len(cells) > 1 and cells[1].strip() == "Header" else ""
    trades = trade_label(header.cells) or _column_of_trades(columns, header, body)
    if group and not group.endswith("Positions"):
        trades = trades or group
    return Section(header, columns, body, trades, group)


def _column_of_trades(columns: Columns, header: Row, rows: Sequence[Row]) -> str | None:
    """The label of a column whose cells say "buy" and "sell"."""
    for meaning, words in _TRADE_WORDS.items():
        index = columns.at.get(meaning)
        if index is None:
            continue
        cells = {row.cells[index] for row in rows[:_ROWS_FOR_TRADES] if index < len(row.cells)}
        if any(words.intersection(plain_name(cell).split()) for cell in cells):
            return header.cells[index].strip()
    return None


def _is_history(section: Section, days: Sequence[date | None]) -> bool:
    """True when the newest day lists as good as everything, so earlier days are earlier states."""
    index = next(
        section.columns.at[name] for name in ("symbol", "isin", "code", "name") if name in section.columns.at
    )
    seen: set[tuple[str, date]] = set()
    newest = max(day for day in days if day is not None)
    for row, day in zip(section.rows, days, strict=True):
        if day is None or index >= len(row.cells):
            continue
        seen.add((row.cells[index].strip(), day))
    everything = {symbol for symbol, _ in seen}
    latest = {symbol for symbol, day in seen if day == newest}
    return 2 * len(latest) >= len(everything) and len(seen) > len(everything)


def _read_days(texts: Sequence[str]) -> list[date | None]:
    """The days of a column. Whether the month or the day comes first is decided by the whole of it."""
    found = [next((match for pattern in _DAY if (match := pattern.match(text))), None) for text in texts]
    pairs = [(int(match["a"]), int(match["b"])) for match in found if match and "a" in match.groupdict()]
    dots = any("." in text for text in texts)
    month_first = not dots and not any(a > 12 for a, _ in pairs)
    return [_day(match, month_first=month_first) if match else None for match in found]


def _day(match: re.Match[str], *, month_first: bool) -> date | None:
    parts = match.groupdict()
    if "a" in parts:
        month, day = (parts["a"], parts["b"]) if month_first else (parts["b"], parts["a"])
    else:
        month, day = parts["m"], parts["d"]
    try:
        found = date(int(parts["y"]), int(month), int(day))
    except ValueError:
        return None
    return found if _OLDEST <= found <= _NEWEST else None
