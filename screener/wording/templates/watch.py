"""What changed since the last assessment."""

TEMPLATES = {
    "watch_severity_changed": "{symbol}: {screen} went from {severity_before} to {severity_after}.",
    "watch_place_changed": "{symbol}: its place in the ring went from {place_before} to {place_after}.",
    "watch_strength_changed": (
        "{symbol}: the best loop it is on went from {strength_before} to {strength_after}."
    ),
    "watch_basis_changed": "{part} changed from {was} to {now}, so this may not be news.",
    "watch_answer_came": "The answer was not known before.",
    "watch_answer_went": "The answer is not known any more.",
    "watch_report_read": "Another report with the SEC was read since then.",
    "watch_statements_read": "Newer statements were read since then.",
    "watch_source_changed": "{field} comes from {now} now; before, it came from {was}.",
}
