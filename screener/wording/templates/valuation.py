"""Sentences of the valuation screens."""

TEMPLATES = {
    "pe_ttm.pass": (
        "P/E is {ratio}, not above {step}: a price of {price} on {price_day} over diluted earnings of {eps}"
        " a share ({eps_when})."
    ),
    "pe_ttm.fail": (
        "P/E is {ratio}, above {step}: a price of {price} on {price_day} over diluted earnings of {eps} a "
        "share ({eps_when})."
    ),
    "pe_ttm.loss": (
        "There is no P/E, because there was no profit: diluted earnings of {eps} a share ({eps_when}). Free"
        " cash flow was not negative: {cash_in} from operations ({cash_in_when}) less {capex} of capital "
        "spending ({capex_when})."
    ),
    "pe_ttm.loss_burning_cash": (
        "There is no P/E, because there was no profit: diluted earnings of {eps} a share ({eps_when}). Free"
        " cash flow was negative too: {cash_in} from operations ({cash_in_when}) less {capex} of capital "
        "spending ({capex_when})."
    ),
    "pe_ttm.loss_cash_unknown": (
        "There is no P/E, because there was no profit: diluted earnings of {eps} a share ({eps_when}). Free"
        " cash flow is not known."
    ),
    "pe_ttm.not_applicable.reit": (
        "P/E says little of a real estate trust, because depreciation of buildings weighs on its earnings."
    ),
}
