"""Daily closes that were fetched, by symbol."""

import msgspec

from screener.domain.price_history import PriceHistory
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO histories VALUES (?, ?, ?) ON CONFLICT (symbol)"
    " DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body"
)


class StoredHistories:
    """The daily closes of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, history: PriceHistory) -> None:
        """Replace the stored closes of one symbol, if the disk lets us."""
        with forgiving_transaction(self._database):
            row = (history.symbol, history.fetched_at.isoformat(), msgspec.json.encode(history))
            self._database.execute(_PUT, row)

    def load(self, symbol: str) -> PriceHistory | None:
        """The stored closes; None when there are none or they cannot be decoded."""
        found = self._database.rows("SELECT body FROM histories WHERE symbol = ?", (symbol,))
        if not found:
            return None
        try:
            return msgspec.json.decode(found[0][0], type=PriceHistory)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None
