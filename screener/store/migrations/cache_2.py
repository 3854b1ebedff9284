"""What was read of filings, by company."""

import sqlite3

_STATEMENT = """CREATE TABLE filings (
    company TEXT PRIMARY KEY NOT NULL,
    read_at TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT"""


def apply(connection: sqlite3.Connection) -> None:
    """Make the table of filings."""
    connection.execute(_STATEMENT)
