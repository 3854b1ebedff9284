"""Dated exchange rates and conversion that names the rate it used."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.figure import Source

MINOR_UNITS: dict[str, tuple[str, Decimal]] = {
    "GBp": ("GBP", Decimal(100)),
    "GBX": ("GBP", Decimal(100)),
    "ZAc": ("ZAR", Decimal(100)),
    "ZAC": ("ZAR", Decimal(100)),
    "ILA": ("ILS", Decimal(100)),
}


def major_unit(currency: str) -> tuple[str, Decimal]:
    """The major currency and how many of the given unit make one of it ("GBp" -> ("GBP", 100))."""
    return MINOR_UNITS.get(currency, (currency.upper(), Decimal(1)))


class Rate(msgspec.Struct, frozen=True):
    """`rate` units of `quote` buy one unit of `base` on `day`."""

    base: str
    quote: str
    day: date
    rate: Decimal
    source: Source


class Rates(msgspec.Struct, frozen=True):
    """All known rates; the newest of a pair that is not after the day asked for wins."""

    rates: tuple[Rate, ...] = ()

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency some rate leads to."""
        return frozenset(code for rate in self.rates for code in (rate.base, rate.quote))

    def convert(
        self, amount: Decimal, currency: str, to: str, on: date
    ) -> tuple[Decimal, tuple[Rate, ...]] | None:
        """`amount` in `to` with the rates used, or None when a rate is missing.

        Goes through the US dollar when no direct pair is known.
        """
        if currency == to:
            return amount, ()
        direct = self._step(currency, to, on)
        if direct is not None:
            return amount * direct[0], (direct[1],)
        first, second = self._step(currency, "USD", on), self._step("USD", to, on)
        if first is None or second is None:
            return None
        return amount * first[0] * second[0], (first[1], second[1])

    def _step(self, currency: str, to: str, on: date) -> tuple[Decimal, Rate] | None:
        best: tuple[Decimal, Rate] | None = None
        for rate in self.rates:
            if rate.day > on or (best is not None and rate.day <= best[1].day):
                continue
            if (rate.base, rate.quote) == (currency, to):
                best = rate.rate, rate
            elif (rate.base, rate.quote) == (to, currency):
                best = 1 / rate.rate, rate
        return best
