"""A workspace on real files of the test's own home, with a scripted source instead of Yahoo."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from unittest import mock

from screener.domain.currency import Rate
from screener.domain.figure import Source
from screener.domain.message import Message, Text
from screener.domain.quote import Closes, Quote, QuoteBatch
from screener.errors import DataSourceError
from screener.providers.provider import Heard, ProviderEntry, Surroundings, nobody_listens
from screener.services import opening
from screener.services.workspace import Workspace
from tests.fakes.clocks import Clocks

START = datetime(2026, 8, 24, 15, 0, tzinfo=UTC)
"""The Monday after the day of the shipped prices, while New York trades."""

PRICES = {
    "NVDA": "200", "MSFT": "480", "ORCL": "150", "CRWV": "90", "AMD": "470", "PLTR": "180", "VRT": "260",
    "EQIX": "1050", "KO": "90", "JNJ": "270", "QQQ": "710", "SMH": "560", "2330.TW": "2400", "AVGO": "380",
    "GOOGL": "210",
}  # fmt: skip
EARNINGS = {"NVDA": "7.91", "MSFT": "17.96", "KO": "3.18", "ORCL": "6.38", "JNJ": "8.62"}
TYPES = {"QQQ": "ETF", "SMH": "ETF"}
UNREACHABLE = Message("source.unreachable", {"source": Text("Yahoo Finance")})


class ScriptedSource:
    """A source of quotes and closes that says what the test tells it to, and remembers what it was asked."""

    name = "Yahoo Finance"
    hosts = ("query1.finance.yahoo.com",)

    def __init__(self, clocks: Clocks) -> None:
        self.clocks = clocks
        self.prices = {symbol: Decimal(price) for symbol, price in PRICES.items()}
        self.earnings = {symbol: Decimal(eps) for symbol, eps in EARNINGS.items()}
        self.types = dict(TYPES)
        self.currencies = {"2330.TW": "TWD"}
        self.names: dict[str, str] = {}
        self.failure: Message | None = None
        self.retry_at: datetime | None = None
        self.delay: int | None = 0
        self.asked: list[tuple[str, ...]] = []
        self.pairs: list[tuple[tuple[str, str], ...]] = []
        """Of each request the pairs of currencies it asked for."""
        self.rates: dict[tuple[str, str], Decimal] = {}
        self.left_out: list[set[str]] = []
        """What each of the next answers leaves out although it is known."""
        self.gone: set[str] = set()
        self.closes_asked: list[str] = []
        self.closes: dict[str, tuple[tuple[date, Decimal], ...]] = {}
        self.closed = False
        self.heard: Heard = nobody_listens

    def opened(self, surroundings: Surroundings) -> "ScriptedSource":
        """As a provider's `open`."""
        self.heard = surroundings.heard
        return self

    def quotes(self, symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> QuoteBatch:
        self.asked.append(tuple(symbols))
        self.pairs.append(tuple(pairs))
        self.heard(self.hosts[0], self.failure)
        left_out = self.left_out.pop(0) if self.left_out else set()
        answered = self.failure is None
        known = [one for one in symbols if answered and one in self.prices.keys() - left_out - self.gone]
        return QuoteBatch(
            quotes=tuple(self.quote(symbol) for symbol in known),
            missing=tuple(symbol for symbol in symbols if symbol not in known),
            at=self.clocks.wall(),
            failure=self.failure,
            retry_at=self.retry_at,
            gone=tuple(symbol for symbol in symbols if answered and symbol in self.gone),
            rates=self.rates_of(pairs) if answered else (),
        )

    def rates_of(self, pairs: Iterable[tuple[str, str]]) -> tuple[Rate, ...]:
        """Those of `rates` between currencies that were asked for, dated today."""
        codes = {code for pair in pairs for code in (*pair, "USD")}
        today, source = self.clocks.wall().date(), Source(self.name, tier="feed")
        return tuple(
            Rate(base, quote, today, value, source)
            for (base, quote), value in self.rates.items()
            if {base, quote} <= codes
        )

    def quote(self, symbol: str) -> Quote:
        price = self.prices[symbol]
        return Quote(
            symbol=symbol,
            price=price,
            currency=self.currencies.get(symbol, "USD"),
            at=self.clocks.wall() - timedelta(seconds=5),
            fetched_at=self.clocks.wall(),
            source=self.name,
            quote_type=self.types.get(symbol, "EQUITY"),
            market_state="regular",
            previous_close=price * Decimal("0.99"),
            change_fraction=Decimal("0.0101"),
            eps_ttm=self.earnings.get(symbol),
            name=self.names.get(symbol),
            delayed_by_minutes=self.delay,
        )

    def weekly_closes(self, symbol: str) -> Closes:
        self.closes_asked.append(symbol)
        if symbol not in self.closes:
            raise DataSourceError("Yahoo Finance cannot be reached.")
        return Closes(symbol, "USD", self.closes[symbol], self.clocks.wall(), self.name)

    def close(self) -> None:
        self.closed = True


@contextmanager
def scripted(source: ScriptedSource) -> Iterator[None]:
    """Whoever opens a workspace inside gets this source and no other."""
    entry = ProviderEntry("scripted", ScriptedSource.hosts, source.opened)
    with mock.patch.object(opening, "PROVIDERS", (entry,)):
        yield


@contextmanager
def desk(source: ScriptedSource, *, offline: bool = False, store: bool = True) -> Iterator[Workspace]:
    """The workspace of the test's home on that source and its clock."""
    with scripted(source):
        workspace = opening.open_workspace(offline=offline, store=store, clock=source.clocks.wall)
    with workspace:
        yield workspace


def symbols_of(rows: Iterable[object]) -> list[str]:
    """The symbols of positions or companies, in their order."""
    return [row.symbol for row in rows]  # type: ignore[attr-defined]  # both have one
