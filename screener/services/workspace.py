"""The open desk: one user's portfolios, prices and the newest assessment, for a window or a command.

Holds the collaborators and the newest assessment; what each action does stands in the module named after
it. Every method may be called from any thread; those marked slow belong in a worker.
"""

import threading
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from screener.domain.assessment import Assessment, Loop
from screener.domain.portfolio import Portfolio
from screener.domain.quote import SymbolMatch
from screener.domain.ring.deal import Strength
from screener.services import portfolios, watching
from screener.services.collaborators import Collaborators
from screener.services.filing_rounds import CLOSED, FilingsOutcome, Progress, companies_of
from screener.services.ledger_desk import LedgerDesk
from screener.services.live import LivePrices, to_follow
from screener.services.portfolio_desk import PortfolioDesk
from screener.services.prices_desk import PricesDesk
from screener.services.rules_desk import RulesDesk
from screener.services.sample import sample_portfolio
from screener.services.sources import HostInfo, source_line
from screener.services.statement_rounds import StatementsOutcome, Wait, companies_to_read, is_ended
from screener.services.watching import Alert
from screener.settings.schema import SETTINGS, Setting
from screener.settings.schema import Value as SettingValue

# What the window is not painted with is imported at the first use.
if TYPE_CHECKING:
    from screener.domain.imported import ImportReview
    from screener.domain.price_chart import PriceChart, Span
    from screener.domain.ring.loops import LoopSearch
    from screener.services.closes import PriceCharts
    from screener.services.returns import RingMoney
    from screener.services.rounds import RefreshOutcome, Rounds
    from screener.services.search import SearchHit, SearchIndex


