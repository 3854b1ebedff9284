"""Which concepts of the SEC's company facts a field of ours is read from, best first.

When a company's figure is missing: look up the concept it uses and add it to the field's line. `facts.py`
takes, of the concepts of a line, the one with the newest period.
"""

from collections.abc import Mapping


def _gaap(*names: str) -> tuple[str, ...]:
    return tuple(f"us-gaap:{name}" for name in names)


def _ifrs(*names: str) -> tuple[str, ...]:
    return tuple(f"ifrs-full:{name}" for name in names)


REVENUE = (
    *_gaap(
        "Revenues",
        "RevenueFromContractWithCustomerExcludingAssessedTax",
        "RevenueFromContractWithCustomerIncludingAssessedTax",
        "SalesRevenueNet",
        "RevenuesNetOfInterestExpense",
        "SalesRevenueGoodsNet",
        "SalesRevenueServicesNet",
        "RegulatedAndUnregulatedOperatingRevenue",
    ),
    *_ifrs("Revenue", "RevenueFromContractsWithCustomers"),
)

FLOWS: Mapping[str, tuple[str, ...]] = {
    "revenue": REVENUE,
    "net_income": (
        *_gaap("NetIncomeLoss", "NetIncomeLossAvailableToCommonStockholdersBasic", "ProfitLoss"),
        *_ifrs("ProfitLossAttributableToOwnersOfParent", "ProfitLoss"),
    ),
    "operating_income": (
        *_gaap("OperatingIncomeLoss"),
        *_ifrs("ProfitLossFromOperatingActivities"),
    ),
    "interest_expense": (
        *_gaap(
            "InterestExpense",
            "InterestExpenseNonoperating",
            "InterestAndDebtExpense",
            "InterestExpenseDebt",
            "InterestExpenseBorrowings",
            "FinancingInterestExpense",
        ),
        *_ifrs("InterestExpense", "FinanceCosts"),
    ),
    "depreciation_amortization": (
        *_gaap(
            "DepreciationDepletionAndAmortization",
            "DepreciationAmortizationAndAccretionNet",
            "DepreciationAndAmortization",
            "OtherDepreciationAndAmortization",
        ),
        *_ifrs("DepreciationAndAmortisationExpense", "AdjustmentsForDepreciationAndAmortisationExpense"),
    ),
    "depreciation": (*_gaap("Depreciation"), *_ifrs("DepreciationExpense")),
    "stock_based_compensation": (
        *_gaap("ShareBasedCompensation", "AllocatedShareBasedCompensationExpense"),
        *_ifrs("AdjustmentsForSharebasedPayments", "ExpenseFromSharebasedPaymentTransactionsWithEmployees"),
    ),
    "buybacks": (
        *_gaap("PaymentsForRepurchaseOfCommonStock", "PaymentsForRepurchaseOfEquity"),
        *_ifrs("PaymentsToAcquireOrRedeemEntitysShares"),
    ),
    "rsu_tax_paid": _gaap("PaymentsRelatedToTaxWithholdingForShareBasedCompensation"),
    "operating_cash_flow": (
        *_gaap(
            "NetCashProvidedByUsedInOperatingActivities",
            "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
        ),
        *_ifrs("CashFlowsFromUsedInOperatingActivities"),
    ),
    "capex": (
        *_gaap(
            "PaymentsToAcquirePropertyPlantAndEquipment",
            "PaymentsToAcquireProductiveAssets",
            "PaymentsToAcquirePropertyPlantAndEquipmentAndIntangibleAssets",
            "PaymentsForCapitalImprovements",
            "PaymentsToAcquireOtherPropertyPlantAndEquipment",
        ),
        *_ifrs("PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities"),
    ),
    "finance_lease_principal": _gaap("FinanceLeasePrincipalPayments"),
    "interest_capitalised": _gaap("InterestCostsCapitalized", "InterestPaidCapitalized"),
    "cost_of_revenue": (
        *_gaap("CostOfRevenue", "CostOfGoodsAndServicesSold", "CostOfGoodsSold", "CostOfServices"),
        *_ifrs("CostOfSales"),
    ),
    "sga": (
        *_gaap("SellingGeneralAndAdministrativeExpense"),
        *_ifrs("SellingGeneralAndAdministrativeExpense"),
    ),
    "pretax_income": (
        *_gaap(
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterest"
            "AndIncomeLossFromEquityMethodInvestments",
        ),
        *_ifrs("ProfitLossBeforeTax"),
    ),
    "income_tax": (*_gaap("IncomeTaxExpenseBenefit"), *_ifrs("IncomeTaxExpenseContinuingOperations")),
    "gains_on_stakes": _gaap(
        "GainLossOnInvestments", "EquitySecuritiesFvNiGainLoss", "DebtAndEquitySecuritiesGainLoss"
    ),
    "acquisitions": _gaap("PaymentsToAcquireBusinessesNetOfCashAcquired", "PaymentsToAcquireBusinessesGross"),
}
"""Money of a period. Spending is stated as a positive number there, as it is here."""

