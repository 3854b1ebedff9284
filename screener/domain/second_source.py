"""Two sources of a company's statements: which figure is used, and where they differ.

The first source wins wherever it states a figure; the second fills what is missing, but only with figures
of the same currency and of the same time, so that no ratio mixes two periods unseen. `newest` is for
sources of different times: there the newer figure wins.

Messages (id: arguments), with field, used_source, other_source (Text), used, other (Number): sources_differ,
and sources_differ.filing where the one in use is a filing.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.fields import PRIOR, period_kind
from screener.domain.figure import Fact, Figure, NotApplicable
from screener.domain.message import Message, Number, Text, Unit

LIMIT = Decimal("0.01")
"""Sources that differ by more than this share of the figure in use are said to differ."""
SAME_TIME_DAYS = 10
"""Sources date a period's end differently: a last Sunday, the end of the month."""
DEFINED_DIFFERENTLY = frozenset({"ppe_net", "lease_liabilities", "receivables", "interest_expense"})
"""Fields in which data vendors count other things than the filing does; a difference says nothing."""
_GOES_BY = {"lease_liabilities": "total_debt"}
"""Whether the debt holds the leases depends on who counted it."""
_SAME_SHARE = Decimal("0.05")
_ROUNDING = Decimal("0.02")
"""Earnings per share of four quarters, each rounded to a hundredth, may differ by so much."""


class Difference(msgspec.Struct, frozen=True):
    """One field in which the sources disagree. `share` = (other - used) / |used|, None when used is 0."""

    field: str
    used: Figure
    other: Figure
    share: Decimal | None

    @property
    def message(self) -> Message:
        """Both figures with their sources, still to be worded."""
        return Message(
            "sources_differ.filing" if self.used.source.tier == "primary" else "sources_differ",
            {
                "field": Text(self.field),
                "used": Number(self.used.value, self.used.unit, self.used.currency),
                "used_source": Text(self.used.source.title),
                "other": Number(self.other.value, self.other.unit, self.other.currency),
                "other_source": Text(self.other.source.title),
            },
        )


class Combined(msgspec.Struct, frozen=True):
    """The facts to use, the fields that came from the second source, and where the two disagree."""

    facts: dict[str, Fact]
    annual: dict[str, tuple[Figure, ...]]
    from_second: frozenset[str]
    differences: tuple[Difference, ...]


def differences(first: Mapping[str, Fact], second: Mapping[str, Fact]) -> tuple[Difference, ...]:
    """Every field in which two sources state the same thing and disagree beyond LIMIT, gravest first."""
    found: list[Difference] = []
    for field, used in first.items():
        other = second.get(field)
        if not (isinstance(used, Figure) and isinstance(other, Figure)) or field in DEFINED_DIFFERENTLY:
            continue
        if not is_same_thing(used, other) or used.value == other.value:
            continue
        if used.unit is Unit.PER_SHARE and abs(other.value - used.value) <= _ROUNDING:
            continue
        share = (other.value - used.value) / abs(used.value) if used.value else None
        if share is None or abs(share) > LIMIT:
            found.append(Difference(field, used, other, share))
    return tuple(sorted(found, key=_gravity, reverse=True))


def _gravity(one: Difference) -> Decimal:
    return Decimal("Infinity") if one.share is None else abs(one.share)


def is_same_thing(one: Figure, other: Figure) -> bool:
    """Same field, unit and currency, of periods of the same kind that end at most SAME_TIME_DAYS apart."""
    return (
        (one.name, one.unit, one.currency) == (other.name, other.unit, other.currency)
        and abs((one.as_of - other.as_of).days) <= SAME_TIME_DAYS
        and _kind(one) == _kind(other)
    )


def combined(
    first: Mapping[str, Fact],
    second: Mapping[str, Fact],
    *,
    first_annual: Mapping[str, tuple[Figure, ...]] | None = None,
    second_annual: Mapping[str, tuple[Figure, ...]] | None = None,
) -> Combined:
    """The facts of the first source, filled up from the second where it is of the same time and money.

    Without any figure in the first, everything is the second's. Whole series of years are taken from one
    source, never mixed.
    """
    has_own = any(isinstance(fact, Figure) for fact in first.values())
    facts: dict[str, Fact] = dict(first)
    filled = set()
    # Who goes by another figure is looked at after it.
    for field, fact in sorted(second.items(), key=lambda one: _leader(one[0]) != one[0]):
        if isinstance(facts.get(field), Figure | NotApplicable) or not isinstance(fact, Figure):
            continue
        leader = _leader(field)
        fits = _fits(fact, first) if leader == field else _is_of(second, leader, facts)
        if fits or not has_own:
            facts[field] = fact
            filled.add(field)
    return Combined(
        facts=facts,
        annual={**(second_annual or {}), **(first_annual or {})},
        from_second=frozenset(filled),
        differences=differences(first, second),
    )


def newest(first: Mapping[str, Fact], second: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts of the first source, with the second's where the first states the field of an older time.

    Of the same time the first stays where it is a primary source, else the second replaces it. What goes by
    another figure follows that: a year before its later figure, so that the two are always of one source.
    """
    newer = {
        field
        for field, fact in second.items()
        if _leader(field) == field
        and isinstance(fact, Figure)
        and isinstance(known := first.get(field), Figure)
        and _replaces(fact, known)
    }
    kept = {field: fact for field, fact in first.items() if _leader(field) not in newer}
    return kept | {field: fact for field, fact in second.items() if _leader(field) in newer}


def newest_years(
    first: Mapping[str, tuple[Figure, ...]], second: Mapping[str, tuple[Figure, ...]]
) -> dict[str, tuple[Figure, ...]]:
    """Fiscal years by field, each series whole of one source: the second's where it has a later year."""
    found = dict(first)
    for field, years in second.items():
        known = first.get(field, ())
        if years and (not known or (years[0].as_of - known[0].as_of).days > SAME_TIME_DAYS):
            found[field] = years
    return found


def _replaces(fact: Figure, known: Figure) -> bool:
    later = (fact.as_of - known.as_of).days
    return later > SAME_TIME_DAYS or (abs(later) <= SAME_TIME_DAYS and known.source.tier != "primary")


def _leader(field: str) -> str:
    """The figure this one goes by, itself for most: it is of the same source or not used at all."""
    return _GOES_BY.get(field, field.removesuffix(PRIOR))


def _is_of(source: Mapping[str, Fact], field: str, facts: Mapping[str, Fact]) -> bool:
    return field in source and facts.get(field) is source[field]


def _fits(fact: Figure, first: Mapping[str, Fact]) -> bool:
    """A figure of the first source has the same currency, kind of period and end."""
    return any(
        isinstance(own, Figure)
        and fact.currency in (own.currency, None)
        and abs((fact.as_of - own.as_of).days) <= SAME_TIME_DAYS
        and _kind(own) == _kind(fact)
        for own in first.values()
    )


def _kind(figure: Figure) -> str:
    kind = period_kind(figure.period)
    return "ttm" if kind in ("ttm", "shown") else kind


def share_count(stated: Figure, market_cap: Decimal, price: Decimal) -> Figure | None:
    """The stated number of shares if market value / price bears it out within a twentieth, else None.

    Feeds count one class of shares, or ordinary shares where depositary ones are priced. `market_cap` and
    `price` are of one quote, in one currency.
    """
    if stated.unit is not Unit.SHARES or price <= 0 or stated.value <= 0:
        return None
    implied = market_cap / price
    return stated if abs(stated.value - implied) <= _SAME_SHARE * implied else None
