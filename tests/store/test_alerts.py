"""The alert history keeps every word, in order, with what was read."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.alert import AlertRecord
from screener.domain.message import Message, Number, Text, Unit
from screener.store import faults
from screener.store.user import UserStore
from tests.builders.stores import NOW, user_store


def alert(symbol: str = "ORCL", **more: object) -> AlertRecord:
    fields: dict[str, object] = {
        "at": NOW,
        "portfolio": "p1",
        "company": symbol.lower(),
        "symbol": symbol,
        "name": "甲骨文",
        "screen": "debt_equity",
        "before": "2",
        "after": "4",
        "kind": "alert",
        "message": Message("rose", {"name": Text("Oracle"), "to": Number(Decimal("4.27"), Unit.MULTIPLE)}),
        "detail": Message("debt_equity"),
        **more,
    }
    return AlertRecord(**fields)  # type: ignore[arg-type]  # tests name the fields


def test_newest_first_with_ids_also_after_a_restart(folder: Path) -> None:
    with user_store(folder) as store:
        stored = store.alerts.add([alert("ORCL"), alert("CRWV", why=Message("ledger_changed"))])
        assert [one.symbol for one in store.alerts.newest()] == ["CRWV", "ORCL"]
    with user_store(folder) as store:
        assert store.alerts.newest() == tuple(reversed(stored))
        assert store.alerts.newest(limit=1) == stored[1:]
        assert len({one.id for one in stored} - {0}) == 2


def test_reading_lowers_the_count(store: UserStore) -> None:
    first, second, _ = store.alerts.add([alert("A"), alert("B"), alert("C", kind="data_changed", read=True)])
    assert store.alerts.unread() == 2
    store.alerts.mark_read([first.id, 9999])
    assert store.alerts.unread() == 1
    assert [(one.symbol, one.read) for one in store.alerts.newest()] == [
        ("C", True),
        ("B", False),
        ("A", True),
    ]
    store.alerts.mark_read([second.id])
    assert store.alerts.unread() == 0


def test_what_was_alerted_since(store: UserStore) -> None:
    early = NOW - timedelta(days=1)
    store.alerts.add(
        [
            alert("A", at=early),
            alert("B", at=NOW + timedelta(microseconds=1)),
            alert("C", kind="data_changed"),
            alert("D", portfolio="p2"),
            alert("E", after="3"),
        ]
    )
    assert store.alerts.alerted_since("p1", NOW) == {("b", "debt_equity", "4"), ("e", "debt_equity", "3")}
    assert len(store.alerts.alerted_since("p1", early)) == 3


def test_a_record_that_cannot_be_read_is_said(store: UserStore) -> None:
    store.alerts.add([alert()])
    with store.database.transaction():
        store.database.execute("UPDATE alerts SET body = ?", (msgspec.json.encode({"at": "?"}).decode(),))
    with pytest.raises(faults.Damaged):
        store.alerts.newest()
