"""Sentences of the concentration screens."""

TEMPLATES = {
    "top_customer.pass": (
        "The largest customer disclosed ({customer}) made only {share} of {measure} ({period}, to {day}; "
        "{share_basis})."
    ),
    "top_customer.fail": (
        "One customer ({customer}) made {share} of {measure} ({period}, to {day}; {share_basis})."
    ),
    "top_customer.fail_at_least": (
        "One customer ({customer}) made at least {share} of {measure} ({period}, to {day}; {share_basis})."
    ),
    "top_customer.fail_of_group": (
        "{count} customers together made {together} of {measure} ({period}, to {day}; {share_basis}), so the "
        "largest made {share} or more."
    ),
    "top_customer.pass_government": (
        "The largest customer disclosed is a government ({customer}) with {share} of {measure} ({period}, "
        "to {day}; {share_basis})."
    ),
    "top_customer.fail_government": (
        "A government ({customer}) is the largest customer with {share} of {measure} ({period}, to {day}; "
        "{share_basis}); a government counts half a step less."
    ),
    "top_customer.none_above": (
        "A filing was read and names no customer above {limit} of {measure} ({period}, to {day})."
    ),
    "top_customer.unknown_at_least": (
        "The largest customer's share is not known: one customer ({customer}) made at least {share} of "
        "{measure} ({period}, to {day}), which says too little."
    ),
    "top_customer.unknown_of_group": (
        "The largest customer's share is not known: {count} customers together made {together} of {measure}"
        " ({period}, to {day}), and none is stated alone."
    ),
    "top_customer.unknown.not_disclosed": (
        "The largest customer's share is not known: no source at hand states it."
    ),
    "top_customer.unknown.only_indirect": (
        "The largest customer's share is not known: only shares of distributors or indirect customers are "
        "stated."
    ),
    "top_customer.unknown.only_other_measures": (
        "The largest customer's share of revenue is not known: only shares of backlog are stated, which is "
        "something else."
    ),
    "top_customer.unknown.too_old": (
        "The largest customer's share is not known: the newest one stated is too old to judge by."
    ),
    "top_customers.pass": (
        "The {count} customers disclosed made only {share} of {measure} together ({period}, to {day})."
    ),
    "top_customers.pass|count=1": (
        "Only one customer is disclosed, with {share} of {measure} ({period}, to {day})."
    ),
    "top_customers.fail": (
        "The {count} customers disclosed made {share} of {measure} together ({period}, to {day})."
    ),
    "top_customers.fail|count=1": (
        "Only one customer is disclosed, but with {share} of {measure} ({period}, to {day})."
    ),
    "top_customers.fail_at_least": (
        "The {count} customers disclosed made at least {share} of {measure} together ({period}, to {day})."
    ),
    "top_customers.fail_at_least|count=1": (
        "Only one customer is disclosed, but with at least {share} of {measure} ({period}, to {day})."
    ),
    "top_customers.pass_government": (
        "The {count} customers disclosed, a government the largest, made {share} of {measure} together "
        "({period}, to {day})."
    ),
    "top_customers.pass_government|count=1": (
        "Only a government is disclosed as a customer, with {share} of {measure} ({period}, to {day})."
    ),
    "top_customers.fail_government": (
        "The {count} customers disclosed, a government the largest, made {share} of {measure} together "
        "({period}, to {day}); a government counts half a step less."
    ),
    "top_customers.fail_government|count=1": (
        "Only a government is disclosed as a customer, with {share} of {measure} ({period}, to {day}); a "
        "government counts half a step less."
    ),
    "top_customers.none_above": (
        "A filing was read and names no customer above {limit} of {measure} ({period}, to {day})."
    ),
    "top_customers.unknown": (
        "What the largest customers make together is not known: no source at hand states it for one period."
    ),
    "top_customers.unknown.at_least": (
        "What the largest customers make together is not known: at least {share} of {measure} ({period}, to "
        "{day}) says too little."
    ),
    "customer_hhi.pass": (
        "Revenue is well spread over customers: the Herfindahl index lies between {low} and {high} ({period},"
        " to {day})."
    ),
    "customer_hhi.fail": (
        "The Herfindahl index of its customers lies between {low} and {high} ({period}, to {day}); the upper "
        "end is judged."
    ),
    "customer_hhi.none_above": (
        "A filing was read and names no large customer ({period}, to {day}), so revenue is well spread."
    ),
    "customer_hhi.unknown": (
        "How revenue spreads over customers is not known: no shares of single customers are stated."
    ),
    "supplier.pass": "The largest supplier made only {share} of cost ({share_day}).",
    "supplier.fail": "One supplier made {share} of cost ({share_day}).",
    "supplier.single": "Everything is made in one fab or runs in one cloud ({single_day}).",
    "supplier.named": "{count} suppliers are named as the only source of something ({count_day}).",
    "supplier.named|count=1": "One supplier is named as the only source of something ({count_day}).",
    "supplier.none_named": "A filing was read and names no supplier as the only source ({count_day}).",
    "supplier.unknown": ("How much hangs on single suppliers is not known: no source at hand states it."),
    "backlog.pass": ("The largest counterparty ({customer}) makes only {share} of {measure} (on {day})."),
    "backlog.fail": "One counterparty ({customer}) makes {share} of {measure} (on {day}).",
    "backlog.fail_at_least": (
        "One counterparty ({customer}) makes at least {share} of {measure} (on {day})."
    ),
    "backlog.fail_of_group": (
        "{customer} together make {together} of {measure} (on {day}), so the largest makes {share} or more."
    ),
    "backlog.pass_government": (
        "The largest counterparty is a government ({customer}) with {share} of {measure} (on {day})."
    ),
    "backlog.fail_government": (
        "A government ({customer}) makes {share} of {measure} (on {day}); a government counts half "
        "a step less."
    ),
    "backlog.part": (
        "One counterparty ({customer}) makes {share} of a part of the backlog: {part} (on {day}). "
        "This is not judged, as the whole is not stated."
    ),
    "backlog.unknown": "Who makes how much of the backlog is not known: no source at hand states it.",
    "backlog.unknown_at_least": (
        "Who makes how much of the backlog is not known: at least {share} for {customer} (on {day})"
        " says too little."
    ),
    "backlog.unknown_of_group": (
        "Who makes how much of the backlog is not known: {together} is stated for {count} counterparties "
        "together (on {day})."
    ),
}
