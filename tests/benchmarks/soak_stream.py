"""The stream of the soak: prices of the market as it is, late ones among them that must never be shown."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.benchmarks.soak_market import SoakMarket
from tests.benchmarks.soak_wire import Trouble, Wire
from tests.fakes.clocks import Clocks

if TYPE_CHECKING:
    from screener.domain.quote import MarketState, Tick
    from screener.providers.provider import StreamState

_STATES: "dict[str, MarketState]" = {"PRE": "pre", "REGULAR": "regular", "POST": "post"}
_AT_ONCE = 12
LATE_FACTOR = 1.2
"""Late prices are so many times the true one: only their time can tell them from others."""
_LATE = timedelta(minutes=20)


class SoakStream:
    """One stream of the app; `tell` sends what the market has to say now."""

    def __init__(
        self,
        market: SoakMarket,
        clocks: Clocks,
        wire: Wire,
        chosen: random.Random,
        on_tick: "Callable[[Tick], None]",
        on_state: "Callable[[StreamState], None]",
    ) -> None:
        self._market, self._clocks, self._wire, self._random = market, clocks, wire, chosen
        self._on_tick, self._on_state = on_tick, on_state
        self._followed: tuple[str, ...] = ()
        self.told = 0
        self.late = 0
        self.prices: dict[str, tuple[float, ...]] = {}
        """The regular price when one was told the last two times, by symbol."""

    def follow(self, symbols: Sequence[str]) -> None:
        """See Stream."""
        self._followed = tuple(symbols)

    def close(self) -> None:
        """See Stream."""
        self._followed = ()

    def tell(self) -> None:
        """A handful of prices, one of them late and wrong; nothing while the network is away."""
        from screener.providers.provider import StreamState

        connected = self._wire.trouble is Trouble.NONE
        self._on_state(StreamState(connected=connected))
        open_ones = [symbol for symbol in self._followed if self._market.trades(symbol)]
        if not connected or not open_ones:
            return
        for symbol in self._random.sample(open_ones, min(_AT_ONCE, len(open_ones))):
            self._send(symbol, 1.0, timedelta())
            self.told += 1
            self.prices[symbol] = (*self.prices.get(symbol, ())[-1:], self._market.true_price(symbol))
        self._send(self._random.choice(open_ones), LATE_FACTOR, _LATE)
        self.late += 1

    def _send(self, symbol: str, factor: float, age: timedelta) -> None:
        from screener.domain.quote import Tick

        state = _STATES[self._market.state_of(symbol)]
        # Prices of the other sessions differ: they must not become the regular one.
        price = self._market.true_price(symbol) * factor * (1.0 if state == "regular" else 1.001)
        now = self._clocks.now
        self._on_tick(
            Tick(symbol, Decimal(repr(price)), self._market.currency(symbol), now - age, now, state)
        )
