"""Daily closes by symbol, and the hosts that want to be left alone for a while."""

import sqlite3

_STATEMENTS = (
    """CREATE TABLE histories (
        symbol TEXT PRIMARY KEY NOT NULL,
        fetched_at TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE pauses (
        host TEXT PRIMARY KEY NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Make the tables of histories and pauses."""
    for statement in _STATEMENTS:
        connection.execute(statement)