SHARE_FLOWS: Mapping[str, tuple[str, ...]] = {
    "shares_issued_to_staff": _gaap("StockIssuedDuringPeriodSharesShareBasedCompensation"),
    "shares_bought": _gaap(
        "StockRepurchasedDuringPeriodShares",
        "StockRepurchasedAndRetiredDuringPeriodShares",
        "TreasuryStockSharesAcquired",
    ),
}
"""Numbers of shares of a period."""

SPENDING = frozenset(
    {"interest_expense", "buybacks", "rsu_tax_paid", "capex", "finance_lease_principal", "acquisitions"}
)
"""Fields that are positive when money goes out; a negative value there is not believed."""

IN_TWO_PARTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "depreciation_amortization": (_gaap("Depreciation"), _gaap("AmortizationOfIntangibleAssets")),
    "sga": (
        _gaap("SellingAndMarketingExpense", "MarketingExpense"),
        _gaap("GeneralAndAdministrativeExpense"),
    ),
}
"""Fields that some filers state only as two lines: added when both are known for the same period."""

QUARTERS: Mapping[str, str] = {
    "latest_quarter_revenue": "revenue",
    "latest_quarter_cost": "cost_of_revenue",
}
"""Fields of a single quarter, and the field of a year they belong to."""

EPS = (
    *_gaap("EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted"),
    *_ifrs("DilutedEarningsLossPerShare"),
)
DILUTED_SHARES = (
    *_gaap("WeightedAverageNumberOfDilutedSharesOutstanding"),
    *_ifrs("AdjustedWeightedAverageShares"),
)
COMMON_INCOME = _gaap("NetIncomeLossAvailableToCommonStockholdersDiluted", "NetIncomeLoss")

BALANCES: Mapping[str, tuple[str, ...]] = {
    "total_equity": (
        *_gaap(
            "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "StockholdersEquity",
            "PartnersCapital",
            "MembersEquity",
        ),
        *_ifrs("Equity", "EquityAttributableToOwnersOfParent"),
    ),
    "cash": (
        *_gaap("CashAndCashEquivalentsAtCarryingValue", "Cash", "CashAndDueFromBanks"),
        *_ifrs("CashAndCashEquivalents"),
    ),
    "short_term_investments": _gaap(
        "ShortTermInvestments",
        "MarketableSecuritiesCurrent",
        "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
        "AvailableForSaleSecuritiesCurrent",
        "OtherShortTermInvestments",
    ),
    "long_term_debt": (
        *_gaap("LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations", "LongTermNotesPayable"),
        *_gaap("LongTermDebt"),
        *_ifrs("LongtermBorrowings"),
    ),
    "minority_interests": (*_gaap("MinorityInterest"), *_ifrs("NoncontrollingInterests")),
    "preferred_equity": _gaap("PreferredStockValue", "PreferredStockValueOutstanding"),
    "receivables": (
        *_gaap("AccountsReceivableNetCurrent", "ReceivablesNetCurrent"),
        *_gaap("AccountsNotesAndLoansReceivableNetCurrent", "AccountsReceivableNet"),
        *_ifrs("TradeAndOtherCurrentReceivables", "CurrentTradeReceivables"),
    ),
    "contract_assets": (
        *_gaap("ContractWithCustomerAssetNetCurrent", "ContractWithCustomerAssetNet"),
        *_gaap("UnbilledReceivablesCurrent"),
        *_ifrs("CurrentContractAssets"),
    ),
    "inventory": (*_gaap("InventoryNet"), *_ifrs("Inventories")),
    "current_assets": (*_gaap("AssetsCurrent"), *_ifrs("CurrentAssets")),
    "ppe_net": (
        *_gaap(
            "PropertyPlantAndEquipmentNet",
            "PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAsset"
            "AfterAccumulatedDepreciationAndAmortization",
        ),
        *_ifrs("PropertyPlantAndEquipment"),
    ),
    "total_assets": (*_gaap("Assets"), *_ifrs("Assets")),
    "current_liabilities": (*_gaap("LiabilitiesCurrent"), *_ifrs("CurrentLiabilities")),
    "total_liabilities": (*_gaap("Liabilities"), *_ifrs("Liabilities")),
    "retained_earnings": (*_gaap("RetainedEarningsAccumulatedDeficit"), *_ifrs("RetainedEarnings")),
    "purchase_obligations": _gaap(
        "PurchaseObligation",
        "UnrecordedUnconditionalPurchaseObligationBalanceSheetAmount",
        "PurchaseCommitmentRemainingMinimumAmountCommitted",
    ),
}
"""Money at a day."""

