"""Dated exchange rates and conversion that names the rate it used."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

import msgspec

from screener.domain.figure import Source

MINOR_UNITS: dict[str, tuple[str, Decimal]] = {
    "GBp": ("GBP", Decimal(100)),
    "GBX": ("GBP", Decimal(100)),
    "ZAc": ("ZAR", Decimal(100)),
    "ZAC": ("ZAR", Decimal(100)),
    "ILA": ("ILS", Decimal(100)),
}

FARTHEST = Decimal(3)
"""A rate so many times the last known one, or that part of it, is a mistake of the source, not news."""
HELD_AGAINST = timedelta(days=366)
"""A rate is held against known ones at most this much older: in more time a currency may lose that much."""
KEPT_FOR = timedelta(days=400)
NEAR_BEFORE, NEAR_AFTER = timedelta(days=7), timedelta(days=4)
"""Markets rest over Easter and golden weeks; a price of Friday may meet a first rate fetched on Tuesday."""
_DOLLAR = "USD"


def major_unit(currency: str) -> tuple[str, Decimal]:
    """The major currency and how many of the given unit make one of it ("GBp" -> ("GBP", 100))."""
    return MINOR_UNITS.get(currency, (currency.upper(), Decimal(1)))


class Rate(msgspec.Struct, frozen=True, gc=False):
    """`rate` units of `quote` buy one unit of `base` on `day`."""

    base: str
    quote: str
    day: date
    rate: Decimal
    source: Source


class Rates(msgspec.Struct, frozen=True, dict=True):
    """All known rates; the newest of a pair that is not after the day asked for wins.

    Where that one is more than NEAR_BEFORE older, or there is none, a rate of the NEAR_AFTER next days is
    nearer to the day and is used. Of two of one pair and day the first one counts.
    """

    rates: tuple[Rate, ...] = ()

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency some rate leads to."""
        return frozenset(code for rate in self.rates for code in (rate.base, rate.quote))

    def over(self, older: "Rates") -> "Rates":
        """These rates, and those of `older` for other pairs and days."""
        return Rates((*self.rates, *older.rates)) if self.rates else older

    def convert(
        self, amount: Decimal, currency: str, to: str, on: date
    ) -> tuple[Decimal, tuple[Rate, ...]] | None:
        """`amount` in `to` with the rates used, or None when a rate is missing.

        Goes through the US dollar when no direct pair is known, or none as new.
        """
        if currency == to:
            return amount, ()
        direct = self._step(currency, to, on)
        if _DOLLAR not in (currency, to):
            first, second = self._step(currency, _DOLLAR, on), self._step(_DOLLAR, to, on)
            if first is not None and second is not None:
                legs = first[1], second[1]
                if direct is None or direct[1].day < min(leg.day for leg in legs):
                    return amount * first[0] * second[0], legs
        return None if direct is None else (amount * direct[0], (direct[1],))

    def bear_out(self, rate: Rate) -> bool:
        """False for a rate FARTHEST away from the one known of that day; True when none is known."""
        known = self._step(rate.base, rate.quote, rate.day)
        if known is None or rate.day - known[1].day > HELD_AGAINST:
            return True
        return known[0] / FARTHEST < rate.rate < known[0] * FARTHEST

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], list[Rate]]:
        """The rates between two currencies in the order of their days, one a day."""
        days: dict[tuple[str, str], dict[date, Rate]] = {}
        for rate in self.rates:
            days.setdefault(_pair(rate.base, rate.quote), {}).setdefault(rate.day, rate)
        return {pair: [known[day] for day in sorted(known)] for pair, known in days.items()}

    def _step(self, currency: str, to: str, on: date) -> tuple[Decimal, Rate] | None:
        """How much of `to` one `currency` buys, by a rate between the two."""
        known = self._by_pair.get(_pair(currency, to))
        if known is None:
            return None
        best = _nearest(known, on)
        if best is None:
            return None
        return (best.rate if best.base == currency else 1 / best.rate), best


def _nearest(known: Sequence[Rate], on: date) -> Rate | None:
    """The rate to use on a day, of those of one pair in the order of their days."""
    place = bisect_right(known, on, key=lambda rate: rate.day)
    before = known[place - 1] if place > 0 else None
    if before is not None and on - before.day <= NEAR_BEFORE:
        return before
    after = known[place] if place < len(known) else None
    return after if after is not None and after.day - on <= NEAR_AFTER else before


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def renewed(kept: Rates, found: Iterable[Rate]) -> Rates:
    """The kept rates with those found now in the place of older ones of that pair and day.

    What is KEPT_FOR older than the newest is dropped. Without anything new the very same rates.
    """
    by_day = {(rate.base, rate.quote, rate.day): rate for rate in kept.rates}
    news = {(rate.base, rate.quote, rate.day): rate for rate in found}
    if all(by_day.get(key) == rate for key, rate in news.items()):
        return kept
    by_day |= news
    oldest = max(rate.day for rate in by_day.values()) - KEPT_FOR
    return Rates(tuple(rate for rate in by_day.values() if rate.day >= oldest))
