"""The user's tags and edited roles, a row a company; a company left as it is has none."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from screener.domain.tags import NO_TAGS, CompanyTags
from screener.store import faults, rows
from screener.store.actions import Action, Actions
from screener.store.database import Database
from screener.store.rows import COMPANY_TAGS, Row


class StoredTags:
    """The tags of one database. Every change is one user action."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def all(self) -> dict[str, CompanyTags]:
        """What the user said, by company key; raises Damaged."""
        try:
            return {str(row["key"]): _tags(row) for row in rows.select(self._database, COMPANY_TAGS)}
        except msgspec.MsgspecError as error:
            raise faults.damaged(self._database.path) from error

    def put(self, action: Action, at: datetime, changed: Mapping[str, CompanyTags]) -> None:
        """Store what the user says now of these companies; nothing is logged when that is what is stored."""
        with self._database.transaction():
            stored = [row for row in rows.select(self._database, COMPANY_TAGS) if row["key"] in changed]
            before = [(COMPANY_TAGS.name, row) for row in stored]
            after = [(COMPANY_TAGS.name, _row(key, own)) for key, own in changed.items() if own != NO_TAGS]
            self._actions.record(action, rows.difference(before, after), at)


def _row(key: str, own: CompanyTags) -> Row:
    return {"key": key, "tags": msgspec.json.encode(own.tags).decode(), "role": own.role, "layer": own.layer}


def _tags(row: Row) -> CompanyTags:
    tags = msgspec.json.decode(str(row["tags"]), type=tuple[str, ...])
    return msgspec.convert({"tags": tags, "role": row["role"], "layer": row["layer"]}, CompanyTags)
