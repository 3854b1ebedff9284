"""From holdings and prices to positions: value in the base currency and weight."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

import msgspec

from screener.domain.assessment import Money, PositionResult, PriceOrigin, RateUsed
from screener.domain.currency import Rate, Rates
from screener.domain.fields import AGE_LIMITS
from screener.domain.figure import Figure, Source, Unknown, unknown
from screener.domain.market import QUOTED_KINDS, Priced
from screener.domain.message import Day, Message, Text, Unit
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.domain.security import Kind
from screener.domain.sessions import SessionClock

CENT = Decimal("0.01")
WEIGHT_STEP = Decimal("1E-9")
"""Fine enough that what rounding leaves over is nothing to the position that gets it, also among 10,000."""

_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""No total of sums a user may enter is rounded, whatever the currency."""


class Identity(msgspec.Struct, frozen=True):
    """What a symbol turned out to be. Neither company nor fund: cash or another kind of thing."""

    name: str
    kind: Kind
    company: str | None = None
    fund: str | None = None
    identified: bool = True


class Valued(msgspec.Struct, frozen=True):
    """All positions with their weights, the total they are of, the rates used and who is left out."""

    positions: tuple[PositionResult, ...]
    watchlist: tuple[PositionResult, ...]
    total: Money
    rates: tuple[RateUsed, ...]
    left_out: tuple[str, ...]


class _Worth(msgspec.Struct, frozen=True):
    """A value in the base currency, what it rests on, and remarks for the row."""

    value: Figure | Unknown
    origin: PriceOrigin
    notes: tuple[Message, ...] = ()
    rates: tuple[Rate, ...] = ()


def value_positions(
    portfolio: Portfolio,
    identities: Mapping[str, Identity],
    prices: Mapping[str, Priced],
    rates: Rates,
    clock: SessionClock,
) -> Valued:
    """Every holding and watchlist entry, valued on the clock's day.

    Weight = value / value of everything held, cash included. A position without a price counts
    at cost and says so; with neither, or sold short, it is left out of every weight and named.
    `identities` and `prices` are by holding key for holdings and by symbol for the watchlist.
    """
    usable = {
        holding.key: _usable(prices.get(holding.key), identities[holding.key])
        for holding in portfolio.holdings
    }
    worths = {
        holding.key: _worth(
            holding,
            identities[holding.key],
            usable[holding.key],
            base=portfolio.base_currency,
            rates=rates,
            clock=clock,
        )
        for holding in portfolio.holdings
    }
    counted = {
        holding.key: worth.value.value
        for holding in portfolio.holdings
        if isinstance((worth := worths[holding.key]).value, Figure) and holding.quantity > 0
    }
    total = _sum(counted.values())
    weights = _weights(counted, total)
    positions = [
        _position(
            holding,
            _row(holding.key, holding.symbol, identities[holding.key], usable[holding.key], clock),
            worths[holding.key],
            weights.get(holding.key),
        )
        for holding in portfolio.holdings
    ]
    return Valued(
        positions=tuple(sorted(positions, key=lambda row: (row.weight is None, -(row.weight or 0)))),
        watchlist=tuple(
            _watched(entry, identities[entry.symbol], prices.get(entry.symbol), clock)
            for entry in portfolio.watchlist
        ),
        total=Money(total.quantize(CENT, context=_WIDE), portfolio.base_currency),
        rates=_used(worths.values()),
        left_out=tuple(holding.symbol for holding in portfolio.holdings if holding.key not in weights),
    )


def _usable(priced: Priced | None, identity: Identity) -> Priced | None:
    """The price if it values one unit: always the user's own, a quote only of what is quoted by the unit."""
    if priced is not None and (identity.kind in QUOTED_KINDS or priced.origin == "manual"):
        return priced
    return None


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = _WIDE.add(total, value)
    return total


def _weights(counted: Mapping[str, Decimal], total: Decimal) -> dict[str, Decimal]:
    """Shares of the total in equal steps that add up to exactly one; none when nothing has a value."""
    if total <= 0:
        return {}
    weights = {key: (value / total).quantize(WEIGHT_STEP, ROUND_HALF_EVEN) for key, value in counted.items()}
    largest = max(weights, key=lambda key: (weights[key], key))
    weights[largest] += 1 - sum(weights.values(), Decimal(0))
    return weights


