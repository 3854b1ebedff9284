"""The rules of the screens once more, company by company in plain Python.

The second opinion the vectorised screens are tested against, and what their speed is measured by.
Reads the same prepared numbers; None stands for "nothing to calculate with".
"""

from collections.abc import Callable
from dataclasses import fields
from typing import NamedTuple

from screener.domain.customer_columns import GAPS
from screener.domain.customers import TopCustomer
from screener.domain.figure import Figure, NotApplicable, Unknown
from screener.domain.frames import CompanyFrame
from screener.domain.past_columns import LIFE_GAPS
from screener.domain.screens import SCREENS
from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN

FINANCIAL = ("bank", "insurer", "holding")


class Row(NamedTuple):
    """One company's numbers."""

    facts: dict[str, float | None]
    business: str
    repurchased: float | None
    place: str
    strength: str | None
    tie: float | None
    tie_age: float | None
    customer: TopCustomer | str
    role: str | None
    past: dict[str, float | None]
    leases_in_debt: bool
    frame: CompanyFrame
    number: int


def rows(frame: CompanyFrame) -> list[Row]:
    """The frame turned back into one record a company."""
    columns = {
        name: [
            value if known else None
            for value, known in zip(column.value.tolist(), column.known.tolist(), strict=True)
        ]
        for name, column in frame.columns.items()
    }
    made = []
    for row, one in enumerate(frame.inputs):
        share = one.standing.tie.share
        made.append(
            Row(
                facts={name: column[row] for name, column in columns.items()},
                business=one.company.business,
                repurchased=_or_none(frame.past.repurchased[row]),
                place=one.standing.place,
                strength=one.standing.strength,
                tie=None if share is None else float(share.value),
                tie_age=None if share is None else float((frame.on - share.as_of).days),
                customer=frame.customers.top.found[row] or GAPS[frame.customers.gap[row]],
                role=one.company.role,
                past={
                    field.name: _or_none(getattr(frame.past, field.name)[row]) for field in fields(frame.past)
                },
                leases_in_debt=bool(frame.leases_in_debt[row]),
                frame=frame,
                number=row,
            )
        )
    return made


def _or_none(value: float) -> float | None:
    return None if value != value else float(value)


def judge_all(companies: list[Row]) -> list[tuple[int, ...]]:
    """Severity codes of every company, in the order of SCREENS."""
    rules = [RULES[screen.id] for screen in SCREENS]
    return [tuple(rule(row) for rule in rules) for row in companies]


def _above(value: float, steps: tuple[float, ...]) -> int:
    return sum(1 for step in steps if value > step)


def _pe(row: Row) -> int:
    eps, price = row.facts["eps_diluted"], row.facts["price"]
    if row.business == "reit":
        return NOT_APPLICABLE
    if eps is None:
        return UNKNOWN
    if eps <= 0:
        cash, capex = row.facts["operating_cash_flow"], row.facts["capex"]
        return 4 if cash is not None and capex is not None and cash - capex < 0 else 3
    return UNKNOWN if price is None else _above(price / eps, (25, 40, 60, 100))


def _debt_equity(row: Row) -> int:
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
    return _above((debt + (leases or 0)) / equity, (0.4, 1, 2, 4))


def _interest_cover(row: Row) -> int:
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


def _capex(row: Row) -> int:
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
    return 4 if quarters is not None and quarters >= 4 else _above(capex / flow, (0.6, 0.8, 1.0))


def _top_customer(row: Row) -> int:
    if isinstance(row.customer, str):
        return UNKNOWN
    return 0 if row.customer.share is None else _by_share(row.customer)


def _by_share(found: TopCustomer) -> int:
    share = float(found.share or 0)
    severity = sum(1 for step in (0.1, 0.2, 0.3, 0.5) if share >= step)
    if found.fact.government:
        severity = _above(share, (0.15, 0.25, 0.4, 0.75))
    return UNKNOWN if found.basis in ("at_least", "of_group") and severity == 0 else severity


def _place(row: Row) -> int:
    if row.place == "not_known":
        return UNKNOWN
    points = 0
    if row.place == "inside":
        points = {"firm": 3, "announced": 2}.get(row.strength or "", 1)
    elif row.place == "adjacent":
        points = 1
    if row.tie is not None and row.tie >= 0.5 and row.tie_age is not None and row.tie_age <= 920:
        points += 1
    return points


def _role(row: Row) -> int:
    if row.role is not None:
        return INFORMATION
    return NOT_APPLICABLE if row.place == "outside" else UNKNOWN


