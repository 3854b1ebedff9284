"""Version 1 of the user's data: portfolios, the log of actions, alerts and settings."""

import sqlite3

# Quantities and amounts are decimal text: SQLite has no exact fractions.
# Foreign keys wait for the end of a user action, so its rows may change in any order.
_STATEMENTS = (
    """CREATE TABLE portfolios (
        key TEXT PRIMARY KEY NOT NULL,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        base_currency TEXT NOT NULL,
        is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
        row_check TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE holdings (
        key TEXT PRIMARY KEY NOT NULL,
        portfolio TEXT NOT NULL REFERENCES portfolios (key) DEFERRABLE INITIALLY DEFERRED,
        place INTEGER NOT NULL,
        symbol TEXT NOT NULL,
        quantity TEXT NOT NULL,
        currency TEXT,
        cost TEXT,
        kind TEXT,
        name TEXT,
        manual_price TEXT,
        manual_price_on TEXT,
        row_check TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX holdings_of_portfolio ON holdings (portfolio, place)",
    """CREATE TABLE watchlist (
        key TEXT PRIMARY KEY NOT NULL,
        portfolio TEXT NOT NULL REFERENCES portfolios (key) DEFERRABLE INITIALLY DEFERRED,
        place INTEGER NOT NULL,
        symbol TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX watchlist_of_portfolio ON watchlist (portfolio, place)",
    # Append only: an undo is a further row that names the one it takes back.
    """CREATE TABLE actions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('seed', 'do', 'undo', 'redo')),
        target INTEGER REFERENCES actions (id),
        label TEXT NOT NULL,
        changes TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE alerts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        portfolio TEXT NOT NULL,
        company TEXT NOT NULL,
        symbol TEXT NOT NULL,
        screen TEXT NOT NULL,
        after TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('alert', 'data_changed')),
        read INTEGER NOT NULL CHECK (read IN (0, 1)),
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX alerts_of_portfolio ON alerts (portfolio, at)",
    "CREATE INDEX unread_alerts ON alerts (id) WHERE read = 0",
    """CREATE TABLE settings (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) STRICT""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Make the tables of version 1."""
    for statement in _STATEMENTS:
        connection.execute(statement)
