"""Remarks on the sources of prices and statements: symbols that are gone, sources that differ, calendars."""

TEMPLATES = {
    "listing_gone": "{source} says since {day} that this symbol is no longer listed.",
    "listing_doubtful": "{source} has had no price of this symbol since {day}; that alone proves nothing.",
    "listing_delisted": (
        "{source} has had no price of this symbol on {days} days since {day}; it seems delisted."
    ),
    "listing_never_quoted": (
        "{source} has been asked since {day} and has no price of this symbol; "
        "it may be written differently there."
    ),
    "split_seen": (
        "Prices have been of other shares since {day}: {new} for {old} by the look of it. "
        "The number of shares is still the one you entered."
    ),
    "quote_not_answered": "{source} did not say the price of this symbol when it was last asked.",
    "quote_of_another_unit": (
        "{source} told a price a hundred times higher or lower, as if pence were pounds; "
        "the one before it is used until the new one has been told for a day."
    ),
    "sources_differ": "{field}: {used_source} {used}, {other_source} {other}; the first is used.",
    "sources_differ.filing": "{field}: {used_source} {used}, {other_source} {other}; the filing is used.",
    "statements_other_currency": (
        "{source} states in {other}, the figures here are in {used}; nothing of the former is used."
    ),
    "sessions_end_soon": (
        "The trading days of {exchange} are known until {last} only; a newer version of Ringfence has more."
    ),
    "sessions_ended": (
        "The trading days of {exchange} were known until {last} only, so every weekday is taken for one."
    ),
}
