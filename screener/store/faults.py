"""What can go wrong with a database, as one sentence each."""

import sqlite3
from pathlib import Path

from screener.errors import DatabaseDamaged, StorageError
from screener.translation import translate


class Damaged(DatabaseDamaged):
    """The file is not a readable database of ours; a backup or a fresh file helps."""


class NewerVersion(StorageError):
    """The file was written by a newer Ringfence and is left alone."""


class NotWritable(StorageError):
    """The disk, folder or file refuses changes; what is stored can still be read."""


class Busy(StorageError):
    """Another program holds the file."""


def not_a_database(path: Path) -> Damaged:
    """The file holds something else."""
    return Damaged(
        translate("storage", "{file} is damaged or not a Ringfence database. It was left as it is.").format(
            file=path
        )
    )


def damaged(path: Path) -> Damaged:
    """The file is ours but can no longer be read in full."""
    return Damaged(
        translate("storage", "{file} is damaged and cannot be read in full. It was left as it is.").format(
            file=path
        )
    )


def empty_file(path: Path) -> Damaged:
    """The file is there and holds nothing."""
    return Damaged(
        translate("storage", "{file} is empty, so its contents were lost outside Ringfence.").format(
            file=path
        )
    )


def newer(path: Path, version: int, known: int) -> NewerVersion:
    """The file has a schema this program does not know."""
    return NewerVersion(
        translate(
            "storage",
            "{file} was written by a newer version of Ringfence (format {version}, this one knows {known}). "
            "It was left as it is; please update Ringfence.",
        ).format(file=path, version=version, known=known)
    )


def cannot_use(path: Path, reason: object) -> NotWritable:
    """The system refuses the file or folder."""
    return NotWritable(
        translate("storage", "{file} cannot be used: {reason}.").format(file=path, reason=reason)
    )


def from_os(path: Path, error: OSError) -> StorageError:
    """The sentence for a file operation that failed."""
    return cannot_use(path, error.strerror or error)


def from_sqlite(path: Path, error: sqlite3.Error) -> StorageError:
    """The sentence for what SQLite reported; the error itself is kept as the cause by the caller."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT}:
        return damaged(path)
    if code == sqlite3.SQLITE_NOTADB:
        return not_a_database(path)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return Busy(translate("storage", "{file} is in use by another program.").format(file=path))
    if code == sqlite3.SQLITE_FULL:
        return NotWritable(
            translate("storage", "The disk of {file} is full; the last change was not saved.").format(
                file=path
            )
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return NotWritable(
            translate("storage", "{file} cannot be written; is the disk or folder read-only?").format(
                file=path
            )
        )
    if code == sqlite3.SQLITE_IOERR:
        return StorageError(
            translate("storage", "{file} could not be read or written: the disk reported an error.").format(
                file=path
            )
        )
    return StorageError(
        translate("storage", "{file} could not be used: {reason}.").format(file=path, reason=error)
    )
