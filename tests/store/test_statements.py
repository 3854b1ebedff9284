"""Statements that were read come back exactly, or not at all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.statements import READING, Statements
from screener.instance_lock import InstanceLock
from screener.store.cache import Cache
from tests.builders.stores import NOW

REVENUE = Figure(
    "revenue",
    Decimal("115.5"),
    Unit.MONEY,
    date(2026, 6, 30),
    Source("Yahoo Finance", tier="feed"),
    "TWD",
    "TTM to 2026-06-30",
    derived=True,
    inputs=("+ quarterlyTotalRevenue 2026-06-30: 115.5",),
)


def read(symbol: str = "2330.TW", **more: object) -> Statements:
    fields = {"facts": {"revenue": REVENUE}, "annual": {"revenue": (REVENUE,)}, "currency": "TWD", **more}
    return Statements(symbol, fetched_at=NOW, source="Yahoo Finance", **fields)  # type: ignore[arg-type]  # tests name the fields


@pytest.fixture
def cache(folder: Path, lock: InstanceLock) -> Iterator[Cache]:
    opened = Cache.open(folder, lock)
    yield opened
    opened.close()


def test_what_was_read_comes_back_exactly(cache: Cache) -> None:
    assert cache.statements.all() == {}
    cache.statements.save("tsmc", read())
    nothing = read("VOD.L", facts={}, annual={}, currency=None)
    cache.statements.save("symbol:VOD.L", nothing)
    newer = read(fiscal_period="TTM to 2026-06-30")
    cache.statements.save("tsmc", newer)
    assert cache.statements.all() == {"tsmc": newer, "symbol:VOD.L": nothing}


def test_it_survives_the_end_of_the_program(folder: Path) -> None:
    for _ in range(2):
        with InstanceLock.acquire(folder) as lock:
            cache = Cache.open(folder, lock)
            cache.statements.save("tsmc", read())
            cache.close()
    assert Cache.open_copy(folder).statements.all() == {"tsmc": read()}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"symbol": 1}'])
def test_what_cannot_be_read_is_as_good_as_none(cache: Cache, body: bytes) -> None:
    cache.statements.save("good", read())
    with cache.database.transaction():
        cache.database.execute("INSERT INTO statements VALUES (?, ?, ?)", ("bad", NOW.isoformat(), body))
    assert cache.statements.all() == {"good": read()}


def test_what_was_read_in_an_older_way_is_read_anew(cache: Cache) -> None:
    cache.statements.save("tsmc", msgspec.structs.replace(read(), reading=READING - 1))
    assert cache.statements.all() == {}
