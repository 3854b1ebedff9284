"""What the app asks of an outside source, whichever it is.

A source implements the protocols it can serve; `PROVIDERS` lists how each is opened.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args, runtime_checkable

import msgspec

from screener.domain.message import Message

if TYPE_CHECKING:
    from screener.domain.filings import FiledFacts, Filer
    from screener.domain.price_history import PriceHistory
    from screener.domain.quote import Closes, QuoteBatch, SymbolMatch, Tick
    from screener.domain.statements import Statements

Clock = Callable[[], datetime]
"""The time now, aware, in UTC."""

Heard = Callable[[str, Message | None], None]
"""Told after every request: the host, and why it failed (None: it answered)."""


def nobody_listens(_host: str, _failure: Message | None) -> None:
    """Heard, for a source whose hosts nobody asks about."""


IsOff = Callable[[str], bool]
"""Whether the user has turned a host off; to be asked before every request, from any thread."""


def nothing_is_off(_host: str) -> bool:
    """IsOff, where nobody can turn anything off."""
    return False


class Pauses(Protocol):
    """What is remembered of hosts that want to be left alone, also for the next run; from any thread."""

    def begun(self, host: str, failure: Message, until: datetime) -> None:
        """A host is not asked before `until`; `failure` says why."""
        ...

    def ended(self, host: str) -> None:
        """A host answers again."""
        ...

    def left(self, host: str) -> timedelta:
        """How long an earlier run was told to leave the host alone from now on; zero = it may be asked."""
        ...


class NoPauses:
    """Pauses, where nothing is remembered."""

    def begun(self, _host: str, _failure: Message, _until: datetime) -> None:
        """See Pauses."""

    def ended(self, _host: str) -> None:
        """See Pauses."""

    def left(self, _host: str) -> timedelta:
        """See Pauses."""
        return timedelta()


NOTHING_PAUSED: Pauses = NoPauses()


@runtime_checkable
class Provider(Protocol):
    """What every source has."""

    @property
    def name(self) -> str:
        """The name shown as the source ("Yahoo Finance")."""
        ...

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host it may contact; empty for a source on this computer."""
        ...

    def close(self) -> None:
        """Give back connections and wake up whoever waits; may be called twice."""
        ...


@runtime_checkable
class QuoteSource(Provider, Protocol):
    """A source of current prices."""

    def quotes(self, symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> "QuoteBatch":
        """Quotes of all symbols, and rates that lead from the first to the second currency of every pair.

        As few requests as possible; the rates come with the quotes and are not among the missing.
        Never raises for a failing source: the batch says what is missing and why.
        Blocks, at most for the time limit of the source; call it from a worker.
        """
        ...


class Stream(Protocol):
    """An open stream of prices."""

    def follow(self, symbols: Sequence[str]) -> None:
        """Hear of these symbols from now on, and of no other; may be called from any thread."""
        ...

    def close(self) -> None:
        """End it and wait until nothing more is told; may be called twice."""
        ...


class StreamState(msgspec.Struct, frozen=True):
    """How a stream is: connected or not, and why not; `retry_at` is when it tries again."""

    connected: bool
    failure: Message | None = None
    retry_at: datetime | None = None


@runtime_checkable
class StreamSource(Provider, Protocol):
    """A source that tells of prices as they are made."""

    def stream(
        self,
        on_tick: "Callable[[Tick], None]",
        on_state: Callable[[StreamState], None] = lambda _state: None,
        expects_news: Callable[[], bool] = lambda: True,
    ) -> Stream:
        """A stream that keeps itself alive: it connects again after every fault, later each time.

        Nothing is connected before symbols are followed. `expects_news` says whether silence would be a
        fault, because some market is open. All three calls come from a thread of the stream and must return
        at once. Never raises for a failing source.
        """
        ...


@runtime_checkable
class ClosesSource(Provider, Protocol):
    """A source of past closes."""

    def weekly_closes(self, symbol: str) -> "Closes":
        """Weekly closes of one symbol. Blocks. Raises a DataSourceError."""
        ...


@runtime_checkable
class HistorySource(Provider, Protocol):
    """A source of past daily closes."""

    def daily_closes(self, symbol: str, known: "PriceHistory | None" = None) -> "PriceHistory":
        """Daily closes of one symbol, as many years as there are, up to the newest.

        With `known` only what is new is asked for, unless a split has happened since: then all of it.
        Blocks. Raises a DataSourceError.
        """
        ...


@runtime_checkable
class StatementsSource(Provider, Protocol):
    """A source of companies' statements."""

    def statements(self, symbol: str) -> "Statements":
        """The statements of one listing's company, in one request; asked again that day, in none.

        Blocks. Raises a DataSourceError. An answer without usable figures has none in `facts`.
        """
        ...


@runtime_checkable
class SearchSource(Provider, Protocol):
    """A source that finds listings by name or symbol."""

    def search(self, text: str) -> "tuple[SymbolMatch, ...]":
        """Listings for what the user typed, best first. Blocks. Raises a DataSourceError."""
        ...


@runtime_checkable
class FilingsSource(Provider, Protocol):
    """A source of what companies file with their supervisor."""

    @property
    def is_on(self) -> bool:
        """Whether it may be asked at all; a contact address can be missing."""
        ...

    def filed(self, filer: "Filer", known: "FiledFacts | None" = None) -> "FiledFacts":
        """What the company has filed. `known` is what was read before; it is returned when nothing is newer.

        Blocks, possibly for many seconds. Raises a DataSourceError when nothing can be had; what is only
        partly had says so in `problems`.
        """
        ...


class Surroundings(msgspec.Struct, frozen=True):
    """What a source is given when it is opened: a private folder for its caches, and the time.

    `contact` gives the address a source is told that asks for one; empty: such a source is not asked.
    `heard` is told how each request went. A host that `is_off` is never contacted. `pauses` keeps how long a
    host wants to be left alone.
    """

    cache_folder: Path
    clock: Clock
    contact: Callable[[], str] = str
    heard: Heard = nobody_listens
    is_off: IsOff = nothing_is_off
    pauses: Pauses = NOTHING_PAUSED


Need = Literal["quotes", "closes", "histories", "statements", "search", "stream", "filings"]
"""What a source can be asked for, one protocol each."""
EVERY_NEED: tuple[Need, ...] = get_args(Need)


class ProviderEntry(msgspec.Struct, frozen=True):
    """One line of PROVIDERS. The source is opened when something is asked that it `serves`.

    `open` must be cheap: heavy imports wait for the first request.
    """

    id: str
    hosts: tuple[str, ...]
    open: Callable[[Surroundings], Provider]
    serves: tuple[Need, ...] = EVERY_NEED
