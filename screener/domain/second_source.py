"""Two sources of a company's statements: which figure is used, and where they differ.

The first source wins wherever it states a figure; the second fills what is missing, but only with figures
of the same currency and of the same time, so that no ratio mixes two periods unseen.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from screener.domain.fields import period_kind
from screener.domain.figure import Fact, Figure
from screener.domain.message import Message, Number, Text, Unit

LIMIT = Decimal("0.01")
"""Sources that differ by more than this share of the figure in use are said to differ."""
SAME_TIME_DAYS = 10
"""Sources date a period's end differently: a last Sunday, the end of the month."""
DEFINED_DIFFERENTLY = frozenset({"ppe_net", "lease_liabilities", "receivables", "interest_expense"})
"""Fields in which data vendors count other things than the filing does; a difference says nothing."""
_SAME_SHARE = Decimal("0.05")


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
            "sources_differ",
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
    """Every field in which two sources state the same thing and disagree by more than LIMIT."""
    found = []
    for field, used in first.items():
        other = second.get(field)
        if not (isinstance(used, Figure) and isinstance(other, Figure)) or field in DEFINED_DIFFERENTLY:
            continue
        if not is_same_thing(used, other) or used.value == other.value:
            continue
        share = (other.value - used.value) / abs(used.value) if used.value else None
        if share is None or abs(share) > LIMIT:
            found.append(Difference(field, used, other, share))
    return tuple(found)


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
    for field, fact in second.items():
        known = facts.get(field)
        if isinstance(known, Figure) or not isinstance(fact, Figure):
            continue
        if not has_own or _fits(fact, first):
            facts[field] = fact
            filled.add(field)
    return Combined(
        facts=facts,
        annual={**(second_annual or {}), **(first_annual or {})},
        from_second=frozenset(filled),
        differences=differences(first, second),
    )


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
