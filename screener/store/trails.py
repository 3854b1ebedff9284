"""What was seen of each symbol since it was last quoted."""

from collections.abc import Iterable

import msgspec

from screener.domain.delisting import Trail
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = "INSERT INTO trails VALUES (?, ?) ON CONFLICT (symbol) DO UPDATE SET body = excluded.body"


class StoredTrails:
    """The trails of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_trails(self, trails: Iterable[Trail]) -> None:
        """Replace the stored trails of these symbols, if the disk lets us."""
        rows = [(trail.symbol, msgspec.json.encode(trail)) for trail in trails]
        with forgiving_transaction(self._database):
            self._database.execute_many(_PUT, rows)

    def load_trails(self) -> dict[str, Trail]:
        """Stored trails by symbol; what cannot be decoded is left out."""
        found: dict[str, Trail] = {}
        for symbol, body in self._database.rows("SELECT symbol, body FROM trails"):
            try:
                found[symbol] = msgspec.json.decode(body, type=Trail)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
        return found
