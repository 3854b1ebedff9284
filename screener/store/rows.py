"""Rows of the user's portfolios: checked against silent damage, changed only as recorded.

Every row carries a short hash of its own contents, because SQLite's checks let most flipped
bits in values pass.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import cast

import msgspec

from screener.store import faults
from screener.store.database import Database, Value

Row = dict[str, Value]
"""Column -> value, the key first, without the hash."""
_Logged = dict[str, str | int | None]


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
OWN_LEDGER = Table(
    "own_ledger",
    ("key", "part", "id", "base", "changed_at", "body"),
    "SELECT key, part, id, base, changed_at, body, row_check FROM own_ledger ORDER BY key",
    "INSERT INTO own_ledger VALUES (:key, :part, :id, :base, :changed_at, :body, :row_check)",
    "DELETE FROM own_ledger WHERE key = :key AND part IS :part AND id IS :id AND base IS :base"
    " AND changed_at IS :changed_at AND body IS :body",
)
LEDGER_FILES = Table(
    "ledger_files",
    ("key", "version", "imported_at", "body"),
    "SELECT key, version, imported_at, body, row_check FROM ledger_files ORDER BY key",
    "INSERT INTO ledger_files VALUES (:key, :version, :imported_at, :body, :row_check)",
    "DELETE FROM ledger_files WHERE key = :key AND version IS :version AND imported_at IS :imported_at"
    " AND body IS :body",
)
COMPANY_TAGS = Table(
    "company_tags",
    ("key", "tags", "role", "layer"),
    "SELECT key, tags, role, layer, row_check FROM company_tags ORDER BY key",
    "INSERT INTO company_tags VALUES (:key, :tags, :role, :layer, :row_check)",
    "DELETE FROM company_tags WHERE key = :key AND tags IS :tags AND role IS :role AND layer IS :layer",
)
OWN_PRICES = Table(
    "own_prices",
    ("key", "price", "currency", "day", "file", "imported_at"),
    "SELECT key, price, currency, day, file, imported_at, row_check FROM own_prices ORDER BY key",
    "INSERT INTO own_prices VALUES (:key, :price, :currency, :day, :file, :imported_at, :row_check)",
    "DELETE FROM own_prices WHERE key = :key AND price IS :price AND currency IS :currency AND day IS :day"
    " AND file IS :file AND imported_at IS :imported_at",
)
_TABLES = {
    table.name: table
    for table in (PORTFOLIOS, HOLDINGS, WATCHLIST, OWN_LEDGER, LEDGER_FILES, COMPANY_TAGS, OWN_PRICES)
}


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


def difference(before: Iterable[tuple[str, Row]], after: Iterable[tuple[str, Row]]) -> list[Change]:
    """The changes that lead from the rows of `before` to those of `after`, each with its table's name."""
    old = {(table, row["key"]): row for table, row in before}
    new = {(table, row["key"]): row for table, row in after}
    changes = [
        Change(place[0], cast("_Logged", row), cast("_Logged | None", new.get(place)))
        for place, row in old.items()
        if new.get(place) != row
    ]
    changes += [
        Change(place[0], None, cast("_Logged", row)) for place, row in new.items() if place not in old
    ]
    return changes


def reversed_changes(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that take `changes` back."""
    return tuple(Change(change.table, change.after, change.before) for change in reversed(changes))


def _complete(table: Table, row: dict[str, str | int | None]) -> dict[str, Value]:
    """The row with every column (an older record may lack new ones) and its hash."""
    values: dict[str, Value] = {column: row.get(column) for column in table.columns}
    return {**values, "row_check": row_hash(table.name, values.values())}
