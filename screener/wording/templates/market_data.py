"""Remarks on the sources of prices and statements: symbols that are gone, sources that differ, calendars."""

TEMPLATES = {
    "listing_gone": "{source} says since {day} that this symbol is no longer listed.",
    "listing_doubtful": "{source} has had no price of this symbol since {day}; that alone proves nothing.",
    "listing_delisted": (
        "{source} has had no price of this symbol on {days} days since {day}; it seems delisted."
    ),
    "sources_differ": "{used_source} says {used}, {other_source} says {other}; the first is used.",
    "sessions_end_soon": (
        "The trading days of {exchange} are known until {last} only; a newer version of Ringfence has more."
    ),
    "sessions_ended": (
        "The trading days of {exchange} were known until {last} only, so every weekday is taken for one."
    ),
}
