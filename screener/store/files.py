"""Private files and folders of the user, and the steps that make a rename durable."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from screener.store import faults

_COMPANIONS = ("-wal", "-shm", "-journal")


def private_folder(folder: Path) -> Path:
    """`folder`, made if needed, open to the user only; raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            folder.chmod(0o700)
    except OSError as error:
        raise faults.from_os(folder, error) from error
    return folder


def create_private(path: Path) -> None:
    """An empty file only the user may read, replacing what was there."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    path.chmod(0o600)


def make_private(path: Path) -> None:
    """Take reading and writing away from everyone but the user."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)


def sync(path: Path) -> None:
    """Have a file or folder on the disk before going on."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def install(new: Path, path: Path) -> None:
    """Put the finished file `new` in the place of `path`, for good."""
    sync(new)
    new.replace(path)
    sync(path.parent)


def time_stamp(at: datetime) -> str:
    """A time as part of a file name, in UTC and in sorting order."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def set_aside(path: Path, at: datetime) -> Path:
    """Rename an unreadable database so that a fresh one can take its place; nothing is deleted.

    Its log files move with it. Returns the new path; raises StorageError.
    """
    kept = path.with_name(f"{path.name}.set-aside-{time_stamp(at)}")
    number = 2
    while kept.exists() or kept.is_symlink():
        kept = path.with_name(f"{path.name}.set-aside-{time_stamp(at)}-{number}")
        number += 1
    try:
        path.rename(kept)
        for ending in _COMPANIONS:
            companion = path.with_name(path.name + ending)
            if companion.exists():
                companion.rename(kept.with_name(kept.name + ending))
        sync(path.parent)
    except OSError as error:
        raise faults.from_os(path, error) from error
    return kept


def delete_database(path: Path) -> None:
    """Remove a database that may be deleted, with its log files; raises StorageError."""
    try:
        for ending in ("", *_COMPANIONS):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise faults.from_os(path, error) from error


def copy_database(path: Path, folder: Path) -> Path:
    """A copy of a database and its write-ahead log in `folder`, where it can be recovered."""
    copy = folder / path.name
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + ending))
    return copy
