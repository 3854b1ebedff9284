"""Sentences of the concentration screens."""

TEMPLATES = {
    "top_customer.pass": (
        "The largest customer disclosed ({customer}) made only {share} of {measure} ({period}, to {day})."
    ),
    "top_customer.fail": "One customer ({customer}) made {share} of {measure} ({period}, to {day}).",
    "top_customer.fail_at_least": (
        "One customer ({customer}) made at least {share} of {measure} ({period}, to {day})."
    ),
    "top_customer.fail_of_group": (
        "{count} customers together made {together} of {measure} ({period}, to {day}), so the largest made "
        "{share} or more."
    ),
    "top_customer.pass_government": (
        "The largest customer disclosed is a government ({customer}) with {share} of {measure} ({period}, "
        "to {day})."
    ),
    "top_customer.fail_government": (
        "A government ({customer}) is the largest customer with {share} of {measure} ({period}, to {day}); "
        "a government counts half a step less."
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
}
