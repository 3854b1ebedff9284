"""A workspace in memory: the methods of the real one, no files or network, a gate to hold answers back."""

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec

from screener.domain.assessment import Assessment, CompanyResult, Sensitivity
from screener.domain.closes import Closes
from screener.domain.imported import ImportedPosition, ImportReview, RejectedRow
from screener.domain.message import Message
from screener.domain.own_price import OwnPrice, PricesReview
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.price_chart import NewestPrice, PriceChart, Span, step_of
from screener.domain.quote import SymbolMatch
from screener.errors import BadInput, RingfenceError
from screener.services import thresholds
from screener.services.filing_rounds import Progress
from screener.services.holding_input import HoldingDraft, read_holding, read_name, read_symbol
from screener.services.live import LivePrices
from screener.services.portfolios import PortfolioName
from screener.services.quotes import QuoteBook, QuoteState
from screener.services.search import SearchHit
from screener.services.sources import HostInfo
from screener.services.statement_rounds import StatementsOutcome, Wait
from screener.services.watching import Alert
from screener.settings.schema import SETTINGS, Setting, Value, setting
from screener.settings.values import Settings
from tests.builders.assessments import NOW, empty_assessment, position, sample_assessment
from tests.fakes.streams import FakeStreamSource, NothingKept
from tests.ui.fake_ledger import FakeLedger

_HITS = (
    SearchHit("NVDA", "NVIDIA", "輝達", "nvidia"),
    SearchHit("NVDA", "NVIDIA", "英伟达", "nvidia"),
    SearchHit("NVDA", "NVIDIA", "NVDA", "nvidia"),
    SearchHit("ORCL", "Oracle", "ORCL", "oracle"),
    SearchHit("META", "Meta Platforms", "META", "meta"),
    SearchHit("QQQ", "Invesco QQQ", "QQQ", None),
)


def alert(number: int, symbol: str, sentence: str, *, read: bool = False, kind: str = "alert") -> Alert:
    """An alert as the services word it."""
    return Alert(
        id=number,
        at=NOW - timedelta(hours=number),
        company=symbol.lower(),
        symbol=symbol,
        name=symbol,
        screen="pe_ttm",
        before="2",
        after="3",
        kind=kind,
        sentence=sentence,
        detail=sentence,
        read=read,
    )


class _Kept:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def all(self) -> Mapping[str, str]:
        return self._texts

    def put(self, key: str, value: str) -> None:
        self._texts[key] = value


