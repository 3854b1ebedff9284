"""Rates and trails come back exactly, also for the next run, or not at all."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.currency import Rate, Rates
from screener.domain.delisting import Trail
from screener.domain.figure import Source
from screener.instance_lock import InstanceLock
from screener.store import opening
from screener.store.cache import FILE_NAME, Cache
from screener.store.migrations import CACHE

TODAY = date(2026, 11, 20)
EURO = Rate("EUR", "USD", TODAY, Decimal("1.16234567890123"), Source("Yahoo Finance", tier="feed"))
TRAIL = Trail("OLDCO", "Yahoo Finance", date(2026, 11, 2), (date(2026, 11, 3), date(2026, 11, 4)))


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_they_survive_the_end_of_the_program(folder: Path) -> None:
    with InstanceLock.acquire(folder) as lock:
        cache = Cache.open(folder, lock)
        assert cache.rates.load_rates() == Rates()
        cache.rates.save_rates([EURO], days_ago(400))
        cache.trails.save_trails([TRAIL])
        cache.close()
    again = Cache.open_copy(folder)
    assert again.rates.load_rates() == Rates((EURO,))
    assert again.trails.load_trails() == {"OLDCO": TRAIL}
    again.close()


def test_one_rate_a_pair_and_day_is_kept_and_none_older_than_said() -> None:
    cache = Cache.in_memory()
    replaced = msgspec.structs.replace(EURO, rate=Decimal("1.15"))
    old = msgspec.structs.replace(EURO, day=days_ago(30))
    cache.rates.save_rates([replaced, old], days_ago(30))
    assert cache.rates.load_rates().rates == (replaced, old)
    cache.rates.save_rates([EURO], days_ago(29))
    assert cache.rates.load_rates().rates == (EURO,)
    cache.close()


def test_a_trail_is_replaced_by_the_newer_one() -> None:
    cache = Cache.in_memory()
    back = Trail("OLDCO", "Yahoo Finance", TODAY)
    cache.trails.save_trails([TRAIL, Trail("KO")])
    cache.trails.save_trails([back])
    assert cache.trails.load_trails() == {"OLDCO": back, "KO": Trail("KO")}
    cache.close()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"{}"])
def test_what_cannot_be_decoded_is_left_out(body: bytes) -> None:
    cache = Cache.in_memory()
    cache.rates.save_rates([EURO, msgspec.structs.replace(EURO, base="GBP")], TODAY)
    cache.trails.save_trails([TRAIL, Trail("KO")])
    with cache.database.transaction():
        cache.database.execute("UPDATE rates SET body = ? WHERE base = 'EUR'", (body,))
        cache.database.execute("UPDATE trails SET body = ? WHERE symbol = 'KO'", (body,))
    assert [rate.base for rate in cache.rates.load_rates().rates] == ["GBP"]
    assert set(cache.trails.load_trails()) == {"OLDCO"}
    cache.close()


def test_a_cache_from_before_rates_keeps_its_quotes(folder: Path, lock: InstanceLock) -> None:
    before = opening.open_database(
        folder / FILE_NAME, msgspec.structs.replace(CACHE, steps=CACHE.steps[:2]), lock
    )
    with before.transaction():
        before.execute("INSERT INTO quotes VALUES ('KO', 'then', x'7b7d')")
    before.close()
    cache = Cache.open(folder, lock)
    assert cache.database.rows("SELECT symbol FROM quotes") == [("KO",)]
    cache.rates.save_rates([EURO], TODAY)
    assert cache.rates.load_rates().rates == (EURO,)
    cache.close()
