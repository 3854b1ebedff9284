"""What was read of filings comes back exactly, or not at all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.figure import Figure, Source
from screener.domain.filings import READING, FiledFacts, FilingRef
from screener.domain.message import Message, Unit
from screener.instance_lock import InstanceLock
from screener.store import opening
from screener.store.cache import FILE_NAME, Cache
from screener.store.migrations import CACHE
from tests.builders.stores import NOW

REPORT = FilingRef("0-1", "10-K", date(2026, 2, 20), date(2025, 12, 31), "a.htm", "https://www.sec.gov/a.htm")
REVENUE = Figure(
    "revenue", Decimal("115.5"), Unit.MONEY, date(2026, 6, 30), Source("SEC 10-Q"), "USD", "TTM to 2026-06-30"
)


def filed(company: str = "acme", **more: object) -> FiledFacts:
    fields: dict[str, object] = {
        "cik": "12345",
        "at": NOW,
        "facts": {"revenue": REVENUE},
        "read": (REPORT,),
        "problems": {"customers": Message("source.timed_out")},
        **more,
    }
    return FiledFacts(company, **fields)  # type: ignore[arg-type]  # tests name the fields


@pytest.fixture
def cache(folder: Path, lock: InstanceLock) -> Iterator[Cache]:
    opened = Cache.open(folder, lock)
    yield opened
    opened.close()


def test_what_was_read_comes_back_exactly(cache: Cache) -> None:
    assert cache.filings.load("acme") is None
    cache.filings.save(filed())
    cache.filings.save(filed("symbol:BRK.B"))
    newer = filed(cik="678")
    cache.filings.save(newer)
    assert cache.filings.load("acme") == newer
    assert cache.filings.all() == {"acme": newer, "symbol:BRK.B": filed("symbol:BRK.B")}


def test_it_survives_the_end_of_the_program(folder: Path) -> None:
    for _ in range(2):
        with InstanceLock.acquire(folder) as lock:
            cache = Cache.open(folder, lock)
            cache.filings.save(filed())
            cache.close()
    assert Cache.open_copy(folder).filings.all() == {"acme": filed()}


def test_what_was_read_in_an_older_way_is_read_anew(cache: Cache) -> None:
    cache.filings.save(filed(reading=READING - 1))
    assert cache.filings.load("acme") is None
    assert cache.filings.all() == {}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"company":"acme"}'])
def test_what_cannot_be_decoded_is_as_good_as_none(cache: Cache, body: bytes) -> None:
    cache.filings.save(filed())
    cache.filings.save(filed("other"))
    with cache.database.transaction():
        cache.database.execute("UPDATE filings SET body = ? WHERE company = 'acme'", (body,))
    assert cache.filings.load("acme") is None
    assert set(cache.filings.all()) == {"other"}


def test_a_cache_of_version_1_is_brought_along(folder: Path, lock: InstanceLock) -> None:
    version_1 = msgspec.structs.replace(CACHE, steps=CACHE.steps[:1])
    before = opening.open_database(folder / FILE_NAME, version_1, lock)
    with before.transaction():
        before.execute("INSERT INTO quotes VALUES ('KO', 'then', x'7b7d')")
    before.close()
    again = Cache.open(folder, lock)
    assert again.database.rows("SELECT symbol FROM quotes") == [("KO",)], "brought along, not made anew"
    again.filings.save(filed())
    assert again.filings.load("acme") == filed()
    again.close()


def test_a_figure_keeps_every_digit(cache: Cache) -> None:
    exact = msgspec.structs.replace(REVENUE, value=Decimal("0.123456789012345678"))
    cache.filings.save(filed(facts={"revenue": exact}))
    kept = cache.filings.load("acme")
    assert kept is not None
    assert kept.facts["revenue"] == exact
