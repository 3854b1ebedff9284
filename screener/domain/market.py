"""The price a position is judged with: the newest of live, last good and shipped."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import msgspec

from screener.domain.assessment import PriceOrigin
from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.portfolio import Holding
from screener.domain.quote import Quote
from screener.domain.security import Kind
from screener.domain.universe import SnapshotPrice

QUOTED_KINDS: frozenset[Kind] = frozenset({"equity", "fund", "crypto"})
"""What a quote can value by itself. A bond is quoted in percent and an option for one of many shares,
and cash needs no price; the rest is nobody knows what."""


class Priced(msgspec.Struct, frozen=True):
    """A price with what came in the same answer.

    `eps` is per share in the price's currency and share basis, so price / eps is a P/E
    (None = the answer had none). `change` is today's, as a fraction.
    """

    price: Figure
    origin: PriceOrigin
    eps: Figure | None = None
    previous_close: Decimal | None = None
    change: Decimal | None = None
    market_state: str = "unknown"
    quoted_at: datetime | None = None
    delayed_minutes: int | None = None
    name: str | None = None
    quote_type: str | None = None


def price_of(
    symbol: str,
    quotes: Mapping[str, Quote],
    fresh: frozenset[str],
    shipped: Mapping[str, SnapshotPrice],
    holding: Holding | None = None,
    *,
    listed_as: str | None = None,
) -> Priced | None:
    """The newest price known for `symbol`, None when there is none.

    `quotes` are the last good ones, `fresh` the symbols the newest request answered, `shipped` the
    prices that came with the program, where the symbol may be spelled `listed_as`. A price the user typed
    in counts from its day on, until something newer is known.
    """
    candidates: list[Priced] = []
    quote = quotes.get(symbol)
    if quote is not None:
        candidates.append(from_quote(quote, live=symbol in fresh))
    snapshot = shipped.get(listed_as or symbol)
    if snapshot is not None:
        candidates.append(_from_snapshot(snapshot))
    if holding is not None and holding.manual_price is not None and holding.currency is not None:
        candidates.append(
            _from_user(holding.manual_price, holding.currency, holding.manual_price_on or date.min)
        )
    return max(candidates, key=lambda priced: priced.price.as_of, default=None)


def from_quote(quote: Quote, *, live: bool) -> Priced:
    """A quote as a price figure dated by its market time (UTC day)."""
    day = quote.at.date()
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
    )


def _from_snapshot(shipped: SnapshotPrice) -> Priced:
    figure = Figure("price", shipped.price, Unit.PER_SHARE, shipped.day, shipped.source, shipped.currency)
    return Priced(figure, "snapshot")


def _from_user(price: Decimal, currency: str, day: date) -> Priced:
    source = Source(title="entered by you", tier="user")
    return Priced(Figure("price", price, Unit.PER_SHARE, day, source, currency), "manual")
