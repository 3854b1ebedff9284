"""Sentences of the circularity screens; a plain place is told by its reason (see places)."""

TEMPLATES = {
    "ring_place.inside_half": (
        "On a loop of money, {strength} at best (records that hold its place: {records}), and its tie to "
        "the ring is half the business or more: {share}, measured by {measure} ({day})."
    ),
    "ring_place.adjacent_half": (
        "Not on such a loop itself, but next to it (records: {records}), and its tie to the ring is half "
        "the business or more: {share}, measured by {measure} ({day})."
    ),
    "ring_place.outside_half": (
        "Not on a loop of money, but its tie to companies that are is half the business or more: {share}, "
        "measured by {measure} ({day})."
    ),
}
