"""Settings as text by key; what a key means is in `settings`."""

from screener.store.database import Database

_PUT = "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class StoredSettings:
    """The settings table of the user's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        """Every stored value by key; a setting left at its default is not there."""
        return dict(self._database.rows("SELECT key, value FROM settings"))

    def put(self, key: str, value: str) -> None:
        """Store one value."""
        with self._database.transaction():
            self._database.execute(_PUT, (key, value))

    def remove(self, key: str) -> None:
        """Forget one value, so that its default holds again."""
        with self._database.transaction():
            self._database.execute("DELETE FROM settings WHERE key = ?", (key,))
