"""The price a position is judged with: the newest of live, last good, shipped and the user's own."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import msgspec

from screener.domain.assessment import PriceOrigin
from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.portfolio import Holding
from screener.domain.quote import ExtendedPrice, MarketState, Quote
from screener.domain.security import Kind, spellings
from screener.domain.sessions import NO_EXCHANGES, Exchanges, market_day
from screener.domain.universe import SnapshotPrice

QUOTED_KINDS: frozenset[Kind] = frozenset({"equity", "fund", "crypto"})
"""What a quote can value by itself. A bond is quoted in percent and an option for one of many shares,
and cash needs no price; the rest is nobody knows what."""


class Priced(msgspec.Struct, frozen=True, gc=False):
    """A price with what came in the same answer.

    `eps` is per share in the price's currency and share basis, so price / eps is a P/E
    (None = the answer had none). `change` is today's, as a fraction. `symbol` is the listing's,
    `market_state` what the source said of its market, `extended` a price outside the regular session,
    which values nothing.
    """

    price: Figure
    origin: PriceOrigin
    eps: Figure | None = None
    previous_close: Decimal | None = None
    change: Decimal | None = None
    market_state: MarketState = "unknown"
    quoted_at: datetime | None = None
    delayed_minutes: int | None = None
    name: str | None = None
    quote_type: str | None = None
    symbol: str = ""
    extended: ExtendedPrice | None = None


class KnownPrices(msgspec.Struct, frozen=True, gc=False):
    """Every price at hand, by symbol.

    `quotes` are the last good ones, `fresh` the symbols the newest request answered, `shipped` the prices
    that came with the program, `own` those of the user's lists.
    """

    quotes: Mapping[str, Quote] = {}
    fresh: frozenset[str] = frozenset()
    shipped: Mapping[str, SnapshotPrice] = {}
    own: Mapping[str, SnapshotPrice] = {}
    exchanges: Exchanges = NO_EXCHANGES

    def only_own(self) -> "KnownPrices":
        """What the user said, without quotes and shipped prices."""
        return KnownPrices(own=self.own, exchanges=self.exchanges)


def price_of(
    symbol: str, known: KnownPrices, holding: Holding | None = None, *, listed_as: str | None = None
) -> Priced | None:
    """The newest price known for `symbol`, None when there is none.

    Shipped prices and the user's lists may have it spelled `listed_as`. What the user typed in or listed
    counts from its day on, until something newer is known; of the same day a quote goes first, then a
    shipped price, then the user's own.
    """
    candidates: list[Priced] = []
    quote = known.quotes.get(symbol)
    if quote is not None:
        day = market_day(known.exchanges.of_symbol(symbol), quote.at)
        candidates.append(from_quote(quote, live=symbol in known.fresh, day=day))
    spelled = listed_as or symbol
    snapshot = known.shipped.get(spelled)
    if snapshot is not None:
        candidates.append(_from_list(snapshot, "snapshot", symbol))
    if holding is not None and holding.manual_price is not None and holding.currency is not None:
        candidates.append(
            _from_user(holding.manual_price, holding.currency, holding.manual_price_on or date.min, symbol)
        )
    listed = own_price(symbol, known.own)
    if listed is not None:
        candidates.append(_from_list(listed, "manual", symbol))
    return max(candidates, key=lambda priced: priced.price.as_of, default=None)


def own_price(symbol: str, own: Mapping[str, SnapshotPrice]) -> SnapshotPrice | None:
    """The price of a listing in the user's lists, however it is spelled there; None without one."""
    return next((own[spelled] for spelled in (symbol, *spellings(symbol)) if spelled in own), None)


def from_quote(quote: Quote, *, live: bool, day: date | None = None) -> Priced:
    """A quote as a price figure dated by its market time: `day` at its exchange, else the day by UTC."""
    day = day or quote.at.date()
    source = Source(title=quote.source, tier="feed")
    eps = None
    if quote.eps_ttm is not None:
        eps = Figure("eps_diluted", quote.eps_ttm, Unit.PER_SHARE, day, source, quote.currency, "TTM")
    return Priced(
        price=Figure("price", quote.price, Unit.PER_SHARE, day, source, quote.currency),
        origin="live" if live else "last_good",
        eps=eps,
        previous_close=quote.previous_close,
        change=quote.change_fraction,
        market_state=quote.market_state,
        quoted_at=quote.at,
        delayed_minutes=quote.delayed_by_minutes,
        name=quote.name,
        quote_type=quote.quote_type,
        symbol=quote.symbol,
        extended=quote.extended,
    )


def _from_list(listed: SnapshotPrice, origin: PriceOrigin, symbol: str) -> Priced:
    figure = Figure("price", listed.price, Unit.PER_SHARE, listed.day, listed.source, listed.currency)
    return Priced(figure, origin, symbol=symbol)


def _from_user(price: Decimal, currency: str, day: date, symbol: str) -> Priced:
    source = Source(title="entered by you", tier="user")
    return Priced(Figure("price", price, Unit.PER_SHARE, day, source, currency), "manual", symbol=symbol)
