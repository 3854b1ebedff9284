"""The user's own prices, a row a listing."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from screener.domain.own_price import OwnPrice
from screener.store import faults, rows
from screener.store.actions import Action, Actions
from screener.store.database import Database
from screener.store.rows import OWN_PRICES, Row


class StoredPrices:
    """The own prices of one database. Every change is one user action."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions
        self._read: tuple[int, Mapping[str, OwnPrice]] | None = None

    def all(self) -> Mapping[str, OwnPrice]:
        """Every own price by symbol, the same mapping until something is changed; raises Damaged.

        Asked for at every judging, while reading a long list takes a quarter of a second.
        """
        changes, read = self._database.changes, self._read
        if read is None or read[0] != changes:
            try:
                found = {str(row["key"]): _price(row) for row in rows.select(self._database, OWN_PRICES)}
            except (ValueError, InvalidOperation) as error:
                raise faults.damaged(self._database.path) from error
            self._read = read = (changes, MappingProxyType(found))
        return read[1]

    def put(self, action: Action, at: datetime, changed: Mapping[str, OwnPrice | None]) -> None:
        """Store these prices, None = remove it; nothing is logged when nothing changes."""
        with self._database.transaction():
            stored = [row for row in rows.select(self._database, OWN_PRICES) if row["key"] in changed]
            before = [(OWN_PRICES.name, row) for row in stored]
            after = [(OWN_PRICES.name, _row(one)) for one in changed.values() if one is not None]
            self._actions.record(action, rows.difference(before, after), at)


def _row(own: OwnPrice) -> Row:
    return {
        "key": own.symbol,
        "price": str(own.price),
        "currency": own.currency,
        "day": own.day.isoformat(),
        "file": own.file,
        "imported_at": own.imported_at.astimezone(UTC).isoformat(),
    }


def _price(row: Row) -> OwnPrice:
    return OwnPrice(
        symbol=str(row["key"]),
        price=Decimal(str(row["price"])),
        currency=str(row["currency"]),
        day=date.fromisoformat(str(row["day"])),
        file=str(row["file"]),
        imported_at=datetime.fromisoformat(str(row["imported_at"])),
    )
