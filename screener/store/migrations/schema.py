"""What a database looks like: its mark, its numbered steps and the totals that must survive them."""

import sqlite3
from collections.abc import Callable
from typing import Literal

import msgspec

Step = Callable[[sqlite3.Connection], None]
Totals = Callable[[sqlite3.Connection], object]


def no_totals(_connection: sqlite3.Connection) -> object:
    """For a database whose contents may be lost."""
    return None


class Schema(msgspec.Struct, frozen=True):
    """A kind of database.

    Step n (counted from 1) takes version n-1 to n; a released step is never edited. `totals` is
    taken before and after a migration and must be equal. `synchronous` FULL keeps every
    acknowledged change through a power cut, NORMAL may lose the last ones.
    """

    application_id: int
    steps: tuple[Step, ...]
    synchronous: Literal["FULL", "NORMAL"]
    totals: Totals = no_totals

    @property
    def version(self) -> int:
        """The version the program works with."""
        return len(self.steps)
