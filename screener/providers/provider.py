"""What the app asks of an outside source, whichever it is.

A source implements the protocols it can serve; `PROVIDERS` lists how each is opened.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

from screener.domain.currency import Rate
from screener.domain.filings import FiledFacts, Filer
from screener.domain.message import Message
from screener.domain.price_history import PriceHistory
from screener.domain.quote import Closes, QuoteBatch, SymbolMatch, Tick
from screener.domain.statements import Statements

Clock = Callable[[], datetime]
"""The time now, aware, in UTC."""

Heard = Callable[[str, Message | None], None]
"""Told after every request: the host, and why it failed (None: it answered)."""


def nobody_listens(_host: str, _failure: Message | None) -> None:
    """Heard, for a source whose hosts nobody asks about."""


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

    def quotes(self, symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> QuoteBatch:
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
        self, on_tick: Callable[[Tick], None], on_state: Callable[[StreamState], None] = lambda _state: None
    ) -> Stream:
        """A stream that keeps itself alive: it connects again after every fault, later each time.

        Nothing is connected before symbols are followed. Both calls come from a thread of the stream and
        must return at once. Never raises for a failing source.
        """
        ...


@runtime_checkable
class ClosesSource(Provider, Protocol):
    """A source of past closes."""

    def weekly_closes(self, symbol: str) -> Closes:
        """Weekly closes of one symbol. Blocks. Raises a DataSourceError."""
        ...


@runtime_checkable
class HistorySource(Provider, Protocol):
    """A source of past daily closes."""

    def daily_closes(self, symbol: str, known: PriceHistory | None = None) -> PriceHistory:
        """Daily closes of one symbol, as many years as there are, up to the newest.

        With `known` only what is new is asked for, unless a split has happened since: then all of it.
        Blocks. Raises a DataSourceError.
        """
        ...


@runtime_checkable
class StatementsSource(Provider, Protocol):
    """A source of companies' statements."""

    def statements(self, symbol: str) -> Statements:
        """The statements of one listing's company, in one request; asked again that day, in none.

        Blocks. Raises a DataSourceError. An answer without usable figures has none in `facts`.
        """
        ...


@runtime_checkable
class RatesSource(Provider, Protocol):
    """A source of exchange rates."""

    def rates(self, pairs: Sequence[tuple[str, str]]) -> tuple[Rate, ...]:
        """Dated rates that lead from the first to the second currency of every pair, through the dollar.

        What cannot be had is left out. Blocks. Raises a DataSourceError when nothing was answered.
        """
        ...


@runtime_checkable
class SearchSource(Provider, Protocol):
    """A source that finds listings by name or symbol."""

    def search(self, text: str) -> tuple[SymbolMatch, ...]:
        """Listings for what the user typed, best first. Blocks. Raises a DataSourceError."""
        ...


@runtime_checkable
class FilingsSource(Provider, Protocol):
    """A source of what companies file with their supervisor."""

    @property
    def is_on(self) -> bool:
        """Whether it may be asked at all; a contact address can be missing."""
        ...

    def filed(self, filer: Filer, known: FiledFacts | None = None) -> FiledFacts:
        """What the company has filed. `known` is what was read before; it is returned when nothing is newer.

        Blocks, possibly for many seconds. Raises a DataSourceError when nothing can be had; what is only
        partly had says so in `problems`.
        """
        ...


class Surroundings(msgspec.Struct, frozen=True):
    """What a source is given when it is opened: a private folder for its caches, and the time.

    `contact` gives the address a source is told that asks for one; empty: such a source is not asked.
    `heard` is told how each request went.
    """

    cache_folder: Path
    clock: Clock
    contact: Callable[[], str] = str
    heard: Heard = nobody_listens


class ProviderEntry(msgspec.Struct, frozen=True):
    """One line of PROVIDERS. `open` must be cheap: heavy imports wait for the first request."""

    id: str
    hosts: tuple[str, ...]
    open: Callable[[Surroundings], Provider]