class FakeWorkspace(FakeLedger):
    """Knobs: `gate` holds slow answers back until it is set, `fail` fails the next refresh."""

    def __init__(self, assessment: Assessment | None = None, *, offline: bool = False) -> None:
        self.offline = offline
        self.cannot_store: str | None = None
        self.last: Assessment | None = assessment or sample_assessment()
        self.names = [
            PortfolioName("sample", "Sample portfolio", True),
            PortfolioName("p2", "My portfolio", False),
        ]
        self.values: dict[str, Value] = {}
        self.kept_alerts: tuple[Alert, ...] = ()
        self.gate = threading.Event()
        self.gate.set()
        self.fail: Message | None = None
        self.error: RingfenceError | None = None
        self.retry_at: datetime | None = None
        self.calls: list[str] = []
        self.exported: list[Path] = []
        self.new_alerts: tuple[Alert, ...] = ()
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.never_judged: set[str] = set()
        self._undo: list[tuple[str, Assessment]] = []
        self._redo: list[tuple[str, Assessment]] = []
        self._holdings: dict[str, Holding] = {}
        self._prices: dict[str, OwnPrice] = {}
        self._own = Settings(_Kept())
        self.stream = FakeStreamSource()
        self.book = QuoteBook(NothingKept(), QuoteState())
        self.live = LivePrices(
            lambda: self.stream,
            lambda: self.book,
            allowed=lambda: (
                not self.offline and bool(self.setting("live_quotes") and self.setting("live_stream"))
            ),
        )
        self.charts_asked: list[tuple[str, str]] = []
        self.newest_price: NewestPrice | None = None
        self.searched_online: list[str] = []
        self.found_online: dict[str, tuple[SymbolMatch, ...]] = {}
        self.search_error: RingfenceError | None = None
        self.search_gate = threading.Event()
        self.search_gate.set()
        self.firmness = Sensitivity(57, 0.2, stricter=0.31, looser=0.22, either=0.38)

    # ------------------------------------------------------------ judging

    def assess(self, *, keep: bool = True) -> Assessment:
        self.calls.append("assess" if keep else "judge prices")
        self.gate.wait(10)
        if self.error is not None:
            raise self.error
        self.last = self.last or empty_assessment()
        self.last = msgspec.structs.replace(self.last, made_at=self.last.made_at + timedelta(microseconds=1))
        return self.last

    def refresh(self) -> object:
        from screener.services.rounds import RefreshOutcome

        self.calls.append("refresh")
        seen = self._now
        self.gate.wait(10)
        if self.error is not None:
            raise self.error
        mode = "live" if self.fail is None else "stale"
        made = msgspec.structs.replace(seen, mode=mode, mode_reason=self.fail, made_at=self.clock())
        if self.last is seen:
            self.last = made
        return RefreshOutcome(made, self.fail, self.retry_at, self.new_alerts, ())

    def refresh_statements(self, wait: Wait, progress: Progress | None = None) -> StatementsOutcome:
        return StatementsOutcome()

    @property
    def statements_read(self) -> datetime | None:
        return NOW - timedelta(hours=2)

    # ------------------------------------------------------------ portfolios

    def portfolio(self) -> Portfolio:
        if self.last is None:
            return Portfolio("p9", "Never judged", "USD")
        name = next(p.name for p in self.names if p.key == self.last.portfolio_key)
        return Portfolio(
            self.last.portfolio_key, name, self.last.base_currency, is_sample=self.last.is_sample
        )

    def portfolios(self) -> tuple[PortfolioName, ...]:
        return tuple(self.names)

    def open(self, key: str) -> None:
        name = next(each for each in self.names if each.key == key)
        if key in self.never_judged:
            self.last = None
            return
        made = sample_assessment() if name.is_sample else empty_assessment()
        self.last = msgspec.structs.replace(made, portfolio_key=key, portfolio_name=name.name)

    def create(self, name: str, base_currency: str) -> str:
        key = f"p{len(self.names) + 1}"
        self.names.append(PortfolioName(key, read_name(name), False))
        return key

    def rename(self, key: str, name: str) -> None:
        new = read_name(name)
        self.names = [PortfolioName(p.key, new if p.key == key else p.name, p.is_sample) for p in self.names]

    def delete(self, key: str) -> None:
        self.names = [each for each in self.names if each.key != key]
        self.open(self.names[0].key)

    def set_base_currency(self, code: str) -> None:
        assert self.last is not None
        self.last = msgspec.structs.replace(self.last, base_currency=code)

    def base_currencies(self) -> tuple[str, ...]:
        return ("CHF", "EUR", "GBP", "TWD", "USD")

    def clear_sample(self) -> None:
        self.names = [each for each in self.names if not each.is_sample]
        self.open(self.names[0].key)

    # ------------------------------------------------------------ holdings and watchlist

    def holding(self, key: str) -> Holding:
        assert self.last is not None
        found = next(each for each in self.last.positions if each.key == key)
        return Holding(
            key, found.symbol, found.quantity or Decimal(0), "USD", found.cost and found.cost.amount
        )

    def add_holding(self, draft: HoldingDraft, *, merge: bool = False) -> str:
        made = read_holding(draft, f"h{len(self._undo)}-{draft.symbol}")
        row = position(made.symbol, made.symbol, "0.01", key=made.key, quantity=made.quantity)
        self._change(f"Add {made.symbol}", positions=(*self._now.positions, row))
        return made.key

    def edit_holding(self, key: str, draft: HoldingDraft) -> None:
        made = read_holding(draft, key)
        rows = tuple(
            msgspec.structs.replace(row, symbol=made.symbol, quantity=made.quantity)
            if row.key == key
            else row
            for row in self._now.positions
        )
        self._change(f"Edit {made.symbol}", positions=rows)

    def remove_holdings(self, keys: Collection[str]) -> None:
        rows = tuple(row for row in self._now.positions if row.key not in keys)
        self._change(f"Remove {len(keys)} holdings", positions=rows)

    def add_watch(self, symbol: str) -> str:
        known = read_symbol(symbol)
        if any(row.symbol == known for row in self._now.watchlist):
            raise BadInput(f"{known} is on the watchlist already.")
        row = position(known, known, None, key=f"w-{known}", watched=True)
        self._change(f"Watch {known}", watchlist=(*self._now.watchlist, row))
        return row.key

    def remove_watch(self, keys: Collection[str]) -> None:
        rows = tuple(row for row in self._now.watchlist if row.key not in keys)
        self._change("Stop watching", watchlist=rows)

    def undo(self) -> str | None:
        text, before = self._undo.pop()
        self._ledger_stepped(text, back=True)
        self._redo.append((text, self._now))
        self.last = before
        return text

    def redo(self) -> str | None:
        text, after = self._redo.pop()
        self._ledger_stepped(text, back=False)
        self._undo.append((text, self._now))
        self.last = after
        return text

    @property
    def can_undo(self) -> str | None:
        return self._undo[-1][0] if self._undo else None

    @property
    def can_redo(self) -> str | None:
        return self._redo[-1][0] if self._redo else None

    @property
    def _now(self) -> Assessment:
        assert self.last is not None
        return self.last

    def _change(self, text: str, **fields: object) -> None:
        self._undo.append((text, self._now))
        self._redo.clear()
        self.last = msgspec.structs.replace(self._now, **fields)

    def preview_import(self, path: Path) -> ImportReview:
        if path.suffix != ".csv":
            raise BadInput(f"{path.name} is not a table.", path=path)
        return ImportReview(
            file=path.name,
            recognised_as="Positions",
            positions=(
                ImportedPosition(
                    2, "NVDA", Decimal(10), name="NVIDIA", currency="USD", cost=Decimal("1200.50")
                ),
                ImportedPosition(3, "KO", Decimal("2.5"), name="Coca-Cola <b>", currency="USD"),
            ),
            rejected=(RejectedRow(4, Message("import_row_is_total"), "MSFT;;"),),
        )

    def commit_import(self, review: ImportReview, into: str, name: str) -> str:
        self.calls.append(f"commit {into} {name}")
        if into == "new":
            return self.create(name, "USD")
        return self._now.portfolio_key

    # ------------------------------------------------------------ own prices

    def own_prices(self) -> tuple[OwnPrice, ...]:
        return tuple(self._prices.values())

    def preview_prices(self, path: Path) -> PricesReview:
        if path.suffix != ".csv":
            raise BadInput(f"{path.name} holds no list of prices.", path=path)
        read = tuple(
            OwnPrice(symbol, Decimal(price), "USD", date(2026, 10, 8), path.name, NOW)
            for symbol, price in (("ABCX", "12.50"), ("COST<b>", "0.0004"))
        )
        rejected = (RejectedRow(4, Message("import_price_no_currency"), "VOD.L | 412"),)
        return PricesReview(path.name, read, 5, date(2026, 9, 1), date(2026, 10, 8), 1, 2, rejected)

    def commit_prices(self, review: PricesReview) -> None:
        self._change(f"Import {len(review.prices)} prices")
        self._prices |= {one.symbol: one for one in review.prices}

    def remove_own_prices(self, symbols: Collection[str]) -> None:
        self._change(
            "Remove one price of yours" if len(symbols) == 1 else f"Remove {len(symbols)} prices of yours"
        )
        for symbol in symbols:
            self._prices.pop(symbol, None)

    def calendar_remarks(self) -> tuple[str, ...]:
        return ("The trading days of Somewhere are known until 31 Dec 2026 only.",)

    # ------------------------------------------------------------ the rest

    def search(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        wanted = text.casefold()
        found: dict[str, SearchHit] = {}
        for hit in _HITS:
            if (
                wanted in hit.matched.casefold()
                or wanted in hit.name.casefold()
                or wanted in hit.symbol.casefold()
            ):
                found.setdefault(hit.symbol, hit)
        return tuple(found.values())[:limit]

    def price_chart(self, symbol: str, span: Span) -> PriceChart | None:
        self.charts_asked.append((symbol, span))
        first = date(2025, 1, 3)
        if step_of(span) == "day":
            days = tuple(first + timedelta(days=n) for n in range(540, 630))
        else:
            days = tuple(first + timedelta(weeks=n) for n in range(90))
        values = tuple(100 + n * 0.7 + (n % 9) * 2.0 for n in range(90))
        closes = Closes(days, values, "USD", "Example", days[-1])
        return PriceChart(span, step_of(span), closes, self.newest_price)

    def search_online(self, text: str) -> tuple[SymbolMatch, ...]:
        self.searched_online.append(text)
        self.search_gate.wait(10)
        if self.search_error is not None:
            raise self.search_error
        return self.found_online.get(text, ())

    def loops(self, floor: str, legs: int = 4) -> tuple[object, ...]:
        return self._now.loops

    def export(self, path: Path) -> Path:
        self.exported.append(path)
        return path

    def alerts(self) -> tuple[Alert, ...]:
        return self.kept_alerts

    def unread_alerts(self) -> int:
        return sum(not each.read for each in self.kept_alerts)

    def mark_alerts_read(self, ids: Collection[int]) -> None:
        self.kept_alerts = tuple(
            msgspec.structs.replace(each, read=each.read or each.id in ids) for each in self.kept_alerts
        )

    # ------------------------------------------------------------ thresholds and tags

    def thresholds(self) -> tuple[thresholds.ScreenThresholds, ...]:
        return thresholds.rows(self._own)

    def threshold_set_id(self) -> str:
        return thresholds.in_force(self._own)[0].id

    def set_threshold(self, screen: str, steps: tuple[float, ...]) -> None:
        thresholds.change(self._own, screen, steps)

    def switch_screen(self, screen: str, *, on: bool) -> None:
        thresholds.switch(self._own, screen, on=on)

    def reset_thresholds(self, screen: str | None = None) -> None:
        thresholds.reset(self._own, screen)

    def export_thresholds(self, path: Path) -> Path:
        path.write_text(thresholds.as_text(self._own), encoding="utf-8")
        return path

    def import_thresholds(self, path: Path) -> None:
        thresholds.read_file(self._own, path)

    def sensitivity(self) -> Sensitivity:
        self.calls.append("sensitivity")
        self.gate.wait(10)
        return self.firmness

    def set_tags(self, key: str, tags: Iterable[str]) -> None:
        new = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))
        if any(len(tag) > 40 for tag in new):
            raise BadInput("A tag has at most 40 characters, all of them printable.")
        self._change(f"Tags of {key}", companies=self._companies_with(key, tags=new))

    def set_role(self, key: str, role: str | None, layer: str | None) -> None:
        shipped = sample_assessment().company(key)
        assert shipped is not None
        fields = {
            "role": shipped.role if role is None else role or None,
            "layer": shipped.layer if layer is None else layer or None,
            "role_edited": role is not None or layer is not None,
        }
        self._change(f"Role of {key}", companies=self._companies_with(key, **fields))

    def all_tags(self) -> tuple[str, ...]:
        return tuple(sorted({tag for company in self._now.companies for tag in company.tags}))

    def _companies_with(self, key: str, **fields: object) -> tuple[CompanyResult, ...]:
        return tuple(
            msgspec.structs.replace(each, **fields) if each.key == key else each
            for each in self._now.companies
        )

    def setting(self, key: str) -> Value:
        if key in ("holdings_columns", "watch_columns"):
            return self.values.get(key, "")
        return self.values.get(key, setting(key).default(lambda: None))

    def set_setting(self, key: str, value: Value) -> None:
        self.values[key] = setting(key).checked(value)

    def settings(self) -> tuple[Setting, ...]:
        return tuple(each for each in SETTINGS if each.shown)

    def hosts(self) -> tuple[HostInfo, ...]:
        off = str(self.setting("hosts_off")).split()
        known = (
            HostInfo("query2.finance.yahoo.com", "the tickers you hold or watch", NOW, lost="no new charts"),
            HostInfo("fc.yahoo.com", "nothing of yours", None, "It asks for fewer requests."),
            HostInfo("data.sec.gov", "your contact address", off="It wants a contact address."),
            HostInfo(
                "www.sec.gov",
                "your contact address",
                NOW,
                "SEC EDGAR asks for fewer requests.",
                paused_until=NOW + timedelta(minutes=10),
            ),
        )
        return tuple(msgspec.structs.replace(each, turned_off=each.name in off) for each in known)

    def switch_host(self, host: str, *, on: bool) -> None:
        off = set(str(self.setting("hosts_off")).split()) - {host}
        self.set_setting("hosts_off", " ".join(sorted(off if on else off | {host})))

    def source_line(self) -> str:
        return "Quotes: Yahoo Finance, may be delayed · 13 of 14 fresh"
