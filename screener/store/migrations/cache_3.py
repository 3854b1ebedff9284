"""Exchange rates by pair and day, and what was seen of each symbol since it was last quoted."""

import sqlite3

_STATEMENTS = (
    """CREATE TABLE rates (
        base TEXT NOT NULL,
        quote TEXT NOT NULL,
        day TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (base, quote, day)
    ) STRICT""",
    """CREATE TABLE trails (
        symbol TEXT PRIMARY KEY NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Make the tables of rates and trails."""
    for statement in _STATEMENTS:
        connection.execute(statement)
