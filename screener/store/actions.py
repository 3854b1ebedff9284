"""The log of what the user did: append only, and the source of undo and redo.

Each row holds the rows of the portfolios before and after. Replayed from the beginning the log
gives the portfolios again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from screener.store import faults, rows
from screener.store.database import Database
from screener.store.rows import Change

Kind = Literal["seed", "do", "undo", "redo"]


class Action(msgspec.Struct, frozen=True):
    """What the user did, not worded yet: an id and the names its text needs."""

    id: str
    arguments: dict[str, str] = {}


class Actions:
    """The log of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: tuple[int, str] = (0, "")
        self._done: list[int] = []
        self._undone: list[int] = []

    def record(
        self, action: Action, changes: Sequence[Change], at: datetime, *, undoable: bool = True
    ) -> None:
        """Make the changes and log them, together; with no changes nothing is logged."""
        if not changes:
            return
        with self._database.transaction():
            rows.apply(self._database, changes)
            self._append(at, "do" if undoable else "seed", None, action, tuple(changes))

    def undo(self, at: datetime) -> Action | None:
        """Take back the newest action that still stands; None when there is none."""
        with self._database.transaction():
            done, _ = self._stacks()
            return self._again(done[-1], "undo", at) if done else None

    def redo(self, at: datetime) -> Action | None:
        """Do again what was taken back last; None when there is none or something new was done since."""
        with self._database.transaction():
            _, undone = self._stacks()
            return self._again(undone[-1], "redo", at) if undone else None

    def next_undo(self) -> Action | None:
        """What `undo` would take back."""
        done, _ = self._stacks()
        return self._read(done[-1])[0] if done else None

    def next_redo(self) -> Action | None:
        """What `redo` would do again."""
        _, undone = self._stacks()
        return self._read(undone[-1])[0] if undone else None

    def _again(self, number: int, kind: Kind, at: datetime) -> Action:
        action, changes = self._read(number)
        rows.apply(self._database, rows.reversed_changes(changes) if kind == "undo" else changes)
        self._append(at, kind, number, action, ())
        return action

    def _append(
        self, at: datetime, kind: Kind, target: int | None, action: Action, changes: tuple[Change, ...]
    ) -> None:
        moment = at.astimezone(UTC).isoformat()
        label, body = msgspec.json.encode(action).decode(), msgspec.json.encode(changes).decode()
        check = rows.row_hash("actions", (moment, kind, target, label, body))
        self._database.insert(
            "INSERT INTO actions (at, kind, target, label, changes, row_check) VALUES (?, ?, ?, ?, ?, ?)",
            (moment, kind, target, label, body, check),
        )

    def _read(self, number: int) -> tuple[Action, tuple[Change, ...]]:
        found = self._database.rows(
            "SELECT at, kind, target, label, changes, row_check FROM actions WHERE id = ?", (number,)
        )
        if len(found) != 1 or rows.row_hash("actions", found[0][:-1]) != found[0][-1]:
            raise faults.damaged(self._database.path)
        _, _, _, label, body, _ = found[0]
        return msgspec.json.decode(label, type=Action), msgspec.json.decode(body, type=tuple[Change, ...])

    def _stacks(self) -> tuple[list[int], list[int]]:
        """Numbers of the actions that stand and of those taken back, newest last."""
        newest = self._database.rows("SELECT id, row_check FROM actions ORDER BY id DESC LIMIT 1")
        seen: tuple[int, str] = (newest[0][0], newest[0][1]) if newest else (0, "")
        if seen != self._seen:
            self._done, self._undone = _walk(
                self._database.rows("SELECT id, kind FROM actions ORDER BY id"),
            )
            self._seen = seen
        return self._done, self._undone


def _walk(log: Sequence[tuple[int, Kind]]) -> tuple[list[int], list[int]]:
    done: list[int] = []
    undone: list[int] = []
    for number, kind in log:
        if kind == "do":
            done.append(number)
            undone.clear()
        elif kind == "undo":
            undone.append(done.pop())
        elif kind == "redo":
            done.append(undone.pop())
    return done, undone
