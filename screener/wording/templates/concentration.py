"""Sentences of the concentration screens."""

TEMPLATES = {
    "top_customer.pass": (
        "The largest customer disclosed ({customer}) made {share} of {measure} ({period}, to {day}), below "
        "{step}."
    ),
    "top_customer.fail": (
        "The largest customer disclosed ({customer}) made {share} of {measure} ({period}, to {day}); the "
        "step is {step}."
    ),
    "top_customer.pass_at_least": (
        "The largest customer disclosed ({customer}) made at least {share} of {measure} ({period}, to "
        "{day}), which alone is below {step}."
    ),
    "top_customer.fail_at_least": (
        "The largest customer disclosed ({customer}) made at least {share} of {measure} ({period}, to "
        "{day}); the step is {step}."
    ),
    "top_customer.pass_of_group": (
        "{count} customers together made {together} of {measure} ({period}, to {day}), so the largest made "
        "at least {share}, which alone is below {step}."
    ),
    "top_customer.fail_of_group": (
        "{count} customers together made {together} of {measure} ({period}, to {day}), so the largest made "
        "at least {share}; the step is {step}."
    ),
    "top_customer.pass_government": (
        "The largest customer disclosed is a government ({customer}) with {share} of {measure} ({period}, "
        "to {day}), not above {step}; its steps lie half a step higher."
    ),
    "top_customer.fail_government": (
        "The largest customer disclosed is a government ({customer}) with {share} of {measure} ({period}, "
        "to {day}), above {step}; its steps lie half a step higher."
    ),
    "top_customer.none_above": (
        "A filing was read and names no customer above {limit} of {measure} ({period}, to {day})."
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
