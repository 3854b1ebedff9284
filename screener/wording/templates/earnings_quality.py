"""Sentences of the earnings quality screens."""

TEMPLATES = {
    "chip_life.pass": (
        "Over {short} instead of {life} years, servers would take only {low} to {high} off operating income "
        "({profit}, year to {day}), if they are {low_share} to {high_share} of capital spending."
    ),
    "chip_life.fail": (
        "Over {short} instead of {life} years, servers would take {low} to {high} off operating income "
        "({profit}, year to {day}), if they are {low_share} to {high_share} of capital spending."
    ),
    "chip_life.none": (
        "Writing servers off over {short} instead of {life} years would take nothing off operating income "
        "({profit}, year to {day})."
    ),
    "chip_life.loss": (
        "There was no operating profit ({profit}, year to {day}). Over {short} instead of {life} years, "
        "servers would add {least} to {most} to the loss, if they are {low_share} to {high_share} of capital "
        "spending."
    ),
    "chip_life.not_applicable.other_trade": "Owning fleets of servers is not its trade.",
    "chip_life.unknown.no_role": (
        "What shorter lives of servers would cost is not known: whether it owns fleets of them is not "
        "recorded."
    ),
    "chip_life.unknown.short_history": (
        "What shorter lives of servers would cost is not known: capital spending of as many fiscal years as "
        "servers live is needed."
    ),
    "chip_life.unknown.no_profit_stated": (
        "What shorter lives of servers would cost is not known: operating income of the same fiscal year is "
        "needed."
    ),
    "stock_pay.pass": "Pay in shares took only {ratio} of revenue: {pay} of {revenue} ({revenue_when}).",
    "stock_pay.fail": "Pay in shares took {ratio} of revenue: {pay} of {revenue} ({revenue_when}).",
    "stock_pay.over": "Pay in shares was {times} revenue: {pay} against {revenue} ({revenue_when}).",
    "stock_pay.not_applicable.no_revenue": (
        "There is no revenue to hold pay in shares against ({revenue}, {revenue_when})."
    ),
    "receivables.pass": (
        "Customers pay about as before: receivables changed by {grown} and revenue by {flow_grown} in a year "
        "to {stock_day}; {days} of sales are unpaid."
    ),
    "receivables.fail": (
        "Customers pay later: receivables changed by {grown} and revenue by {flow_grown} in a year to "
        "{stock_day}; {days} of sales are unpaid."
    ),
    "receivables.fail_after_acquisition": (
        "Receivables changed by {grown} and revenue by {flow_grown} in a year to {stock_day}; {days} of "
        "sales are unpaid. Companies were bought for {acquired}, which may be the reason."
    ),
    "receivables.not_applicable.no_flow": (
        "There was no revenue to hold receivables against, now or a year ago ({stock}, {stock_day})."
    ),
    "receivables.not_applicable.nothing": (
        "There were no receivables, now or a year ago ({stock}, {stock_day})."
    ),
    "inventory.pass": (
        "Goods do not pile up: inventory changed by {grown} and cost of revenue by {flow_grown} in a year to "
        "{stock_day}; it lasts for {days}."
    ),
    "inventory.fail": (
        "Goods pile up: inventory changed by {grown} and cost of revenue by {flow_grown} in a year to "
        "{stock_day}; it lasts for {days}."
    ),
    "inventory.fail_after_acquisition": (
        "Inventory changed by {grown} and cost of revenue by {flow_grown} in a year to {stock_day}; it lasts "
        "for {days}. Companies were bought for {acquired}, which may be the reason."
    ),
    "inventory.not_applicable.no_flow": (
        "There was no cost of revenue to hold inventory against, now or a year ago ({stock}, {stock_day})."
    ),
    "inventory.not_applicable.nothing": ("There was no inventory, now or a year ago ({stock}, {stock_day})."),
    "receivables.not_applicable.financial": (
        "Lending is the trade of banks, insurers and holding companies, so receivables are not judged."
    ),
    "inventory.not_applicable.financial": "Banks, insurers and holding companies have no goods to pile up.",
    "beneish.pass": "Beneish's M is {ratio} (balance of {assets_day}): the accounts look like most others.",
    "beneish.fail": (
        "Beneish's M is {ratio} (balance of {assets_day}): the accounts look like those of companies that "
        "were later corrected. This is a hint and no proof."
    ),
    "beneish.growth": (
        "Beneish's M is {ratio} (balance of {assets_day}), but only because revenue grew by {grown}. This is "
        "not judged."
    ),
    "beneish.not_applicable.undefined": (
        "One of the ratios of Beneish's M has no meaning here, so there is none."
    ),
    "beneish.not_applicable.financial": (
        "Beneish's M was not made for banks, insurers and holding companies."
    ),
    "lab_gains.pass": (
        "Gains on stakes in other companies made only {ratio} of profit before tax: {gains} of {profit} "
        "({profit_when})."
    ),
    "lab_gains.fail": (
        "Gains on stakes in other companies made {ratio} of profit before tax: {gains} of {profit} "
        "({profit_when})."
    ),
    "lab_gains.fail_pe": (
        "Gains on stakes in other companies made {ratio} of profit before tax: {gains} of {profit} "
        "({profit_when}). Without them, P/E would be {pe}."
    ),
    "lab_gains.over": (
        "Gains on stakes in other companies were {times} profit before tax: {gains} against {profit} "
        "({profit_when}). Without them there would be a loss."
    ),
    "lab_gains.none": "Stakes in other companies brought no gain ({gains}, {gains_when}).",
    "lab_gains.not_applicable.loss": (
        "There was no profit before tax ({profit}, {profit_when}) that gains on stakes could be a part of."
    ),
    "lab_gains.not_applicable.financial": (
        "Gains on stakes are the trade of banks, insurers and holding companies."
    ),
}
