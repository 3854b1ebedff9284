"""Opening the desk: files, lock, shipped data and the quote source, put together."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from locale import getlocale
from pathlib import Path

from screener.domain.assessment import Assessment
from screener.errors import DataMissing, StorageError
from screener.instance_lock import AlreadyOpen, InstanceLock
from screener.paths import user_cache_dir, user_data_dir
from screener.providers import PROVIDERS
from screener.providers.provider import ClosesSource, Provider, QuoteSource, Surroundings
from screener.providers.snapshot import load_closes, load_universe
from screener.services import portfolios
from screener.services.assessing import Judge
from screener.services.sample import sample_portfolio, shipped_assessment
from screener.services.sources import HostLog
from screener.services.workspace import Collaborators, Workspace
from screener.settings.values import Settings
from screener.store.cache import Cache
from screener.store.user import UserStore

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)


def open_workspace(
    *, offline: bool, store: bool = True, clock: Callable[[], datetime] = utc_now
) -> Workspace:
    """The user's workspace.

    `store` False works on the sample without touching any file of the user. When a window is open
    already, its files are read and nothing is stored. Raises StorageError when the user's database
    cannot be used; its bytes are left as they are.
    """
    user, cache, lock = _files(clock()) if store else (UserStore.in_memory(), Cache.in_memory(), None)
    settings = Settings(user.settings, getlocale()[0])
    if not user.read_only:
        portfolios.seed_sample(user, sample_portfolio(), clock())
        with suppress(StorageError):
            user.back_up_when_due(clock())
    sources = () if offline else _sources(clock)

    def close() -> None:
        for source in sources:
            source.close()
        cache.close()
        user.close()
        if lock is not None:
            lock.release()

    parts = Collaborators(
        user=user,
        cache=cache,
        settings=settings,
        judge=Judge(load_universe),
        quotes=next((source for source in sources if isinstance(source, QuoteSource)), None),
        closes=next((source for source in sources if isinstance(source, ClosesSource)), None),
        shipped_closes=load_closes,
        shipped_assessment=_shipped,
        hosts=HostLog(tuple(host for entry in PROVIDERS for host in entry.hosts)),
        clock=clock,
        close=close,
    )
    return Workspace(parts, offline=offline)


def _files(now: datetime) -> tuple[UserStore, Cache, InstanceLock | None]:
    """The user's files for writing, or for reading when another process writes them."""
    data, cached = user_data_dir(), user_cache_dir()
    try:
        lock = InstanceLock.acquire(data)
    except AlreadyOpen:
        return UserStore.open_read_only(data), Cache.open_copy(cached), None
    try:
        return UserStore.open(data, lock, now), Cache.open(cached, lock), lock
    except BaseException:
        lock.release()
        raise


def _sources(clock: Callable[[], datetime]) -> tuple[Provider, ...]:
    """Every source, opened; their caches go to a private folder."""
    folder = user_cache_dir() / "sources"
    folder.mkdir(mode=0o700, exist_ok=True)
    return tuple(entry.open(Surroundings(folder, clock)) for entry in PROVIDERS)


def _shipped() -> Assessment | None:
    try:
        return shipped_assessment()
    except DataMissing as error:
        log.warning("%s", error.message)
        return None


def database_path() -> Path:
    """Where the user's data lie, for messages."""
    return user_data_dir() / "ringfence.db"
