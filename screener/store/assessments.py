"""The last assessment of every portfolio, so that a window can be filled before anything is computed.

As MessagePack: a large one is read in two thirds of the time that JSON takes.
"""

import msgspec

from screener.domain.assessment import Assessment
from screener.store.database import Database
from screener.store.forgiving import forgiving_transaction

_PUT = (
    "INSERT INTO assessments VALUES (?, ?, ?, ?) ON CONFLICT (portfolio, purpose)"
    " DO UPDATE SET made_at = excluded.made_at, body = excluded.body"
)
LAST = "last"


class StoredAssessments:
    """The assessments of the cache.

    `purpose` keeps several of one portfolio apart: the last one shown, the last one alerts were
    compared with.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, assessment: Assessment, purpose: str = LAST) -> None:
        """Replace the stored assessment of its portfolio, if the disk lets us."""
        with forgiving_transaction(self._database):
            self._database.execute(
                _PUT,
                (
                    assessment.portfolio_key,
                    purpose,
                    assessment.made_at.isoformat(),
                    msgspec.msgpack.encode(assessment),
                ),
            )

    def load(self, portfolio: str, purpose: str = LAST) -> Assessment | None:
        """The stored assessment; None when there is none or another version wrote it differently."""
        found = self._database.rows(
            "SELECT body FROM assessments WHERE portfolio = ? AND purpose = ?", (portfolio, purpose)
        )
        if not found:
            return None
        try:
            return msgspec.msgpack.decode(found[0][0], type=Assessment)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def forget(self, portfolio: str) -> None:
        """Remove what is stored of a portfolio."""
        with forgiving_transaction(self._database):
            self._database.execute("DELETE FROM assessments WHERE portfolio = ?", (portfolio,))
