"""The debt and spending screens, company by company."""

from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN
from tests.builders.plain_rules.row import FINANCIAL, Row, above, same_day


def debt_equity(row: Row) -> int:
    equity, debt, leases = row.facts["total_equity"], row.facts["total_debt"], row.facts["lease_liabilities"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if equity is None:
        return UNKNOWN
    if equity <= 0:
        income = row.facts["net_income"]
        if income is None or income <= 0:
            return 4
        if row.repurchased is None:
            return UNKNOWN
        return INFORMATION if row.repurchased > -equity else 4
    if debt is None:
        return UNKNOWN
    return above((debt + (leases or 0)) / equity, (0.4, 1, 2, 4))


def interest_cover(row: Row) -> int:
    facts = row.facts
    debt, cash, held = facts["total_debt"], facts["cash"], facts["short_term_investments"]
    profit, interest = facts["operating_income"], facts["interest_expense"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if debt is not None and (debt <= 0 or (cash is not None and cash + (held or 0) >= debt)):
        return 0
    if profit is None:
        return UNKNOWN
    if profit <= 0:
        if debt is None:
            return UNKNOWN
        return UNKNOWN if held is None and _may_be_rich(row, debt) else 4
    if interest is None or interest <= 0:
        return UNKNOWN
    cover = profit / (interest + (facts["interest_capitalised"] or 0))
    return sum(1 for step in (4.25, 2.5, 1.5, 0.8) if cover < step)


def _little_debt(row: Row, debt: float) -> bool:
    equity = row.facts["total_equity"]
    return equity is not None and debt <= 0.2 * equity


def _may_be_rich(row: Row, debt: float) -> bool:
    cash, flow, capex = (row.facts[name] for name in ("cash", "operating_cash_flow", "capex"))
    free = None if flow is None or capex is None else flow - capex
    reach = cash is not None and free is not None and free > 0 and cash + free >= debt
    return reach or _little_debt(row, debt)


def capex(row: Row) -> int:
    flow, capex = row.facts["operating_cash_flow"], row.facts["capex"]
    quarters = row.facts["capex_above_cash_flow_quarters"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if flow is None:
        return UNKNOWN
    if flow <= 0:
        return 4
    if capex is None:
        return UNKNOWN
    return 4 if quarters is not None and quarters >= 4 else above(capex / flow, (0.6, 0.8, 1.0))


def net_debt_ebitda(row: Row) -> int:
    facts = row.facts
    debt, cash, held = facts["total_debt"], facts["cash"], facts["short_term_investments"]
    profit, written_off = facts["operating_income"], facts["depreciation_amortization"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if debt is None or cash is None:
        return UNKNOWN
    leases = 0 if row.leases_in_debt else facts["lease_liabilities"] or 0
    owed = debt + leases - cash - (held or 0)
    if owed <= 0:
        return 0
    earned = facts["ebitda"]
    if earned is None and profit is not None and written_off is not None:
        earned = profit + written_off
    if earned is None:
        return 0 if profit is not None and profit > 0 and owed / profit <= 1.5 else UNKNOWN
    if earned <= 0:
        return UNKNOWN if held is None and _may_be_rich(row, debt) else 4
    severity = above(owed / earned, (1.5, 2.5, 3.5, 5))
    if severity and held is None and _little_debt(row, debt):
        return UNKNOWN
    return INFORMATION if row.business == "reit" else severity


def altman(row: Row) -> int:
    facts = row.facts
    names = ("total_assets", "current_assets", "current_liabilities", "retained_earnings", "total_equity")
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if any(facts[name] is None for name in (*names, "operating_income")) or not same_day(row, *names):
        return UNKNOWN
    assets, current, due, kept, equity, profit = (facts[name] or 0.0 for name in (*names, "operating_income"))
    owed = facts["total_liabilities"]
    if owed is None:
        owed = assets - equity - (facts["minority_interests"] or 0)
    if assets <= 0 or owed <= 0:
        return NOT_APPLICABLE
    z = 6.56 * (current - due) / assets + 3.26 * kept / assets + 6.72 * profit / assets + 1.05 * equity / owed
    return sum(1 for step in (2.6, 1.85, 1.1, 0) if z < step)


def commitments(row: Row) -> int:
    facts = row.facts
    parts = [facts[name] for name in ("purchase_obligations", "lease_not_commenced", "debt_due_24m")]
    cash, flow = facts["cash"], facts["operating_cash_flow"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if parts == [None, None, None] or cash is None or flow is None:
        return UNKNOWN
    means = cash + 2 * max(flow, 0)
    if means <= 0:
        return NOT_APPLICABLE
    severity = above(sum(part or 0 for part in parts) / means, (0.5, 1, 2, 4))
    return UNKNOWN if None in parts and severity == 0 else severity


def capex_revenue(row: Row) -> int:
    capex, revenue, before = row.facts["capex"], row.facts["revenue"], row.past["capex_share"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if capex is None or revenue is None:
        return UNKNOWN
    if revenue <= 0:
        return NOT_APPLICABLE
    if before is None:
        return UNKNOWN
    jump = capex / revenue - before
    return INFORMATION if jump <= 0 and capex > revenue else above(jump, (0.05, 0.1, 0.2, 0.3))