DUE_IN_24_MONTHS = _gaap(
    "LongTermDebtMaturitiesRepaymentsOfPrincipalInNextTwelveMonths",
    "LongTermDebtMaturitiesRepaymentsOfPrincipalInYearTwo",
)
"""Both must be stated for the same day: a first or second year alone is not two years."""

MEZZANINE = _gaap(
    "TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests",
    "RedeemableNoncontrollingInterestEquityCarryingAmount",
    "TemporaryEquityCarryingAmountAttributableToParent",
)
"""Neither debt nor equity; left out where liabilities are what assets leave over."""

COVER_SHARES = ("dei:EntityCommonStockSharesOutstanding",)
BALANCE_SHARES = (*_gaap("CommonStockSharesOutstanding"), *_ifrs("NumberOfSharesOutstanding"))

STATEMENT = (*_gaap("Assets", "StockholdersEquity", "NetIncomeLoss"), *_ifrs("Assets", "Equity"))
"""Concepts every filer states, to see in which currency."""

# Debt: the whole in one concept, or due later + due within a year + short-term.
DEBT_WHOLE = _gaap("DebtLongtermAndShorttermCombinedAmount")
DEBT_LATER = (
    *_gaap("LongTermDebtNoncurrent"),
    *_ifrs("LongtermBorrowings", "NoncurrentPortionOfNoncurrentBorrowings"),
)
DEBT_LATER_KINDS = (
    _gaap("ConvertibleLongTermNotesPayable", "ConvertibleDebtNoncurrent"),
    _gaap("LongTermNotesPayable", "SeniorLongTermNotes"),
    _gaap("LongTermLoansPayable", "OtherLongTermDebtNoncurrent"),
)
"""Where the whole is not stated: one line of each kind."""
DEBT_LATER_WITH_LEASES = _gaap("LongTermDebtAndCapitalLeaseObligations")
DEBT_SOON = (
    *_gaap(
        "LongTermDebtCurrent",
        "ConvertibleNotesPayableCurrent",
        "ConvertibleDebtCurrent",
        "NotesPayableCurrent",
        "SeniorNotesCurrent",
        "LoansPayableCurrent",
    ),
    *_ifrs("CurrentPortionOfLongtermBorrowings"),
)
DEBT_SOON_WITH_LEASES = _gaap("LongTermDebtAndCapitalLeaseObligationsCurrent")
DEBT_ALL_CURRENT = _gaap("DebtCurrent")
DEBT_LONG_TERM = (*_gaap("LongTermDebt"), *_ifrs("Borrowings"))
DEBT_SHORT = (
    *_gaap(
        "ShortTermBorrowings",
        "CommercialPaper",
        "OtherShortTermBorrowings",
        "ShortTermBankLoansAndNotesPayable",
    ),
    *_ifrs("ShorttermBorrowings"),
)

LEASES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        _gaap("OperatingLeaseLiability"),
        _gaap("OperatingLeaseLiabilityNoncurrent", "OperatingLeaseLiabilityCurrent"),
    ),
    (
        _gaap("FinanceLeaseLiability"),
        _gaap("FinanceLeaseLiabilityNoncurrent", "FinanceLeaseLiabilityCurrent"),
    ),
    (_ifrs("LeaseLiabilities"), _ifrs("NoncurrentLeaseLiabilities", "CurrentLeaseLiabilities")),
)
"""Kinds of lease: the whole in one concept, or its two parts."""
