"""Made-up market data in the shapes Yahoo uses. Nothing here was ever recorded."""

import math
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.fakes.yahoo_statements import Books, Json, made_up_books, series

MINOR = {"GBp": "GBP", "GBX": "GBP", "ZAc": "ZAR", "ILA": "ILS"}


@dataclass(frozen=True)
class FakeListing:
    """One listing; `price` in `currency` as Yahoo quotes it (pence for GBp)."""

    symbol: str
    name: str
    price: float
    previous_close: float
    currency: str = "USD"
    statements_currency: str | None = None
    quote_type: str = "EQUITY"
    eps: float | None = 2.5
    market_cap: float | None = 500e9
    exchange: str = "NMS"
    exchange_name: str = "NASDAQ"
    zone: str = "America/New_York"
    delay: int = 0
    splits: tuple[tuple[date, int, int], ...] = ()
    """Day, new shares and old ones; all earlier bars are made with the split applied."""
    extra: Json = field(default_factory=dict)
    """Laid over the finished quote row; a value of ... takes a key away."""


def _listing(symbol: str, name: str, price: float, **more: Any) -> FakeListing:
    return FakeListing(symbol, name, price, round(price * 0.99, 2), **more)


_PAIR: Json = {
    "quote_type": "CURRENCY",
    "eps": None,
    "market_cap": None,
    "exchange": "CCY",
    "zone": "Europe/London",
}

_IN_FUNDS = {
    "AAPL": 230.0, "ADI": 245.0, "AMAT": 165.0, "AMZN": 222.0, "ASML": 742.0, "AVGO": 294.0, "GOOG": 206.0,
    "GOOGL": 205.0, "LRCX": 98.0, "META": 739.0, "MU": 117.0, "TSM": 232.0, "TXN": 201.0,
}  # fmt: skip

LISTINGS = (
    _listing("NVDA", "NVIDIA Corporation", 181.4, eps=4.6, market_cap=4.4e12),
    _listing("MSFT", "Microsoft Corporation", 505.2, eps=14.1, market_cap=3.75e12),
    _listing(
        "ORCL", "Oracle Corporation", 236.0, eps=4.3, market_cap=6.6e11, exchange="NYQ", exchange_name="NYSE"
    ),
    _listing("CRWV", "CoreWeave, Inc.", 92.1, eps=-1.9, market_cap=4.5e10),
    _listing("AMD", "Advanced Micro Devices, Inc.", 166.5, eps=1.7, market_cap=2.7e11),
    _listing("PLTR", "Palantir Technologies Inc.", 158.3, eps=0.3, market_cap=3.7e11),
    _listing(
        "VRT", "Vertiv Holdings Co", 129.9, eps=2.1, market_cap=4.9e10, exchange="NYQ", exchange_name="NYSE"
    ),
    _listing("EQIX", "Equinix, Inc.", 781.0, eps=10.2, market_cap=7.6e10),
    _listing(
        "KO", "The Coca-Cola Company", 69.9, eps=2.8, market_cap=3.0e11, exchange="NYQ", exchange_name="NYSE"
    ),
    _listing(
        "JNJ", "Johnson & Johnson", 178.0, eps=9.3, market_cap=4.3e11, exchange="NYQ", exchange_name="NYSE"
    ),
    _listing("BRK-B", "Berkshire Hathaway Inc.", 488.1, eps=29.2, market_cap=1.05e12, exchange="NYQ"),
    _listing("QQQ", "Invesco QQQ Trust", 571.6, quote_type="ETF", eps=None, market_cap=None),
    _listing("SMH", "VanEck Semiconductor ETF", 291.2, quote_type="ETF", eps=None, market_cap=None),
    _listing(
        "2330.TW",
        "Taiwan Semiconductor Manufacturing Company Limited",
        1150.0,
        currency="TWD",
        eps=58.0,
        market_cap=2.98e13,
        exchange="TAI",
        exchange_name="Taiwan",
        zone="Asia/Taipei",
        delay=20,
    ),
    _listing(
        "PENCE.L",
        "Pence & Pounds plc",
        412.5,
        currency="GBp",
        eps=0.33,
        market_cap=3.4e9,
        exchange="LSE",
        exchange_name="London",
        zone="Europe/London",
        delay=15,
    ),
    *(
        _listing(symbol, f"{symbol.title()} of Funds Inc.", price, eps=price / 30, market_cap=price * 1e9)
        # What the funds of the sample hold beside the above, and what it watches.
        for symbol, price in _IN_FUNDS.items()
    ),
    _listing("EURUSD=X", "EUR/USD", 1.16, **_PAIR),
    _listing("GBPUSD=X", "GBP/USD", 1.34, **_PAIR),
    _listing("JPY=X", "USD/JPY", 147.5, **_PAIR | {"currency": "JPY"}),
    _listing("TWD=X", "USD/TWD", 30.2, **_PAIR | {"currency": "TWD"}),
    _listing("CNY=X", "USD/CNY", 7.18, **_PAIR | {"currency": "CNY"}),
    _listing(
        "ADRX",
        "Foreign Statements Ltd",
        124.7,
        statements_currency="CNY",
        eps=4.8,
        market_cap=3.0e11,
        exchange="NYQ",
    ),
)


