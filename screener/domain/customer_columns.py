"""What is disclosed of all companies' customers, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np

from screener.domain.columns import Codes, Flags, Floats, codes, flags, floats
from screener.domain.company import Business, CustomerFact
from screener.domain.customer_sums import Several, Spread, largest_of_backlog, several, spread
from screener.domain.customers import Basis, Gap, TopCustomer, top_customer
from screener.domain.fields import AGE_LIMITS

BASES: tuple[Basis, ...] = get_args(Basis)
GAPS: tuple[Gap, ...] = get_args(Gap)


@dataclass(frozen=True, eq=False)
class ShareColumn:
    """One kind of share of all companies; arrays of shape (companies,).

    `basis` indexes BASES (-1: none). `part`: of a part of the whole only, as the source names it.
    """

    value: Floats
    basis: Codes
    old: Flags
    government: Flags
    part: Flags
    found: tuple[TopCustomer | None, ...]

    def has(self, basis: Basis) -> Flags:
        """True where the share is of that basis."""
        return np.equal(self.basis, BASES.index(basis))


@dataclass(frozen=True, eq=False)
class CustomerColumns:
    """The largest customer, all disclosed ones together, their spread, and the backlog.

    `gap` indexes GAPS (-1: none) and says why there is no largest customer. `several`, `low` and `high`
    (bounds of the index) are NaN where nothing is known. All are of the day of `top`.
    """

    top: ShareColumn
    gap: Codes
    several: Floats
    several_at_least: Flags
    low: Floats
    high: Floats
    backlog: ShareColumn
    sums: tuple[Several | None, ...]
    spreads: tuple[Spread | None, ...]


def customer_columns(
    facts: Sequence[tuple[CustomerFact, ...]], businesses: Sequence[Business], on: date
) -> CustomerColumns:
    """One row for each company: its facts and the kind of business it is."""
    tops = [top_customer(own, business, on) for own, business in zip(facts, businesses, strict=True)]
    known = [one if isinstance(one, TopCustomer) else None for one in tops]
    sums = [
        None if top is None else several(own, business, top)
        for own, business, top in zip(facts, businesses, known, strict=True)
    ]
    spreads = [None if one is None or one.at_least else spread(one.singles) for one in sums]
    nothing = float("nan")
    return CustomerColumns(
        top=_share_column(known, on),
        gap=codes([-1 if isinstance(one, TopCustomer) else GAPS.index(one) for one in tops]),
        several=floats([nothing if one is None else float(one.share) for one in sums]),
        several_at_least=flags([one is not None and one.at_least for one in sums]),
        low=floats([nothing if one is None else one.low for one in spreads]),
        high=floats([nothing if one is None else one.high for one in spreads]),
        backlog=_share_column([largest_of_backlog(own, on) if own else None for own in facts], on),
        sums=tuple(sums),
        spreads=tuple(spreads),
    )


def _share_column(found: Sequence[TopCustomer | None], on: date) -> ShareColumn:
    return ShareColumn(
        value=floats(
            [float("nan") if one is None or one.share is None else float(one.share) for one in found]
        ),
        basis=codes([-1 if one is None else BASES.index(one.basis) for one in found]),
        old=flags([one is not None and (on - one.day).days > AGE_LIMITS["annual"] for one in found]),
        government=flags([one is not None and one.fact.government for one in found]),
        part=flags([one is not None and one.fact.of is not None for one in found]),
        found=tuple(found),
    )
