"""The last good quote of every symbol, with the time it was fetched."""

from collections.abc import Iterable, Sequence

import msgspec

from screener.domain.quote import Quote
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO quotes VALUES (?, ?, ?) ON CONFLICT (symbol)"
    " DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body"
)


class StoredQuotes:
    """The quotes of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_quotes(self, quotes: Iterable[Quote]) -> None:
        """Replace the stored quotes of these symbols, if the disk lets us."""
        rows = [(quote.symbol, quote.fetched_at.isoformat(), msgspec.json.encode(quote)) for quote in quotes]
        with forgiving_transaction(self._database):
            self._database.execute_many(_PUT, rows)

    def load_quotes(self, symbols: Sequence[str] | None = None) -> dict[str, Quote]:
        """Stored quotes by symbol, all or only these; what cannot be decoded is left out."""
        wanted = None if symbols is None else set(symbols)
        found: dict[str, Quote] = {}
        for symbol, body in self._database.rows("SELECT symbol, body FROM quotes"):
            if wanted is not None and symbol not in wanted:
                continue
            try:
                found[symbol] = msgspec.json.decode(body, type=Quote)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
        return found
