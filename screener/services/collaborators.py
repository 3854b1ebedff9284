"""What a workspace works with, handed in by whoever opens it."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.closes import Closes
from screener.providers.provider import ClosesSource, QuoteSource
from screener.services.assessing import Judge
from screener.services.filing_rounds import FilingRounds
from screener.services.sources import HostLog
from screener.settings.values import Settings
from screener.store.cache import Cache
from screener.store.user import UserStore


class Collaborators(msgspec.Struct, frozen=True):
    """The user's files, the shipped facts, the sources and the time.

    `back_up` makes the backup of the day unless there is one. `cannot_store` is one sentence on why
    changes are not kept, None when they are. `decimal_comma` says how the user's locale writes fractions.
    `close` gives back files, locks and connections and may be called twice.
    """

    user: UserStore
    cache: Cache
    settings: Settings
    judge: Judge
    quotes: QuoteSource | None
    closes: ClosesSource | None
    filings: FilingRounds
    shipped_closes: Callable[[str], Closes | None]
    shipped_assessment: Callable[[], Assessment | None]
    hosts: HostLog
    clock: Callable[[], datetime]
    close: Callable[[], None]
    back_up: Callable[[], None]
    cannot_store: str | None = None
    decimal_comma: bool | None = None
