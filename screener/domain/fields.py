"""The one table of facts: what each is counted in and how long it may be believed.

Scale is the same everywhere: money in whole units of its currency, shares of a whole as fractions
0..1, counts in single pieces, money spent (capex, buybacks, interest) as a positive number. Whoever
reads a source that does it otherwise converts there. Age limits: methods, A1.

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
    Field("total_debt", Unit.MONEY, "stock"),
    Field("lease_liabilities", Unit.MONEY, "stock"),
    Field("total_equity", Unit.MONEY, "stock"),
    Field("cash", Unit.MONEY, "stock"),
    Field("short_term_investments", Unit.MONEY, "stock"),
    Field("shares_outstanding", Unit.SHARES, "stock"),
    Field("debt_to_equity", Unit.MULTIPLE, "stock"),
    # How many quarters in a row the last twelve months' capex was above operating cash flow.
    Field("capex_above_cash_flow_quarters", Unit.COUNT, "stock"),
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
