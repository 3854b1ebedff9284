"""What a workspace works with, handed in by whoever opens it."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.closes import Closes
from screener.providers.provider import ClosesSource, QuoteSource
from screener.services.assessing import Judge
from screener.services.sources import HostLog
from screener.settings.values import Settings
from screener.store.cache import Cache
from screener.store.user import UserStore


class Collaborators(msgspec.Struct, frozen=True):
    """The user's files, the shipped facts, the sources and the time.

    `cannot_store` is one sentence on why changes are not kept, None when they are. `close` gives back
    files, locks and connections and may be called twice.
    """

    user: UserStore
    cache: Cache
    settings: Settings
    judge: Judge
    quotes: QuoteSource | None
    closes: ClosesSource | None
    shipped_closes: Callable[[str], Closes | None]
    shipped_assessment: Callable[[], Assessment | None]
    hosts: HostLog
    clock: Callable[[], datetime]
    close: Callable[[], None]
    cannot_store: str | None = None
