"""Copies of the user's database that have been opened and checked before they count."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store import faults, files
from screener.translation import translate

KEEP_NEWEST = 5
KEEP_DAYS = 14
EVERY = timedelta(days=1)

CopyTo = Callable[[sqlite3.Connection], None]
_NAME = re.compile(r"ringfence-(\d{8}T\d{6}\.\d{6}Z)\.db")


def make(copy_to: CopyTo, folder: Path, at: datetime) -> Path:
    """A checked copy named by its time; `copy_to` fills it. Older copies are thinned out.

    Raises StorageError; nothing half-made stays behind under a backup's name.
    """
    path = files.private_folder(folder) / f"ringfence-{files.time_stamp(at)}.db"
    unfinished = path.with_name(path.name + ".new")
    try:
        files.create_private(unfinished)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as target:
            copy_to(target)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
        files.sync(unfinished)
        if not is_sound(unfinished):
            raise StorageError(
                translate("storage", "A backup in {folder} did not pass its check.").format(folder=folder)
            )
        files.install(unfinished, path)
    except OSError as error:
        raise faults.from_os(path, error) from error
    except sqlite3.Error as error:
        raise faults.from_sqlite(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    thin_out(folder)
    return path


def is_sound(path: Path) -> bool:
    """True when every page and every reference of the database holds together."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            pages = connection.execute("PRAGMA integrity_check(1)").fetchall()
            return pages == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error:
        return False


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups in `folder`, newest first."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True))


def made_at(path: Path) -> datetime:
    """When a backup was made, by its name."""
    match = _NAME.fullmatch(path.name)
    assert match is not None, path
    return datetime.fromisoformat(match[1])


def is_due(folder: Path, now: datetime) -> bool:
    """True when the newest backup is older than a day or the clock was turned back."""
    newest = next(iter(backups(folder)), None)
    return newest is None or not timedelta() <= now - made_at(newest) < EVERY


def thin_out(folder: Path) -> None:
    """Keep the newest backups and the last one of each recent day; remove the rest."""
    kept = set(backups(folder)[:KEEP_NEWEST])
    days: dict[str, Path] = {}
    for path in backups(folder):
        days.setdefault(made_at(path).date().isoformat(), path)
    kept.update(list(days.values())[:KEEP_DAYS])
    for path in backups(folder):
        if path not in kept:
            path.unlink(missing_ok=True)


def newest_sound(folder: Path) -> Path | None:
    """The newest backup that passes its check now."""
    return next((path for path in backups(folder) if is_sound(path)), None)


def restore(backup: Path, path: Path, lock: InstanceLock, at: datetime) -> Path | None:
    """Put a copy of `backup` in the place of the database at `path`, which must be closed.

    What was there is set aside; returns where to, None when nothing was there. Raises
    StorageError, with the file at `path` as it was.
    """
    assert lock.held, "the instance lock was given back"
    if not is_sound(backup):
        raise faults.damaged(backup)
    new = path.with_name(path.name + ".new")
    try:
        files.create_private(new)
        new.write_bytes(backup.read_bytes())
        kept = files.set_aside(path, at) if path.is_symlink() or path.exists() else None
        files.install(new, path)
    except OSError as error:
        raise faults.from_os(path, error) from error
    return kept
