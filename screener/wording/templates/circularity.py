"""Sentences of the circularity screens; a plain place is told by its reason (see places)."""

TEMPLATES = {
    "ring_place.inside_half": (
        "On a loop of money, the strongest {best}, and half its business or more hangs on the ring ({share}, "
        "measured by {measure}, {day}). Taking away {records} records would change its place."
    ),
    "ring_place.inside_half|records=1": (
        "On a loop of money, the strongest {best}, and half its business or more hangs on the ring ({share}, "
        "measured by {measure}, {day}). Its place rests on a single record."
    ),
    "ring_place.adjacent_half": (
        "Not on a loop itself, but next to one, and half its business or more hangs on the ring ({share}, "
        "measured by {measure}, {day})."
    ),
    "ring_place.outside_half": (
        "Not on a loop of money, but half its business or more hangs on companies that are ({share}, "
        "measured by {measure}, {day})."
    ),
}
