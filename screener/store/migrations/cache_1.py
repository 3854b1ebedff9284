"""Version 1 of the cache: the last good quotes, closes and assessments."""

import sqlite3

_STATEMENTS = (
    """CREATE TABLE quotes (
        symbol TEXT PRIMARY KEY NOT NULL,
        fetched_at TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE closes (
        symbol TEXT PRIMARY KEY NOT NULL,
        fetched_at TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE assessments (
        portfolio TEXT NOT NULL,
        purpose TEXT NOT NULL,
        made_at TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (portfolio, purpose)
    ) STRICT""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Make the tables of version 1."""
    for statement in _STATEMENTS:
        connection.execute(statement)
