"""The earnings quality screens, company by company."""

from screener.domain.past_columns import LIFE_GAPS
from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN
from tests.builders.plain_rules.row import FINANCIAL, Row, above, same_day


def stock_pay(row: Row) -> int:
    pay, revenue = row.facts["stock_based_compensation"], row.facts["revenue"]
    if pay is None or revenue is None:
        return UNKNOWN
    return NOT_APPLICABLE if revenue <= 0 else above(pay / revenue, (0.05, 0.1, 0.2, 0.3))


def _piled_up(row: Row, stock: str, more: str | None, quarter: str, year: str) -> int:
    facts = row.facts
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    now, then = facts[stock], facts[f"{stock}_prior_year"]
    if now is None or then is None or not same_day(row, stock, f"{stock}_prior_year"):
        return UNKNOWN
    flow, before = facts[quarter], facts[f"{quarter}_prior_year"]
    if flow is None or before is None or not same_day(row, stock, quarter):
        flow, before = facts[year], facts[f"{year}_prior_year"]
        if flow is None or before is None or not same_day(row, year, f"{year}_prior_year"):
            return UNKNOWN
    if flow <= 0 or before <= 0:
        return NOT_APPLICABLE
    if more is not None:
        extra, extra_then = facts[more], facts[f"{more}_prior_year"]
        if extra is not None and extra_then is not None:
            now, then = now + extra, then + extra_then
    if now <= 0 or then <= 0:
        return NOT_APPLICABLE
    return above(now / flow / (then / before), (1.05, 1.15, 1.3, 1.465))


def receivables(row: Row) -> int:
    return _piled_up(row, "receivables", "contract_assets", "latest_quarter_revenue", "revenue")


def inventory(row: Row) -> int:
    return _piled_up(row, "inventory", None, "latest_quarter_cost", "cost_of_revenue")


def beneish_m(row: Row) -> int:
    facts = row.facts
    names = (
        "total_assets", "receivables", "current_assets", "ppe_net", "current_liabilities", "long_term_debt",
        "revenue", "cost_of_revenue", "sga", "depreciation",
    )  # fmt: skip
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    a = {name: facts[name] for name in names}
    b = {name: facts[f"{name}_prior_year"] for name in names}
    income, cash = facts["net_income"], facts["operating_cash_flow"]
    if None in a.values() or None in b.values() or income is None or cash is None:
        return UNKNOWN
    days = ("total_assets", "total_assets_prior_year", "receivables", "receivables_prior_year")
    if not same_day(row, *days):
        return UNKNOWN
    try:
        dsri = a["receivables"] / a["revenue"] / (b["receivables"] / b["revenue"])
        margins = [(one["revenue"] - one["cost_of_revenue"]) / one["revenue"] for one in (b, a)]
        hard = [1 - (one["current_assets"] + one["ppe_net"]) / one["total_assets"] for one in (a, b)]
        rates = [one["depreciation"] / (one["depreciation"] + one["ppe_net"]) for one in (b, a)]
        staff = [one["sga"] / one["revenue"] for one in (a, b)]
        debts = [(one["long_term_debt"] + one["current_liabilities"]) / one["total_assets"] for one in (a, b)]
        growth = a["revenue"] / b["revenue"]
        if min(margins) <= 0:
            return NOT_APPLICABLE
        m = (
            -4.84 + 0.92 * dsri + 0.528 * margins[0] / margins[1] + 0.404 * hard[0] / hard[1] + 0.892 * growth
            + 0.115 * rates[0] / rates[1] - 0.172 * staff[0] / staff[1]
            + 4.679 * (income - cash) / a["total_assets"] - 0.327 * debts[0] / debts[1]
        )  # fmt: skip
    except ZeroDivisionError:
        return NOT_APPLICABLE
    severity = above(m, (-1.78, -1.49))
    if severity and growth > 1 and above(m - 0.892 * (growth - 1), (-1.78, -1.49)) == 0:
        return INFORMATION
    return severity


def lab_gains(row: Row) -> int:
    gains, profit = row.facts["gains_on_stakes"], row.facts["pretax_income"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if gains is None:
        return UNKNOWN
    if gains <= 0:
        return 0
    if profit is None:
        return UNKNOWN
    return NOT_APPLICABLE if profit <= 0 else above(gains / profit, (0.05, 0.15, 0.3, 0.5))


def chip_life(row: Row) -> int:
    gap = row.past["life_gap"]
    if gap == LIFE_GAPS.index("other_trade"):
        return NOT_APPLICABLE
    if gap == LIFE_GAPS.index("no_role"):
        return NOT_APPLICABLE if row.place == "outside" else UNKNOWN
    low, profit = row.past["life_low"], row.past["life_profit"]
    if low is None or profit is None:
        return UNKNOWN
    if profit <= 0:
        return INFORMATION
    return 0 if low <= 0 else above(low / profit, (0.05, 0.1, 0.2, 0.35))
