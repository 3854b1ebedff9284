"""What changed since the last assessment."""

TEMPLATES = {
    "watch_severity_changed": "{symbol}: {screen} went from {before} to {after}.",
    "watch_place_changed": "{symbol}: its place in the ring went from {before} to {after}.",
    "watch_basis_changed": "{part} changed from {before} to {after}, so this may not be news.",
    "watch_answer_came": "The answer was not known before.",
    "watch_answer_went": "The answer is not known any more.",
    "watch_source_changed": "{field} comes from {after} now; before, it came from {before}.",
}
