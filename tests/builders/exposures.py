"""Positions, funds and judged companies with just what exposure reads."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from screener.domain.assessment import CompanyResult, Grade, Place, PositionResult, Standing, Tie
from screener.domain.figure import Source, unknown
from screener.domain.fund import Fund, FundHolding
from screener.domain.message import Message
from screener.domain.ring.deal import Strength
from screener.domain.security import Kind


def position(
    symbol: str,
    weight: str | Decimal | None,
    *,
    company: str | None = None,
    fund: str | None = None,
    kind: Kind = "equity",
) -> PositionResult:
    """A held position with that weight; neither company nor fund unless said."""
    return PositionResult(
        key=f"key-{symbol}-{weight}",
        symbol=symbol,
        name=symbol,
        kind=kind,
        quantity=Decimal(1),
        cost=None,
        price=unknown("no_price_found"),
        price_origin="none",
        previous_close=None,
        change=None,
        market_state="unknown",
        quoted_at=None,
        delayed_minutes=None,
        value=unknown("not_held"),
        weight=None if weight is None else Decimal(weight),
        company=company,
        fund=fund,
    )


def fund(symbol: str, lines: Iterable[tuple[str, str | Decimal]]) -> Fund:
    """A fund with these lines, symbol and fraction of the fund."""
    return Fund(
        symbol=symbol,
        name=f"{symbol} Fund",
        exchange="NASDAQ",
        currency="USD",
        as_of=date(2026, 8, 22),
        holdings=tuple(FundHolding(line, Decimal(weight)) for line, weight in lines),
        source=Source("fund page"),
    )


def standing(place: Place, strength: Strength | None = None, grade: Grade = "not_known") -> Standing:
    """A standing with that place and tie."""
    return Standing(place, strength, (), 0, None, Tie(grade=grade), Message("place.not_reviewed"))


def result(
    key: str,
    weight: Decimal,
    judged: Standing,
    *,
    level: int | None = None,
    role: str | None = None,
    layer: str | None = None,
) -> CompanyResult:
    """A judged company named like its key in capitals."""
    return CompanyResult(
        key=key,
        symbol=key.upper(),
        symbols=(key.upper(),),
        name=key.upper(),
        aliases=(),
        weight=weight,
        direct=weight,
        level=level,
        colour="grey",
        coverage=None,
        known_core=0,
        applicable_core=0,
        family_levels={},
        standing=judged,
        role=role,
        layer=layer,
        sector=None,
        business="operating",
        findings=(),
    )