class Workspace(PortfolioDesk, PricesDesk, LedgerDesk, RulesDesk):
    """See the module. `offline` True: no request is ever made."""

    def __init__(self, parts: Collaborators, *, offline: bool) -> None:
        self.offline = offline
        self._parts = parts
        self._made_rounds: Rounds | None = None
        self._making_rounds = threading.Lock()
        self.live = LivePrices(
            lambda: parts.sources.stream,
            lambda: self._rounds.book,
            allowed=lambda: self._rounds.asking and parts.settings.switch("live_stream"),
        )
        self._from_file: Portfolio | None = None
        self._search: SearchIndex | None = None
        self._searching = threading.Lock()
        self._charts: PriceCharts | None = None
        self._charting = threading.Lock()
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
        self.live.stop()
        self._parts.close()

    # ------------------------------------------------------------ judging

    @property
    def last(self) -> Assessment | None:
        """The newest assessment of the open portfolio; None before the first one."""
        with self._lock:
            return self._last

    @property
    def _rounds(self) -> "Rounds":
        """Slow the first time: the quotes of the last run are read."""
        from screener.services.rounds import Rounds

        with self._making_rounds:
            if self._made_rounds is None:
                self._made_rounds = Rounds(self._parts, offline=self.offline)
            return self._made_rounds

    def assess(self, *, keep: bool = True) -> Assessment:
        """Slow. The open portfolio judged on the newest prices known; `keep` False stores nothing of it."""
        with self._lock:
            self._asked += 1
            number = self._asked
        portfolio = self.portfolio()
        self.live.take()
        assessment = self._rounds.judge(portfolio)
        if self._take(assessment, number):
            self.live.follow(to_follow(portfolio, assessment))
            if keep and self._from_file is None:
                self._store(assessment, number)
        if keep:
            self._parts.back_up()
        return assessment

    def refresh(self) -> "RefreshOutcome":
        """Slow, network. One request for all quotes, then `assess`, then what changed since the last time."""
        return self._rounds.refresh(self.portfolio, self.assess)

    def look(self) -> "RefreshOutcome":
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

    def refresh_statements(self, wait: Wait, progress: Progress | None = None) -> StatementsOutcome:
        """Very slow, network. Read what is due of the statements of the companies in play, then `assess`.

        Asks nobody offline, with live figures or statements switched off, and of each company once a day.
        `wait` is called between requests; the round ends when it returns True.
        """
        assessment = self.last or self.assess()
        parts = self._parts
        if not self._rounds.asking:
            return StatementsOutcome(assessment=assessment)
        companies = companies_to_read(assessment, parts.judge.universe.companies)
        filed = parts.filings.why_off is None
        outcome = parts.statements.refresh(companies, wait, progress, filings_are_read=filed)
        newest = self.assess() if outcome.newer and not is_ended(outcome) else assessment
        return msgspec.structs.replace(outcome, assessment=newest)

    @property
    def statements_read(self) -> datetime | None:
        """When statements were last read, in this run or an earlier one; None: never. Slow the first time."""
        return self._parts.statements.last_read

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

    def open_file(self, path: Path) -> "ImportReview":
        """Judge the positions of a file instead of a stored portfolio; nothing of it is stored.

        Raises BadInput when no position could be read.
        """
        from screener.services import importing

        review = importing.preview_import(path)
        self._from_file = importing.as_portfolio(review, self._parts.settings.text("base_currency"))
        self._follow()
        return review

    # ------------------------------------------------------------ looking up

    def search(self, text: str, limit: int = 20) -> "tuple[SearchHit, ...]":
        """Companies and funds by ticker, English or Chinese name. Slow the first time."""
        from screener.services.search import SearchIndex

        with self._searching:
            if self._search is None:
                self._search = SearchIndex(self._parts.judge.universe)
        return self._search.find(text, limit)

    def search_online(self, text: str) -> tuple[SymbolMatch, ...]:
        """Slow, network. Listings that fit a name, an ISIN or a symbol; only the text is sent."""
        from screener.services.online_search import search_online

        live = self._parts.settings.switch("live_quotes")
        return search_online(text, self._parts.sources.search, offline=self.offline, live=live)

    def price_chart(self, symbol: str, span: "Span") -> "PriceChart | None":
        """Slow, network. The price chart of a listing from fetched closes, else shipped ones, else None."""
        quote = self._rounds.book.state.quotes.get(symbol)
        return self._price_charts().chart(symbol, span, quote=quote, asking=self._rounds.asking)

    def _price_charts(self) -> "PriceCharts":
        from screener.services.closes import PriceCharts

        parts = self._parts
        with self._charting:
            if self._charts is None:
                self._charts = PriceCharts(
                    weekly=parts.sources.closes,
                    daily=parts.sources.histories,
                    kept_weekly=parts.cache.closes,
                    kept_daily=parts.cache.histories,
                    shipped=parts.shipped_closes,
                    exchanges=lambda: parts.judge.exchanges,
                    clock=parts.clock,
                )
            return self._charts

    def source_line(self) -> str:
        """One line on where the prices come from and how many rows have a new one."""
        return source_line(self.last, self.live.state)

    def hosts(self) -> tuple[HostInfo, ...]:
        """Every host that may be contacted, what it is told, and how that went last."""
        parts = self._parts
        return parts.hosts.all(parts.filings.hosts_off, parts.host_pauses.now(), parts.host_switch.is_off)

    def switch_host(self, host: str, *, on: bool) -> None:
        """Contact a host again, or never, from the next request on."""
        self._parts.host_switch.turn(host, on=on)

    # ------------------------------------------------------------ alerts, settings, reports

    def alerts(self) -> tuple[Alert, ...]:
        """The history of the open portfolio, newest first."""
        key = self._shown
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
        from screener.services import exporting

        return exporting.export(self.last or self.assess(), path)

    @property
    def read_only(self) -> bool:
        """True when another window has the files and changes cannot be stored."""
        return self._parts.user.read_only

    @property
    def cannot_store(self) -> str | None:
        """One sentence on why changes are not kept; None when they are."""
        return self._parts.cannot_store
