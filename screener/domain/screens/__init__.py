"""All screens, in reading order.

To add one: write its file beside these, put its SCREEN into this tuple and its sentences into
`wording/templates/`.
"""

from screener.domain.screens import (
    ai_role,
    altman_z2,
    beneish,
    cap_vs_revenue,
    capex_ocf,
    capex_revenue,
    chip_life,
    commitments,
    debt_equity,
    fcf_yield,
    interest_cover,
    inventory,
    lab_gains,
    net_debt_ebitda,
    pe_owner_earnings,
    pe_ttm,
    peg,
    price_sales,
    receivables,
    ring_place,
    stock_pay,
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
    chip_life.SCREEN,
    stock_pay.SCREEN,
    receivables.SCREEN,
    inventory.SCREEN,
    beneish.SCREEN,
    lab_gains.SCREEN,
    top_customer.SCREEN,
    ai_role.SCREEN,
)
