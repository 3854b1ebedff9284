"""What a workspace works with, handed in by whoever opens it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from screener.domain.assessment import Assessment
    from screener.domain.closes import Closes
    from screener.services.assessing import Judge
    from screener.services.filing_rounds import FilingRounds
    from screener.services.filings import Filings
    from screener.services.host_pauses import HostPauses
    from screener.services.late_sources import LateSources
    from screener.services.sources import HostLog, HostSwitch
    from screener.services.statement_rounds import StatementRounds
    from screener.settings.values import Settings
    from screener.store.cache import Cache
    from screener.store.user import UserStore


class Collaborators(msgspec.Struct, frozen=True):
    """The user's files, the shipped facts, the sources and the time.

    `back_up` makes the backup of the day unless there is one. `cannot_store` is one sentence on why
    changes are not kept, None when they are. `decimal_comma` says how the user's locale writes fractions.
    `close` gives back files, locks and connections and may be called twice.
    """

    user: "UserStore"
    cache: "Cache"
    settings: "Settings"
    judge: "Judge"
    sources: "LateSources"
    filings: "FilingRounds"
    statements: "StatementRounds"
    shipped_closes: "Callable[[str], Closes | None]"
    shipped_assessment: "Callable[[], Assessment | None]"
    hosts: "HostLog"
    host_switch: "HostSwitch"
    host_pauses: "HostPauses"
    clock: Callable[[], datetime]
    close: Callable[[], None]
    back_up: Callable[[], None]
    cannot_store: str | None = None
    decimal_comma: Callable[[], bool | None] = lambda: None

    @property
    def read(self) -> "Filings":
        """Everything that was read of companies' filings and statements; slow the first time."""
        return msgspec.structs.replace(self.filings.filings, statements=self.statements.known)
