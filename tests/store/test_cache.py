"""The cache gives back what was put in, quickly, and never a half-understood value."""

import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.quote import Closes, Quote
from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store.cache import Cache
from tests.builders.assessments import sample_assessment
from tests.builders.stores import NOW


@pytest.fixture
def cache(folder: Path, lock: InstanceLock):  # type: ignore[no-untyped-def]  # a generator of Cache
    opened = Cache.open(folder, lock)
    yield opened
    opened.close()


def quote(symbol: str, price: str = "187.25") -> Quote:
    return Quote(
        symbol=symbol,
        price=Decimal(price),
        currency="USD",
        at=NOW,
        fetched_at=NOW + timedelta(seconds=3),
        source="Yahoo Finance",
        quote_type="EQUITY",
        eps_ttm=Decimal("4.90"),
        name="輝達",
    )


def test_quotes_come_back_exactly(cache: Cache) -> None:
    cache.quotes.save_quotes([quote("NVDA"), quote("KO", "70.1")])
    cache.quotes.save_quotes([quote("NVDA", "188.000")])
    assert cache.quotes.load_quotes() == {"NVDA": quote("NVDA", "188.000"), "KO": quote("KO", "70.1")}
    assert cache.quotes.load_quotes(["KO", "MSFT"]) == {"KO": quote("KO", "70.1")}


def test_a_quote_of_another_format_is_left_out(cache: Cache) -> None:
    cache.quotes.save_quotes([quote("NVDA"), quote("KO")])
    with cache.database.transaction():
        cache.database.execute("UPDATE quotes SET body = ? WHERE symbol = 'KO'", (b'{"symbol":"KO"}',))
    assert cache.quotes.load_quotes() == {"NVDA": quote("NVDA")}


def test_closes_come_back_exactly(cache: Cache) -> None:
    closes = Closes("NVDA", "USD", ((date(2026, 10, 2), Decimal("187.62")),), NOW, "Yahoo Finance")
    assert cache.closes.load("NVDA") is None
    cache.closes.save(closes)
    assert cache.closes.load("NVDA") == closes
    with cache.database.transaction():
        cache.database.execute("UPDATE closes SET body = ?", (b"\xff\xfe",))
    assert cache.closes.load("NVDA") is None


def test_the_last_assessment_of_each_portfolio_and_purpose(cache: Cache) -> None:
    assessment = sample_assessment()
    key = assessment.portfolio_key
    baseline = msgspec.structs.replace(assessment, made_at=NOW - timedelta(days=1))
    cache.assessments.save(assessment)
    cache.assessments.save(baseline, "baseline")
    assert cache.assessments.load(key) == assessment
    assert cache.assessments.load(key, "baseline") == baseline
    assert cache.assessments.load("another") is None
    cache.assessments.forget(key)
    assert cache.assessments.load(key) is None


def test_an_assessment_of_another_format_is_none(cache: Cache) -> None:
    assessment = sample_assessment()
    whole = msgspec.msgpack.encode(assessment)
    for body in (b"", b"{}", b"\xff", b"\xa1\xff", whole[:-10], msgspec.json.encode(assessment)):
        cache.assessments.save(assessment)
        with cache.database.transaction():
            cache.database.execute("UPDATE assessments SET body = ?", (body,))
        assert cache.assessments.load(assessment.portfolio_key) is None


def test_a_second_process_reads_a_copy(cache: Cache, folder: Path) -> None:
    cache.quotes.save_quotes([quote("NVDA")])
    copy = Cache.open_copy(folder)
    copy.quotes.save_quotes([quote("KO")])
    assert set(copy.quotes.load_quotes()) == {"NVDA", "KO"}
    copy.close()
    assert set(cache.quotes.load_quotes()) == {"NVDA"}


def test_a_cache_that_is_in_use_is_left_alone(folder: Path, lock: InstanceLock) -> None:
    (folder / "cache.db").mkdir()
    spare = Cache.open(folder, lock)
    spare.quotes.save_quotes([quote("NVDA")])
    assert set(spare.quotes.load_quotes()) == {"NVDA"}
    spare.close()
    with pytest.raises(StorageError):
        spare.quotes.load_quotes()
    assert (folder / "cache.db").is_dir()


def test_a_full_disk_costs_the_cache_an_entry_only(cache: Cache) -> None:
    cache.quotes.save_quotes([quote("NVDA")])
    pages = cache.database.rows("PRAGMA page_count")[0][0]
    cache.database.rows(f"PRAGMA max_page_count = {pages}")
    for _ in range(3):
        cache.assessments.save(sample_assessment())
    assert cache.assessments.load(sample_assessment().portfolio_key) is None
    assert cache.quotes.load_quotes() == {"NVDA": quote("NVDA")}


def test_the_store_loads_neither_pandas_nor_numpy_nor_the_window() -> None:
    program = (
        "import sys, screener.store.cache, screener.store.user, screener.settings.values;"
        "heavy = {'pandas', 'numpy', 'PySide6', 'yfinance', 'rustworkx', 'requests'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("sql", ["DROP TABLE rates", "ALTER TABLE pauses RENAME TO other"])
def test_a_cache_without_all_its_tables_is_made_anew(folder: Path, lock: InstanceLock, sql: str) -> None:
    with closing(Cache.open(folder, lock).database) as opened, opened.transaction():
        opened.execute(sql)
    copy = Cache.open_copy(folder)
    assert (copy.rates.load_rates().rates, copy.pauses.all()) == ((), {})
    copy.close()
    again = Cache.open(folder, lock)
    assert (again.rates.load_rates().rates, again.pauses.all()) == ((), {})
    again.close()
