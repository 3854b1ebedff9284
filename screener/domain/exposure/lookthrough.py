"""Seeing through funds: what of each company is held directly and through funds, and what stays unseen.

A fund's list may cover only its largest lines. The rest is kept as "not looked through": it is never
spread over the lines that are known, and never counted as zero. How much of it may be Inside is bounded,
because a line nobody listed cannot be larger than the smallest one that is listed.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

import msgspec

from screener.domain.assessment import FundResult, Place, PositionResult, Standing
from screener.domain.fund import Fund, FundHolding

STEP = Decimal("1E-12")
"""Shares are cut to this step and what is cut off stays with the unseen part, so that sums are exact."""

ZERO = Decimal(0)
ONE = Decimal(1)


class CompanyWeight(msgspec.Struct, frozen=True):
    """Fractions of the portfolio: `weight` = `direct` + through funds."""

    weight: Decimal
    direct: Decimal


class LookThrough(msgspec.Struct, frozen=True):
    """A portfolio taken apart; all parts together are exactly the weights that went in.

    Fractions of the portfolio: `companies` by company key, `unseen` by fund symbol (the part of the fund
    its list does not account for), `hidden` by fund symbol (how much of `unseen` may be Inside at most),
    `cash`, and `other` by symbol for what is none of these: bonds, options, coins, symbols not identified.
    """

    companies: dict[str, CompanyWeight]
    funds: tuple[FundResult, ...]
    unseen: dict[str, Decimal]
    hidden: dict[str, Decimal]
    cash: Decimal
    other: dict[str, Decimal]


def look_through(
    positions: Sequence[PositionResult],
    funds: Mapping[str, Fund],
    company_of: Mapping[str, str],
    standings: Mapping[str, Standing],
    ring: Collection[str],
) -> LookThrough:
    """Direct and through-fund weight of every company, and each fund's bounds.

    Positions without a weight (watched, or left out) add nothing, but their funds are judged too.
    `company_of` maps listings to company keys, so that two share classes are one company; a line it
    does not know is its own company under its symbol. A company without a standing is Not known. `ring` are
    the keys of all listed companies judged Inside (`place.listed_members`).

    For a fund, as fractions of the fund:
    inside_low = listed lines judged Inside;
    inside_high = inside_low + min(unseen part, unseen ring members x smallest listed weight) + listed lines
    Not known. A fund without any line has no smallest weight: all of it may be Inside.
    """
    direct: dict[str, Decimal] = {}
    through: dict[str, Decimal] = {}
    held_funds: dict[str, Decimal] = {}
    other: dict[str, Decimal] = {}
    cash = ZERO
    for position in positions:
        weight = position.weight if position.weight is not None else ZERO
        if position.fund is not None and position.fund in funds:
            _add(held_funds, position.fund, weight)
        elif position.weight is None:
            continue
        elif position.company is not None:
            _add(direct, position.company, weight)
        elif position.kind == "cash":
            cash += weight
        else:
            _add(other, position.symbol, weight)
    results, unseen, hidden = [], {}, {}
    for symbol in sorted(held_funds):
        weight = held_funds[symbol]
        seen = _seen_through(funds[symbol], weight, company_of)
        for company, share in seen.items():
            _add(through, company, share)
        result = _fund_result(funds[symbol], weight, company_of, standings, ring)
        results.append(result)
        unseen[symbol] = weight - sum(seen.values(), ZERO)
        hidden[symbol] = min(unseen[symbol], weight * _may_hide(funds[symbol], company_of, ring))
    return LookThrough(
        companies={
            key: CompanyWeight(direct.get(key, ZERO) + through.get(key, ZERO), direct.get(key, ZERO))
            for key in sorted(direct.keys() | through.keys())
        },
        funds=tuple(results),
        unseen=unseen,
        hidden=hidden,
        cash=cash,
        other=dict(sorted(other.items())),
    )


def place_of(company: str, standings: Mapping[str, Standing]) -> Place:
    """The place of a company; without a standing it is Not known."""
    standing = standings.get(company)
    return "not_known" if standing is None else standing.place


def fund_lines(fund: Fund) -> tuple[FundHolding, ...]:
    """The lines of a fund's list; a list that adds up to more than all of it is scaled down to all of it."""
    covered = fund.covered
    if covered <= ONE:
        return fund.holdings
    return tuple(
        FundHolding(line.symbol, (line.weight / covered).quantize(STEP, ROUND_DOWN)) for line in fund.holdings
    )


def _add(weights: dict[str, Decimal], key: str, weight: Decimal) -> None:
    weights[key] = weights.get(key, ZERO) + weight


def _seen_through(fund: Fund, weight: Decimal, company_of: Mapping[str, str]) -> dict[str, Decimal]:
    seen: dict[str, Decimal] = {}
    if weight > ZERO:
        for line in fund_lines(fund):
            share = (weight * line.weight).quantize(STEP, ROUND_DOWN)
            _add(seen, company_of.get(line.symbol, line.symbol), share)
    return seen


def _may_hide(fund: Fund, company_of: Mapping[str, str], ring: Collection[str]) -> Decimal:
    """How much of the fund may be ring members its list does not show."""
    lines = fund_lines(fund)
    unseen = ONE - sum((line.weight for line in lines), ZERO)
    listed = {company_of.get(line.symbol, line.symbol) for line in lines}
    smallest = min((line.weight for line in lines if line.weight > ZERO), default=ONE)
    return max(ZERO, min(unseen, len(set(ring) - listed) * smallest))


def _fund_result(
    fund: Fund,
    weight: Decimal,
    company_of: Mapping[str, str],
    standings: Mapping[str, Standing],
    ring: Collection[str],
) -> FundResult:
    by_place: dict[Place, Decimal] = {}
    for line in fund_lines(fund):
        place = place_of(company_of.get(line.symbol, line.symbol), standings)
        by_place[place] = by_place.get(place, ZERO) + line.weight
    inside = by_place.get("inside", ZERO)
    return FundResult(
        symbol=fund.symbol,
        name=fund.name,
        weight=weight,
        covered=min(ONE, fund.covered),
        as_of=fund.as_of,
        source=fund.source,
        lines=fund.holdings,
        inside_low=inside,
        inside_high=min(ONE, inside + _may_hide(fund, company_of, ring) + by_place.get("not_known", ZERO)),
    )
