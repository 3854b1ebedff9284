"""Prices as they are made: a stream of the symbols in play, of which the newest price a symbol is kept."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from screener.domain.assessment import Assessment
from screener.domain.portfolio import Portfolio
from screener.domain.quote import Quote, Tick

if TYPE_CHECKING:
    from screener.providers.provider import Stream, StreamSource, StreamState
    from screener.services.quotes import QuoteBook

DELIVERS_WITHIN = timedelta(seconds=15)
"""A stream that told nothing for longer is not relied on: quotes are asked for as often as without it."""
_EARLY_OR_LATE = frozenset({"pre", "post"})


class Followed(NamedTuple):
    """What is to be streamed; `trading`: some market is in its regular session, so silence is a fault."""

    symbols: tuple[str, ...]
    trading: bool


class LivePrices:
    """The stream and what it told since the last look; safe to use from several threads.

    Nothing is opened before `start`, without leave (`allowed`), or without symbols to follow. What is told
    is held by symbol until it is taken, so that a burst of prices costs no more than a few.
    """

    def __init__(
        self,
        source: "Callable[[], StreamSource | None]",
        book: "Callable[[], QuoteBook]",
        *,
        allowed: Callable[[], bool] = lambda: True,
    ) -> None:
        """`source` gives where to stream from, None without a stream; `book` where prices are kept.

        Neither is asked for before there is something to follow or to keep.
        """
        self._source = source
        self._book = book
        self._allowed = allowed
        # Held while a stream is opened, changed or closed. Closing waits for the stream's own thread, which
        # takes only the other lock.
        self._managing = threading.Lock()
        self._listener: Callable[[], object] | None = None
        self._stream: Stream | None = None
        self._unkept = False
        self._trading = False
        self._lock = threading.Lock()
        self._followed: frozenset[str] = frozenset()
        self._regular: dict[str, Tick] = {}
        self._extended: dict[str, Tick] = {}
        self._announced = False
        self._heard_at: datetime | None = None
        self._state: StreamState | None = None

    @property
    def state(self) -> "StreamState | None":
        """How the stream is; None while there is none."""
        return self._state

    @property
    def heard_at(self) -> datetime | None:
        """When the stream last told a price."""
        return self._heard_at

    @property
    def quotes(self) -> Mapping[str, Quote]:
        """The newest quote of every symbol; never changed, only replaced."""
        return self._book().state.quotes

    def delivers(self, now: datetime) -> bool:
        """Whether prices are coming in, so that asking for them can wait."""
        state, heard_at = self._state, self._heard_at
        return (
            state is not None
            and state.connected
            and heard_at is not None
            and now - heard_at <= DELIVERS_WITHIN
        )

    def start(self, on_news: Callable[[], object]) -> None:
        """Allow a stream from the next `follow` on.

        `on_news` is called from the stream's thread and must return at once: when prices wait to be taken,
        and not again before a look found none.
        """
        with self._managing:
            self._listener = on_news

    def follow(self, wanted: Followed) -> None:
        """Stream these from now on, nothing where it may not be; the first time opens the stream."""
        with self._managing:
            self._trading = wanted.trading
            may = self._listener is not None and self._allowed()
            self._follow(frozenset(wanted.symbols) if may else frozenset())

    def stop(self) -> None:
        """End the stream, wait until it is silent, and store what it told; may be called twice."""
        with self._managing:
            self._listener = None
            self.take()
            self._follow(frozenset())
            unkept, self._unkept = self._unkept, False
        if unkept:
            self._book().keep_ticks()

    def take(self) -> dict[str, Quote]:
        """The quotes that became newer since the last call, by symbol; every reader of quotes has them."""
        with self._lock:
            regular, self._regular = self._regular, {}
            extended, self._extended = self._extended, {}
            self._announced = bool(regular or extended)
        if not regular and not extended:
            return {}
        self._unkept = True
        return self._book().take_ticks([*regular.values(), *extended.values()])

    def _follow(self, wanted: frozenset[str]) -> None:
        if wanted == self._followed:
            return
        source = self._source()
        if source is None:
            return
        with self._lock:
            self._followed = wanted
            self._heard_at = None
        if wanted:
            if self._stream is None:
                self._stream = source.stream(self._on_tick, self._on_state, lambda: self._trading)
            self._stream.follow(sorted(wanted))
        elif self._stream is not None:
            self._stream.close()
            self._stream = None
            with self._lock:
                self._state = None
                self._regular, self._extended = {}, {}

    def _on_tick(self, tick: Tick) -> None:
        """Hold the newest of each symbol. The regular price and the one around it are two prices."""
        with self._lock:
            if tick.symbol not in self._followed:
                return
            held = self._extended if tick.market_state in _EARLY_OR_LATE else self._regular
            before = held.get(tick.symbol)
            if before is None or tick.at >= before.at:
                held[tick.symbol] = tick
            self._heard_at = tick.received_at
            announced, self._announced = self._announced, True
        if not announced:
            listener = self._listener
            if listener is not None:
                listener()

    def _on_state(self, state: "StreamState") -> None:
        self._state = state


def to_follow(portfolio: Portfolio, assessment: Assessment) -> Followed:
    """What is held and watched, without what funds list; nothing while every market is closed."""
    from screener.domain.trading import all_closed
    from screener.services.quotes import symbols_to_ask

    if all_closed(assessment):
        return Followed((), trading=False)
    rows = (*assessment.positions, *assessment.watchlist)
    return Followed(symbols_to_ask(portfolio, {}), any(row.market_state == "regular" for row in rows))
