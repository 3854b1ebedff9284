"""Names of companies as people say them."""

import re
from functools import lru_cache

_LEGAL_FORM = re.compile(
    r"(?<!&),? (?:Inc\.?|Incorporated|Corporation|Corp\.?|plc|PLC|N\.V\.|Group PBC|PBC|LLC|L\.P\.|Ltd\.?"
    r"|Limited|S\.A\.|SE|AG|Holdings Co|and Company|Company|Co\.?)$"
)


@lru_cache(maxsize=50_000)
def short_name(name: str) -> str:
    """The name without brackets and legal form: "NVIDIA Corporation" -> "NVIDIA"."""
    whole = name.split(" (", maxsplit=1)[0].strip()
    short = whole
    while (match := _LEGAL_FORM.search(short)) is not None and match.start() > 0:
        short = short[: match.start()]
    if whole.startswith("The ") and short != whole:
        short = short.removeprefix("The ")
    return short or name
