"""A file that cannot be used gives one sentence, and keeps its bytes."""

import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store import faults, user
from screener.store.actions import Action
from screener.store.cache import Cache
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store

KEPT = portfolio(
    "p1", "Mine", *(holding(f"S{number}", "12.5", "99.95") for number in range(60)), watch=("KO",)
)


def filled(folder: Path) -> Path:
    with user_store(folder) as store:
        store.portfolios.save(Action("create"), NOW, put=[KEPT])
    return folder / "ringfence.db"


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def set_version(path: Path, pragma: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute(pragma)
        connection.commit()


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute(sql)
        connection.commit()


def truncate(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def overwrite_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 2 * 4096] = b"\xaa" * 4096
    path.write_bytes(bytes(data))


BREAKS: dict[str, tuple[Callable[[Path], object], type[StorageError], str]] = {
    "empty": (lambda path: truncate(path, 0), faults.Damaged, "is empty"),
    "a few bytes": (lambda path: truncate(path, 50), faults.Damaged, "is damaged"),
    "first page only": (lambda path: truncate(path, 4096), faults.Damaged, "is damaged"),
    "half": (lambda path: truncate(path, path.stat().st_size // 2), faults.Damaged, "is damaged"),
    "last byte gone": (lambda path: truncate(path, path.stat().st_size - 1), faults.Damaged, "is damaged"),
    "a page of garbage": (overwrite_page, faults.Damaged, "is damaged"),
    "a text file": (
        lambda path: path.write_text("symbol,quantity\n"),
        faults.Damaged,
        "is damaged or not a Ringfence database",
    ),
    "another program's": (
        lambda path: set_version(path, "PRAGMA application_id = 42"),
        faults.Damaged,
        "is damaged or not a Ringfence database",
    ),
    "newer": (
        lambda path: set_version(path, "PRAGMA user_version = 999"),
        faults.NewerVersion,
        "newer version",
    ),
    "a table gone": (lambda path: change(path, "DROP TABLE own_prices"), faults.Damaged, "is damaged"),
    "a column gone": (
        lambda path: change(path, "ALTER TABLE holdings RENAME COLUMN cost TO other"),
        faults.Damaged,
        "is damaged",
    ),
    "unfinished": (lambda path: set_version(path, "PRAGMA user_version = 0"), faults.Damaged, "is damaged"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_one_sentence_and_untouched(folder: Path, name: str) -> None:
    path = filled(folder)
    harm, kind, words = BREAKS[name]
    harm(path)
    before = fingerprint(path)
    with InstanceLock.acquire(folder) as lock:
        with pytest.raises(kind) as caught:
            UserStore.open(folder, lock, NOW)
        assert words in caught.value.message
        assert str(path) in caught.value.message
        assert caught.value.message.endswith(".")
        assert "\n" not in caught.value.message
        with pytest.raises(kind):
            UserStore.open_read_only(folder)
    assert fingerprint(path) == before


def test_a_fresh_start_keeps_the_broken_file(folder: Path) -> None:
    path = filled(folder)
    overwrite_page(path)
    before = fingerprint(path)
    with InstanceLock.acquire(folder) as lock:
        kept = user.set_aside(folder, lock, NOW)
        again = user.set_aside(filled_again(folder), lock, NOW)
    assert fingerprint(kept) == before
    assert kept != again
    assert "20261009T143000" in kept.name
    with user_store(folder) as store:
        assert store.portfolios.all() == ()


def filled_again(folder: Path) -> Path:
    (folder / "ringfence.db").write_bytes(b"a second broken file")
    return folder


def test_a_link_that_leads_nowhere_and_a_folder(folder: Path) -> None:
    path = folder / "ringfence.db"
    path.symlink_to(folder / "gone")
    with InstanceLock.acquire(folder) as lock:
        with pytest.raises(StorageError, match="link that leads nowhere"):
            UserStore.open(folder, lock, NOW)
        path.unlink()
        path.mkdir()
        with pytest.raises(StorageError, match="it is not a file"):
            UserStore.open(folder, lock, NOW)
    assert list(path.iterdir()) == []


def test_no_single_flipped_bit_changes_a_portfolio_unseen(folder: Path, tmp_path: Path) -> None:
    path = filled(folder)
    data = path.read_bytes()
    chance = random.Random(20261009)
    refused = 0
    for number in range(900):
        flipped = bytearray(data)
        spot = chance.randrange(len(flipped) * 8)
        flipped[spot // 8] ^= 1 << (spot % 8)
        place = tmp_path / f"flip-{number}"
        place.mkdir(mode=0o700)
        (place / "ringfence.db").write_bytes(bytes(flipped))
        try:
            with closing(UserStore.open_read_only(place)) as store:
                assert store.portfolios.all() == (KEPT,), spot
                assert store.actions.next_undo() == Action("create")
        except StorageError:
            refused += 1
    assert refused > 30, "the flips must also meet what is guarded"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Run as somebody whom file modes bind, also when the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_disk() -> Iterator[Path]:
    """A stored portfolio in a folder nobody may change."""
    folder = Path(tempfile.mkdtemp(prefix="ringfence-test-"))
    try:
        filled(folder)
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="modes are a posix matter")
def test_a_read_only_disk_refuses_writing_and_can_still_be_read(read_only_disk: Path) -> None:
    path = read_only_disk / "ringfence.db"
    before = fingerprint(path)
    with ordinary_user():
        with pytest.raises(StorageError, match=r"cannot be (written|used): .*\.$"):
            InstanceLock.acquire(read_only_disk)
        store = UserStore.open_read_only(read_only_disk)
        assert store.portfolios.all() == (KEPT,)
        store.close()
        lock = InstanceLock(read_only_disk, os.open(read_only_disk, os.O_RDONLY))
        with pytest.raises(StorageError) as caught:
            UserStore.open(read_only_disk, lock, NOW)
        cache = Cache.open(read_only_disk, lock)
        assert cache.quotes.load_quotes() == {}
        cache.close()
        lock.release()
    assert str(read_only_disk) in caught.value.message
    assert fingerprint(path) == before
    assert sorted(one.name for one in read_only_disk.iterdir()) == ["ringfence.db", "ringfence.lock"]


def test_a_damaged_cache_is_made_anew_without_a_word(folder: Path, lock: InstanceLock) -> None:
    with suppress(StorageError):
        Cache.open(folder, lock).close()
    for harm in (b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 5000):
        (folder / "cache.db").write_bytes(harm)
        copy = Cache.open_copy(folder)
        assert copy.quotes.load_quotes() == {}
        copy.close()
        cache = Cache.open(folder, lock)
        assert cache.quotes.load_quotes() == {}
        cache.close()
        assert (folder / "cache.db").read_bytes().startswith(b"SQLite format 3\x00")
