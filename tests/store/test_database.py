"""Opening by the rules, private files, whole transactions, every thread."""

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store import faults, opening
from screener.store.actions import Action
from screener.store.cache import Cache
from screener.store.migrations import CACHE, USER
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store


def one(store: UserStore, pragma: str) -> object:
    return store.database.rows(f"PRAGMA {pragma}")[0][0]


def test_the_user_database_is_opened_by_the_rules(store: UserStore) -> None:
    assert one(store, "application_id") == USER.application_id
    assert one(store, "user_version") == USER.version
    assert one(store, "foreign_keys") == 1
    assert one(store, "trusted_schema") == 0
    assert one(store, "cell_size_check") == 1
    assert one(store, "synchronous") == 2
    assert one(store, "journal_mode") == "wal"
    assert one(store, "mmap_size") == 0
    assert one(store, "busy_timeout") == 5000


def test_the_cache_trades_the_last_commits_for_speed(folder: Path, lock: InstanceLock) -> None:
    cache = Cache.open(folder, lock)
    assert cache.database.rows("PRAGMA synchronous") == [(1,)]
    assert cache.database.rows("PRAGMA application_id") == [(CACHE.application_id,)]
    cache.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are a posix matter")
def test_files_are_private_even_without_a_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "a" / "data"
        folder.parent.mkdir()
        folder.mkdir(mode=0o755)
        with user_store(folder) as store:
            store.portfolios.save(Action("create"), NOW, put=[portfolio()])
            store.back_up(NOW)
            cache = Cache.open(folder / "cache", InstanceLock(folder, os.open(folder, os.O_RDONLY)))
            cache.database.rows("SELECT 1")
            modes = {
                path: (stat.S_IMODE(path.stat().st_mode), path.is_dir())
                for path in [folder, *folder.rglob("*")]
            }
            cache.close()
    finally:
        os.umask(before)
    assert {path.suffix for path in modes} >= {".db", ".db-wal"}
    assert [path for path, (mode, is_dir) in modes.items() if mode != (0o700 if is_dir else 0o600)] == []


@pytest.mark.skipif(os.name != "posix", reason="modes are a posix matter")
def test_a_file_others_could_read_is_made_private(folder: Path) -> None:
    with user_store(folder):
        pass
    (folder / "ringfence.db").chmod(0o644)
    with user_store(folder):
        assert stat.S_IMODE((folder / "ringfence.db").stat().st_mode) == 0o600


def test_a_failed_action_leaves_nothing_behind(store: UserStore) -> None:
    def fail_halfway() -> None:
        with store.database.transaction():
            store.portfolios.save(Action("create"), NOW, put=[portfolio()])
            assert store.portfolios.names() != ()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert store.portfolios.all() == ()
    assert store.actions.next_undo() is None


def test_a_full_disk_keeps_what_was_saved(store: UserStore) -> None:
    store.portfolios.save(Action("create"), NOW, put=[portfolio()])
    pages = one(store, "page_count")
    store.database.rows(f"PRAGMA max_page_count = {pages}")
    big = portfolio("p1", "Mine", *(holding(f"S{number}") for number in range(2000)))
    with pytest.raises(StorageError, match=r"disk of \S+ is full; the last change was not saved\.$"):
        store.portfolios.save(Action("import_add"), NOW, put=[big])
    store.database.rows("PRAGMA max_page_count = 1000000")
    assert store.portfolios.all() == (portfolio(),)
    store.portfolios.save(Action("import_add"), NOW, put=[big])
    assert store.portfolios.load("p1") == big


def test_many_threads_write_and_read_one_connection(store: UserStore) -> None:
    store.portfolios.save(Action("create"), NOW, put=[portfolio()])

    def work(name: str) -> None:
        for number in range(10):
            with store.database.transaction():
                now = store.portfolios.load("p1")
                assert now is not None
                new = portfolio("p1", "Mine", *now.holdings, holding(f"{name}{number}"))
                store.portfolios.save(Action("add_holding"), NOW, put=[new])
            store.actions.next_undo()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, "ABCDEF"))
    final = store.portfolios.load("p1")
    assert final is not None
    assert {one.symbol for one in final.holdings} == {
        f"{name}{number}" for name in "ABCDEF" for number in range(10)
    }


def test_a_closed_store_says_so(folder: Path) -> None:
    with user_store(folder) as store:
        store.close()
        store.close()
        with pytest.raises(StorageError, match="is closed already"):
            store.portfolios.all()


def test_a_write_lock_of_another_program_is_one_sentence(
    folder: Path, lock: InstanceLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_SECONDS", 0.05)
    opened = opening.open_database(folder / "ringfence.db", USER, lock)
    other = sqlite3.connect(folder / "ringfence.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(faults.Busy, match=r"is in use by another program\.$"), opened.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with opened.transaction():
        pass
    opened.close()


def test_reading_beside_an_open_window(folder: Path) -> None:
    with user_store(folder) as store:
        store.portfolios.save(Action("create"), NOW, put=[portfolio("p1", "Mine", holding())])
        beside = UserStore.open_read_only(folder)
        assert beside.read_only
        assert beside.portfolios.all() == store.portfolios.all()
        with pytest.raises(faults.NotWritable, match="open for reading only"):
            beside.portfolios.save(Action("delete"), NOW, remove=["p1"])
        beside.close()
        assert store.portfolios.load("p1") is not None


def test_reading_where_nothing_was_stored_yet(folder: Path) -> None:
    store = UserStore.open_read_only(folder / "none")
    assert store.portfolios.all() == ()
    assert not (folder / "none").exists()
    store.close()


def test_a_store_in_memory_works_until_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = UserStore.in_memory()
    store.portfolios.save(Action("create"), NOW, put=[portfolio()])
    assert store.actions.undo(NOW) == Action("create")
    store.close()
    assert list(tmp_path.iterdir()) == []
