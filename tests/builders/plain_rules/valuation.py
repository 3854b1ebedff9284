"""The valuation screens, company by company."""

from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN
from tests.builders.plain_rules.row import FINANCIAL, Row, above


def pe(row: Row) -> int:
    eps, price = row.facts["eps_diluted"], row.facts["price"]
    if row.business == "reit":
        return NOT_APPLICABLE
    if eps is None:
        return UNKNOWN
    if eps <= 0:
        cash, capex = row.facts["operating_cash_flow"], row.facts["capex"]
        return 4 if cash is not None and capex is not None and cash - capex < 0 else 3
    return UNKNOWN if price is None else above(price / eps, (25, 40, 60, 100))


def owner_earnings(row: Row) -> int:
    income, net = row.past["income"], row.past["owner_earnings_net"]
    if row.business == "reit":
        return NOT_APPLICABLE
    if income is None:
        return UNKNOWN
    if income <= 0:
        return NOT_APPLICABLE
    if net is None:
        return INFORMATION
    return 4 if net <= 0 else above(1 - net / income, (0.1, 0.25, 0.5))


def price_sales(row: Row) -> int:
    cap, revenue = row.facts["market_cap"], row.facts["revenue"]
    if cap is None or revenue is None:
        return UNKNOWN
    if revenue <= 0 or cap > 1000 * revenue:
        return NOT_APPLICABLE
    gap = row.frame["revenue"].age[row.number] - row.frame["market_cap"].age[row.number]
    return UNKNOWN if gap > 365 else above(cap / revenue, (5, 10, 20, 30))


def peg(row: Row) -> int:
    eps, price = row.facts["eps_diluted"], row.facts["price"]
    base, growth = row.past["eps_base"], row.past["eps_growth"]
    if row.business == "reit":
        return NOT_APPLICABLE
    if eps is None:
        return UNKNOWN
    if eps <= 0:
        return NOT_APPLICABLE
    if base is None:
        return UNKNOWN
    if growth is None:
        return NOT_APPLICABLE
    if price is None:
        return UNKNOWN
    if growth <= 0:
        return 4 if price / eps > 25 else 0
    return above(price / eps / (100 * growth), (1.5, 2, 3))


def cap_vs_revenue(row: Row) -> int:
    excess = row.past["cap_excess"]
    return UNKNOWN if excess is None else above(excess, (0.1, 0.2, 0.35, 0.5))


def fcf_yield(row: Row) -> int:
    facts = row.facts
    flow, capex = facts["operating_cash_flow"], facts["capex"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if flow is None or capex is None:
        return UNKNOWN
    free = flow - capex - (facts["finance_lease_principal"] or 0)
    if free <= 0:
        return INFORMATION
    cap, debt, cash = facts["market_cap"], facts["total_debt"], facts["cash"]
    if cap is None or debt is None or cash is None:
        return UNKNOWN
    claims = (facts["minority_interests"] or 0) + (facts["preferred_equity"] or 0)
    leases = 0 if row.leases_in_debt else facts["lease_liabilities"] or 0
    value = cap + debt + leases + claims - cash - (facts["short_term_investments"] or 0)
    if value <= 0:
        return NOT_APPLICABLE
    return sum(1 for step in (0.03, 0.02, 0.01) if free / value < step)
