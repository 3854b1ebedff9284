"""The portfolio as a whole: how much of it is in the ring, and by role, layer and level.

Everything is a fraction of the portfolio's value; each breakdown adds up to exactly one as long as the
weights do.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from screener.domain.assessment import CompanyResult, Exposure, Money, Slice
from screener.domain.exposure.diversification import effective_number
from screener.domain.exposure.lookthrough import ZERO, LookThrough

LEVELS = ("0", "1", "2", "3", "4", "not_rated", "cash")
NOT_LOOKED_THROUGH = "not_looked_through"
OTHER = "other"
CASH = "cash"
NO_ROLE = "no_role"
NO_LAYER = "no_layer"
_LAST = (NO_ROLE, NO_LAYER, OTHER, NOT_LOOKED_THROUGH, CASH)
"""What is not a role or layer comes after those, in this order."""

Part = tuple[str, str, Decimal]
"""Slice it belongs to, name, weight."""


def exposure(total: Money, companies: Sequence[CompanyResult], looked: LookThrough) -> Exposure:
    """The portfolio's exposure; `companies` are the results for `looked.companies` (others add nothing).

    inside_low = weights of companies Inside, held directly or in listed fund lines.
    inside_high = inside_low + weights of companies Not known + what is neither company, fund nor cash
    + for each fund its weight x min(unseen part, unseen ring members x smallest listed weight).
    inside_firm = the part of inside_low in companies whose best loop is firm.
    tied_heavily = weights of companies that are not Inside and whose tie is heavy.
    not_judged = weights of companies Not known + what is neither company, fund nor cash + the unseen parts
    of funds.
    So inside_low <= inside_high <= inside_low + not_judged.
    """
    held = [company for company in companies if company.key in looked.companies]
    inside = [company for company in held if company.standing.place == "inside"]
    not_known = _weight(company for company in held if company.standing.place == "not_known")
    other = sum(looked.other.values(), ZERO)
    low = _weight(inside)
    return Exposure(
        total=total,
        inside_low=low,
        inside_high=low + not_known + other + sum(looked.hidden.values(), ZERO),
        inside_firm=_weight(company for company in inside if company.standing.strength == "firm"),
        tied_heavily=_weight(
            company
            for company in held
            if company.standing.place != "inside" and company.standing.tie.grade == "heavy"
        ),
        not_judged=not_known + other + sum(looked.unseen.values(), ZERO),
        cash=looked.cash,
        roles=breakdown(held, looked, lambda company: company.role or NO_ROLE),
        layers=breakdown(held, looked, lambda company: company.layer or NO_LAYER),
        levels=_levels(held, looked),
        effective_n=effective_number(_items(looked)),
    )


def breakdown(
    companies: Sequence[CompanyResult], looked: LookThrough, group: Callable[[CompanyResult], str]
) -> tuple[Slice, ...]:
    """Slices by `group`, largest first, then what has no group, other kinds, the unseen part and cash.

    Members are company names; for other kinds and the unseen part, symbols. Empty slices are left out.
    """
    parts = [(group(company), company.name, company.weight) for company in companies]
    slices = [one for one in _slices([*parts, *_rest(looked)]) if one.share != ZERO]
    return tuple(sorted(slices, key=_slice_order))


def _levels(companies: Sequence[CompanyResult], looked: LookThrough) -> tuple[Slice, ...]:
    parts: list[Part] = [(level, "", ZERO) for level in LEVELS]
    for company in companies:
        level = "not_rated" if company.level is None else str(company.level)
        parts.append((level, company.name, company.weight))
    parts += [(CASH if group == CASH else "not_rated", name, weight) for group, name, weight in _rest(looked)]
    return tuple(sorted(_slices(parts), key=lambda one: LEVELS.index(one.id)))


def _rest(looked: LookThrough) -> list[Part]:
    """Everything that is not a company."""
    return [
        *((OTHER, symbol, weight) for symbol, weight in looked.other.items()),
        *((NOT_LOOKED_THROUGH, symbol, weight) for symbol, weight in looked.unseen.items()),
        (CASH, "", looked.cash),
    ]


def _slices(parts: Iterable[Part]) -> list[Slice]:
    grouped: dict[str, list[tuple[Decimal, str]]] = {}
    for group, name, weight in parts:
        grouped.setdefault(group, []).append((weight, name))
    return [
        Slice(
            id=group,
            share=sum((weight for weight, _ in members), ZERO),
            members=tuple(
                name for weight, name in sorted(members, key=lambda one: (-one[0], one[1])) if name and weight
            ),
        )
        for group, members in grouped.items()
    ]


def _items(looked: LookThrough) -> list[Decimal]:
    """What counts as one thing each: a company, an unseen part, another position, and all cash."""
    companies = [held.weight for held in looked.companies.values()]
    return [*companies, *looked.unseen.values(), *looked.other.values(), looked.cash]


def _slice_order(one: Slice) -> tuple[int, Decimal, str]:
    return (_LAST.index(one.id) + 1 if one.id in _LAST else 0, -one.share, one.id)


def _weight(companies: Iterable[CompanyResult]) -> Decimal:
    return sum((company.weight for company in companies), ZERO)
