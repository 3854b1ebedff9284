"""The history of alerts and of changes that were no alert."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from screener.domain.alert import AlertRecord
from screener.store import faults
from screener.store.database import Database

_INSERT = (
    "INSERT INTO alerts (at, portfolio, company, symbol, screen, after, kind, read, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SELECT = "SELECT id, read, body FROM alerts ORDER BY id DESC LIMIT ?"
_SINCE = "SELECT company, screen, after FROM alerts WHERE portfolio = ? AND kind = 'alert' AND at >= ?"


class Alerts:
    """The alert history of the user's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, alerts: Iterable[AlertRecord]) -> tuple[AlertRecord, ...]:
        """Store records together, in the order given; returns them with their ids."""
        stored: list[AlertRecord] = []
        with self._database.transaction():
            for alert in alerts:
                row = (
                    _moment(alert.at),
                    alert.portfolio,
                    alert.company,
                    alert.symbol,
                    alert.screen,
                    alert.after,
                    alert.kind,
                    int(alert.read),
                    msgspec.json.encode(alert).decode(),
                )
                stored.append(msgspec.structs.replace(alert, id=self._database.insert(_INSERT, row)))
        return tuple(stored)

    def newest(self, limit: int = 500) -> tuple[AlertRecord, ...]:
        """The latest records of all portfolios, newest first; raises Damaged."""
        try:
            return tuple(
                msgspec.structs.replace(
                    msgspec.json.decode(body, type=AlertRecord), id=number, read=bool(read)
                )
                for number, read, body in self._database.rows(_SELECT, (limit,))
            )
        except msgspec.MsgspecError as error:
            raise faults.damaged(self._database.path) from error

    def alerted_since(self, portfolio: str, since: datetime) -> frozenset[tuple[str, str, str]]:
        """(company, screen, after) of every alert of a portfolio raised since then."""
        return frozenset(
            (company, screen, after)
            for company, screen, after in self._database.rows(_SINCE, (portfolio, _moment(since)))
        )

    def mark_read(self, ids: Iterable[int]) -> None:
        """Mark alerts as seen; unknown ids are ignored."""
        with self._database.transaction():
            self._database.execute_many(
                "UPDATE alerts SET read = 1 WHERE id = ?", [(number,) for number in ids]
            )

    def unread(self) -> int:
        """How many alerts have not been seen."""
        count = self._database.rows("SELECT count(*) FROM alerts WHERE read = 0")[0][0]
        assert isinstance(count, int)
        return count


def _moment(at: datetime) -> str:
    """A time as text of one length, so that texts sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
