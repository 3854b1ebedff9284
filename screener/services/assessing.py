"""Judging a portfolio: shipped facts are read once, prices and holdings are new each time."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from screener import __version__
from screener.domain.assessment import Assessment, Sensitivity
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.ring.deal import Strength
from screener.errors import DataMissing

if TYPE_CHECKING:
    from screener.domain.closes import Closes
    from screener.domain.company_results import Terms
    from screener.domain.ring.loops import LoopSearch
    from screener.domain.ring.overlay import OwnLedger
    from screener.domain.ring.view import RingView
    from screener.domain.sessions import Exchanges
    from screener.domain.universe import SnapshotPrice, Universe
    from screener.services.derived import Derived
    from screener.services.filings import Filings
    from screener.services.quotes import QuoteState


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
        closes: "Callable[[], dict[str, Closes]] | None" = None,
    ) -> None:
        """`load` takes the text of a newer ledger file where there is one (`load_universe`).

        `closes` reads weekly closes by symbol; None: the shipped ones.
        """
        self._load = load
        self._ledger = ledger
        self._lock = threading.Lock()
        self._stamp = ""
        self._universes: tuple[Universe, Universe] | None = None
        self._exchanges: Exchanges | None = None
        self._closes = closes or _shipped_closes
        self._follows: Derived | None = None

    @property
    def _derived(self) -> "Derived":
        from screener.services.derived import Derived

        with self._lock:
            if self._follows is None:
                self._follows = Derived(self._closes)
            return self._follows

    @property
    def universe(self) -> "Universe":
        """Everything shipped with the user's ledger over it, read at the first need."""
        return self._read()[1]

    @property
    def shipped(self) -> "Universe":
        """The universe without the user's own records; a newer ledger file stands for the shipped ledger."""
        return self._read()[0]

    def universe_over(self, filings: "Filings") -> "Universe":
        """The universe with what was read of filings and statements laid over it."""
        return self._derived.laid(self.universe, filings).universe

    @property
    def exchanges(self) -> "Exchanges":
        """The sessions of every exchange shipped, read at the first need; none where they cannot be read."""
        if self._exchanges is None:
            self._exchanges = _shipped_sessions()
        return self._exchanges

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
        state: "QuoteState",
        *,
        now: datetime,
        interval: timedelta,
        floor: Strength,
        offline: bool,
        terms: "Terms | None" = None,
        filings: "Filings | None" = None,
        own_prices: "Mapping[str, SnapshotPrice] | None" = None,
    ) -> Assessment:
        """The portfolio at `now` on the newest prices known, by the user's terms.

        Without a quote, and unless most prices are newer ones of the user's own, the shipped figures are
        judged at their own day (methods, A1).
        """
        from screener.domain.assess import Request
        from screener.services.filings import NO_FILINGS
        from screener.services.quotes import remarks

        derived, terms = self._derived, terms or _default_terms()
        filings = filings or NO_FILINGS
        laid = derived.laid(self.universe, filings)
        universe = laid.universe
        own_prices = own_prices or {}
        quoted = any(symbol in state.quotes for symbol in _symbols(portfolio))
        kept_up = _mostly_own(portfolio, own_prices, universe.snapshot_day)
        on = now.date() if quoted or kept_up else universe.snapshot_day
        return derived.judged(
            Request(
                portfolio=portfolio,
                universe=universe,
                ring=derived.ring(universe, on, floor),
                quotes=state.quotes,
                rates=state.rates,
                remarks=remarks(state),
                fresh=state.fresh,
                attempt=state.attempt,
                last_success=state.last_success,
                now=now,
                on=on,
                interval=interval,
                offline=offline,
                program=__version__,
                terms=terms,
                around=derived.around(laid, filings),
                filings_source=filings.source,
                sensitivity=self.sensitivity(floor, terms),
                own_prices=own_prices,
                exchanges=self.exchanges,
            )
        )


def _default_terms() -> "Terms":
    from screener.domain.company_results import Terms

    return Terms()


def _shipped_closes() -> "dict[str, Closes]":
    from screener.providers.snapshot import load_every_closes

    return load_every_closes()


def _shipped_sessions() -> "Exchanges":
    from screener.domain.sessions import NO_EXCHANGES
    from screener.providers.snapshot.sessions import load_sessions

    try:
        return load_sessions()
    except DataMissing as error:
        log.warning("every weekday is taken for a trading day: %s", error.message)
        return NO_EXCHANGES


def _mostly_own(portfolio: Portfolio, own: "Mapping[str, SnapshotPrice]", after: date) -> bool:
    """Whether at least half of what has prices has one of the user's own of a later day.

    Fewer leave the day where it is: one price typed in must not make all shipped ones too old to count.
    """
    from screener.domain.market import QUOTED_KINDS, own_price

    def is_kept_up(holding: Holding) -> bool:
        typed = holding.manual_price_on if holding.manual_price is not None else None
        listed = own_price(holding.symbol, own)
        return max(typed or date.min, listed.day if listed is not None else date.min) > after

    priced = [one for one in portfolio.holdings if one.kind is None or one.kind in QUOTED_KINDS]
    return bool(priced) and 2 * sum(map(is_kept_up, priced)) >= len(priced)


def _symbols(portfolio: Portfolio) -> set[str]:
    return {holding.symbol for holding in portfolio.holdings} | {
        entry.symbol for entry in portfolio.watchlist
    }
