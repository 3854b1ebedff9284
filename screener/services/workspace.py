"""The open desk: one user's portfolios, prices and the newest assessment, for a window or a command.

Holds the collaborators and the newest assessment; what each action does stands in the module named after
it. Every method may be called from any thread; those marked slow belong in a worker.
"""

import threading
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from screener.domain.assessment import Assessment, Loop
from screener.domain.closes import Closes
from screener.domain.imported import ImportReview
from screener.domain.portfolio import Portfolio
from screener.domain.ring.deal import Strength
from screener.services import exporting, importing, portfolios, watching
from screener.services.closes import closes_of
from screener.services.collaborators import Collaborators
from screener.services.filing_rounds import CLOSED, FilingsOutcome, Progress, companies_of
from screener.services.holding_input import HoldingDraft
from screener.services.ledger_desk import LedgerDesk
from screener.services.portfolio_desk import PortfolioDesk
from screener.services.portfolios import PortfolioName
from screener.services.rounds import RefreshOutcome, Rounds
from screener.services.rules_desk import RulesDesk
from screener.services.sample import sample_portfolio
from screener.services.search import SearchHit, SearchIndex
from screener.services.sources import HostInfo, source_line
from screener.services.watching import Alert
from screener.settings.schema import SETTINGS, Setting
from screener.settings.schema import Value as SettingValue

if TYPE_CHECKING:
    from screener.domain.ring.loops import LoopSearch
    from screener.services.returns import RingMoney

__all__ = [
    "Alert",
    "FilingsOutcome",
    "HoldingDraft",
    "HostInfo",
    "ImportReview",
    "PortfolioName",
    "RefreshOutcome",
    "SearchHit",
    "Workspace",
]


class Workspace(PortfolioDesk, LedgerDesk, RulesDesk):
    """See the module. `offline` True: no request is ever made."""

    def __init__(self, parts: Collaborators, *, offline: bool) -> None:
        self.offline = offline
        self._parts = parts
        self._rounds = Rounds(parts, offline=offline)
        self._from_file: Portfolio | None = None
        self._search: SearchIndex | None = None
        self._searching = threading.Lock()
        self._storing = threading.Lock()
        # Guards the fields below, for moments only: the window's thread waits for it.
        self._lock = threading.Lock()
        self._asked = 0
        self._newest = 0
        self._shown = ""
        self._last: Assessment | None = None
        self._follow()

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

    def assess(self) -> Assessment:
        """Slow. The open portfolio judged on the newest prices known."""
        with self._lock:
            self._asked += 1
            number = self._asked
        assessment = self._rounds.judge(self.portfolio())
        if self._take(assessment, number) and self._from_file is None:
            self._store(assessment, number)
        self._parts.back_up()
        return assessment

    def refresh(self) -> RefreshOutcome:
        """Slow, network. One request for all quotes, then `assess`, then what changed since the last time."""
        return self._rounds.refresh(self.portfolio, self.assess)

    def look(self) -> RefreshOutcome:
        """Slow, network. Like `refresh`, compared with the last look of any earlier run."""
        return self._rounds.look(self.portfolio, self.assess)

    def refresh_filings(self, progress: Progress | None = None) -> FilingsOutcome:
        """Very slow, network. Read what is due of the filings of the companies in play, then `assess`.

        Asks nobody offline or without a contact address, and of each company at most once a day.
        """
        assessment = self.last or self.assess()
        filings = self._parts.filings
        outcome = filings.refresh(companies_of(assessment, self._parts.judge.universe.companies), progress)
        closed = outcome.failed is not None and outcome.failed.id == CLOSED
        newest = self.assess() if outcome.newer and not closed else assessment
        return msgspec.structs.replace(outcome, assessment=newest)

    def _take(self, assessment: Assessment, number: int) -> bool:
        """Make it the last one, unless one begun later is there already or another portfolio is open."""
        with self._lock:
            if number < self._newest:
                return False
            self._newest, self._last = number, assessment
            return True

    def _store(self, assessment: Assessment, number: int) -> None:
        """Keep it for the next start."""
        with self._storing:
            if number == self._newest:
                self._parts.cache.assessments.save(assessment)

    def _follow(self) -> None:
        """After another portfolio may have been opened: `last` is then the last one of that."""
        portfolio = self.portfolio()
        if portfolio.key != self._shown:
            last = None if self._from_file is not None else self._stored_assessment(portfolio)
            with self._lock:
                self._shown, self._last, self._newest = portfolio.key, last, self._asked + 1

    def _stored_assessment(self, portfolio: Portfolio) -> Assessment | None:
        stored = self._parts.cache.assessments.load(portfolio.key)
        if stored is not None or not portfolio.is_sample:
            return stored
        shipped = self._parts.shipped_assessment()
        is_untouched = shipped is not None and {row.key for row in shipped.positions} == {
            holding.key for holding in portfolio.holdings
        }
        return shipped if is_untouched else None

    # ------------------------------------------------------------ the ring

    def search_loops(self, floor: Strength, legs: int) -> "LoopSearch":
        """Slow. Every loop of the ledger of that strength or better."""
        return self._parts.judge.search_loops(floor, legs)

    def loops(self, floor: Strength, legs: int = 4) -> tuple[Loop, ...]:
        """Slow. As `search_loops`, the loops only."""
        return self.search_loops(floor, legs).loops

    def ring_money(self) -> "RingMoney":
        """Slow. Yearly flows, return shares, the Finn index and vendor financing of the ledger."""
        from screener.services.returns import ring_money

        return ring_money(self._parts.judge.universe)

    def entity_names(self) -> dict[str, str]:
        """Slow the first time. Names of the ledger's parties by id."""
        return {entity.id: entity.name for entity in self._parts.judge.universe.ledger.entities}

    def _ledger_followed(self) -> None:
        if self._parts.judge.follow_ledger():
            with self._searching:
                self._search = None

    # ------------------------------------------------------------ portfolios

    def portfolio(self) -> Portfolio:
        """The open portfolio, the sample when there is none; a file opened by a command counts as one."""
        if self._from_file is not None:
            return self._from_file
        return portfolios.opened(self._parts.user, self._parts.settings) or sample_portfolio()

    def open_file(self, path: Path) -> ImportReview:
        """Judge the positions of a file instead of a stored portfolio; nothing of it is stored.

        Raises BadInput when no position could be read.
        """
        review = importing.preview_import(path)
        self._from_file = importing.as_portfolio(review, self._parts.settings.text("base_currency"))
        self._follow()
        return review

    # ------------------------------------------------------------ looking up

    def search(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Companies and funds by ticker, English or Chinese name. Slow the first time."""
        with self._searching:
            if self._search is None:
                self._search = SearchIndex(self._parts.judge.universe)
        return self._search.find(text, limit)

    def closes(self, symbol: str) -> Closes | None:
        """Slow, network. Weekly closes of a listing: fetched ones, else the shipped ones."""
        return closes_of(
            symbol,
            source=self._parts.closes if self._rounds.asking else None,
            kept=self._parts.cache.closes,
            shipped=self._parts.shipped_closes,
            now=self._parts.clock(),
        )

    def source_line(self) -> str:
        """One line on where the prices come from and how many rows have a new one."""
        return source_line(self.last)

    def hosts(self) -> tuple[HostInfo, ...]:
        """Every host that may be contacted, what it is told, and how that went last."""
        return self._parts.hosts.all(self._parts.filings.hosts_off)

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
        if key == "base_currency":
            self.check_base(str(value))
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

    @property
    def cannot_store(self) -> str | None:
        """One sentence on why changes are not kept; None when they are."""
        return self._parts.cannot_store
