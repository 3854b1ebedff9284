"""Writing what may be lost: a full disk costs the cache an entry, never the user an answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from screener.errors import StorageError
from screener.store.database import Database

log = logging.getLogger(__name__)


@contextmanager
def forgiving_transaction(database: Database) -> Iterator[None]:
    """As `Database.transaction`; what cannot be stored is logged and left out."""
    try:
        with database.transaction():
            yield
    except StorageError as error:
        log.info("not cached: %s", error.message)
