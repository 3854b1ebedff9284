"""What was read of filings, one private file a company in a folder that may be deleted at any time."""

import hashlib
import logging
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from screener.domain.filings import READING, FiledFacts

log = logging.getLogger(__name__)


class StoredFilings:
    """Keeps FiledFacts by company key. A file that cannot be used is as good as none; saving never fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, company: str) -> FiledFacts | None:
        """What was read last, None when nothing was or it was read in an older way."""
        try:
            kept = msgspec.json.decode(self._path(company).read_bytes(), type=FiledFacts)
        except (OSError, msgspec.MsgspecError):
            return None
        return kept if kept.reading == READING and kept.company == company else None

    def save(self, filed: FiledFacts) -> None:
        """Keep what was read, readable by the user only."""
        try:
            self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.json.encode(filed))
                Path(name).replace(self._path(filed.company))
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            log.info("what was read of filings is not kept: %s", error)

    def _path(self, company: str) -> Path:
        return self._folder / f"{hashlib.sha256(company.encode()).hexdigest()[:40]}.json"
