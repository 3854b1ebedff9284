"""Where the company stands in the ring of money, and how heavy its tie is (methods A3)."""

from decimal import Decimal

import numpy as np

from screener.domain.assessment import Tie
from screener.domain.fields import AGE_LIMITS
from screener.domain.figure import Figure, share_basis
from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Day, Number, Text, Unit
from screener.domain.ring_columns import PLACES
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling

STEPS = Steps((1, 2, 3, 4), Unit.COUNT, inclusive=True, origin="origin.ring_place", judgement=True)
HALF = 0.5
"""A tie from this share on adds one."""


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Inside: firm 3, announced 2, contingent 1. Adjacent 1, Outside 0; one more for half the business."""
    ruling = Ruling(frame)
    inside, adjacent, outside, not_known = (frame.ring.at(place) for place in PLACES)
    ruling.settle(not_known, "ring_place.not_known", UNKNOWN)
    half = (frame.ring.tie >= HALF) & (frame.ring.tie_age <= 2 * AGE_LIMITS["annual"])
    points = np.where(inside, np.maximum(frame.ring.strength, 0) + 1.0, np.where(adjacent, 1.0, 0.0)) + half
    severity = steps.severity(points)
    old = half & (frame.ring.tie_age > AGE_LIMITS["annual"])
    for where, case in ((inside, "inside"), (adjacent, "adjacent"), (outside, "outside")):
        ruling.settle(where & half, f"ring_place.{case}_half", severity, value=points, old=old)
        ruling.settle(where, f"ring_place.{case}", severity, value=points, old=old)
    return ruling


def tell(case: Case) -> Telling:
    """The reason of the standing; with half the business at stake, that share as well."""
    standing = case.frame.inputs[case.row].standing
    share = standing.tie.share
    figures = () if share is None else (share,)
    if share is None or not case.id.endswith("_half"):
        return Telling(figures=figures, instead=standing.reason)
    arguments: dict[str, Argument] = {
        "best": Text(standing.strength or "contingent"),
        "records": Number(Decimal(standing.records), Unit.COUNT),
        "share": Number(share.value, Unit.FRACTION),
        "measure": Text(standing.tie.measure or "other"),
        "day": Day(share.as_of),
        "share_basis": Text(_basis(standing.tie, share)),
    }
    return Telling(arguments, figures)


def _basis(tie: Tie, share: Figure) -> str:
    return "own" if tie.measure == "vendor_financing" else share_basis(share.source, derived=share.derived)


SCREEN = Screen("ring_place", "circularity", judge, tell, STEPS, core="ring_place")
