"""What the user changed in the deal ledger, and a ledger file that is newer than the shipped one."""

from datetime import UTC, datetime

import msgspec

from screener.domain.ring.deal import Deal, Entity
from screener.domain.ring.overlay import OwnDeal, OwnEntity, OwnLedger, Retirement
from screener.store import faults, rows
from screener.store.actions import Action, Actions
from screener.store.database import Database
from screener.store.rows import LEDGER_FILES, OWN_LEDGER, Row, Table

_FILE = "ledger"


class StoredLedger:
    """The user's part of the ledger. Saving compares with what is stored and logs the difference."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def own(self) -> OwnLedger:
        """Everything the user changed, in the order of the ids; raises Damaged."""
        deals: list[OwnDeal] = []
        entities: list[OwnEntity] = []
        retirements: list[Retirement] = []
        try:
            for row in rows.select(self._database, OWN_LEDGER):
                base = None if row["base"] is None else str(row["base"])
                body = str(row["body"])
                if row["part"] == "deal":
                    deals.append(OwnDeal(msgspec.json.decode(body, type=Deal), base))
                elif row["part"] == "entity":
                    entities.append(OwnEntity(msgspec.json.decode(body, type=Entity), base))
                else:
                    retirements.append(Retirement(str(row["id"]), body, base))
        except msgspec.MsgspecError as error:
            raise faults.damaged(self._database.path) from error
        return OwnLedger(tuple(deals), tuple(entities), tuple(retirements))

    def changed_at(self) -> dict[str, datetime]:
        """When the user's version of a record, or its retirement, was changed last; by the record's id."""
        found: dict[str, datetime] = {}
        for row in rows.select(self._database, OWN_LEDGER):
            if row["part"] != "entity":
                at = datetime.fromisoformat(str(row["changed_at"]))
                found[str(row["id"])] = max(at, found.get(str(row["id"]), at))
        return found

    def file(self) -> str | None:
        """The imported ledger file as it was read, None when there is none; raises Damaged."""
        return next((str(row["body"]) for row in rows.select(self._database, LEDGER_FILES)), None)

    def stamp(self) -> str:
        """A text that changes with anything stored here."""
        checks = (
            self._database.rows("SELECT key, row_check FROM own_ledger ORDER BY key"),
            self._database.rows("SELECT key, row_check FROM ledger_files ORDER BY key"),
        )
        return rows.row_hash("ledger", [str(checks)])

    def save(self, action: Action, at: datetime, own: OwnLedger) -> None:
        """Store the user's changes as they are now: one user action."""
        wanted = [
            *(_row("deal", one.deal.id, one.base, _encoded(one.deal)) for one in own.deals),
            *(_row("entity", one.entity.id, one.base, _encoded(one.entity)) for one in own.entities),
            *(_row("retirement", one.deal, one.base, one.reason) for one in own.retirements),
        ]
        self._store(OWN_LEDGER, wanted, "changed_at", action, at)

    def save_file(self, action: Action, at: datetime, version: str, body: str | None) -> None:
        """Use this ledger file from now on, None = the shipped one again: one user action."""
        wanted: list[Row] = [] if body is None else [{"key": _FILE, "version": version, "body": body}]
        self._store(LEDGER_FILES, wanted, "imported_at", action, at)

    def _store(self, table: Table, wanted: list[Row], time: str, action: Action, at: datetime) -> None:
        """Bring the table to these rows; one that says what is stored keeps its time."""
        now = at.astimezone(UTC).isoformat()
        with self._database.transaction():
            stored = rows.select(self._database, table)
            times = {row["key"]: (row[time], {**row, time: None}) for row in stored}
            after = []
            for row in wanted:
                kept, same = times.get(row["key"], (now, None))
                dated: Row = {column: row.get(column) for column in table.columns}
                after.append((table.name, {**dated, time: kept if dated == same else now}))
            before = [(table.name, row) for row in stored]
            self._actions.record(action, rows.difference(before, after), at)


def _row(part: str, name: str, base: str | None, body: str) -> Row:
    return {"key": f"{part}:{name}", "part": part, "id": name, "base": base, "body": body}


def _encoded(record: Deal | Entity) -> str:
    return msgspec.json.encode(record).decode()