def now_utc() -> datetime:
    """The real time."""
    return datetime.now(UTC)


class FakeMarket:
    """The listings the fake knows; tests change them while the server runs."""

    def __init__(
        self, listings: Iterable[FakeListing] = LISTINGS, now: Callable[[], datetime] = now_utc
    ) -> None:
        self._listings = {listing.symbol: listing for listing in listings}
        self.now = now
        self.books: dict[str, Books] = {}
        """Statements by symbol, for those that are not to be made up."""
        self.state = "REGULAR"
        self.traded_at: datetime | None = None
        """Time of the last trade; None = now."""

    def add(self, listing: FakeListing) -> None:
        self._listings[listing.symbol] = listing

    def set(self, symbol: str, **changes: Any) -> None:
        self._listings[symbol] = replace(self._listings[symbol], **changes)

    def find(self, symbol: str) -> FakeListing | None:
        return self._listings.get(symbol)

    def quote_row(self, symbol: str) -> Json | None:
        listing = self.find(symbol)
        if listing is None:
            return None
        change = listing.price - listing.previous_close
        row: Json = {
            "language": "en-US",
            "region": "US",
            "quoteType": listing.quote_type,
            "quoteSourceName": "Delayed Quote" if listing.delay else "Nasdaq Real Time Price",
            "currency": listing.currency,
            "exchange": listing.exchange,
            "fullExchangeName": listing.exchange_name,
            "exchangeTimezoneName": listing.zone,
            "marketState": self.state,
            "shortName": listing.name.upper()[:31],
            "longName": listing.name,
            "regularMarketPrice": listing.price,
            "regularMarketPreviousClose": listing.previous_close,
            "regularMarketChange": round(change, 6),
            "regularMarketChangePercent": round(100 * change / listing.previous_close, 6),
            "regularMarketTime": int(self._traded().timestamp()),
            "regularMarketVolume": 1_000_000,
            "exchangeDataDelayedBy": listing.delay,
            "sourceInterval": 15,
            "financialCurrency": listing.statements_currency or MINOR.get(listing.currency, listing.currency),
            "priceHint": 2,
            "triggerable": True,
            "esgPopulated": False,
            "symbol": listing.symbol,
        }
        if listing.market_cap is not None:
            row["marketCap"] = int(listing.market_cap)
        if listing.eps is not None:
            row["epsTrailingTwelveMonths"] = listing.eps
            if listing.eps > 0:
                row["trailingPE"] = round(listing.price / listing.eps, 6)
        row.update(listing.extra)
        return {key: value for key, value in row.items() if value is not ...}

    def chart(self, symbol: str, interval: str = "1d", days: int = 365) -> Json | None:
        """A chart of daily or weekly bars that ends at the present price, with one empty bar."""
        listing = self.find(symbol)
        if listing is None:
            return None
        zone = ZoneInfo(listing.zone)
        traded = self._traded().astimezone(zone)
        step = 7 if interval == "1wk" else 1
        midnight = traded.replace(hour=0, minute=0, second=0, microsecond=0)
        first = midnight - timedelta(days=days)
        if step == 7:
            first -= timedelta(days=first.weekday())
        starts = []
        day = first
        while day <= midnight:
            if step == 7 or day.weekday() < 5:
                starts.append(day)
            day += timedelta(days=step)
        stamps = [int(start.timestamp()) for start in starts]
        closes = _walk(listing, [start.date() for start in starts])
        if len(closes) > 10:
            closes[5] = None
        if stamps[-1] != int(traded.timestamp()):
            # The running bar comes once more, stamped with the last trade.
            stamps.append(int(traded.timestamp()))
            closes.append(listing.price)
        volumes = [None if close is None else 1_000_000 for close in closes]
        prices = {"close": closes, "open": closes, "high": closes, "low": closes, "volume": volumes}
        offset = zone.utcoffset(traded.replace(tzinfo=None))
        assert offset is not None
        period = {
            "timezone": "X",
            "start": int(midnight.timestamp()) + 34_200,
            "end": int(midnight.timestamp()) + 57_600,
            "gmtoffset": int(offset.total_seconds()),
        }
        meta = {
            "currency": listing.currency,
            "symbol": listing.symbol,
            "exchangeName": listing.exchange,
            "fullExchangeName": listing.exchange_name,
            "instrumentType": listing.quote_type,
            "regularMarketTime": int(traded.timestamp()),
            "regularMarketPrice": listing.price,
            "gmtoffset": int(offset.total_seconds()),
            "timezone": "X",
            "exchangeTimezoneName": listing.zone,
            "chartPreviousClose": closes[0],
            "priceHint": 2,
            "currentTradingPeriod": {"pre": period, "regular": period, "post": period},
            "dataGranularity": interval,
            "range": "",
            "validRanges": ["1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max"],
        }
        indicators = {"quote": [prices], "adjclose": [{"adjclose": closes}]}
        chart: Json = {"meta": meta, "timestamp": stamps, "indicators": indicators}
        events = {
            str(at): {"date": at, "numerator": new, "denominator": old, "splitRatio": f"{new}:{old}"}
            for day, new, old in listing.splits
            if (at := int(datetime(day.year, day.month, day.day, 9, 30, tzinfo=zone).timestamp()))
            >= stamps[0]
        }
        if events:
            chart["events"] = {"splits": events}
        return chart

    def search(self, words: str) -> list[Json]:
        wanted = words.casefold()
        return [
            {
                "exchange": listing.exchange,
                "exchDisp": listing.exchange_name,
                "shortname": listing.name[:30],
                "longname": listing.name,
                "quoteType": listing.quote_type,
                "typeDisp": listing.quote_type.title(),
                "symbol": listing.symbol,
                "index": "quotes",
                "score": 1000.0,
                "isYahooFinance": True,
            }
            for listing in self._listings.values()
            if wanted in listing.symbol.casefold() or wanted in listing.name.casefold()
        ]

    def statements(self, symbol: str, types: Iterable[str]) -> list[Json]:
        """What `books` has of a symbol, else a made-up company; a bare heading for every other line."""
        known = self.books.get(symbol)
        if known is None:
            listing = self.find(symbol)
            known = (
                {}
                if listing is None or listing.eps is None
                else made_up_books(
                    listing.market_cap or 1e9,
                    listing.eps,
                    listing.price / (100 if listing.currency in MINOR else 1),
                    listing.statements_currency or MINOR.get(listing.currency, listing.currency),
                    self.now(),
                )
            )
        return [series(symbol, kind, known.get(kind)) for kind in types]

    def summary(self, symbol: str, modules: Iterable[str]) -> Json | None:
        listing, row = self.find(symbol), self.quote_row(symbol)
        if listing is None or row is None:
            return None
        known: Json = {
            "quoteType": {
                "symbol": symbol,
                "quoteType": listing.quote_type,
                "longName": listing.name,
                "maxAge": 1,
            },
            "price": {**row, "maxAge": 1},
            "summaryDetail": {
                "maxAge": 1,
                "previousClose": listing.previous_close,
                "currency": listing.currency,
                "marketCap": row.get("marketCap"),
            },
            "financialData": {"maxAge": 86_400, "currentPrice": listing.price, "debtToEquity": 32.5},
            "defaultKeyStatistics": {"maxAge": 1, "trailingEps": listing.eps},
            "assetProfile": {"maxAge": 86_400, "sector": "Technology", "industry": "Made up"},
        }
        return {name: known[name] for name in modules if name in known}

    def _traded(self) -> datetime:
        return (self.traded_at or self.now()).astimezone(UTC)


def _walk(listing: FakeListing, days: Iterable[date]) -> list[float | None]:
    """A smooth series of its own for each symbol, by the day and whatever the range; ends at the price."""
    phase = zlib.crc32(listing.symbol.encode()) % 100 / 10
    waves = (
        0.8 + 0.2 * math.sin(phase + day.toordinal() / 400) + 0.03 * math.sin(phase + day.toordinal() / 9)
        for day in days
    )
    closes: list[float | None] = [round(listing.price * wave, 4) for wave in waves]
    return [*closes[:-1], listing.price]
