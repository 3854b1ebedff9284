"""Sentences of the valuation screens."""

TEMPLATES = {
    "pe_ttm.pass": (
        "P/E is a moderate {ratio}: a price of {price} on {price_day} over earnings of {eps} a share "
        "({eps_when})."
    ),
    "pe_ttm.fail": (
        "P/E is {ratio}: a price of {price} on {price_day} over earnings of {eps} a share ({eps_when})."
    ),
    "pe_ttm.loss": (
        "There is no P/E: there was no profit ({eps} a share, {eps_when}), but cash came in: "
        "{cash_in} from operations ({cash_in_when}) less {capex} of capital spending ({capex_when})."
    ),
    "pe_ttm.loss_burning_cash": (
        "There is no P/E: there was no profit ({eps} a share, {eps_when}), and cash was used up: {cash_in} "
        "from operations ({cash_in_when}) less {capex} of capital spending ({capex_when})."
    ),
    "pe_ttm.loss_cash_unknown": (
        "There is no P/E: there was no profit ({eps} a share, {eps_when}), and free cash flow is not known."
    ),
    "pe_ttm.not_applicable.reit": (
        "P/E says little of a real estate trust, because depreciation of buildings weighs on its earnings."
    ),
    "price_sales.pass": (
        "The market value is only {ratio} revenue: {cap} on {cap_day} over {revenue} ({revenue_when})."
    ),
    "price_sales.fail": (
        "The market value is {ratio} revenue: {cap} on {cap_day} over {revenue} ({revenue_when})."
    ),
    "price_sales.unknown.late": (
        "Price to sales is not known: revenue of {revenue_day} is too old for a market value of {cap_day}."
    ),
    "price_sales.not_applicable.no_revenue": (
        "There is hardly any revenue to hold the market value against: {revenue} ({revenue_when})."
    ),
    "pe_owner_earnings.pass": (
        "Paying staff in shares took only {gone} of net income over three fiscal years to {day}: {left} of "
        "{income} is left for the owners."
    ),
    "pe_owner_earnings.fail": (
        "Paying staff in shares took {gone} of net income over three fiscal years to {day}: {left} of "
        "{income} is left for the owners."
    ),
    "pe_owner_earnings.nothing_left": (
        "Paying staff in shares took more than all of net income over three fiscal years to {day}: of "
        "{income}, {left} is left for the owners."
    ),
    "pe_owner_earnings.information": (
        "With all buybacks taken off and stock-based pay added back, {left} is left of {income} of net income"
        " over three fiscal years to {day}. This is not judged: how many shares went to staff is not known."
    ),
    "pe_owner_earnings.not_applicable.loss": (
        "Over three fiscal years to {day} there was no profit ({income}) from which pay in shares could take."
    ),
    "pe_owner_earnings.not_applicable.reit": (
        "Net income says little of a real estate trust, so there are no owner earnings to work out from it."
    ),
    "pe_owner_earnings.unknown.years": (
        "What pay in shares leaves to the owners is not known: net income, stock-based pay and buybacks of "
        "three fiscal years are needed."
    ),
    "peg.pass": (
        "P/E is only {ratio} for each percent of growth: {pe}, with earnings a share growing {growth} a year "
        "over {years} years to {eps_day}."
    ),
    "peg.fail": (
        "P/E is {ratio} for each percent of growth: {pe}, with earnings a share growing {growth} a year over "
        "{years} years to {eps_day}."
    ),
    "peg.shrinking_dear": (
        "P/E is {pe} although earnings a share did not grow ({growth} a year over {years} years to "
        "{eps_day})."
    ),
    "peg.shrinking": (
        "Earnings a share did not grow ({growth} a year over {years} years to {eps_day}), but P/E is only "
        "{pe}."
    ),
    "peg.not_applicable.loss": (
        "Without a profit ({eps} a share, {eps_when}) there is no P/E to hold against growth."
    ),
    "peg.not_applicable.loss_then": (
        "Earnings a share grew out of a loss ({base}, {base_when}), so there is no growth rate."
    ),
    "peg.not_applicable.reit": "P/E says little of a real estate trust, and so does P/E to growth.",
    "peg.unknown.years": (
        "P/E to growth is not known: earnings a share of three to five years ago, of the same kind of share, "
        "are needed."
    ),
    "cap_vs_revenue.pass": (
        "The market value grew only {excess} a year faster than revenue over {years} years to {day} (in "
        "logs)."
    ),
    "cap_vs_revenue.fail": (
        "The market value grew {excess} a year faster than revenue over {years} years to {day} (in logs)."
    ),
    "cap_vs_revenue.slower": (
        "The market value grew no faster than revenue over {years} years to {day}, but {excess} a year slower"
        " (in logs)."
    ),
    "cap_vs_revenue.unknown.years": (
        "Whether the market value outgrew revenue is not known: revenue and the number of shares of three "
        "years ago, and closes since then, are needed."
    ),
    "fcf_yield.pass": (
        "Free cash flow is {ratio} of what the whole company costs: {free} ({cash_in_when}) on {value} "
        "({cap_day})."
    ),
    "fcf_yield.fail": (
        "Free cash flow is only {ratio} of what the whole company costs: {free} ({cash_in_when}) on {value} "
        "({cap_day})."
    ),
    "fcf_yield.used_up": (
        "There was no free cash flow: {free} ({cash_in_when}). This is not judged here, as capital spending "
        "to cash flow has counted it."
    ),
    "fcf_yield.not_applicable.no_value": (
        "The company holds more money than its shares and debts are worth together ({value}, {cap_day}), so "
        "there is no yield."
    ),
    "fcf_yield.not_applicable.financial": (
        "Cash flow of banks, insurers and holding companies follows their trade, so there is no free cash "
        "flow yield."
    ),
}
