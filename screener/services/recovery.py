"""When the user's database cannot be used: put a backup back, or begin anew. Nothing is deleted."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from screener.instance_lock import InstanceLock
from screener.paths import user_data_dir
from screener.store import user


def newest_backup() -> Path | None:
    """The newest backup that passes its check; None when there is none."""
    return user.newest_backup(user_data_dir())


def restore_backup(chosen: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Put `chosen` in the place of the database; the old file is renamed. Raises StorageError."""
    folder = user_data_dir()
    with InstanceLock.acquire(folder) as lock:
        user.restore(chosen, folder, lock, now())


def begin_anew(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Path:
    """Rename the database so that a fresh one is made; returns where it is now. Raises StorageError."""
    folder = user_data_dir()
    with InstanceLock.acquire(folder) as lock:
        return user.set_aside(folder, lock, now())
