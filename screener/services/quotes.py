"""Fetching quotes: which symbols are asked for, what is kept, and how the last attempt ended."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from screener.domain.freshness import Attempt
from screener.domain.fund import Fund
from screener.domain.market import QUOTED_KINDS
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.quote import Quote, QuoteBatch, newest
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


def fetch(
    state: QuoteState,
    symbols: Sequence[str],
    ask: Callable[[Sequence[str]], QuoteBatch],
    store: QuoteStore,
) -> QuoteState:
    """One request for all symbols; what was not answered keeps its last good quote.

    A store that cannot be written costs the next start these quotes, not the user the answer.
    """
    if not symbols:
        return state
    batch = ask(symbols)
    quotes = newest(state.quotes, batch)
    answered = frozenset(quote.symbol for quote in batch.quotes)
    if answered:
        try:
            store.save_quotes([quotes[quote.symbol] for quote in batch.quotes])
        except StorageError as error:
            _log.warning("quotes not kept: %s", error)
    return QuoteState(
        quotes=quotes,
        fresh=answered,
        missing=batch.missing,
        attempt=Attempt(batch.at, len(answered), batch.failure, batch.retry_at),
        last_success=batch.at if answered else state.last_success,
    )
