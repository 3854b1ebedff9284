"""One window at a time: the lock that says who may write the user's files.

SQLite before 3.51.3 can damage a write-ahead log that two connections share, so the databases
are opened for writing only by the holder of this lock. The system frees it when the process
ends, however it ends.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from screener.errors import StorageError
from screener.translation import translate

LOCK_FILE = "ringfence.lock"


class AlreadyOpen(StorageError):
    """Another Ringfence of this user holds the lock; reading is still possible."""


class InstanceLock:
    """The held lock of one data folder; `acquire` is the only way to get one."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, folder: Path) -> Self:
        """Take the lock of `folder`, which must exist.

        Raises AlreadyOpen when another process holds it, StorageError when no file can be
        made in the folder.
        """
        path = folder / LOCK_FILE
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageError(
                translate("storage", "{file} cannot be written: {reason}.").format(
                    file=path, reason=error.strerror or error
                )
            ) from error
        if not _lock(descriptor):
            os.close(descriptor)
            raise AlreadyOpen(
                translate(
                    "storage", "Ringfence is already open; close the other window to make changes here."
                )
            )
        return cls(folder, descriptor)

    @property
    def held(self) -> bool:
        """True until `release`."""
        return self._descriptor is not None

    def release(self) -> None:
        """Give the lock back; may be called twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
