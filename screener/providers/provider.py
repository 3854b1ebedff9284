"""What the app asks of an outside source, whichever it is.

A source implements the protocols it can serve; `PROVIDERS` lists how each is opened.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

from screener.domain.filings import FiledFacts, Filer
from screener.domain.quote import Closes, QuoteBatch, SymbolMatch

Clock = Callable[[], datetime]
"""The time now, aware, in UTC."""


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

    def quotes(self, symbols: Sequence[str]) -> QuoteBatch:
        """Quotes of all symbols in as few requests as possible.

        Never raises for a failing source: the batch says what is missing and why.
        Blocks, at most for the time limit of the source; call it from a worker.
        """
        ...


@runtime_checkable
class ClosesSource(Provider, Protocol):
    """A source of past closes."""

    def weekly_closes(self, symbol: str) -> Closes:
        """Weekly closes of one symbol. Blocks. Raises a DataSourceError."""
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
    """

    cache_folder: Path
    clock: Clock
    contact: Callable[[], str] = str


class ProviderEntry(msgspec.Struct, frozen=True):
    """One line of PROVIDERS. `open` must be cheap: heavy imports wait for the first request."""

    id: str
    hosts: tuple[str, ...]
    open: Callable[[Surroundings], Provider]
