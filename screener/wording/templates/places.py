"""Why a company stands where it stands in the ring."""

TEMPLATES = {
    "place.inside": (
        "On {loops} loops of money, the strongest {best}: {loop}. Taking away {records} records would "
        "change its place."
    ),
    "place.inside|records=1": (
        "On {loops} loops of money, the strongest {best}: {loop}. All of them rest on a single record "
        "({tier})."
    ),
    "place.inside|loops=1": (
        "On one loop of money, {best}: {loop}. Taking away {records} records would change its place."
    ),
    "place.inside|loops=1|records=1": (
        "On one loop of money, {best}: {loop}. It rests on a single record ({tier})."
    ),
    "place.weaker_loops": (
        "Only on {loops} loops weaker than {floor}, the strongest {best}: {loop}. Taking away {records} "
        "records would change its place."
    ),
    "place.weaker_loops|records=1": (
        "Only on {loops} loops weaker than {floor}, the strongest {best}: {loop}. Its place rests on a "
        "single record ({tier})."
    ),
    "place.weaker_loops|loops=1": (
        "Only on one loop weaker than {floor}, {best}: {loop}. Taking away {records} records would change "
        "its place."
    ),
    "place.weaker_loops|loops=1|records=1": (
        "Only on one loop weaker than {floor}, {best}: {loop}. Its place rests on a single record ({tier})."
    ),
    "place.counterparty_record": (
        "Next to a loop of money, through its deals with {counterparty}. {records} records say so (best "
        "source: {tier})."
    ),
    "place.counterparty_record|records=1": (
        "Next to a loop of money, through its deals with {counterparty}. A single record says so ({tier})."
    ),
    "place.customer_share": (
        "Not on a loop itself, but {customer}, on one, made {share} of its {measure} ({period}, to {day})."
    ),
    "place.supplier_share": (
        "Not on a loop itself, but it made {share} of the {measure} of {supplier}, on one ({period}, to "
        "{day})."
    ),
    "place.outside_ledger": (
        "On no loop of money and without a direct relation to one, by {records} records of the ledger "
        "(reviewed {day})."
    ),
    "place.outside_ledger|records=1": (
        "On no loop of money and without a direct relation to one, by the one record the ledger has of it "
        "(reviewed {day})."
    ),
    "place.outside_ledger|records=0": (
        "In the ledger, but without a record of its own, so on no loop of money (reviewed {day})."
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
