"""Statements of companies as a second source gave them, by company."""

import sqlite3

_STATEMENT = """CREATE TABLE statements (
    company TEXT PRIMARY KEY NOT NULL,
    read_at TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT"""


def apply(connection: sqlite3.Connection) -> None:
    """Make the table of statements."""
    connection.execute(_STATEMENT)
