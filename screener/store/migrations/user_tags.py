"""The user's own tags, and their edits of roles and layers, by company."""

import sqlite3

_STATEMENT = """CREATE TABLE company_tags (
    key TEXT PRIMARY KEY NOT NULL,
    tags TEXT NOT NULL,
    role TEXT,
    layer TEXT,
    row_check TEXT NOT NULL
) STRICT"""


def apply(connection: sqlite3.Connection) -> None:
    """Make the table of tags."""
    connection.execute(_STATEMENT)
