"""Everything known about prices from outside: quotes, rates, who went missing, how the last attempt ended."""

import logging
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec

from screener.domain.currency import KEPT_FOR, Rate, Rates, renewed
from screener.domain.delisting import Trail, after, reason, seen_in
from screener.domain.freshness import Attempt
from screener.domain.fund import Fund
from screener.domain.market import QUOTED_KINDS
from screener.domain.message import Message, Text
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.price_history import Split
from screener.domain.quote import Quote, QuoteBatch, Tick, newest, with_tick
from screener.domain.splits import split_between, split_remark
from screener.errors import StorageError
from screener.services.unit_doubts import UnitDoubts

_log = logging.getLogger(__name__)
NO_RATES = Rates()
SAID_FOR = timedelta(hours=1)
"""A rate the known ones speak against is believed once it was told for so long: a slip is over by then."""


class QuoteStore(Protocol):
    """Where the last good quotes are kept."""

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        """Keep these quotes as the last good ones."""
        ...


class RateStore(Protocol):
    """Where exchange rates are kept."""

    def save_rates(self, rates: Iterable[Rate], oldest: date) -> None:
        """Keep these rates, and nothing older than `oldest`."""
        ...


class TrailStore(Protocol):
    """Where it is kept what was seen of symbols."""

    def save_trails(self, trails: Iterable[Trail]) -> None:
        """Keep these trails."""
        ...


class QuoteState(msgspec.Struct, frozen=True):
    """Everything known about prices from outside right now.

    `fresh` are the symbols the newest request answered, `missing` those it did not. `rates` were fetched, not
    shipped. `trails` by symbol held or watched: since when it has not been quoted.
    """

    quotes: dict[str, Quote] = {}
    fresh: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    attempt: Attempt | None = None
    last_success: datetime | None = None
    rates: Rates = Rates()
    trails: dict[str, Trail] = {}
    doubted: frozenset[str] = frozenset()
    """Those of the missing whose price was told, but as if in another unit."""


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


def remarks(state: QuoteState) -> dict[str, tuple[Message, ...]]:
    """What rows must say of their symbols: not listed as before, split, or left out of the last answer."""
    found: dict[str, tuple[Message, ...]] = {}
    for symbol, trail in state.trails.items():
        why = reason(trail)
        if why is not None and symbol not in state.fresh:
            found[symbol] = (why,)
    if state.attempt is not None and (state.attempt.answered or state.doubted):
        for symbol in state.missing:
            quote = state.quotes.get(symbol)
            if quote is not None and symbol not in found and symbol not in state.fresh:
                why_not = "quote_of_another_unit" if symbol in state.doubted else "quote_not_answered"
                found[symbol] = (Message(why_not, {"source": Text(quote.source)}),)
    for symbol, trail in state.trails.items():
        split = trail.split
        told = None if split is None else split_remark(split, trail.last_quoted or split.day)
        if told is not None:
            found[symbol] = (*found.get(symbol, ()), told)
    return found


