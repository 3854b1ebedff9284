"""Every error Ringfence raises on purpose, under one root.

An expected error carries one finished sentence for the user; anything that is not a
`RingfenceError` is a bug and goes to the log and the report window.
"""

from datetime import datetime
from pathlib import Path


class RingfenceError(Exception):
    """Root of all expected errors; `message` is one sentence the user may read as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(RingfenceError):
    """Something the user gave cannot be used: a file, a number, an option."""

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class DataSourceError(RingfenceError):
    """A source of data failed: network, block, broken answer."""

    def __init__(self, message: str, *, host: str = "", retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.host = host
        self.retry_at = retry_at


class DataMissing(RingfenceError):
    """Shipped or stored data that must be there is not, or cannot be read."""


class StorageError(RingfenceError):
    """The user's database or a file of the user cannot be opened, read or written."""


class DatabaseDamaged(StorageError):
    """The user's database cannot be read; the window offers a backup or a fresh start."""
