"""All screens, in reading order.

To add one: write its file beside these, put its SCREEN into this tuple and its sentences into
`wording/templates/`.
"""

from screener.domain.screens import (
    ai_role,
    cap_vs_revenue,
    capex_ocf,
    debt_equity,
    fcf_yield,
    interest_cover,
    pe_owner_earnings,
    pe_ttm,
    peg,
    price_sales,
    ring_place,
    top_customer,
)
from screener.domain.screens.base import Screen, ThresholdSet

__all__ = ["SCREENS", "Screen", "ThresholdSet"]

SCREENS: tuple[Screen, ...] = (
    ring_place.SCREEN,
    pe_ttm.SCREEN,
    pe_owner_earnings.SCREEN,
    price_sales.SCREEN,
    peg.SCREEN,
    cap_vs_revenue.SCREEN,
    fcf_yield.SCREEN,
    debt_equity.SCREEN,
    interest_cover.SCREEN,
    capex_ocf.SCREEN,
    top_customer.SCREEN,
    ai_role.SCREEN,
)
