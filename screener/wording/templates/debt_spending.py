"""Sentences of the debt and spending screens."""

TEMPLATES = {
    "debt_equity.pass": (
        "Debt is {ratio} equity, not above {step}: {debt} on {debt_day} against {equity} on {equity_day}; "
        "leases are not counted."
    ),
    "debt_equity.fail": (
        "Debt is {ratio} equity, above {step}: {debt} on {debt_day} against {equity} on {equity_day}; "
        "leases are not counted."
    ),
    "debt_equity.pass_with_leases": (
        "Debt and leases are {ratio} equity, not above {step}: debt of {debt} on {debt_day} against equity "
        "of {equity} on {equity_day}."
    ),
    "debt_equity.fail_with_leases": (
        "Debt and leases are {ratio} equity, above {step}: debt of {debt} on {debt_day} against equity of "
        "{equity} on {equity_day}."
    ),
    "debt_equity.negative": (
        "Equity was {equity} on {equity_day}: debts and other claims exceed what the company owns, so there"
        " is no ratio."
    ),
    "debt_equity.negative_buybacks_unknown": (
        "Equity was {equity} on {equity_day}, so there is no ratio. The company is profitable ({income}, "
        "{income_when}); whether buybacks used up its equity is not known."
    ),
    "debt_equity.negative_by_buybacks": (
        "Equity was {equity} on {equity_day}, because the company bought back more of its shares than it is"
        " short of; it is profitable ({income}, {income_when})."
    ),
    "debt_equity.not_applicable.financial": (
        "Debt is the trade of banks, insurers and holding companies, so debt to equity does not apply."
    ),
    "interest_cover.pass": (
        "Operating income covers interest {ratio}, not below {step}: {profit} ({profit_when}) over "
        "{interest} ({interest_when})."
    ),
    "interest_cover.fail": (
        "Operating income covers interest {ratio}, below {step}: {profit} ({profit_when}) over {interest} "
        "({interest_when})."
    ),
    "interest_cover.pass_quarter": (
        "Operating income covers interest {ratio}, not below {step}: {profit} ({profit_when}) over four "
        "times {interest} ({interest_when}), as interest is known for one quarter only."
    ),
    "interest_cover.fail_quarter": (
        "Operating income covers interest {ratio}, below {step}: {profit} ({profit_when}) over four times "
        "{interest} ({interest_when}), as interest is known for one quarter only."
    ),
    "interest_cover.no_debt": "The company had no debt on {debt_day}, so interest is no burden.",
    "interest_cover.net_cash": (
        "The company holds at least as much cash as debt: {cash} on {cash_day} against {debt} on {debt_day}."
    ),
    "interest_cover.loss": (
        "Operating income does not cover any interest: {profit} ({profit_when}), with debt of {debt} on "
        "{debt_day}."
    ),
    "interest_cover.investments_unknown": (
        "Interest cover is not known: operating income was {profit} ({profit_when}), and the company may "
        "hold more money than debt ({debt} on {debt_day}), but its short-term investments are not stated."
    ),
    "interest_cover.no_interest": (
        "Interest cover is not known: no interest is stated ({interest_when}) although there is debt."
    ),
    "interest_cover.not_applicable.financial": (
        "Interest is the trade of banks, insurers and holding companies, so interest cover does not apply."
    ),
    "capex_ocf.pass": (
        "Capital spending took {ratio} of cash flow from operations, not above {step}: {capex} "
        "({capex_when}) of {cash_in} ({cash_in_when})."
    ),
    "capex_ocf.fail": (
        "Capital spending took {ratio} of cash flow from operations, above {step}: {capex} ({capex_when}) "
        "of {cash_in} ({cash_in_when})."
    ),
    "capex_ocf.fail_quarters_unknown": (
        "Capital spending took {ratio} of cash flow from operations, above {step}: {capex} ({capex_when}) "
        "of {cash_in} ({cash_in_when}). Whether it has been so for four quarters in a row is not known."
    ),
    "capex_ocf.lasting": (
        "Capital spending has been above cash flow from operations for {quarters} quarters in a row, at "
        "last {ratio}: {capex} ({capex_when}) of {cash_in} ({cash_in_when})."
    ),
    "capex_ocf.no_cash_flow": (
        "Operations brought in no cash: {cash_in} ({cash_in_when}), so nothing of it could pay for capital "
        "spending."
    ),
    "capex_ocf.not_applicable.financial": (
        "Cash flow of banks, insurers and holding companies follows their trade, so capital spending to "
        "cash flow does not apply."
    ),
}
