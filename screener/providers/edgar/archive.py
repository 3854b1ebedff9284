"""What was fetched from the SEC before: private files, compressed, that may be deleted at any time.

A filing never changes, so it is fetched once. Lists change and carry the time they were fetched.
"""

import gzip
import hashlib
import os
import tempfile
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from screener.providers.edgar.bounded import unpacked

LARGEST_ARCHIVE = 400 * 1024 * 1024
_KEEP = 0.8
"""How much of it stays when it has grown too large, newest first."""


class Archive:
    """Bodies by address. A file that cannot be read or written is as good as none."""

    def __init__(self, folder: Path, *, largest: int = LARGEST_ARCHIVE) -> None:
        self._folder = folder
        self._largest = largest
        self._lock = threading.Lock()

    def load(self, url: str, limit: int, *, since: datetime | None = None) -> bytes | None:
        """The body kept for `url`; None when there is none, or none kept after `since`."""
        path = self._path(url)
        try:
            kept_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if since is not None and kept_at < since:
                return None
            return unpacked(path.read_bytes(), limit)
        except (OSError, ValueError):
            return None

    def save(self, url: str, body: bytes, at: datetime) -> None:
        """Keep `body`, fetched at `at`, readable by the user only."""
        with self._lock, suppress(OSError):
            self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(gzip.compress(body, compresslevel=6, mtime=0))
                os.utime(name, (at.timestamp(), at.timestamp()))
                Path(name).replace(self._path(url))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._prune()

    def _path(self, url: str) -> Path:
        # The name says nothing of what is kept, and nothing from outside becomes part of a path.
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.gz"

    def _prune(self) -> None:
        """Drop the oldest files once all together are too large."""
        files = sorted(
            ((path.stat(), path) for path in self._folder.glob("*.gz")),
            key=lambda entry: entry[0].st_mtime,
            reverse=True,
        )
        if sum(stat.st_size for stat, _ in files) <= self._largest:
            return
        kept = 0
        for stat, path in files:
            kept += stat.st_size
            if kept > self._largest * _KEEP:
                path.unlink(missing_ok=True)
