"""The open desk: one user's portfolios, prices and the newest assessment, for a window or a command.

Holds the collaborators and the few things that live as long as the program; what each action does
stands in the module named after it. Every method may be called from any thread; those marked slow
belong in a worker.
"""

import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from screener.domain.alert import AlertRecord
from screener.domain.assessment import Assessment, Loop
from screener.domain.closes import Closes
from screener.domain.figure import Figure
from screener.domain.freshness import Attempt
from screener.domain.imported import ImportReview
from screener.domain.message import Message
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.ring.deal import Strength
from screener.errors import StorageError
from screener.providers.provider import ClosesSource, QuoteSource
from screener.services import exporting, holdings, importing, portfolios, watching
from screener.services.assessing import Judge
from screener.services.closes import closes_of
from screener.services.holding_input import HoldingDraft
from screener.services.portfolios import PortfolioName
from screener.services.quotes import QuoteState, fetch, symbols_to_ask
from screener.services.search import SearchHit, SearchIndex
from screener.services.sources import HostInfo, HostLog
from screener.services.watching import Alert, Watch
from screener.settings.currencies import CURRENCIES
from screener.settings.schema import SETTINGS, Setting
from screener.settings.schema import Value as SettingValue
from screener.settings.values import Settings
from screener.store.cache import Cache
from screener.store.user import UserStore
from screener.translation import translate
from screener.wording import sentence

if TYPE_CHECKING:
    from screener.domain.ring.loops import LoopSearch

__all__ = [
    "Alert",
    "HoldingDraft",
    "HostInfo",
    "ImportReview",
    "PortfolioName",
    "RefreshOutcome",
    "SearchHit",
    "Workspace",
]

LOOKED = "looked"
"""Purpose of the stored assessment that `ringfence watch` compares with."""


class RefreshOutcome(msgspec.Struct, frozen=True):
    """One round of fetching and judging: the assessment, what failed, and what changed."""

    assessment: Assessment
    failed: Message | None = None
    retry_at: datetime | None = None
    alerts: tuple[Alert, ...] = ()
    data_changed: tuple[Alert, ...] = ()


class Collaborators(msgspec.Struct, frozen=True):
    """What a workspace works with; `close` gives back files, locks and connections."""

    user: UserStore
    cache: Cache
    settings: Settings
    judge: Judge
    quotes: QuoteSource | None
    closes: ClosesSource | None
    shipped_closes: Callable[[str], Closes | None]
    shipped_assessment: Callable[[], Assessment | None]
    hosts: HostLog
    clock: Callable[[], datetime]
    close: Callable[[], None]


