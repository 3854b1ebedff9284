"""What was read of filings, by company."""

import msgspec

from screener.domain.filings import READING, FiledFacts
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO filings VALUES (?, ?, ?) ON CONFLICT (company)"
    " DO UPDATE SET read_at = excluded.read_at, body = excluded.body"
)


class StoredFilings:
    """The filings of the cache. What cannot be decoded, or was read in an older way, is as good as none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, filed: FiledFacts) -> None:
        """Replace what is stored of one company, if the disk lets us."""
        with forgiving_transaction(self._database):
            self._database.execute(_PUT, (filed.company, filed.at.isoformat(), msgspec.json.encode(filed)))

    def load(self, company: str) -> FiledFacts | None:
        """What was read of one company last; None when nothing was."""
        found = self._database.rows("SELECT body FROM filings WHERE company = ?", (company,))
        return _decoded(found[0][0]) if found else None

    def all(self) -> dict[str, FiledFacts]:
        """What was read last of every company, by its key."""
        bodies = self._database.rows("SELECT body FROM filings ORDER BY company")
        filed = [one for (body,) in bodies if (one := _decoded(body)) is not None]
        return {one.company: one for one in filed}


def _decoded(body: bytes) -> FiledFacts | None:
    try:
        filed = msgspec.json.decode(body, type=FiledFacts)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return filed if filed.reading == READING else None
