"""A market of fifty listings that opens, moves, closes and has its own truth, by a clock that is moved."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.fakes.clocks import Clocks
from tests.fakes.yahoo_data import LISTINGS, MINOR, FakeListing, FakeMarket, Json
from tests.fakes.yahoo_statements import made_up_books

KNOWN = ("NVDA", "MSFT", "ORCL", "CRWV", "AMD", "PLTR", "VRT", "EQIX", "KO", "JNJ", "QQQ", "SMH", "BRK-B")
FOREIGN = ("PENCE.L", "ADRX")
SPLITTING, ENDING, NEWSWORTHY = "MADE01", "MADE02", "MADE03"
"""Splits 4:1 overnight, is delisted in the afternoon, earns less from the afternoon on."""
HOLDINGS = 50
_COMPANIES = 15
"""Of those made up; the others are funds nobody knows."""
WITH_A_HOLE = "MADE04"
GONE = "NONE"
"""What Yahoo says of the kind of a listing that has ended."""
_PE = 20.0
"""Price over earnings of everybody: far from every step of a screen."""
_LESS = 0.625
"""Part of its earnings that the newsworthy one keeps: P/E 32 then, another severity and far from the next."""
_A_QUARTER = timedelta(days=91)
_STEP, _FARTHEST = 0.0004, 0.003


@dataclass(frozen=True)
class Hours:
    """When a market trades, in UTC; the early session is from `early`, the late one to `late`."""

    early: time
    opens: time
    closes: time
    late: time

    def state(self, now: datetime) -> str:
        """Yahoo's word for the market at that time."""
        at = now.time()
        if now.weekday() > 4 or not self.early <= at < self.late:
            return "CLOSED"
        return "PRE" if at < self.opens else "REGULAR" if at < self.closes else "POST"

    def last_trade(self, now: datetime) -> datetime:
        """Time of the last trade of a regular session."""
        if self.state(now) == "REGULAR":
            return now
        day = now.date() if now.time() >= self.closes else now.date() - timedelta(days=1)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return datetime.combine(day, self.closes, UTC)


_NEW_YORK = Hours(time(8), time(13, 30), time(20), time(21))
_LONDON = Hours(time(7), time(7), time(15, 30), time(15, 30))


def hours_of(listing: FakeListing) -> Hours:
    """When the listing trades, by the summer time of both."""
    return _LONDON if listing.zone == "Europe/London" else _NEW_YORK


