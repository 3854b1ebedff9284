"""Sentences of the money tracing: flows, return share, Finn index and vendor financing."""

TEMPLATES = {
    "flows.unknown.conditional": "It is no yearly amount, because the money is owed only under conditions.",
    "flows.unknown.other_leg": (
        "It is no yearly amount between the two: money for a whole company or for shares that change hands "
        "goes to the owners."
    ),
    "flows.unknown.no_amount": "No yearly amount is known, because no amount is disclosed.",
    "flows.unknown.no_day": "No yearly amount is known, because no day is stated.",
    "flows.unknown.vague_day": "No yearly amount is known, because only the year is stated.",
    "flows.unknown.no_term": (
        "No yearly amount is known, because neither a term nor a schedule is stated; a headline is never "
        "taken for a year."
    ),
    "flows.unknown.term_of_loan": (
        "No yearly amount is known: the term of a loan says when it is paid back, not when it is drawn."
    ),
    "returns.share": (
        "Of the revenue of {company}, {share} had left it before and came back, by even mixing: {mixed} of "
        "what can be traced, at least {least} and at most {most}. We can trace {coverage} of its revenue."
    ),
    "returns.share_at_most": (
        "Of the revenue of {company}, at most {share} had left it before and came back, by even mixing: "
        "{mixed} of what can be traced, at least {least} and at most {most}. We can trace {coverage} of its"
        " revenue."
    ),
    "returns.broad": (
        "Of the revenue of {company}, {share} had left it, its suppliers or its backers before, by even "
        "mixing: {mixed} of what can be traced, at least {least} and at most {most}. We can trace "
        "{coverage} of its revenue."
    ),
    "returns.none": (
        "No revenue of {company} that can be traced had left it before. We can trace {coverage} of its "
        "revenue."
    ),
    "returns.broad_none": (
        "No revenue of {company} that can be traced had left it, its suppliers or its backers before. We can "
        "trace {coverage} of its revenue."
    ),
    "returns.unknown.coverage_none": (
        "The return share of {company} is not known: we can trace {coverage} of its revenue. By the records, "
        "none of that part had left it before."
    ),
    "returns.unknown.too_much_none": (
        "The return share of {company} is not known: its contracts, spread evenly, come to {coverage} of the "
        "revenue it reported. By the records, none of that had left it before."
    ),
    "returns.unknown.broad_none": (
        "What part of the revenue of {company} had left it, its suppliers or its backers before is not known:"
        " we can trace {coverage} of it. By the records, none of that part had."
    ),
    "returns.no_outside_money": (
        "All revenue of {company} that can be traced ({coverage}) had left it before: no outside money "
        "disclosed."
    ),
    "returns.unknown.coverage": (
        "The return share of {company} is not known: we can trace {coverage} of its revenue. Of that part, "
        "at least {least} and at most {most} had left it before."
    ),
    "returns.unknown.too_much": (
        "The return share of {company} is not known: its contracts, spread evenly, come to {coverage} of "
        "the revenue it reported. Cut down to that, at least {least} and at most {most} had left it before."
    ),
    "returns.unknown.broad": (
        "What part of the revenue of {company} had left it, its suppliers or its backers before is not "
        "known: we can trace {coverage} of it. Of that part it is at least {least} and at most {most}."
    ),
    "returns.unknown.nothing_traced": (
        "The return share of {company} is not known: none of its revenue can be traced to a payer."
    ),
    "returns.unknown.no_revenue": (
        "The return share of {company} is not known: no revenue of four quarters is at hand."
    ),
    "returns.note.outside": "What {parties} got from elsewhere is not disclosed.",
    "returns.note.unseen": (
        "Signed records by which money can come back to {company} but which state no yearly amount: "
        "{records}. They are not counted, so the truth may be higher."
    ),
    "finn.index": (
        "Of all money that can be followed through the ledger, {index} had passed the same party before. "
        "Much of what is paid states no yearly amount and cannot be followed."
    ),
    "finn.no_outside_money": (
        "Money goes round in a group of parties for ever: no outside money disclosed, so there is no index."
    ),
    "finn.no_money": "No money can be followed through the ledger, so there is no index.",
    "vendor.share": (
        "{company} gave or promised its customers at least {share} of its revenue ({revenue}, "
        "{revenue_when}) in financing, guarantees and lease-back: {firm_share} firm, {contingent_share} "
        "contingent. The largest is {largest} for {customer}. Lucent stood at {lucent} in 2000."
    ),
    "vendor.share_through": (
        "{company} gave or promised its customers at least {share} of its revenue ({revenue}, "
        "{revenue_when}) in financing, guarantees and lease-back: {firm_share} firm, {contingent_share} "
        "contingent. The largest is a guarantee of {largest} at {payee} for {customer}. Lucent stood at "
        "{lucent} in 2000."
    ),
    "vendor.none_seen": "No financing that {company} gave to its customers is recorded.",
    "vendor.unknown.no_revenue": (
        "How large the financing that {company} gave to its customers is for it is not known: no revenue of"
        " four quarters is at hand."
    ),
    "vendor.unknown.no_amount": (
        "How much financing {company} gave to its customers is not known: the records state no amount."
    ),
}
