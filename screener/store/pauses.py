"""Hosts that asked to be left alone, so that the next start leaves them alone as well."""

from datetime import datetime

import msgspec

from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = "INSERT INTO pauses VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET body = excluded.body"


class KeptPause(msgspec.Struct, frozen=True):
    """A host is not asked from `begun` to `until`, both in UTC."""

    begun: datetime
    until: datetime


class StoredPauses:
    """The pauses of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, host: str, pause: KeptPause) -> None:
        """Replace what is stored of one host, if the disk lets us."""
        with forgiving_transaction(self._database):
            self._database.execute(_PUT, (host, msgspec.json.encode(pause)))

    def forget(self, host: str) -> None:
        """The host may be asked again."""
        with forgiving_transaction(self._database):
            self._database.execute("DELETE FROM pauses WHERE host = ?", (host,))

    def all(self) -> dict[str, KeptPause]:
        """Every pause by host; what cannot be decoded is left out."""
        found: dict[str, KeptPause] = {}
        for host, body in self._database.rows("SELECT host, body FROM pauses"):
            try:
                found[host] = msgspec.json.decode(body, type=KeptPause)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
        return found
