"""The one table of facts: what each is counted in and how long it may be believed.

Scale is the same everywhere: money in whole units of its currency, shares of a whole as fractions
0..1, counts in single pieces, money spent (capex, buybacks, interest, tax on stock awards) as a positive
number, gains positive and losses negative. Whoever reads a source that does it otherwise converts there.
Age limits: methods, A1.

A name that ends in `_prior_year` is the same fact a year earlier. Series by fiscal year are in
`Company.annual`; the screens read there: revenue, net_income, eps_diluted, operating_income,
stock_based_compensation, buybacks, rsu_tax_paid, shares_issued_to_staff, shares_bought, capex,
operating_cash_flow and shares_outstanding, six years where they can be had.

When adding a fact: one line in `FIELDS`, and its name for the reader in `wording/labels.py`.
"""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from screener.domain.message import Unit

Nature = Literal["flow", "stock", "quarter"]
Cadence = Literal["price", "quarterly", "annual"]
PeriodKind = Literal["ttm", "shown", "year", "quarter", "part", "unstated"]
"""`shown`: twelve months whose end the source does not state, dated by the day it was read."""

AGE_LIMITS: dict[Cadence, int] = {"price": 10, "quarterly": 200, "annual": 460}
"""Sessions for a price, days after the period's end for the rest. Past twice the limit: too old."""

EPS_AGE_LIMIT = 200
"""Days between the earnings and the price of one P/E (methods, A6), for annual filers too."""


PRIOR = "_prior_year"
"""End of the name of a fact that is the same fact a year earlier; its age is counted from a year later."""
YEAR_DAYS = 365


class Field(msgspec.Struct, frozen=True):
    """One fact a company may have.

    `nature`: a flow is of a year, a stock of a day, a quarter of one quarter. `cadence` says how often
    it is renewed; a statement of a company that reports yearly is annual whatever this says.
    """

    name: str
    unit: Unit
    nature: Nature
    cadence: Cadence = "quarterly"

    @property
    def is_prior(self) -> bool:
        """The same fact a year earlier, for comparison only."""
        return self.name.endswith(PRIOR)

    @property
    def is_money(self) -> bool:
        """In the statement currency, so that two of them can be divided."""
        return self.unit is Unit.MONEY and self.cadence != "price"


