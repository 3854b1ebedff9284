"""Sentences of the debt and spending screens."""

TEMPLATES = {
    "debt_equity.pass": (
        "Debt is only {ratio} equity: {debt} on {debt_day} against {equity} on {equity_day}. Leases are not "
        "counted."
    ),
    "debt_equity.fail": (
        "Debt is {ratio} equity: {debt} on {debt_day} against {equity} on {equity_day}. Leases are not "
        "counted."
    ),
    "debt_equity.pass_with_leases": (
        "Debt and leases are only {ratio} equity: debt of {debt} on {debt_day} against equity of {equity} on"
        " {equity_day}."
    ),
    "debt_equity.fail_with_leases": (
        "Debt and leases are {ratio} equity: debt of {debt} on {debt_day} against equity of {equity} on "
        "{equity_day}."
    ),
    "debt_equity.negative": (
        "Equity was {equity} on {equity_day}: the company owes more than it owns, so there is no ratio."
    ),
    "debt_equity.negative_buybacks_unknown": (
        "Debt to equity is not known: equity was {equity} on {equity_day}, but the company is profitable "
        "({income}, {income_when}), and whether buybacks used up its equity is not stated."
    ),
    "debt_equity.negative_by_buybacks": (
        "Equity was {equity} on {equity_day} because buybacks used it up. The company is profitable "
        "({income}, {income_when})."
    ),
    "debt_equity.not_applicable.financial": (
        "Debt is the trade of banks, insurers and holding companies, so debt to equity does not apply."
    ),
    "interest_cover.pass": (
        "Operating income covers interest {ratio}: {profit} ({profit_when}) over {interest} "
        "({interest_when})."
    ),
    "interest_cover.fail": (
        "Operating income covers interest only {ratio}: {profit} ({profit_when}) over {interest} "
        "({interest_when})."
    ),
    "interest_cover.pass_quarter": (
        "Operating income covers interest {ratio}: {profit} ({profit_when}) over four times {interest} "
        "({interest_when}); only that quarter's interest is known."
    ),
    "interest_cover.fail_quarter": (
        "Operating income covers interest only {ratio}: {profit} ({profit_when}) over four times {interest} "
        "({interest_when}); only that quarter's interest is known."
    ),
    "interest_cover.pass_capitalised": (
        "Operating income covers interest {ratio}: {profit} ({profit_when}) over {interest} ({interest_when})"
        " and {capitalised} of interest put into the cost of buildings and machines."
    ),
    "interest_cover.fail_capitalised": (
        "Operating income covers interest only {ratio}: {profit} ({profit_when}) over {interest} "
        "({interest_when}) and {capitalised} of interest put into the cost of buildings and machines."
    ),
    "interest_cover.no_debt": "The company had no debt on {debt_day}, so interest is no burden.",
    "interest_cover.net_cash": (
        "The company holds as much cash as debt or more: {cash} on {cash_day} against {debt} on {debt_day}."
    ),
    "interest_cover.net_cash_with_investments": (
        "The company holds as much cash as debt or more: {cash} on {cash_day} and {investments} in "
        "short-term investments, against {debt} on {debt_day}."
    ),
    "interest_cover.loss": (
        "Operating income covers no interest: it was {profit} ({profit_when}), with debt of {debt} on "
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
        "Capital spending took only {ratio} of cash flow from operations: {capex} ({capex_when}) of "
        "{cash_in} ({cash_in_when})."
    ),
    "capex_ocf.fail": (
        "Capital spending took {ratio} of cash flow from operations: {capex} ({capex_when}) of {cash_in} "
        "({cash_in_when})."
    ),
    "capex_ocf.over": (
        "Capital spending was {times} cash flow from operations: {capex} ({capex_when}) against {cash_in} "
        "({cash_in_when})."
    ),
    "capex_ocf.over_quarters_unknown": (
        "Capital spending was {times} cash flow from operations: {capex} ({capex_when}) against {cash_in} "
        "({cash_in_when}). For how many quarters is not known."
    ),
    "capex_ocf.lasting": (
        "Capital spending has been above cash flow from operations for {quarters} quarters in a row, at last"
        " {times}: {capex} ({capex_when}) against {cash_in} ({cash_in_when})."
    ),
    "capex_ocf.no_cash_flow": (
        "Operations brought in no cash ({cash_in}, {cash_in_when}), so none of it could pay for capital "
        "spending."
    ),
    "capex_ocf.not_applicable.financial": (
        "Cash flow of banks, insurers and holding companies follows their trade, so capital spending to "
        "cash flow does not apply."
    ),
    "net_debt_ebitda.pass": (
        "Debt less cash is only {ratio} EBITDA: {net_debt} over {ebitda} ({ebitda_when})."
    ),
    "net_debt_ebitda.fail": "Debt less cash is {ratio} EBITDA: {net_debt} over {ebitda} ({ebitda_when}).",
    "net_debt_ebitda.pass_on_income": (
        "Debt less cash is only {ratio} operating income: {net_debt} over {profit} ({profit_when}). "
        "Depreciation is not known; with it, the ratio would be lower still."
    ),
    "net_debt_ebitda.net_cash": (
        "The company holds at least as much money as it owes ({net_debt} more, debt of {debt_day})."
    ),
    "net_debt_ebitda.reit": (
        "Debt less cash is {ratio} EBITDA: {net_debt} over {ebitda} ({ebitda_when}). This is not judged for "
        "a real estate trust, whose buildings stand for its debt; interest cover is."
    ),
    "net_debt_ebitda.loss": (
        "EBITDA was not positive ({ebitda}, {ebitda_when}), and there is a net debt of {net_debt}."
    ),
    "net_debt_ebitda.investments_unknown": (
        "Net debt is not known: the company may hold more money than debt ({debt} on {debt_day}), but its "
        "short-term investments are not stated. EBITDA was {ebitda} ({ebitda_when})."
    ),
    "net_debt_ebitda.not_applicable.financial": (
        "Debt is the trade of banks, insurers and holding companies, so net debt does not apply."
    ),
    "altman_z2.pass": ("Altman's Z'' is {ratio} (balance of {assets_day}), in the range of sound companies."),
    "altman_z2.fail": (
        "Altman's Z'' is {ratio} (balance of {assets_day}), below the range of sound companies."
    ),
    "altman_z2.not_applicable.financial": (
        "Altman's Z'' was not made for banks, insurers and holding companies."
    ),
    "altman_z2.not_applicable.no_liabilities": (
        "The company has no assets or no liabilities, so there is no Altman's Z''."
    ),
    "commitments.pass": (
        "Commitments to come are only {ratio} cash and two years of cash flow: {promised} against {cash} on "
        "{cash_day} and {cash_in} a year ({cash_in_when})."
    ),
    "commitments.fail": (
        "Commitments to come are {ratio} cash and two years of cash flow: {promised} against {cash} on "
        "{cash_day} and {cash_in} a year ({cash_in_when})."
    ),
    "commitments.fail_partly": (
        "Commitments to come are {ratio} cash and two years of cash flow or more: {promised} against {cash} "
        "on {cash_day} and {cash_in} a year ({cash_in_when}). Not all kinds are stated."
    ),
    "commitments.unknown.not_stated": (
        "Commitments to come are not known: no source at hand states purchase obligations, leases not yet "
        "begun or debt that falls due."
    ),
    "commitments.unknown.partly": (
        "Commitments to come are not known: {promised} is stated, but not every kind of them."
    ),
    "commitments.not_applicable.no_means": (
        "There is neither cash nor cash flow to hold commitments of {promised} against."
    ),
    "commitments.not_applicable.financial": (
        "Commitments are the trade of banks, insurers and holding companies, so they are not judged."
    ),
    "capex_revenue.pass": (
        "Capital spending is {share} of revenue ({capex_when}), only {points} points above its mean of {mean}"
        " over {years} fiscal years."
    ),
    "capex_revenue.fail": (
        "Capital spending is {share} of revenue ({capex_when}), {points} points above its mean of {mean} over"
        " {years} fiscal years."
    ),
    "capex_revenue.not_risen": (
        "Capital spending is {share} of revenue ({capex_when}), not above its mean of {mean} over {years} "
        "fiscal years."
    ),
    "capex_revenue.start_up": (
        "Capital spending is {times} revenue ({capex_when}), but its mean of {years} fiscal years is {mean}, "
        "so the rise cannot be judged by it."
    ),
    "capex_revenue.unknown.years": (
        "Whether capital spending rose against revenue is not known: three earlier fiscal years are needed."
    ),
    "capex_revenue.not_applicable.no_revenue": (
        "There is no revenue to hold capital spending against ({revenue}, {revenue_when})."
    ),
    "capex_revenue.not_applicable.financial": (
        "Capital spending says little of banks, insurers and holding companies."
    ),
}
