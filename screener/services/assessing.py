"""Judging a portfolio: shipped facts are read once, prices and holdings are new each time."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from screener import __version__
from screener.domain.assessment import Assessment
from screener.domain.portfolio import Portfolio
from screener.domain.ring.deal import Strength
from screener.services.quotes import QuoteState

if TYPE_CHECKING:
    from screener.domain.ring.loops import LoopSearch
    from screener.domain.ring.view import RingView
    from screener.domain.universe import Universe


class Judge:
    """Makes assessments; holds the shipped universe and the ring computed from it.

    The ring depends on the day (facts age) and on the floor, so it is kept for the newest of both.
    """

    def __init__(self, load: "Callable[[], Universe]") -> None:
        self._load = load
        self._lock = threading.Lock()
        self._universe: Universe | None = None
        self._ring: tuple[date, Strength, RingView] | None = None

    @property
    def universe(self) -> "Universe":
        """Everything shipped, read at the first need."""
        with self._lock:
            if self._universe is None:
                self._universe = self._load()
            return self._universe

    def ring(self, on: date, floor: Strength) -> "RingView":
        """Loops, ties and places with facts aged at `on`."""
        from screener.domain.ring.view import ring_view

        universe = self.universe
        with self._lock:
            if self._ring is None or self._ring[:2] != (on, floor):
                self._ring = (on, floor, ring_view(universe, on=on, floor=floor))
            return self._ring[2]

    def search_loops(self, floor: Strength, legs: int) -> "LoopSearch":
        """Every loop of the ledger of that strength or better and at most so many legs."""
        from screener.domain.ring import ledger, loops

        return loops.find(ledger.build(self.universe.ledger), floor=floor, legs=legs)

    def assess(
        self,
        portfolio: Portfolio,
        state: QuoteState,
        *,
        now: datetime,
        interval: timedelta,
        floor: Strength,
        offline: bool,
    ) -> Assessment:
        """The portfolio at `now` on the newest prices known.

        Without any quote the shipped figures are judged at their own day (methods, A1).
        """
        from screener.domain.assess import Request, assess

        universe = self.universe
        quoted = any(symbol in state.quotes for symbol in _symbols(portfolio))
        on = now.date() if quoted else universe.snapshot_day
        return assess(
            Request(
                portfolio=portfolio,
                universe=universe,
                ring=self.ring(on, floor),
                quotes=state.quotes,
                fresh=state.fresh,
                attempt=state.attempt,
                last_success=state.last_success,
                now=now,
                on=on,
                interval=interval,
                offline=offline,
                program=__version__,
            )
        )


def _symbols(portfolio: Portfolio) -> set[str]:
    return {holding.symbol for holding in portfolio.holdings} | {
        entry.symbol for entry in portfolio.watchlist
    }
