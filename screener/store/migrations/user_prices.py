"""The user's own prices: of each listing the newest one of the lists they imported."""

import sqlite3

_STATEMENT = """CREATE TABLE own_prices (
    key TEXT PRIMARY KEY NOT NULL,
    price TEXT NOT NULL,
    currency TEXT NOT NULL,
    day TEXT NOT NULL,
    file TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    row_check TEXT NOT NULL
) STRICT, WITHOUT ROWID"""


def apply(connection: sqlite3.Connection) -> None:
    """Make the table of own prices."""
    connection.execute(_STATEMENT)
