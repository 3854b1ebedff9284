"""Sentences of the circularity screens; a plain place is told by its reason (see places)."""

TEMPLATES = {
    "ring_place.inside_half": (
        "On a loop of money, the strongest {best}, and half its business or more hangs on the ring ({share}, "
        "measured by {measure}, {day}; {share_basis}). Taking away {records} records would change its place."
    ),
    "ring_place.inside_half|records=1": (
        "On a loop of money, the strongest {best}, and half its business or more hangs on the ring ({share}, "
        "measured by {measure}, {day}; {share_basis}). Its place rests on a single record."
    ),
    "ring_place.adjacent_half": (
        "Not on a loop itself, but next to one, and half its business or more hangs on the ring ({share}, "
        "measured by {measure}, {day}; {share_basis})."
    ),
    "ring_place.outside_half": (
        "Not on a loop of money, but half its business or more hangs on companies that are ({share}, "
        "measured by {measure}, {day}; {share_basis})."
    ),
    "vendor_financing.not_applicable.no_sales": (
        "The ledger records no sale by it to companies of the ring, so there are no customers to finance."
    ),
    "vendor_financing.unknown.not_reviewed": (
        "Whether it finances its customers is not known: nobody has looked at its relations yet."
    ),
    "vendor_financing.unknown.floor": (
        "How much financing {company} gave to its customers is not known: {share} of its revenue can be seen,"
        " but some records state no amount."
    ),
    "return_share.not_applicable.outside": (
        "It is outside the ring, so no revenue can come back to it through the ring."
    ),
    "return_share.unknown.no_sales": (
        "How much of its revenue had left it before is not known: none of it can be traced to a payer."
    ),
}
