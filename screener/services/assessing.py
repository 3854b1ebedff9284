"""Judging a portfolio: shipped facts are read once, prices and holdings are new each time."""

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from screener import __version__
from screener.domain.assessment import Assessment, Sensitivity
from screener.domain.closes import Closes
from screener.domain.portfolio import Portfolio
from screener.domain.ring.deal import Strength
from screener.errors import DataMissing
from screener.providers.snapshot import load_every_closes
from screener.services.derived import Derived
from screener.services.filings import NO_FILINGS, Filings
from screener.services.quotes import QuoteState

if TYPE_CHECKING:
    from screener.domain.company_results import Terms
    from screener.domain.ring.loops import LoopSearch
    from screener.domain.ring.overlay import OwnLedger
    from screener.domain.ring.view import RingView
    from screener.domain.universe import Universe


log = logging.getLogger(__name__)


class LedgerSource(Protocol):
    """The user's part of the ledger (`store.ledger.StoredLedger`)."""

    def own(self) -> "OwnLedger":
        """Everything the user changed."""
        ...

    def file(self) -> str | None:
        """A ledger file that may be newer than the shipped one."""
        ...

    def stamp(self) -> str:
        """Changes with either of them."""
        ...


class Judge:
    """Makes assessments; holds the shipped universe with the user's ledger over it, and the ring of both.

    What follows from them is kept (see `derived`).
    """

    def __init__(
        self,
        load: "Callable[..., Universe]",
        ledger: LedgerSource | None = None,
        closes: Callable[[], dict[str, Closes]] = load_every_closes,
    ) -> None:
        """`load` takes the text of a newer ledger file where there is one (`load_universe`)."""
        self._load = load
        self._ledger = ledger
        self._lock = threading.Lock()
        self._stamp = ""
        self._universes: tuple[Universe, Universe] | None = None
        self._derived = Derived(closes)

    @property
    def universe(self) -> "Universe":
        """Everything shipped with the user's ledger over it, read at the first need."""
        return self._read()[1]

    @property
    def shipped(self) -> "Universe":
        """The universe without the user's own records; a newer ledger file stands for the shipped ledger."""
        return self._read()[0]

    def follow_ledger(self) -> bool:
        """Look at the user's ledger again; True when it had changed, and then everything answers by it."""
        stamp = "" if self._ledger is None else self._ledger.stamp()
        with self._lock:
            changed = self._universes is not None and stamp != self._stamp
            if changed:
                self._universes = None
        return changed

    def _read(self) -> "tuple[Universe, Universe]":
        with self._lock:
            if self._universes is not None:
                return self._universes
        from screener.domain.ring.overlay import NOTHING, combined_universe

        # The user's file is read before the lock is taken: who writes to it may wait for the universe.
        ledger = self._ledger
        stamp, file, own = (
            ("", None, NOTHING) if ledger is None else (ledger.stamp(), ledger.file(), ledger.own())
        )
        with self._lock:
            if self._universes is None:
                shipped = self._loaded(file)
                self._stamp, self._universes = stamp, (shipped, combined_universe(shipped, own))
            return self._universes

    def _loaded(self, file: str | None) -> "Universe":
        if file is not None:
            try:
                return self._load(file)
            except DataMissing as error:
                # It was whole when it was imported; what this version ships may no longer fit it.
                log.warning("the imported ledger file is left out: %s", error.message)
        return self._load()

    def ring(self, on: date, floor: Strength) -> "RingView":
        """Loops, ties and places by the ledger in use, with facts aged at `on`."""
        return self._derived.ring(self.universe, on, floor)

    def sensitivity(self, floor: Strength, terms: "Terms | None" = None) -> Sensitivity:
        """Slow the first time. How many levels of the shipped companies hang on where the steps are."""
        return self._derived.sensitivity(self.shipped, floor, terms or _default_terms())

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
        terms: "Terms | None" = None,
        filings: Filings = NO_FILINGS,
    ) -> Assessment:
        """The portfolio at `now` on the newest prices known, by the user's terms.

        Without any quote the shipped figures are judged at their own day (methods, A1).
        """
        from screener.domain.assess import Request

        derived, terms = self._derived, terms or _default_terms()
        universe = derived.universe(self.universe, filings)
        quoted = any(symbol in state.quotes for symbol in _symbols(portfolio))
        on = now.date() if quoted else universe.snapshot_day
        return derived.judged(
            Request(
                portfolio=portfolio,
                universe=universe,
                ring=derived.ring(universe, on, floor),
                quotes=state.quotes,
                fresh=state.fresh,
                attempt=state.attempt,
                last_success=state.last_success,
                now=now,
                on=on,
                interval=interval,
                offline=offline,
                program=__version__,
                terms=terms,
                around=derived.around(universe, filings),
                filings_source=filings.source,
                sensitivity=self.sensitivity(floor, terms),
            )
        )


def _default_terms() -> "Terms":
    from screener.domain.company_results import Terms

    return Terms()


def _symbols(portfolio: Portfolio) -> set[str]:
    return {holding.symbol for holding in portfolio.holdings} | {
        entry.symbol for entry in portfolio.watchlist
    }