class Workspace:
    """See the module. `offline` True: no request is ever made."""

    def __init__(self, parts: Collaborators, *, offline: bool) -> None:
        self.offline = offline
        self._parts = parts
        self._lock = threading.RLock()
        self._state = QuoteState(quotes=parts.cache.quotes.load_quotes())
        self._watch = Watch(parts.user.alerts)
        self._search: SearchIndex | None = None
        self._from_file: Portfolio | None = None
        self._last: Assessment | None = None
        self.last = self._stored_assessment()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop asking, save nothing more, give everything back; may be called twice."""
        self._parts.close()

    # ------------------------------------------------------------ judging

    @property
    def last(self) -> Assessment | None:
        """The newest assessment of the open portfolio; None before the first one."""
        with self._lock:
            return self._last

    @last.setter
    def last(self, assessment: Assessment | None) -> None:
        with self._lock:
            self._last = assessment

    def assess(self) -> Assessment:
        """Slow. The open portfolio judged on the newest prices known."""
        portfolio = self.portfolio()
        with self._lock:
            state = self._state
        assessment = self._parts.judge.assess(
            portfolio,
            state,
            now=self._parts.clock(),
            interval=timedelta(seconds=self._parts.settings.number("quotes_interval_seconds")),
            floor=self._floor(),
            offline=self.offline,
        )
        if self.portfolio().key == portfolio.key:
            self.last = assessment
        self._keep(assessment)
        return assessment

    def refresh(self) -> RefreshOutcome:
        """Slow, network. One request for all quotes, then `assess`, then what changed since the last time."""
        attempt = self._fetch()
        assessment = self.assess()
        return self._outcome(assessment, attempt, self._watch.observe(assessment))

    def look(self) -> RefreshOutcome:
        """Slow, network. Like `refresh`, compared with the last look of any earlier run."""
        from screener.domain.watch.compare import compare

        attempt = self._fetch()
        assessment = self.assess()
        before = self._parts.cache.assessments.load(assessment.portfolio_key, LOOKED)
        records = (
            watching.keep(compare(before, assessment), assessment, self._parts.user.alerts) if before else ()
        )
        self._parts.cache.assessments.save(assessment, LOOKED)
        return self._outcome(assessment, attempt, records)

    def search_loops(self, floor: Strength, legs: int) -> "LoopSearch":
        """Slow. Every loop of the ledger of that strength or better."""
        from screener.domain.ring import ledger, loops

        return loops.find(ledger.build(self._parts.judge.universe.ledger), floor=floor, legs=legs)

    def loops(self, floor: Strength, legs: int = 4) -> tuple[Loop, ...]:
        """Slow. As `search_loops`, the loops only."""
        return self.search_loops(floor, legs).loops

    def entity_names(self) -> dict[str, str]:
        """Slow the first time. Names of the ledger's parties by id."""
        return {entity.id: entity.name for entity in self._parts.judge.universe.ledger.entities}

    def _fetch(self) -> Attempt | None:
        source = self._parts.quotes
        if source is None or not self._asks:
            return None
        with self._lock:
            state = self._state
        funds = {fund.symbol: fund for fund in self._parts.judge.universe.funds}
        symbols = symbols_to_ask(self.portfolio(), funds)
        state = fetch(state, symbols, source.quotes, self._parts.cache.quotes)
        with self._lock:
            self._state = state
        if state.attempt is not None and state.attempt.failure is not None:
            self._parts.hosts.failed(sentence(state.attempt.failure))
        elif state.attempt is not None and state.attempt.answered:
            self._parts.hosts.answered(state.attempt.at)
        return state.attempt

    @property
    def _asks(self) -> bool:
        """Whether anything may be requested at all."""
        return not self.offline and self._parts.settings.switch("live_quotes")

    def _outcome(
        self, assessment: Assessment, attempt: Attempt | None, records: Collection[AlertRecord]
    ) -> RefreshOutcome:
        return RefreshOutcome(
            assessment=assessment,
            failed=attempt.failure if attempt is not None else None,
            retry_at=attempt.retry_at if attempt is not None else None,
            alerts=tuple(watching.worded(record) for record in records if record.kind == "alert"),
            data_changed=tuple(
                watching.worded(record) for record in records if record.kind == "data_changed"
            ),
        )

    def _keep(self, assessment: Assessment) -> None:
        """Store it for the next start; a full or read-only disk costs that, not the answer."""
        if self._from_file is None:
            try:
                self._parts.cache.assessments.save(assessment)
            except StorageError:
                return

    def _floor(self) -> Strength:
        floor = self._parts.settings.text("strength_floor")
        return "firm" if floor == "firm" else "contingent" if floor == "contingent" else "announced"

    def _stored_assessment(self) -> Assessment | None:
        portfolio = self.portfolio()
        stored = self._parts.cache.assessments.load(portfolio.key)
        if stored is not None or not portfolio.is_sample:
            return stored
        return self._parts.shipped_assessment()

    # ------------------------------------------------------------ portfolios

    def portfolio(self) -> Portfolio:
        """The open portfolio; a file opened by a command counts as one."""
        if self._from_file is not None:
            return self._from_file
        opened = portfolios.opened(self._parts.user, self._parts.settings)
        if opened is None:
            return Portfolio(
                "", translate("portfolio", "No portfolio"), self._parts.settings.text("base_currency")
            )
        return opened

    def open_file(self, path: Path) -> None:
        """Judge the positions of a file instead of a stored portfolio; nothing of it is stored."""
        self._from_file = importing.as_portfolio(path, self._parts.settings.text("base_currency"))
        self.last = None

    def portfolios(self) -> tuple[PortfolioName, ...]:
        """All portfolios, in the user's order."""
        return portfolios.names(self._parts.user)

    def open(self, key: str) -> None:
        """Make a portfolio the open one; `last` is then its last assessment."""
        portfolios.open_portfolio(self._parts.user, self._parts.settings, key)
        self.last = self._stored_assessment()

    def create(self, name: str, base_currency: str) -> str:
        """Make an empty portfolio and open it; returns its key."""
        return portfolios.create(
            self._parts.user, self._parts.settings, name, base_currency, self._parts.clock()
        )

    def rename(self, key: str, name: str) -> None:
        """Give a portfolio another name."""
        portfolios.rename(self._parts.user, key, name, self._parts.clock())

    def delete(self, key: str) -> None:
        """Delete a portfolio; another one is open then."""
        portfolios.delete(self._parts.user, key, self._parts.clock())
        self.last = self._stored_assessment()

    def set_base_currency(self, code: str) -> None:
        """Show the open portfolio in another currency."""
        portfolios.set_base_currency(self._parts.user, self.portfolio().key, code, self._parts.clock())

    def base_currencies(self) -> tuple[str, ...]:
        """The currencies that can be a base: those with a dated rate."""
        return tuple(sorted(CURRENCIES))

    def clear_sample(self) -> None:
        """Replace the sample by an empty portfolio."""
        portfolios.clear_sample(self._parts.user, self._parts.settings, self._parts.clock())
        self.last = self._stored_assessment()

    # ------------------------------------------------------------ holdings and watchlist

    def holding(self, key: str) -> Holding:
        """The holding with that key."""
        return holdings.holding(self.portfolio(), key)

    def add_holding(self, draft: HoldingDraft, *, merge: bool = False) -> str:
        """Add a holding to the open portfolio; returns its key."""
        return holdings.add_holding(
            self._parts.user, self.portfolio().key, draft, self._parts.clock(), merge=merge
        )

    def edit_holding(self, key: str, draft: HoldingDraft) -> None:
        """Change a holding."""
        holdings.edit_holding(self._parts.user, self.portfolio().key, key, draft, self._parts.clock())

    def remove_holdings(self, keys: Collection[str]) -> None:
        """Remove holdings as one action."""
        holdings.remove_holdings(self._parts.user, self.portfolio().key, keys, self._parts.clock())

    def add_watch(self, symbol: str) -> str:
        """Put a symbol on the watchlist; returns its key."""
        return holdings.add_watch(self._parts.user, self.portfolio().key, symbol, self._parts.clock())

    def remove_watch(self, keys: Collection[str]) -> None:
        """Take entries off the watchlist as one action."""
        holdings.remove_watch(self._parts.user, self.portfolio().key, keys, self._parts.clock())

    def undo(self) -> str | None:
        """Take back the newest action; returns what it was."""
        return portfolios.undo(self._parts.user, self._parts.clock())

    def redo(self) -> str | None:
        """Do again what was taken back last; returns what it was."""
        return portfolios.redo(self._parts.user, self._parts.clock())

    @property
    def can_undo(self) -> str | None:
        """What `undo` would take back."""
        return portfolios.can_undo(self._parts.user)

    @property
    def can_redo(self) -> str | None:
        """What `redo` would do again."""
        return portfolios.can_redo(self._parts.user)

    def preview_import(self, path: Path) -> ImportReview:
        """What a file holds; nothing is stored."""
        return importing.preview_import(path)

    def commit_import(self, review: ImportReview, into: str, name: str) -> str:
        """Store what was read: a "new" portfolio of that name, "replace" or "add" to the open one."""
        return holdings.commit_import(
            self._parts.user,
            self._parts.settings,
            review.positions,
            self._parts.clock(),
            into="replace" if into == "replace" else "add" if into == "add" else "new",
            portfolio_key=self.portfolio().key,
            name=name,
            watch=review.watchlist,
        )

    # ------------------------------------------------------------ looking up

    def search(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Companies and funds by ticker, English or Chinese name. Slow the first time."""
        with self._lock:
            if self._search is None:
                self._search = SearchIndex(self._parts.judge.universe)
        return self._search.find(text, limit)

    def closes(self, symbol: str) -> Closes | None:
        """Slow, network. Weekly closes of a listing: fetched ones, else the shipped ones."""
        return closes_of(
            symbol,
            source=self._parts.closes if self._asks else None,
            kept=self._parts.cache.closes,
            shipped=self._parts.shipped_closes,
            now=self._parts.clock(),
        )

    def source_line(self) -> str:
        """One line on where the prices come from and how many rows have a new one."""
        assessment = self.last
        if assessment is None or assessment.mode == "snapshot":
            return translate("sources", "Figures shipped with Ringfence; no quotes are in use")
        rows = [row for row in (*assessment.positions, *assessment.watchlist) if row.kind != "cash"]
        fresh = sum(row.price_origin == "live" and isinstance(row.price, Figure) for row in rows)
        return translate("sources", "Quotes: Yahoo Finance, may be delayed · {fresh} of {all} fresh").format(
            fresh=fresh, all=len(rows)
        )

    def hosts(self) -> tuple[HostInfo, ...]:
        """Every host that may be contacted, what it is told, and how that went last."""
        return self._parts.hosts.all()

    # ------------------------------------------------------------ alerts, settings, reports

    def alerts(self) -> tuple[Alert, ...]:
        """The history of the open portfolio, newest first."""
        key = self.portfolio().key
        return tuple(
            watching.worded(record) for record in self._parts.user.alerts.newest() if record.portfolio == key
        )

    def unread_alerts(self) -> int:
        """How many alerts of the open portfolio have not been seen."""
        return sum(not alert.read for alert in self.alerts())

    def mark_alerts_read(self, ids: Collection[int]) -> None:
        """Mark alerts as seen."""
        self._parts.user.alerts.mark_read(ids)

    def setting(self, key: str) -> SettingValue:
        """The value of a setting."""
        return self._parts.settings.get(key)

    def set_setting(self, key: str, value: SettingValue) -> None:
        """Store a setting; raises BadInput for a value it cannot have."""
        self._parts.settings.set(key, value)

    def settings(self) -> tuple[Setting, ...]:
        """The settings a user sees, in order."""
        return tuple(setting for setting in SETTINGS if setting.shown)

    def export(self, path: Path) -> Path:
        """Slow. Write the summary of the newest assessment."""
        return exporting.export(self.last or self.assess(), path)

    @property
    def read_only(self) -> bool:
        """True when another window has the files and changes cannot be stored."""
        return self._parts.user.read_only