def _owner_earnings(row: Row) -> int:
    income, net = row.past["income"], row.past["owner_earnings_net"]
    if row.business == "reit":
        return NOT_APPLICABLE
    if income is None:
        return UNKNOWN
    if income <= 0:
        return NOT_APPLICABLE
    if net is None:
        return INFORMATION
    return 4 if net <= 0 else _above(1 - net / income, (0.1, 0.25, 0.5))


def _price_sales(row: Row) -> int:
    cap, revenue = row.facts["market_cap"], row.facts["revenue"]
    if cap is None or revenue is None:
        return UNKNOWN
    if revenue <= 0 or cap > 1000 * revenue:
        return NOT_APPLICABLE
    gap = row.frame["revenue"].age[row.number] - row.frame["market_cap"].age[row.number]
    return UNKNOWN if gap > 365 else _above(cap / revenue, (5, 10, 20, 30))


def _peg(row: Row) -> int:
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
    return _above(price / eps / (100 * growth), (1.5, 2, 3))


def _cap_vs_revenue(row: Row) -> int:
    excess = row.past["cap_excess"]
    return UNKNOWN if excess is None else _above(excess, (0.1, 0.2, 0.35, 0.5))


def _fcf_yield(row: Row) -> int:
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


def _net_debt_ebitda(row: Row) -> int:
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
    severity = _above(owed / earned, (1.5, 2.5, 3.5, 5))
    if severity and held is None and _little_debt(row, debt):
        return UNKNOWN
    return INFORMATION if row.business == "reit" else severity


def _same_day(row: Row, *names: str) -> bool:
    ages = [row.frame[name].age[row.number] for name in names]
    return all(abs(age - ages[0]) <= 45 for age in ages)


def _altman(row: Row) -> int:
    facts = row.facts
    names = ("total_assets", "current_assets", "current_liabilities", "retained_earnings", "total_equity")
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if any(facts[name] is None for name in (*names, "operating_income")) or not _same_day(row, *names):
        return UNKNOWN
    assets, current, due, kept, equity, profit = (facts[name] or 0.0 for name in (*names, "operating_income"))
    owed = facts["total_liabilities"]
    if owed is None:
        owed = assets - equity - (facts["minority_interests"] or 0)
    if assets <= 0 or owed <= 0:
        return NOT_APPLICABLE
    z = 6.56 * (current - due) / assets + 3.26 * kept / assets + 6.72 * profit / assets + 1.05 * equity / owed
    return sum(1 for step in (2.6, 1.85, 1.1, 0) if z < step)


def _commitments(row: Row) -> int:
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
    severity = _above(sum(part or 0 for part in parts) / means, (0.5, 1, 2, 4))
    return UNKNOWN if None in parts and severity == 0 else severity


def _capex_revenue(row: Row) -> int:
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
    return INFORMATION if jump <= 0 and capex > revenue else _above(jump, (0.05, 0.1, 0.2, 0.3))


def _stock_pay(row: Row) -> int:
    pay, revenue = row.facts["stock_based_compensation"], row.facts["revenue"]
    if pay is None or revenue is None:
        return UNKNOWN
    return NOT_APPLICABLE if revenue <= 0 else _above(pay / revenue, (0.05, 0.1, 0.2, 0.3))


def _piled_up(row: Row, stock: str, more: str | None, quarter: str, year: str) -> int:
    facts = row.facts
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    now, then = facts[stock], facts[f"{stock}_prior_year"]
    if now is None or then is None or not _same_day(row, stock, f"{stock}_prior_year"):
        return UNKNOWN
    flow, before = facts[quarter], facts[f"{quarter}_prior_year"]
    if flow is None or before is None or not _same_day(row, stock, quarter):
        flow, before = facts[year], facts[f"{year}_prior_year"]
        if flow is None or before is None or not _same_day(row, year, f"{year}_prior_year"):
            return UNKNOWN
    if flow <= 0 or before <= 0:
        return NOT_APPLICABLE
    if more is not None:
        extra, extra_then = facts[more], facts[f"{more}_prior_year"]
        if extra is not None and extra_then is not None:
            now, then = now + extra, then + extra_then
    if now <= 0 or then <= 0:
        return NOT_APPLICABLE
    return _above(now / flow / (then / before), (1.05, 1.15, 1.3, 1.465))


def _receivables(row: Row) -> int:
    return _piled_up(row, "receivables", "contract_assets", "latest_quarter_revenue", "revenue")


def _inventory(row: Row) -> int:
    return _piled_up(row, "inventory", None, "latest_quarter_cost", "cost_of_revenue")


