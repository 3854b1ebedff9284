"""Weekly closes that were fetched, by symbol."""

import msgspec

from screener.domain.quote import Closes
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO closes VALUES (?, ?, ?) ON CONFLICT (symbol)"
    " DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body"
)


class StoredCloses:
    """The closes of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, closes: Closes) -> None:
        """Replace the stored closes of one symbol, if the disk lets us."""
        with forgiving_transaction(self._database):
            row = (closes.symbol, closes.fetched_at.isoformat(), msgspec.json.encode(closes))
            self._database.execute(_PUT, row)

    def load(self, symbol: str) -> Closes | None:
        """The stored closes; None when there are none or they cannot be decoded."""
        found = self._database.rows("SELECT body FROM closes WHERE symbol = ?", (symbol,))
        if not found:
            return None
        try:
            return msgspec.json.decode(found[0][0], type=Closes)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None
