"""Opening the desk: files, lock, shipped data and the quote source, put together."""

import logging
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from screener.domain.assessment import Assessment
from screener.errors import DataMissing, StorageError
from screener.instance_lock import AlreadyOpen, InstanceLock
from screener.paths import user_cache_dir, user_data_dir, user_root
from screener.providers import PROVIDERS
from screener.providers.edgar.hosts import HOSTS as SEC_HOSTS
from screener.providers.edgar.hosts import SOURCE as FILINGS_SOURCE
from screener.providers.provider import Surroundings
from screener.services import portfolios
from screener.services.assessing import Judge
from screener.services.collaborators import Collaborators
from screener.services.filing_rounds import FilingRounds
from screener.services.host_pauses import HostPauses
from screener.services.late_sources import LateSources
from screener.services.sample import sample_portfolio, shipped_assessment
from screener.services.sources import HostLog, HostSwitch
from screener.services.statement_rounds import StatementRounds
from screener.services.workspace import Workspace
from screener.settings.currencies import currency_of, has_decimal_comma
from screener.settings.values import Settings
from screener.store.cache import Cache
from screener.store.faults import NotWritable
from screener.store.user import UserStore
from screener.translation import translate

if TYPE_CHECKING:
    from screener.domain.closes import Closes
    from screener.domain.universe import Universe

log = logging.getLogger(__name__)


class _Files(NamedTuple):
    """The user's files, the folder for the sources' own caches, and why nothing is kept (None = it is)."""

    user: UserStore
    cache: Cache
    sources: Path | None
    cannot_store: str | None = None


def utc_now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)


def open_workspace(
    *, offline: bool, store: bool = True, write: bool = True, clock: Callable[[], datetime] = utc_now
) -> Workspace:
    """The user's workspace.

    `store` False works on the sample without touching any file of the user. `write` False reads the
    user's files and leaves them alone, whatever state they are in. While another Ringfence has them, and
    where the disk cannot be written, they are read and `cannot_store` says why nothing is kept. Raises
    StorageError when the user's database is damaged or can neither be written nor read, with its bytes left
    as they are, and DataMissing.
    """
    opened = ExitStack()
    try:
        return Workspace(
            _collaborators(opened, clock, offline=offline, store=store, write=write), offline=offline
        )
    except BaseException:
        opened.close()
        raise


def _collaborators(
    opened: ExitStack, clock: Callable[[], datetime], *, offline: bool, store: bool, write: bool
) -> Collaborators:
    """Everything a workspace works with, to be closed with `opened`."""
    files = _files(opened, clock(), store=store, write=write)
    judge = Judge(_universe, files.user.ledger)
    settings = Settings(files.user.settings, lambda: _locale_of_known_currency(judge))
    if not (files.user.read_only or files.user.portfolios.names()):
        portfolios.seed_sample(files.user, sample_portfolio(), clock())
    every_host = tuple(host for entry in PROVIDERS for host in entry.hosts)
    hosts, switch = HostLog(every_host, clock), HostSwitch(settings, every_host)
    pauses = HostPauses(files.cache.pauses, clock)
    surroundings = Surroundings(
        cache_folder=files.sources or (Path() if offline else _passing_folder(opened)),
        clock=clock,
        contact=lambda: settings.text("sec_contact"),
        heard=hosts.heard,
        is_off=switch.is_off,
        pauses=pauses,
    )
    sources = LateSources(() if offline else PROVIDERS, surroundings)
    opened.callback(sources.close)
    return Collaborators(
        user=files.user,
        cache=files.cache,
        settings=settings,
        judge=judge,
        sources=sources,
        filings=FilingRounds(
            lambda: sources.filings,
            files.cache.filings,
            clock,
            name=FILINGS_SOURCE,
            hosts=SEC_HOSTS,
            has_contact=lambda: bool(settings.text("sec_contact")),
        ),
        statements=StatementRounds(
            lambda: sources.statements,
            files.cache.statements,
            clock,
            is_on=lambda: settings.switch("read_statements"),
        ),
        # The file is read whole for each listing; a chart that is open is drawn again with every price.
        shipped_closes=cache(_closes),
        shipped_assessment=_shipped,
        hosts=hosts,
        host_switch=switch,
        host_pauses=pauses,
        clock=clock,
        close=opened.close,
        back_up=_back_up(files.user, clock) if store and not files.user.read_only else lambda: None,
        cannot_store=files.cannot_store,
        decimal_comma=_decimal_comma,
    )