class QuoteBook:
    """The newest quote of every symbol, whether it came in an answer or in the stream: the newest time wins.

    Safe to use from several threads. A state is replaced whole, never changed, so that a reader always has
    one state of things.
    """

    def __init__(
        self,
        store: QuoteStore,
        state: QuoteState,
        rates: RateStore | None = None,
        trails: TrailStore | None = None,
    ) -> None:
        """Without a store for them, rates and trails are for this run only."""
        self._store = store
        self._rates = rates
        self._trails = trails
        self._lock = threading.Lock()
        self._state = state
        self._doubted: dict[tuple[str, str], tuple[Rate, datetime]] = {}
        """By pair a rate that was not believed, and since when it is told."""
        self._units = UnitDoubts()
        self._told: set[str] = set()
        """What the stream made newer since the last answer."""
        self._unkept: set[str] = set()
        """What the stream made newer than it is in the store."""

    @property
    def state(self) -> QuoteState:
        """Everything known now."""
        return self._state

    def take(
        self,
        batch: QuoteBatch,
        *,
        source: str = "",
        follow: Collection[str] = (),
        shipped: Rates = NO_RATES,
    ) -> QuoteState:
        """The state after an answer of `source`; what was not answered keeps its last good quote.

        Of the symbols in `follow` it is kept since when they are missing. Rates are held against those known,
        fetched or `shipped`. A store that cannot be written costs the next start these quotes, not the user
        the answer.
        """
        with self._lock:
            before = self._state
            whole, (batch, doubted) = batch, self._units.sift(batch, before.quotes)
            answered = frozenset(quote.symbol for quote in batch.quotes)
            quotes = newest(before.quotes, batch)
            self._state = state = QuoteState(
                quotes=quotes,
                fresh=answered | self._told,
                missing=batch.missing,
                attempt=Attempt(batch.at, len(answered), batch.failure, batch.retry_at),
                last_success=batch.at if answered else before.last_success,
                rates=renewed(before.rates, self._believed(batch, before.rates.over(shipped))),
                trails=_followed(before, whole, follow, source),
                doubted=doubted,
            )
            self._told = set()
            self._unkept -= answered
        self._keep([quotes[symbol] for symbol in answered])
        self._keep_beside(before, state)
        return state

    def take_ticks(self, ticks: Iterable[Tick]) -> dict[str, Quote]:
        """The quotes that ticks of the stream made newer, by symbol.

        A tick of a symbol without a quote says too little: neither its previous close nor its name is known.
        One of the early or late session does not make the price of the regular one, which counts, fresher.
        """
        newer: dict[str, Quote] = {}
        traded: set[str] = set()
        with self._lock:
            known = self._state.quotes
            for tick in ticks:
                before = newer.get(tick.symbol) or known.get(tick.symbol)
                after = None if before is None else with_tick(before, tick)
                if after is not None:
                    newer[tick.symbol] = after
                    if tick.market_state not in ("pre", "post"):
                        traded.add(tick.symbol)
            if newer:
                self._told |= traded
                self._unkept |= newer.keys()
                times = [newer[symbol].fetched_at for symbol in traded]
                if self._state.last_success is not None:
                    times.append(self._state.last_success)
                self._state = msgspec.structs.replace(
                    self._state,
                    quotes={**known, **newer},
                    fresh=self._state.fresh | traded,
                    last_success=max(times, default=None),
                )
        return newer

    def keep_ticks(self) -> None:
        """Store what the stream told since it was stored last."""
        with self._lock:
            unkept, self._unkept = self._unkept, set()
            quotes = [self._state.quotes[symbol] for symbol in unkept]
        self._keep(quotes)

    def _believed(self, batch: QuoteBatch, known: Rates) -> list[Rate]:
        """The rates of an answer without those of days to come and those the known ones speak against."""
        believed = []
        for rate in batch.rates:
            if rate.day <= batch.at.date() and (known.bear_out(rate) or self._is_told_on(rate, batch.at)):
                self._doubted.pop((rate.base, rate.quote), None)
                believed.append(rate)
            else:
                _log.warning("%s/%s %s of %s is not believed", rate.base, rate.quote, rate.rate, rate.day)
        return believed

    def _is_told_on(self, rate: Rate, at: datetime) -> bool:
        """Whether a doubted rate has been told for SAID_FOR: then it was the known one that was wrong."""
        first, since = self._doubted.get((rate.base, rate.quote), (rate, at))
        if at < since or not Rates((first,)).bear_out(rate):
            first, since = rate, at
        self._doubted[rate.base, rate.quote] = first, since
        return at - since >= SAID_FOR

    def _keep(self, quotes: Sequence[Quote]) -> None:
        if not quotes:
            return
        try:
            self._store.save_quotes(quotes)
        except StorageError as error:
            _log.warning("quotes not kept: %s", error)

    def _keep_beside(self, before: QuoteState, state: QuoteState) -> None:
        """Rates and trails, where they are new."""
        if state.rates is not before.rates and self._rates is not None:
            known = frozenset(before.rates.rates)
            newest_day = max(rate.day for rate in state.rates.rates)
            self._rates.save_rates(
                [rate for rate in state.rates.rates if rate not in known], newest_day - KEPT_FOR
            )
        changed = [trail for symbol, trail in state.trails.items() if before.trails.get(symbol) != trail]
        if changed and self._trails is not None:
            self._trails.save_trails(changed)


def _followed(
    before: QuoteState, batch: QuoteBatch, symbols: Collection[str], source: str
) -> dict[str, Trail]:
    """The trails after an answer; the very same where nothing is new."""
    news: dict[str, Trail] = {}
    today = batch.at.date()
    answered = {one.symbol: one for one in batch.quotes}
    for symbol, seen in seen_in(batch, symbols).items():
        trail, quote = before.trails.get(symbol), before.quotes.get(symbol)
        if trail is None:
            trail = Trail(symbol, source, None if quote is None else quote.fetched_at.date())
        streamed = seen == "missing" and _was_streamed(quote, before)
        now = _with_split(after(trail, "quoted" if streamed else seen, today), quote, answered.get(symbol))
        if now != trail or symbol not in before.trails:
            news[symbol] = now
    return {**before.trails, **news} if news else before.trails


def _with_split(trail: Trail, before: Quote | None, now: Quote | None) -> Trail:
    """The trail with the split that lies between two quotes, if one does."""
    ratio = None if before is None or now is None else split_between(before, now)
    if ratio is None or now is None:
        return trail
    return msgspec.structs.replace(trail, split=Split(now.fetched_at.date(), ratio))


def _was_streamed(quote: Quote | None, state: QuoteState) -> bool:
    """Whether a price was heard after the newest answer: what is traded is listed, whoever left it out."""
    return quote is not None and state.attempt is not None and quote.fetched_at > state.attempt.at