_TABLE = (
    Field("price", Unit.PER_SHARE, "stock", "price"),
    Field("market_cap", Unit.MONEY, "stock", "price"),
    Field("trailing_pe", Unit.NONE, "stock", "price"),
    Field("revenue", Unit.MONEY, "flow"),
    Field("revenue_prior_year", Unit.MONEY, "flow"),
    Field("latest_quarter_revenue", Unit.MONEY, "quarter"),
    Field("net_income", Unit.MONEY, "flow"),
    Field("eps_diluted", Unit.PER_SHARE, "flow"),
    Field("operating_income", Unit.MONEY, "flow"),
    Field("ebitda", Unit.MONEY, "flow"),
    Field("interest_expense", Unit.MONEY, "flow"),
    Field("depreciation_amortization", Unit.MONEY, "flow"),
    Field("stock_based_compensation", Unit.MONEY, "flow"),
    Field("buybacks", Unit.MONEY, "flow"),
    Field("operating_cash_flow", Unit.MONEY, "flow"),
    Field("capex", Unit.MONEY, "flow"),
    Field("finance_lease_principal", Unit.MONEY, "flow"),
    Field("interest_capitalised", Unit.MONEY, "flow"),
    Field("cost_of_revenue", Unit.MONEY, "flow"),
    Field("sga", Unit.MONEY, "flow"),
    Field("depreciation", Unit.MONEY, "flow"),
    Field("pretax_income", Unit.MONEY, "flow"),
    Field("income_tax", Unit.MONEY, "flow"),
    Field("gains_on_stakes", Unit.MONEY, "flow"),
    Field("rsu_tax_paid", Unit.MONEY, "flow"),
    Field("acquisitions", Unit.MONEY, "flow"),
    Field("shares_issued_to_staff", Unit.SHARES, "flow"),
    Field("shares_bought", Unit.SHARES, "flow"),
    Field("total_debt", Unit.MONEY, "stock"),
    Field("long_term_debt", Unit.MONEY, "stock"),
    # Principal that falls due within 24 months of the balance day.
    Field("debt_due_24m", Unit.MONEY, "stock", "annual"),
    Field("lease_liabilities", Unit.MONEY, "stock"),
    Field("total_equity", Unit.MONEY, "stock"),
    Field("cash", Unit.MONEY, "stock"),
    Field("short_term_investments", Unit.MONEY, "stock"),
    Field("minority_interests", Unit.MONEY, "stock"),
    Field("preferred_equity", Unit.MONEY, "stock"),
    Field("receivables", Unit.MONEY, "stock"),
    Field("contract_assets", Unit.MONEY, "stock"),
    Field("inventory", Unit.MONEY, "stock"),
    Field("current_assets", Unit.MONEY, "stock"),
    Field("ppe_net", Unit.MONEY, "stock"),
    Field("total_assets", Unit.MONEY, "stock"),
    Field("current_liabilities", Unit.MONEY, "stock"),
    Field("total_liabilities", Unit.MONEY, "stock"),
    Field("retained_earnings", Unit.MONEY, "stock"),
    Field("purchase_obligations", Unit.MONEY, "stock", "annual"),
    Field("lease_not_commenced", Unit.MONEY, "stock", "annual"),
    Field("shares_outstanding", Unit.SHARES, "stock"),
    Field("debt_to_equity", Unit.MULTIPLE, "stock"),
    # How many quarters in a row the last twelve months' capex was above operating cash flow.
    Field("capex_above_cash_flow_quarters", Unit.COUNT, "stock"),
    Field("latest_quarter_cost", Unit.MONEY, "quarter"),
    # Years over which servers are written off.
    Field("server_life", Unit.NONE, "stock", "annual"),
    Field("largest_supplier_share", Unit.FRACTION, "stock", "annual"),
    Field("sole_source_suppliers", Unit.COUNT, "stock", "annual"),
    # 1 when everything is made in one fab or runs in one cloud, else 0.
    Field("single_fab_or_cloud", Unit.COUNT, "stock", "annual"),
    Field("latest_quarter_revenue_prior_year", Unit.MONEY, "quarter"),
    Field("latest_quarter_cost_prior_year", Unit.MONEY, "quarter"),
    Field("cost_of_revenue_prior_year", Unit.MONEY, "flow"),
    Field("sga_prior_year", Unit.MONEY, "flow"),
    Field("depreciation_prior_year", Unit.MONEY, "flow"),
    Field("receivables_prior_year", Unit.MONEY, "stock"),
    Field("contract_assets_prior_year", Unit.MONEY, "stock"),
    Field("inventory_prior_year", Unit.MONEY, "stock"),
    Field("current_assets_prior_year", Unit.MONEY, "stock"),
    Field("ppe_net_prior_year", Unit.MONEY, "stock"),
    Field("total_assets_prior_year", Unit.MONEY, "stock"),
    Field("current_liabilities_prior_year", Unit.MONEY, "stock"),
    Field("long_term_debt_prior_year", Unit.MONEY, "stock"),
)
FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}

_PERIODS: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = (
    ("shown", re.compile(r"TTM$", re.IGNORECASE)),
    ("ttm", re.compile(r"TTM\b", re.IGNORECASE)),
    ("year", re.compile(r"FY\s?\d{0,4}\b|fiscal year|\d{4}( \((estimate|forecast)\))?$", re.IGNORECASE)),
    ("quarter", re.compile(r"quarter\b|Q[1-4]\b|three months", re.IGNORECASE)),
    ("part", re.compile(r"H[12]\b|\d+ months|half", re.IGNORECASE)),
)


@lru_cache(maxsize=4096)
def period_kind(period: str | None) -> PeriodKind:
    """What stretch of time a period's text names: "TTM to 2026-06-30", "FY2025", "Q1 2026", "H1 FY2026"."""
    text = (period or "").strip()
    for kind, pattern in _PERIODS:
        if pattern.match(text):
            return kind
    return "unstated"


def cadence(field: Field, period: str | None, filer_period: str | None) -> Cadence:
    """How often this figure is renewed: yearly when it or the company's reporting is of a fiscal year.

    `period` is the figure's own, `filer_period` the company's `fiscal_period`.
    """
    if field.cadence != "quarterly":
        return field.cadence
    kind = period_kind(period)
    if kind == "unstated":
        kind = period_kind(filer_period)
    return "annual" if kind == "year" else "quarterly"
