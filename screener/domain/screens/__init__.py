"""All screens, in reading order.

To add one: write its file beside these, put its SCREEN into this tuple and its sentences into
`wording/templates/`.
"""

from screener.domain.screens import (
    ai_role,
    altman_z2,
    backlog,
    beneish,
    cap_vs_revenue,
    capex_ocf,
    capex_revenue,
    chip_life,
    cluster_beta,
    commitments,
    customer_hhi,
    debt_equity,
    effective_n,
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
    return_share,
    ring_place,
    stock_pay,
    supplier,
    top_customer,
    top_customers,
    vendor_financing,
)
from screener.domain.screens.base import Screen, ThresholdSet

__all__ = ["SCREENS", "Screen", "ThresholdSet"]

SCREENS: tuple[Screen, ...] = (
    ring_place.SCREEN,
    vendor_financing.SCREEN,
    return_share.SCREEN,
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
    top_customers.SCREEN,
    customer_hhi.SCREEN,
    supplier.SCREEN,
    backlog.SCREEN,
    ai_role.SCREEN,
    cluster_beta.SCREEN,
    effective_n.SCREEN,
)
