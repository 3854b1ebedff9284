"""Open stores in a folder of the test, closed again afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.instance_lock import InstanceLock
from screener.store.user import UserStore

NOW = datetime(2026, 10, 9, 14, 30, tzinfo=UTC)


@contextmanager
def user_store(folder: Path) -> Iterator[UserStore]:
    """The user's store of `folder`, opened for writing."""
    with InstanceLock.acquire(folder) as lock:
        store = UserStore.open(folder, lock, NOW)
        try:
            yield store
        finally:
            store.close()


def portfolio(
    key: str = "p1", name: str = "Mine", *holdings: Holding, watch: tuple[str, ...] = ()
) -> Portfolio:
    """A portfolio in dollars; watched symbols are their own keys."""
    return Portfolio(key, name, "USD", holdings, tuple(WatchEntry(f"w-{one}", one) for one in watch))


def holding(symbol: str = "NVDA", quantity: str = "10", cost: str | None = None, **more: object) -> Holding:
    """A holding keyed by its symbol unless told otherwise."""
    fields: dict[str, object] = {"key": f"h-{symbol}", "currency": "USD", **more}
    return Holding(
        symbol=symbol,
        quantity=Decimal(quantity),
        cost=None if cost is None else Decimal(cost),
        **fields,  # type: ignore[arg-type]  # tests name the fields
    )
