"""Which lines of Yahoo's fundamentals time series are asked for, and the field of ours each becomes."""

from collections.abc import Mapping

import msgspec


class Line(msgspec.Struct, frozen=True):
    """The lines a field is read from, best first. `spent`: Yahoo states it as a negative number."""

    names: tuple[str, ...]
    spent: bool = False


REVENUE, INCOME = "TotalRevenue", "NetIncome"
"""A period without both of them is not filled in yet."""
EPS, DILUTED_SHARES = "DilutedEPS", "DilutedAverageShares"
ALL_DEBT, LEASES = "TotalDebt", "CapitalLeaseObligations"
"""Yahoo's debt holds the leases."""
COST = "CostOfRevenue"
SHARES = "OrdinarySharesNumber"

FLOWS: Mapping[str, Line] = {
    "revenue": Line((REVENUE,)),
    "net_income": Line((INCOME,)),
    "operating_income": Line(("OperatingIncome",)),
    "interest_expense": Line(("InterestExpense",)),
    "depreciation_amortization": Line(("DepreciationAndAmortization", "ReconciledDepreciation")),
    "stock_based_compensation": Line(("StockBasedCompensation",)),
    "buybacks": Line(("RepurchaseOfCapitalStock",), spent=True),
    "operating_cash_flow": Line(("OperatingCashFlow",)),
    "capex": Line(("CapitalExpenditure",), spent=True),
    "cost_of_revenue": Line((COST,)),
    "sga": Line(("SellingGeneralAndAdministration",)),
    "pretax_income": Line(("PretaxIncome",)),
    "income_tax": Line(("TaxProvision",)),
    "acquisitions": Line(("PurchaseOfBusiness",), spent=True),
}
NEVER_NEGATIVE = frozenset({"revenue", "interest_expense", "buybacks", "capex", "acquisitions"})
"""Fields whose sign can only be one; anything else in the answer is not believed."""

BALANCES: Mapping[str, Line] = {
    "long_term_debt": Line(("LongTermDebt",)),
    "lease_liabilities": Line((LEASES,)),
    "total_equity": Line(("StockholdersEquity",)),
    "cash": Line(("CashAndCashEquivalents",)),
    "short_term_investments": Line(("OtherShortTermInvestments",)),
    "minority_interests": Line(("MinorityInterest",)),
    "receivables": Line(("AccountsReceivable", "Receivables")),
    "inventory": Line(("Inventory",)),
    "current_assets": Line(("CurrentAssets",)),
    "ppe_net": Line(("NetPPE",)),
    "total_assets": Line(("TotalAssets",)),
    "current_liabilities": Line(("CurrentLiabilities",)),
    "total_liabilities": Line(("TotalLiabilitiesNetMinorityInterest",)),
    "retained_earnings": Line(("RetainedEarnings",)),
}
COUNTED = frozenset({EPS, DILUTED_SHARES, SHARES})
"""Lines that are no money: their label of a currency is not to be believed, or means nothing."""

NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *(name for line in (*FLOWS.values(), *BALANCES.values()) for name in line.names),
            EPS,
            DILUTED_SHARES,
            ALL_DEBT,
            SHARES,
        )
    )
)
QUARTERLY, ANNUAL = "quarterly", "annual"
TYPES: tuple[str, ...] = tuple(f"{often}{name}" for often in (QUARTERLY, ANNUAL) for name in NAMES)
"""The names to ask for; together they keep the address well under the length some networks drop."""
