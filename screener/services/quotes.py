"""Fetching quotes: which symbols are asked for, what is kept, and how the last attempt ended."""

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from screener.domain.freshness import Attempt
from screener.domain.fund import Fund
from screener.domain.market import QUOTED_KINDS
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.quote import Quote, QuoteBatch, Tick, newest, with_tick
from screener.errors import StorageError

_log = logging.getLogger(__name__)


class QuoteStore(Protocol):
    """Where the last good quotes are kept."""

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        """Keep these quotes as the last good ones."""
        ...


class QuoteState(msgspec.Struct, frozen=True):
    """Everything known about prices from outside right now.

    `fresh` are the symbols the newest request answered, `missing` those it did not.
    """

    quotes: dict[str, Quote] = {}
    fresh: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    attempt: Attempt | None = None
    last_success: datetime | None = None


def symbols_to_ask(portfolio: Portfolio, funds: Mapping[str, Fund]) -> tuple[str, ...]:
    """Every symbol a quote source can know, once: held, watched, and listed by the funds among them."""
    held = [holding.symbol for holding in portfolio.holdings if _is_quoted(holding)]
    asked = [*held, *[entry.symbol for entry in portfolio.watchlist]]
    lines = [line.symbol for symbol in asked if symbol in funds for line in funds[symbol].holdings]
    return tuple(dict.fromkeys([*asked, *lines]))


def _is_quoted(holding: Holding) -> bool:
    """False for kinds without quotes, and for a name that stands where a file gave no symbol."""
    if holding.kind is not None and holding.kind not in QUOTED_KINDS:
        return False
    return holding.symbol != holding.name or holding.symbol.isupper()


class QuoteBook:
    """The newest quote of every symbol, whether it came in an answer or in the stream: the newest time wins.

    Safe to use from several threads. A state is replaced whole, never changed, so that a reader always has
    one state of things.
    """

    def __init__(self, store: QuoteStore, state: QuoteState) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._state = state

    @property
    def state(self) -> QuoteState:
        """Everything known now."""
        return self._state

    def take(self, batch: QuoteBatch) -> QuoteState:
        """The state after an answer; what was not answered keeps its last good quote.

        A store that cannot be written costs the next start these quotes, not the user the answer.
        """
        answered = frozenset(quote.symbol for quote in batch.quotes)
        with self._lock:
            before = self._state
            quotes = newest(before.quotes, batch)
            self._state = state = QuoteState(
                quotes=quotes,
                fresh=answered,
                missing=batch.missing,
                attempt=Attempt(batch.at, len(answered), batch.failure, batch.retry_at),
                last_success=batch.at if answered else before.last_success,
            )
        self._keep([quotes[symbol] for symbol in answered])
        return state

    def take_ticks(self, ticks: Iterable[Tick]) -> dict[str, Quote]:
        """The quotes that ticks of the stream made newer, by symbol.

        A tick of a symbol without a quote says too little: neither its previous close nor its name is known.
        """
        newer: dict[str, Quote] = {}
        with self._lock:
            known = self._state.quotes
            for tick in ticks:
                before = newer.get(tick.symbol) or known.get(tick.symbol)
                after = None if before is None else with_tick(before, tick)
                if after is not None:
                    newer[tick.symbol] = after
            if newer:
                self._state = msgspec.structs.replace(
                    self._state, quotes={**known, **newer}, fresh=self._state.fresh | newer.keys()
                )
        return newer

    def _keep(self, quotes: Sequence[Quote]) -> None:
        if not quotes:
            return
        try:
            self._store.save_quotes(quotes)
        except StorageError as error:
            _log.warning("quotes not kept: %s", error)