def _beneish(row: Row) -> int:
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
    if not _same_day(row, *days):
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
    severity = _above(m, (-1.78, -1.49))
    if severity and growth > 1 and _above(m - 0.892 * (growth - 1), (-1.78, -1.49)) == 0:
        return INFORMATION
    return severity


def _lab_gains(row: Row) -> int:
    gains, profit = row.facts["gains_on_stakes"], row.facts["pretax_income"]
    if row.business in FINANCIAL:
        return NOT_APPLICABLE
    if gains is None:
        return UNKNOWN
    if gains <= 0:
        return 0
    if profit is None:
        return UNKNOWN
    return NOT_APPLICABLE if profit <= 0 else _above(gains / profit, (0.05, 0.15, 0.3, 0.5))


def _chip_life(row: Row) -> int:
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
    return 0 if low <= 0 else _above(low / profit, (0.05, 0.1, 0.2, 0.35))


def _top_customers(row: Row) -> int:
    if isinstance(row.customer, str):
        return UNKNOWN
    if row.customer.basis == "none_above":
        return 0
    found = row.frame.customers.sums[row.number]
    if found is None:
        return UNKNOWN
    share = float(found.share)
    reached = sum(1 for step in (0.2, 0.3, 0.4, 0.6) if share >= step)
    if found.at_least and reached == 0:
        return UNKNOWN
    return _above(share, (0.25, 0.35, 0.5, 0.8)) if row.customer.fact.government else reached


def _hhi(row: Row) -> int:
    if isinstance(row.customer, str):
        return UNKNOWN
    if row.customer.basis == "none_above":
        return 0
    found = row.frame.customers.spreads[row.number]
    if found is None:
        return UNKNOWN
    steps = (0.075, 0.14, 0.24, 0.65) if row.customer.fact.government else (0.05, 0.1, 0.18, 0.3)
    return _above(found.high, steps)


def _supplier(row: Row) -> int:
    facts = row.facts
    if (facts["single_fab_or_cloud"] or 0) >= 1:
        return 4
    share, named = facts["largest_supplier_share"], facts["sole_source_suppliers"]
    if share is not None:
        return sum(1 for step in (0.1, 0.2, 0.3, 0.5) if share >= step)
    return UNKNOWN if named is None else int(min(max(named, 0), 3))


def _backlog(row: Row) -> int:
    found = row.frame.customers.backlog.found[row.number]
    if found is None or found.share is None:
        return UNKNOWN
    if found.fact.of is not None:
        return INFORMATION
    return _by_share(found)


def _vendor(row: Row) -> int:
    given = row.frame.inputs[row.number].vendor
    if given is None:
        return UNKNOWN if row.place == "not_known" else NOT_APPLICABLE
    if isinstance(given.share, NotApplicable):
        return NOT_APPLICABLE
    if isinstance(given.share, Unknown):
        return UNKNOWN
    severity = _above(float(given.share.value), (0.02, 0.05, 0.1, 0.2))
    return UNKNOWN if given.without_amount and severity == 0 else severity


def _return_share(row: Row) -> int:
    came = row.frame.inputs[row.number].returned
    if came is None:
        return NOT_APPLICABLE if row.place == "outside" else UNKNOWN
    return INFORMATION if isinstance(came.answer, Figure) else UNKNOWN


def _beta(row: Row) -> int:
    return UNKNOWN if row.frame.inputs[row.number].beta is None else INFORMATION


def _of_portfolio(row: Row) -> int:
    return NOT_APPLICABLE


RULES: dict[str, Callable[[Row], int]] = {
    "ring_place": _place,
    "pe_ttm": _pe,
    "pe_owner_earnings": _owner_earnings,
    "price_sales": _price_sales,
    "peg": _peg,
    "cap_vs_revenue": _cap_vs_revenue,
    "fcf_yield": _fcf_yield,
    "debt_equity": _debt_equity,
    "net_debt_ebitda": _net_debt_ebitda,
    "interest_cover": _interest_cover,
    "altman_z2": _altman,
    "commitments": _commitments,
    "capex_revenue": _capex_revenue,
    "capex_ocf": _capex,
    "top_customer": _top_customer,
    "ai_role": _role,
    "stock_pay": _stock_pay,
    "receivables": _receivables,
    "inventory": _inventory,
    "beneish": _beneish,
    "lab_gains": _lab_gains,
    "chip_life": _chip_life,
    "top_customers": _top_customers,
    "customer_hhi": _hhi,
    "supplier": _supplier,
    "backlog": _backlog,
    "vendor_financing": _vendor,
    "return_share": _return_share,
    "cluster_beta": _beta,
    "effective_n": _of_portfolio,
}
