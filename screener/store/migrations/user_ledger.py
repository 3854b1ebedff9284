"""The user's own deals, parties and retirements, and a ledger file imported between two releases."""

import sqlite3

_STATEMENTS = (
    # Bodies are JSON: records gain fields as the ledger does, and are always read and written whole.
    """CREATE TABLE own_ledger (
        key TEXT PRIMARY KEY NOT NULL,
        part TEXT NOT NULL CHECK (part IN ('deal', 'entity', 'retirement')),
        id TEXT NOT NULL,
        base TEXT,
        changed_at TEXT NOT NULL,
        body TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE ledger_files (
        key TEXT PRIMARY KEY NOT NULL,
        version TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        body TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Make the tables of the user's ledger."""
    for statement in _STATEMENTS:
        connection.execute(statement)
