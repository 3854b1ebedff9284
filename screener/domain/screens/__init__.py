"""All screens, in reading order.

To add one: write its file beside these, put its SCREEN into this tuple and its sentences into
`wording/templates/`.
"""

from screener.domain.screens import (
    ai_role,
    altman_z2,
    cap_vs_revenue,
    capex_ocf,
    capex_revenue,
    commitments,
    debt_equity,
    fcf_yield,
    interest_cover,
    net_debt_ebitda,
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
    net_debt_ebitda.SCREEN,
    interest_cover.SCREEN,
    altman_z2.SCREEN,
    capex_ocf.SCREEN,
    commitments.SCREEN,
    capex_revenue.SCREEN,
    top_customer.SCREEN,
    ai_role.SCREEN,
)
