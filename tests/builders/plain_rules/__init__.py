"""The rules of the screens once more, company by company in plain Python.

The second opinion the vectorised screens are tested against, and what their speed is measured by.
Reads the same prepared numbers; None stands for "nothing to calculate with".
"""

from collections.abc import Callable

from screener.domain.screens import SCREENS
from tests.builders.plain_rules import debt_spending, earnings_quality, ring_customers, valuation
from tests.builders.plain_rules.row import Row, rows

__all__ = ["judge_all", "rows"]

RULES: dict[str, Callable[[Row], int]] = {
    "ring_place": ring_customers.place,
    "pe_ttm": valuation.pe,
    "pe_owner_earnings": valuation.owner_earnings,
    "price_sales": valuation.price_sales,
    "peg": valuation.peg,
    "cap_vs_revenue": valuation.cap_vs_revenue,
    "fcf_yield": valuation.fcf_yield,
    "debt_equity": debt_spending.debt_equity,
    "net_debt_ebitda": debt_spending.net_debt_ebitda,
    "interest_cover": debt_spending.interest_cover,
    "altman_z2": debt_spending.altman,
    "commitments": debt_spending.commitments,
    "capex_revenue": debt_spending.capex_revenue,
    "capex_ocf": debt_spending.capex,
    "top_customer": ring_customers.top_customer,
    "ai_role": ring_customers.role,
    "stock_pay": earnings_quality.stock_pay,
    "receivables": earnings_quality.receivables,
    "inventory": earnings_quality.inventory,
    "beneish": earnings_quality.beneish_m,
    "lab_gains": earnings_quality.lab_gains,
    "chip_life": earnings_quality.chip_life,
    "top_customers": ring_customers.top_customers,
    "customer_hhi": ring_customers.hhi,
    "supplier": ring_customers.supplier,
    "backlog": ring_customers.backlog,
    "vendor_financing": ring_customers.vendor,
    "return_share": ring_customers.return_share,
    "cluster_beta": ring_customers.beta,
    "effective_n": ring_customers.of_portfolio,
}


def judge_all(companies: list[Row]) -> list[tuple[int, ...]]:
    """Severity codes of every company, in the order of SCREENS."""
    rules = [RULES[screen.id] for screen in SCREENS]
    return [tuple(rule(row) for rule in rules) for row in companies]
