"""All screens, in reading order.

To add one: write its file beside these, put its SCREEN into this tuple and its sentences into
`wording/templates/`.
"""

from screener.domain.screens import (
    ai_role,
    capex_ocf,
    debt_equity,
    interest_cover,
    pe_ttm,
    ring_place,
    top_customer,
)
from screener.domain.screens.base import Screen, ThresholdSet

__all__ = ["SCREENS", "Screen", "ThresholdSet"]

SCREENS: tuple[Screen, ...] = (
    ring_place.SCREEN,
    pe_ttm.SCREEN,
    debt_equity.SCREEN,
    interest_cover.SCREEN,
    capex_ocf.SCREEN,
    top_customer.SCREEN,
    ai_role.SCREEN,
)
