"""Rows of the user's portfolios: checked against silent damage, changed only as recorded.

Every row carries a short hash of its own contents, because SQLite's checks let most flipped
bits in values pass.
"""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from screener.store import faults
from screener.store.database import Database, Value

Row = dict[str, Value]
"""Column -> value, the key first, without the hash."""


class Table(msgspec.Struct, frozen=True):
    """A table of the user's rows and the statements it is used with.

    `delete` finds a row by all its values, so that nothing is removed that is not as recorded.
    """

    name: str
    columns: tuple[str, ...]
    select: str
    insert: str
    delete: str


class Change(msgspec.Struct, frozen=True):
    """One row before and after; None = not there. Both at once = the row was edited."""

    table: str
    before: dict[str, str | int | None] | None
    after: dict[str, str | int | None] | None


PORTFOLIOS = Table(
    "portfolios",
    ("key", "place", "name", "base_currency", "is_sample"),
    "SELECT key, place, name, base_currency, is_sample, row_check FROM portfolios ORDER BY place, key",
    "INSERT INTO portfolios VALUES (:key, :place, :name, :base_currency, :is_sample, :row_check)",
    "DELETE FROM portfolios WHERE key = :key AND place IS :place AND name IS :name"
    " AND base_currency IS :base_currency AND is_sample IS :is_sample",
)
HOLDINGS = Table(
    "holdings",
    (
        "key", "portfolio", "place", "symbol", "quantity", "currency",
        "cost", "kind", "name", "manual_price", "manual_price_on",
    ),
    "SELECT key, portfolio, place, symbol, quantity, currency, cost, kind, name, manual_price,"
    " manual_price_on, row_check FROM holdings WHERE portfolio = ? ORDER BY place, key",
    "INSERT INTO holdings VALUES (:key, :portfolio, :place, :symbol, :quantity, :currency, :cost, :kind,"
    " :name, :manual_price, :manual_price_on, :row_check)",
    "DELETE FROM holdings WHERE key = :key AND portfolio IS :portfolio AND place IS :place"
    " AND symbol IS :symbol AND quantity IS :quantity AND currency IS :currency AND cost IS :cost"
    " AND kind IS :kind AND name IS :name AND manual_price IS :manual_price"
    " AND manual_price_on IS :manual_price_on",
)  # fmt: skip
WATCHLIST = Table(
    "watchlist",
    ("key", "portfolio", "place", "symbol"),
    "SELECT key, portfolio, place, symbol, row_check FROM watchlist WHERE portfolio = ? ORDER BY place, key",
    "INSERT INTO watchlist VALUES (:key, :portfolio, :place, :symbol, :row_check)",
    "DELETE FROM watchlist WHERE key = :key AND portfolio IS :portfolio AND place IS :place"
    " AND symbol IS :symbol",
)
_TABLES = {table.name: table for table in (PORTFOLIOS, HOLDINGS, WATCHLIST)}


def row_hash(name: str, values: Iterable[Value]) -> str:
    """Sixteen hexadecimal digits that change with any value of the row."""
    return blake2b(msgspec.json.encode([name, *values]), digest_size=8).hexdigest()


def select(database: Database, table: Table, parameters: tuple[Value, ...] = ()) -> list[Row]:
    """Rows of a table in the user's order; raises Damaged when one is not what was written."""
    found = []
    for *values, check in database.rows(table.select, parameters):
        if row_hash(table.name, values) != check:
            raise faults.damaged(database.path)
        found.append(dict(zip(table.columns, values, strict=True)))
    return found


def apply(database: Database, changes: Iterable[Change]) -> None:
    """Make the recorded changes inside the running transaction.

    Raises Damaged when a row is not as the record says it was.
    """
    for change in changes:
        table = _TABLES[change.table]
        if change.before is not None:
            row = _complete(table, change.before)
            if database.execute(table.delete, row) != 1:
                raise faults.damaged(database.path)
        if change.after is not None:
            database.execute(table.insert, _complete(table, change.after))


def reversed_changes(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that take `changes` back."""
    return tuple(Change(change.table, change.after, change.before) for change in reversed(changes))


def _complete(table: Table, row: dict[str, str | int | None]) -> dict[str, Value]:
    """The row with every column (an older record may lack new ones) and its hash."""
    values: dict[str, Value] = {column: row.get(column) for column in table.columns}
    return {**values, "row_check": row_hash(table.name, values.values())}
