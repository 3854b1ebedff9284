"""Funds and the part of them that can be looked through."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.figure import Source


class FundHolding(msgspec.Struct, frozen=True):
    """One line of a fund's list; `weight` is a fraction of the fund."""

    symbol: str
    weight: Decimal


class Fund(msgspec.Struct, frozen=True):
    """A fund with its newest published list, which may cover only its largest lines."""

    symbol: str
    name: str
    exchange: str
    currency: str
    as_of: date
    holdings: tuple[FundHolding, ...]
    source: Source
    note: str | None = None

    @property
    def covered(self) -> Decimal:
        """Fraction of the fund its list accounts for."""
        return sum((line.weight for line in self.holdings), Decimal(0))