class SoakMarket(FakeMarket):
    """The fake's own listings and made-up ones; prices walk a little around where they began."""

    def __init__(self, clocks: Clocks, seed: int, holdings: int = HOLDINGS) -> None:
        super().__init__(LISTINGS, now=clocks.wall)
        self._random = random.Random(seed)
        self._clocks = clocks
        self._made_up = holdings - len(KNOWN) - len(FOREIGN)
        for number in range(self._made_up):
            price, name = 40.0 + 7 * number, f"Made Up {number} Inc."
            if number < _COMPANIES:
                made = FakeListing(f"MADE{number:02d}", name, price, price, market_cap=2e10)
            else:
                made = FakeListing(
                    f"MADE{number:02d}", name, price, price, quote_type="ETF", eps=None, market_cap=None
                )
            self.add(made)
        self.texts_for_numbers = False
        """While True prices and earnings come as texts such as "Infinity"."""
        self._opened: dict[str, date] = {}
        self._base = {symbol: self._found(symbol).price for symbol in self.symbols}
        for symbol in self.symbols:
            listing = self._found(symbol)
            if listing.eps is not None and listing.market_cap is not None:
                self.set(symbol, eps=self.true_price(symbol) / _PE)
                # What a company has reported does not move with its price.
                self.books[symbol] = made_up_books(
                    listing.market_cap,
                    self.true_price(symbol) / _PE,
                    self.true_price(symbol),
                    listing.statements_currency or self.currency(symbol),
                    clocks.now,
                )

    def report_in_halves(self) -> None:
        """A newest quarter of which only earnings a share are there, and a hole in another's interest."""
        books = self.books[NEWSWORTHY]
        eps = books["quarterlyDilutedEPS"]
        newest = {**eps[-1], "asOfDate": (date.fromisoformat(eps[-1]["asOfDate"]) + _A_QUARTER).isoformat()}
        self.books[NEWSWORTHY] = {**books, "quarterlyDilutedEPS": [*eps[1:], newest]}
        holed = self.books[WITH_A_HOLE]
        interest = list(holed["quarterlyInterestExpense"])
        interest[2] = None
        self.books[WITH_A_HOLE] = {**holed, "quarterlyInterestExpense": interest}

    @property
    def symbols(self) -> tuple[str, ...]:
        """What is held."""
        made = tuple(f"MADE{number:02d}" for number in range(self._made_up))
        return (*KNOWN, *FOREIGN, *made)

    def move(self) -> None:
        """Let every open market trade until now."""
        now = self._clocks.now
        for symbol in self.symbols:
            listing = self._found(symbol)
            if hours_of(listing).state(now) != "REGULAR" or listing.quote_type == GONE:
                continue
            if self._opened.get(symbol) != now.date():
                self._opened[symbol] = now.date()
                self.set(symbol, previous_close=listing.price)
            base = self._base[symbol]
            wanted = listing.price * (1 + self._random.uniform(-_STEP, _STEP))
            price = min(max(wanted, base * (1 - _FARTHEST)), base * (1 + _FARTHEST))
            self.set(symbol, price=round(price, 4))

    def split(self) -> None:
        """Four shares for one, as the next morning finds it."""
        listing = self._found(SPLITTING)
        self._base[SPLITTING] /= 4
        assert listing.eps is not None
        self.set(
            SPLITTING,
            price=listing.price / 4,
            previous_close=listing.previous_close / 4,
            eps=listing.eps / 4,
            splits=((self._clocks.now.date(), 4, 1),),
        )

    def end(self) -> None:
        """The listing is no more: known by name, without a price."""
        self.set(ENDING, quote_type=GONE, extra={"regularMarketPrice": ...})

    def cut_earnings(self) -> None:
        listing = self._found(NEWSWORTHY)
        assert listing.eps is not None
        self.set(NEWSWORTHY, eps=listing.eps * _LESS)

    def quote_row(self, symbol: str) -> Json | None:
        """The row with the state and the last trade of its own market, and a price of the other sessions."""
        row, listing = super().quote_row(symbol), self.find(symbol)
        if row is None or listing is None:
            return row
        if listing.quote_type == "CURRENCY":
            return row
        state = hours_of(listing).state(self._clocks.now)
        row["marketState"] = state
        row["regularMarketTime"] = int(hours_of(listing).last_trade(self._clocks.now).timestamp())
        if state in ("PRE", "POST"):
            word = state.lower()
            row[f"{word}MarketPrice"] = round(listing.price * 1.001, 4)
            row[f"{word}MarketTime"] = int(self._clocks.now.timestamp())
        if self.texts_for_numbers:
            row |= {
                "regularMarketPrice": "Infinity",
                "epsTrailingTwelveMonths": "NaN",
                "trailingPE": "Infinity",
            }
        return row

    def state_of(self, symbol: str) -> str:
        """Yahoo's word for the market of a listing now."""
        return hours_of(self._found(symbol)).state(self._clocks.now)

    def trades(self, symbol: str) -> bool:
        """Whether it is held, still listed, and has a session now."""
        listing = self._found(symbol)
        return symbol in self._base and listing.quote_type != GONE and self.state_of(symbol) != "CLOSED"

    def currency(self, symbol: str) -> str:
        """The currency a holding is entered in."""
        currency = self._found(symbol).currency
        return MINOR.get(currency, currency)

    def true_price(self, symbol: str) -> float:
        """The last price of the regular session, in the major unit."""
        listing = self._found(symbol)
        return listing.price / (100 if listing.currency in MINOR else 1)

    def true_rate(self, symbol: str) -> float:
        """Dollars for one unit of the listing's major currency."""
        currency = self.currency(symbol)
        return 1.0 if currency == "USD" else self._found(f"{currency}USD=X").price

    def _found(self, symbol: str) -> FakeListing:
        listing = self.find(symbol)
        assert listing is not None
        return listing
