"""Statements that were read, by company."""

import msgspec

from screener.domain.statements import READING, Statements
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO statements VALUES (?, ?, ?) ON CONFLICT (company)"
    " DO UPDATE SET read_at = excluded.read_at, body = excluded.body"
)


class StoredStatements:
    """The statements of the cache. What cannot be decoded, or was read in an older way, counts as none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, company: str, statements: Statements) -> None:
        """Replace what is stored of one company, if the disk lets us."""
        row = (company, statements.fetched_at.isoformat(), msgspec.json.encode(statements))
        with forgiving_transaction(self._database):
            self._database.execute(_PUT, row)

    def all(self) -> dict[str, Statements]:
        """What was read last of every company, by its key."""
        rows = self._database.rows("SELECT company, body FROM statements ORDER BY company")
        read = ((company, _decoded(body)) for company, body in rows)
        return {company: statements for company, statements in read if statements is not None}


def _decoded(body: bytes) -> Statements | None:
    try:
        statements = msgspec.json.decode(body, type=Statements)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return statements if statements.reading == READING else None
