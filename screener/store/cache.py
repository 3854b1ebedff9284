"""What may be deleted at any time, in `cache.db`: fetched prices, filings and the last assessments.

Its trouble is never the user's: a damaged file is made anew, an unusable disk is replaced by memory.
"""

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store import faults, files, opening
from screener.store.assessments import StoredAssessments
from screener.store.database import Database
from screener.store.filings import StoredFilings
from screener.store.migrations import CACHE
from screener.store.pauses import StoredPauses
from screener.store.statements import StoredStatements

# Prices are imported with the first judging; the window is painted without any.
if TYPE_CHECKING:
    from screener.store.closes import StoredCloses
    from screener.store.histories import StoredHistories
    from screener.store.quotes import StoredQuotes
    from screener.store.rates import StoredRates
    from screener.store.trails import StoredTrails

FILE_NAME = "cache.db"
log = logging.getLogger(__name__)


class Cache:
    """The open cache, group by group. Opening and saving never fail; reading after `close` does."""

    def __init__(self, opened: Database) -> None:
        self.database = opened
        self.pauses = StoredPauses(opened)
        self.assessments = StoredAssessments(opened)
        self.filings = StoredFilings(opened)
        self.statements = StoredStatements(opened)

    @cached_property
    def quotes(self) -> "StoredQuotes":
        """The last good quotes."""
        from screener.store.quotes import StoredQuotes

        return StoredQuotes(self.database)

    @cached_property
    def rates(self) -> "StoredRates":
        """Exchange rates."""
        from screener.store.rates import StoredRates

        return StoredRates(self.database)

    @cached_property
    def trails(self) -> "StoredTrails":
        """What was seen of symbols."""
        from screener.store.trails import StoredTrails

        return StoredTrails(self.database)

    @cached_property
    def closes(self) -> "StoredCloses":
        """Weekly closes."""
        from screener.store.closes import StoredCloses

        return StoredCloses(self.database)

    @cached_property
    def histories(self) -> "StoredHistories":
        """Daily closes."""
        from screener.store.histories import StoredHistories

        return StoredHistories(self.database)

    @classmethod
    def open(cls, folder: Path, lock: InstanceLock) -> Self:
        """Open, remaking a damaged or newer file, in memory when the disk cannot be used."""
        path = folder / FILE_NAME
        try:
            try:
                return cls(opening.open_database(path, CACHE, lock))
            except (faults.Damaged, faults.NewerVersion) as error:
                log.info("the cache is made anew: %s", error.message)
                files.delete_database(path)
                return cls(opening.open_database(path, CACHE, lock))
        except StorageError as error:
            log.info("the cache is kept in memory: %s", error.message)
            return cls.in_memory()

    @classmethod
    def open_copy(cls, folder: Path) -> Self:
        """What is cached at this moment, in memory, for a process without the lock.

        Changes are kept until it closes.
        """
        path = folder / FILE_NAME
        try:
            opened = opening.open_read_only(path, CACHE)
        except StorageError as error:
            log.info("the cache is left out: %s", error.message)
            return cls.in_memory()
        opened.read_only = False
        return cls(opened)

    @classmethod
    def in_memory(cls) -> Self:
        """A cache that keeps nothing after it is closed."""
        return cls(opening.open_in_memory(CACHE, Path(FILE_NAME)))

    def close(self) -> None:
        """Close the file; may be called twice."""
        self.database.close()