def _worth(
    holding: Holding,
    identity: Identity,
    priced: Priced | None,
    *,
    base: str,
    rates: Rates,
    clock: SessionClock,
) -> _Worth:
    """What the holding is worth in the base currency: at its price, else at cost; a short one negative."""
    notes: list[Message] = []
    if holding.quantity < 0:
        notes.append(Message("position_short"))
    on = clock.on
    age = _age(holding.symbol, priced, clock)
    too_old = age > 2 * AGE_LIMITS["price"]
    if priced is not None and age > AGE_LIMITS["price"]:
        notes.append(Message("price_too_old" if too_old else "price_old", {"day": Day(priced.price.as_of)}))
    if identity.kind == "cash":
        amount, currency, day = holding.quantity, holding.currency or base, on
        origin: PriceOrigin = "none"
        source = Source(title="entered by you", tier="user")
    elif priced is not None and priced.price.currency is not None and not too_old:
        amount = _WIDE.multiply(holding.quantity, priced.price.value)
        currency, day, origin = priced.price.currency, priced.price.as_of, priced.origin
        source = priced.price.source
    elif holding.cost is not None:
        # A cost without a currency is taken to be in the one the thing is traded in.
        traded = priced.price.currency if priced is not None else None
        amount, currency = holding.cost.copy_sign(holding.quantity), holding.currency or traded or base
        day, origin = on, "cost"
        source = Source(title="your cost", tier="user")
        notes.append(Message("position_at_cost"))
    else:
        return _Worth(unknown("no_price_and_no_cost"), "none", (*notes, Message("position_left_out")))
    converted = rates.convert(amount, currency, base, on)
    if converted is None:
        reason = Message("no_exchange_rate", {"currency": Text(currency), "base": Text(base)})
        left_out = Message("position_without_rate", {"currency": Text(currency)})
        # What cannot be converted is not counted at cost either.
        kept = [note for note in notes if note.id != "position_at_cost"]
        return _Worth(Unknown(reason), "none" if origin == "cost" else origin, (*kept, left_out))
    value, used = converted
    notes += [
        Message(
            "converted_at",
            {
                "pair": Text(f"{rate.base}/{rate.quote}"),
                "day": Day(rate.day),
                "rate": Text(f"{rate.rate.normalize():f}"),
                "source": Text(rate.source.title),
            },
        )
        for rate in used
    ]
    if holding.quantity < 0:
        notes.append(Message("position_left_out"))
    figure = Figure(
        "value", value, Unit.MONEY, min([day, *[rate.day for rate in used]]), source, base, derived=True
    )
    return _Worth(figure, origin, tuple(notes), used)


def _position(holding: Holding, row: PositionResult, worth: _Worth, weight: Decimal | None) -> PositionResult:
    cost = None
    if holding.cost is not None and holding.currency is not None:
        cost = Money(holding.cost, holding.currency)
    return msgspec.structs.replace(
        row,
        quantity=holding.quantity,
        cost=cost,
        price_origin=worth.origin,
        value=worth.value,
        weight=weight,
        notes=(*row.notes, *worth.notes),
    )


def _watched(
    entry: WatchEntry, identity: Identity, priced: Priced | None, clock: SessionClock
) -> PositionResult:
    row = _row(entry.key, entry.symbol, identity, priced, clock)
    return msgspec.structs.replace(row, watched=True)


def _age(symbol: str, priced: Priced | None, clock: SessionClock) -> int:
    """How many sessions of its own exchange the price is behind; 0 without one."""
    return 0 if priced is None else clock.age(priced.symbol or symbol, priced.price.as_of)


def _row(
    key: str, symbol: str, identity: Identity, priced: Priced | None, clock: SessionClock
) -> PositionResult:
    age = _age(symbol, priced, clock)
    old = age > AGE_LIMITS["price"]
    return PositionResult(
        key=key,
        symbol=symbol,
        name=identity.name,
        kind=identity.kind,
        quantity=None,
        cost=None,
        price=(
            msgspec.structs.replace(priced.price, old=old)
            if priced is not None
            else unknown(_why_no_price(identity))
        ),
        price_origin=priced.origin if priced is not None else "none",
        previous_close=priced.previous_close if priced is not None else None,
        # Of a session that another has followed it is not today's.
        change=priced.change if priced is not None and age == 0 else None,
        market_state=priced.market_state if priced is not None else "unknown",
        quoted_at=priced.quoted_at if priced is not None else None,
        delayed_minutes=priced.delayed_minutes if priced is not None else None,
        extended=priced.extended if priced is not None else None,
        value=unknown("not_held"),
        weight=None,
        company=identity.company,
        fund=identity.fund,
        identified=identity.identified,
        notes=() if identity.identified else (Message("symbol_not_identified"),),
    )


def _why_no_price(identity: Identity) -> str:
    if identity.kind == "cash":
        return "cash_has_no_price"
    if identity.kind not in QUOTED_KINDS:
        return "kind_not_quoted"
    return "no_price_found" if identity.identified else "symbol_not_identified"


def _used(worths: Iterable[_Worth]) -> tuple[RateUsed, ...]:
    seen: dict[tuple[str, date], RateUsed] = {}
    for worth in worths:
        for rate in worth.rates:
            pair = f"{rate.base}/{rate.quote}"
            seen[pair, rate.day] = RateUsed(pair, rate.rate, rate.day, rate.source)
    return tuple(seen[key] for key in sorted(seen))
