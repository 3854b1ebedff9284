"""Why a company stands where it stands in the ring."""

TEMPLATES = {
    "place.inside": (
        "On a loop of money: {loop}. It is {strength} at best; loops: {loops}; records that hold its place:"
        " {records} (best source: {tier})."
    ),
    "place.weaker_loops": (
        "Only on loops weaker than {floor}, the best being {strength}: {loop}. Loops: {loops}; records that"
        " hold its place: {records} (best source: {tier})."
    ),
    "place.counterparty_record": (
        "Has a deal of its own with companies on a loop: {counterparty}. Records that say so: {records} "
        "(best source: {tier})."
    ),
    "place.customer_share": "{customer}, on a loop, made {share} of its {measure} ({period}, to {day}).",
    "place.supplier_share": (
        "It made {share} of the {measure} of {supplier}, a company on a loop ({period}, to {day})."
    ),
    "place.outside_ledger": (
        "Part of the deal ledger but on no loop and with no direct relation to one (records: {records}; "
        "reviewed {day})."
    ),
    "place.outside_lookup": "Looked up on {day}: no relation to the ring found.",
    "place.outside_sector": (
        "No relation to the ring is presumed from its sector ({sector}); nobody looked it up (list of {day})."
    ),
    "place.outside_sector_stretched": (
        "No relation to the ring is presumed, although its sector ({sector}) is close to AI; nobody looked "
        "it up (list of {day})."
    ),
    "place.relation_not_recorded": (
        "Its place is not known: a relation was seen but is not recorded as a deal ({what}; {day})."
    ),
    "place.search_truncated": (
        "Its place is not known: the search for loops of up to {legs} legs was cut short."
    ),
    "place.not_reviewed": "Its place is not known: nobody has looked at its relations to the ring yet.",
}
