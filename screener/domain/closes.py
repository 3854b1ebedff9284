"""Past prices as a plain series, for charts and betas."""

from datetime import date

import msgspec


class Closes(msgspec.Struct, frozen=True):
    """Weekly closes of one listing, oldest first, adjusted for splits.

    `dates` and `values` have the same length; a week without a close is left out. Values are
    floats in the major unit of `currency`: they are drawn and regressed, never added up.
    `as_of` is the newest date.
    """

    dates: tuple[date, ...]
    values: tuple[float, ...]
    currency: str
    source: str
    as_of: date
