"""Exchange rates that were fetched, one of each pair and day."""

from collections.abc import Iterable
from datetime import date

import msgspec

from screener.domain.currency import Rate, Rates
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO rates VALUES (?, ?, ?, ?) ON CONFLICT (base, quote, day) DO UPDATE SET body = excluded.body"
)


class StoredRates:
    """The rates of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_rates(self, rates: Iterable[Rate], oldest: date) -> None:
        """Replace the stored rates of these pairs and days, if the disk lets us; what is older is dropped."""
        rows = [(rate.base, rate.quote, rate.day.isoformat(), msgspec.json.encode(rate)) for rate in rates]
        with forgiving_transaction(self._database):
            self._database.execute_many(_PUT, rows)
            self._database.execute("DELETE FROM rates WHERE day < ?", (oldest.isoformat(),))

    def load_rates(self) -> Rates:
        """Everything stored; what cannot be decoded is left out."""
        found = []
        for (body,) in self._database.rows("SELECT body FROM rates ORDER BY day DESC, base, quote"):
            try:
                found.append(msgspec.json.decode(body, type=Rate))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
        return Rates(tuple(found))
