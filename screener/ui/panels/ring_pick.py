"""What is lit on the map and explained beside it."""

from typing import NamedTuple

from screener.domain.assessment import Assessment, Loop
from screener.ui.models.paths_model import PathRow
from screener.ui.models.ring_graph import Pair


class Pick(NamedTuple):
    """What is lit and explained; at most one of them."""

    loop: Loop | None = None
    leg: Pair | None = None
    party: str | None = None
    path: PathRow | None = None


NOTHING = Pick()


def company_of(assessment: Assessment, kind: str, key: str) -> str | None:
    """The company a selection of the session stands for; None for a fund and the like."""
    if kind == "company":
        return key
    positions = (*assessment.positions, *assessment.watchlist)
    return next((each.company for each in positions if kind == "position" and each.key == key), None)