def _back_up(user: UserStore, clock: Callable[[], datetime]) -> Callable[[], None]:
    """Makes the backup of the day unless there is one; one that cannot be made stops nobody's work."""
    turn = Lock()

    def back_up() -> None:
        with turn, suppress(StorageError):
            user.back_up_when_due(clock())

    return back_up


def _files(opened: ExitStack, now: datetime, *, store: bool, write: bool) -> _Files:
    """The user's files as far as they can and may be used, to be closed with `opened`."""
    if not store:
        files = _Files(UserStore.in_memory(), Cache.in_memory(), None)
    elif not write:
        try:
            files = _reading(None)
        except StorageError as error:
            log.info("the user's files are left out: %s", error.message)
            files = _Files(_unkept(), Cache.in_memory(), None)
    else:
        try:
            files = _writing(opened, now)
        except NotWritable as error:
            files = _shown_only(error.message)
    opened.callback(files.user.close)
    opened.callback(files.cache.close)
    return files


def _writing(opened: ExitStack, now: datetime) -> _Files:
    """The files for writing, under the lock; for reading when another process has it."""
    try:
        data, cached = user_data_dir(), user_cache_dir()
        lock = InstanceLock.acquire(data)
    except AlreadyOpen as error:
        return _reading(error.message)
    except StorageError as error:
        return _shown_only(error.message)
    try:
        user = UserStore.open(data, lock, now)
    except BaseException:
        lock.release()
        raise
    opened.callback(lock.release)
    return _Files(user, Cache.open(cached, lock), _private(cached / "sources"))


def _reading(why: str | None) -> _Files:
    """What the files hold at this moment, for a process that may not write them."""
    user = UserStore.open_read_only(user_root("data"))
    return _Files(user, Cache.open_copy(user_root("cache")), None, why)


def _shown_only(why: str) -> _Files:
    """What can be read where nothing can be written; raises StorageError when that cannot be either."""
    files = _reading(why)
    text = (
        translate("storage", "Your portfolio is shown; changes cannot be stored: {reason}")
        if files.user.portfolios.all()
        else translate("storage", "The sample is shown and nothing can be stored: {reason}")
    )
    return files._replace(cannot_store=text.format(reason=why))


def _unkept() -> UserStore:
    """A store without anything in it that refuses changes, as they would be lost."""
    store = UserStore.in_memory()
    store.database.read_only = True
    return store


def _private(folder: Path) -> Path | None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return folder


# Reading what is shipped is imported with the first of it: nothing of it is needed to paint the window.
def _universe(newer_ledger: str | None = None) -> "Universe":
    from screener.providers.snapshot import load_universe

    return load_universe(newer_ledger)


def _closes(symbol: str) -> "Closes | None":
    from screener.providers.snapshot import load_closes

    return load_closes(symbol)


def _passing_folder(opened: ExitStack) -> Path:
    """For what sources cache where nothing is kept: deleted with `opened`."""
    return Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="ringfence-")))


def _decimal_comma() -> bool | None:
    """How the user's locale writes fractions, None when there is no locale to tell."""
    name = _locale_name()
    return None if name is None else has_decimal_comma(name)


def _locale_of_known_currency(judge: Judge) -> str | None:
    """The user's locale, None when it is not known or no exchange rate leads to its currency."""
    name = _locale_name()
    currency = currency_of(name)
    return name if currency == "USD" or currency in judge.universe.rates.currencies else None


def _locale_name() -> str | None:
    from locale import getlocale

    try:
        return getlocale()[0]
    except ValueError:  # a name Python has never heard of
        return None


def _shipped() -> Assessment | None:
    try:
        return shipped_assessment()
    except DataMissing as error:
        log.warning("%s", error.message)
        return None
