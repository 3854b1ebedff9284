"""Asking for quotes, judging and comparing, round after round."""

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

import msgspec

from screener.domain import trading
from screener.domain.alert import AlertRecord
from screener.domain.assessment import Assessment
from screener.domain.freshness import Attempt
from screener.domain.message import Message
from screener.domain.portfolio import Portfolio
from screener.domain.universe import SnapshotPrice
from screener.errors import StorageError
from screener.services import watching
from screener.services.asking import answer
from screener.services.collaborators import Collaborators
from screener.services.derived import Newest
from screener.services.own_prices import as_prices
from screener.services.quotes import QuoteBook, QuoteState, symbols_to_ask
from screener.services.rules import strength_floor, terms_of
from screener.services.watching import Alert, AlertStore, Watch

LOOKED = "looked"
"""Purpose of the stored assessment that `ringfence watch` compares with."""

UNREACHABLE = "source.unreachable"

log = logging.getLogger(__name__)


class RefreshOutcome(msgspec.Struct, frozen=True):
    """One round of fetching and judging: the assessment, what failed, and what changed."""

    assessment: Assessment
    failed: Message | None = None
    retry_at: datetime | None = None
    alerts: tuple[Alert, ...] = ()
    data_changed: tuple[Alert, ...] = ()

    @property
    def cut_off(self) -> bool:
        """Nobody could be reached: trying again costs nobody anything, and the user waits for the network."""
        return self.failed is not None and self.failed.id == UNREACHABLE


class Rounds:
    """The newest quotes and what the last rounds found; safe to use from several threads.

    `offline` True: no request is ever made.
    """

    def __init__(self, parts: Collaborators, *, offline: bool) -> None:
        self._parts = parts
        self._offline = offline
        cache = parts.cache
        kept = QuoteState(
            quotes=cache.quotes.load_quotes(),
            rates=cache.rates.load_rates(),
            trails=cache.trails.load_trails(),
        )
        self._book = QuoteBook(cache.quotes, kept, cache.rates, cache.trails)
        self._history = _History(parts.user.alerts)
        self._watch = Watch(self._history)
        self._one_at_a_time = threading.Lock()
        self._priced: Newest[dict[str, SnapshotPrice]] = Newest()

    @property
    def book(self) -> QuoteBook:
        """The newest quotes; the stream writes into it as well."""
        return self._book

    @property
    def _own_prices(self) -> dict[str, SnapshotPrice]:
        stored = self._parts.user.prices.all()
        return self._priced.get((stored,), lambda: as_prices(stored))

    @property
    def asking(self) -> bool:
        """Whether anything may be requested at all."""
        return not self._offline and self._parts.settings.switch("live_quotes")

    def judge(self, portfolio: Portfolio) -> Assessment:
        """Slow. The portfolio on the newest prices known."""
        return self._parts.judge.assess(
            portfolio,
            self._book.state,
            now=self._parts.clock(),
            interval=timedelta(seconds=self._parts.settings.number("quotes_interval_seconds")),
            floor=strength_floor(self._parts.settings),
            offline=not self.asking,
            terms=terms_of(self._parts),
            own_prices=self._own_prices,
            filings=self._parts.read,
        )

    def refresh(self, portfolio: Callable[[], Portfolio], assess: Callable[[], Assessment]) -> RefreshOutcome:
        """Slow, network. A round; what changed is held against the last live round of this run."""
        return self._round(portfolio, assess, self._watch.observe)

    def look(self, portfolio: Callable[[], Portfolio], assess: Callable[[], Assessment]) -> RefreshOutcome:
        """Slow, network. A round; what changed is held against the last live look of any run."""
        return self._round(portfolio, assess, self._since_last_look)

    def _round(
        self,
        portfolio: Callable[[], Portfolio],
        assess: Callable[[], Assessment],
        news: Callable[[Assessment], Collection[AlertRecord]],
    ) -> RefreshOutcome:
        """One round after the other: two at once would lose quotes and compare in the wrong order."""
        with self._one_at_a_time:
            attempt = self._fetch(portfolio()) if self.asking else None
            assessment = assess()
            records = news(assessment)
        return RefreshOutcome(
            assessment=assessment,
            failed=attempt.failure if attempt is not None else None,
            retry_at=attempt.retry_at if attempt is not None else None,
            alerts=tuple(watching.worded(record) for record in records if record.kind == "alert"),
            data_changed=tuple(
                watching.worded(record) for record in records if record.kind == "data_changed"
            ),
        )

    def _fetch(self, portfolio: Portfolio) -> Attempt | None:
        source = self._parts.sources.quotes
        if source is None:
            return None
        universe = self._parts.judge.universe_over(self._parts.read)
        batch = answer(source, portfolio, universe, self._book.state, self._own_prices)
        if batch is None:
            return None
        follow = symbols_to_ask(portfolio, {})
        state = self._book.take(batch, source=source.name, follow=follow, shipped=universe.rates)
        return state.attempt

    def _since_last_look(self, assessment: Assessment) -> tuple[AlertRecord, ...]:
        """What changed since the last live look; one on old prices leaves that where it was."""
        from screener.domain.watch.compare import compare

        if assessment.mode not in watching.LIVE_MODES:
            return ()
        stored = self._parts.cache.assessments
        before = stored.load(assessment.portfolio_key, LOOKED)
        records = (
            () if before is None else watching.keep(compare(before, assessment), assessment, self._history)
        )
        stored.save(assessment, LOOKED)
        return records


def pause_after(outcome: RefreshOutcome, interval: timedelta, now: datetime) -> timedelta:
    """How long to wait before the next round: longer while markets are closed or the source asks for it."""
    pause = interval if outcome.cut_off else trading.pause(outcome.assessment, interval, now)
    return max(pause, outcome.retry_at - now) if outcome.retry_at is not None else pause


class _History:
    """The alert history as the watch writes it; where it cannot be written, alerts are raised anyway."""

    def __init__(self, store: AlertStore) -> None:
        self._store = store

    def add(self, alerts: Iterable[AlertRecord]) -> tuple[AlertRecord, ...]:
        """Keep these records if the disk lets us."""
        records = tuple(alerts)
        try:
            return self._store.add(records)
        except StorageError as error:
            log.info("not kept in the alert history: %s", error.message)
            return records

    def alerted_since(self, portfolio: str, since: datetime) -> frozenset[tuple[str, str, str]]:
        """(company, screen, after) of every alert of a portfolio raised since then."""
        return self._store.alerted_since(portfolio, since)
