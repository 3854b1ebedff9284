"""Everything the user owns, in `ringfence.db`, with its backups beside it."""

from datetime import datetime
from pathlib import Path
from typing import Self

from screener.instance_lock import InstanceLock
from screener.store import backup, files, opening
from screener.store.actions import Actions
from screener.store.alerts import Alerts
from screener.store.database import Database
from screener.store.ledger import StoredLedger
from screener.store.migrations import USER
from screener.store.own_prices import StoredPrices
from screener.store.portfolios import Portfolios
from screener.store.settings import StoredSettings
from screener.store.tags import StoredTags

FILE_NAME = "ringfence.db"
BACKUP_FOLDER = "backups"


class UserStore:
    """The open user database, group by group."""

    def __init__(self, opened: Database) -> None:
        self.database = opened
        self.actions = Actions(opened)
        self.portfolios = Portfolios(opened, self.actions)
        self.ledger = StoredLedger(opened, self.actions)
        self.alerts = Alerts(opened)
        self.settings = StoredSettings(opened)
        self.tags = StoredTags(opened, self.actions)
        self.prices = StoredPrices(opened, self.actions)

    @classmethod
    def open(cls, folder: Path, lock: InstanceLock, now: datetime) -> Self:
        """Open for reading and writing, check every row, and migrate after a backup.

        Raises Damaged, NewerVersion, NotWritable, Busy (all StorageError); the file keeps its
        bytes then. `set_aside` and `restore` are the ways on.
        """
        opened = opening.open_database(
            folder / FILE_NAME,
            USER,
            lock,
            before_migration=lambda connection: _backup_before_migration(folder, connection.backup, now),
        )
        return cls._checked(opened)

    @classmethod
    def open_read_only(cls, folder: Path) -> Self:
        """What is stored at this moment; needs no lock and works beside an open window."""
        return cls._checked(opening.open_read_only(folder / FILE_NAME, USER))

    @classmethod
    def in_memory(cls) -> Self:
        """A store that keeps nothing, for when no disk can be used."""
        return cls(opening.open_in_memory(USER, Path(FILE_NAME)))

    @classmethod
    def _checked(cls, opened: Database) -> Self:
        store = cls(opened)
        try:
            store.portfolios.all()
            store.ledger.own()
            store.ledger.file()
            store.tags.all()
            store.prices.all()
        except BaseException:
            opened.close()
            raise
        return store

    @property
    def read_only(self) -> bool:
        """True when changes are refused."""
        return self.database.read_only

    def back_up(self, now: datetime) -> Path:
        """Make a checked backup; raises StorageError."""
        return backup.make(self.database.copy_to, self._backups, now)

    def back_up_when_due(self, now: datetime) -> Path | None:
        """Make the backup of the day unless there is one."""
        return self.back_up(now) if backup.is_due(self._backups, now) else None

    def close(self) -> None:
        """Close the file; may be called twice."""
        self.database.close()

    @property
    def _backups(self) -> Path:
        return self.database.path.parent / BACKUP_FOLDER


def set_aside(folder: Path, lock: InstanceLock, at: datetime) -> Path:
    """Rename the database of `folder` so that a fresh one can be started; returns where it is now."""
    assert lock.held, "the instance lock was given back"
    return files.set_aside(folder / FILE_NAME, at)


def newest_backup(folder: Path) -> Path | None:
    """The newest backup that passes its check, for offering to restore it."""
    return backup.newest_sound(folder / BACKUP_FOLDER)


def restore(chosen: Path, folder: Path, lock: InstanceLock, at: datetime) -> Path | None:
    """Put a backup in the place of the closed database; returns where the old file is now."""
    return backup.restore(chosen, folder / FILE_NAME, lock, at)


def _backup_before_migration(folder: Path, copy_to: backup.CopyTo, now: datetime) -> None:
    backup.make(copy_to, folder / BACKUP_FOLDER, now)
