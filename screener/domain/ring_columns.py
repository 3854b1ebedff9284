"""What the ring says of all companies, side by side: place, tie, financing given, money that came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np

from screener.domain.assessment import Place, Standing
from screener.domain.columns import Codes, Flags, Floats, codes, flags, floats
from screener.domain.figure import Figure, NotApplicable
from screener.domain.ring.deal import STRENGTHS
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.vendor import VendorFinancing

PLACES: tuple[Place, ...] = get_args(Place)
MoneyState = Literal["share", "unknown", "none_seen", "no_sales"]
MONEY_STATES: tuple[MoneyState, ...] = get_args(MoneyState)


@dataclass(frozen=True, eq=False)
class RingColumns:
    """Arrays of shape (companies,).

    `place` and `strength` index PLACES and STRENGTHS (-1: none), `vendor` and `returned` MONEY_STATES.
    `vendor_share` is of revenue; `vendor_floor`: records without an amount can only make it larger.
    """

    place: Codes
    strength: Codes
    tie: Floats
    tie_age: Floats
    vendor: Codes
    vendor_share: Floats
    vendor_floor: Flags
    returned: Codes
    return_share: Floats

    def at(self, place: Place) -> Flags:
        """True for companies that stand there."""
        return np.equal(self.place, PLACES.index(place))


def is_state(column: Codes, state: MoneyState) -> Flags:
    """True where the column is in that state."""
    return np.equal(column, MONEY_STATES.index(state))


def ring_columns(
    standings: Sequence[Standing],
    vendors: Sequence[VendorFinancing | None],
    returned: Sequence[ReturnShare | None],
    on: date,
) -> RingColumns:
    """One row for each company; None where the ledger knows of no sale by it."""
    ties = [one.tie.share for one in standings]
    shares = [None if one is None or not isinstance(one.share, Figure) else one.share for one in vendors]
    answers = [None if one is None or not isinstance(one.answer, Figure) else one.answer for one in returned]
    return RingColumns(
        place=codes([PLACES.index(one.place) for one in standings]),
        strength=codes([-1 if one.strength is None else STRENGTHS.index(one.strength) for one in standings]),
        tie=_values(ties),
        tie_age=floats([float("nan") if share is None else (on - share.as_of).days for share in ties]),
        vendor=codes([MONEY_STATES.index(_vendor_state(one)) for one in vendors]),
        vendor_share=_values(shares),
        vendor_floor=flags([one is not None and bool(one.without_amount) for one in vendors]),
        returned=codes([MONEY_STATES.index(_return_state(one)) for one in returned]),
        return_share=_values(answers),
    )


def _values(figures: Sequence[Figure | None]) -> Floats:
    return floats([float("nan") if figure is None else float(figure.value) for figure in figures])


def _vendor_state(one: VendorFinancing | None) -> MoneyState:
    if one is None:
        return "no_sales"
    if isinstance(one.share, NotApplicable):
        return "none_seen"
    return "share" if isinstance(one.share, Figure) else "unknown"


def _return_state(one: ReturnShare | None) -> MoneyState:
    if one is None:
        return "no_sales"
    return "share" if isinstance(one.answer, Figure) else "unknown"
