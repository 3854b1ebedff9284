"""Backups are checked before they count, few enough to keep, and can be put back."""

from datetime import timedelta
from pathlib import Path

import pytest

from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store import backup, faults, user
from screener.store.actions import Action
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store

MINE = portfolio("p1", "Mine", holding("NVDA", "10.5", "1234.56"))


def test_a_backup_a_day(store: UserStore, folder: Path) -> None:
    store.portfolios.save(Action("create"), NOW, put=[MINE])
    made = store.back_up_when_due(NOW)
    assert made is not None
    assert backup.made_at(made) == NOW
    assert store.back_up_when_due(NOW + timedelta(hours=23)) is None
    later = store.back_up_when_due(NOW + timedelta(days=1))
    assert backup.backups(folder / "backups") == (later, made)
    assert store.back_up_when_due(NOW - timedelta(days=3)) is not None


def test_a_damaged_database_is_restored_and_kept(folder: Path) -> None:
    with user_store(folder) as store:
        store.portfolios.save(Action("create"), NOW, put=[MINE])
        store.back_up(NOW)
        store.portfolios.save(Action("delete"), NOW, remove=["p1"])
    (folder / "ringfence.db").write_bytes(b"broken")
    with InstanceLock.acquire(folder) as lock:
        chosen = user.newest_backup(folder)
        assert chosen is not None
        aside = user.restore(chosen, folder, lock, NOW)
        store = UserStore.open(folder, lock, NOW)
        assert store.portfolios.all() == (MINE,)
        store.close()
    assert aside is not None
    assert aside.read_bytes() == b"broken"
    assert chosen.exists()


def test_a_damaged_backup_is_never_offered_or_restored(folder: Path) -> None:
    with user_store(folder) as store:
        store.portfolios.save(Action("create"), NOW, put=[MINE])
        good = store.back_up(NOW)
        bad = store.back_up(NOW + timedelta(minutes=1))
        assert list((folder / "backups").iterdir()) != []
    bad.write_bytes(good.read_bytes()[:5000])
    before = (folder / "ringfence.db").read_bytes()
    with InstanceLock.acquire(folder) as lock:
        assert user.newest_backup(folder) == good
        with pytest.raises(faults.Damaged):
            user.restore(bad, folder, lock, NOW)
    assert (folder / "ringfence.db").read_bytes() == before


def test_a_copy_that_fails_its_check_is_thrown_away(folder: Path) -> None:
    def half_a_table(target: object) -> None:
        target.execute("CREATE TABLE a (b REFERENCES gone (c))")  # type: ignore[attr-defined]  # a connection
        target.execute("INSERT INTO a VALUES (1)")  # type: ignore[attr-defined]  # a connection

    with pytest.raises(StorageError, match="did not pass its check"):
        backup.make(half_a_table, folder / "backups", NOW)
    assert list((folder / "backups").iterdir()) == []


def test_old_backups_are_thinned_to_recent_and_daily_ones(store: UserStore, folder: Path) -> None:
    for hours in range(0, 24 * 20, 8):
        store.back_up(NOW + timedelta(hours=hours))
    kept = [backup.made_at(path) for path in backup.backups(folder / "backups")]
    newest = NOW + timedelta(hours=24 * 20 - 8)
    assert kept[: backup.KEEP_NEWEST] == [newest - timedelta(hours=8 * n) for n in range(backup.KEEP_NEWEST)]
    days = {at.date() for at in kept}
    assert len(days) == backup.KEEP_DAYS
    assert len(kept) < backup.KEEP_DAYS + backup.KEEP_NEWEST
    assert not list((folder / "backups").glob("*.new"))
