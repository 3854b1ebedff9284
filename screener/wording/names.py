"""Names as people say them."""

import re

_LEGAL_FORM = re.compile(
    r"(?<!&),?\s+(Inc\.?|Incorporated|Corporation|Corp\.?|Co\.|Co\., Ltd\.?|Ltd\.?|Limited|PBC|plc|PLC|"
    r"N\.V\.|S\.A\.|AG|SE|LLC|L\.P\.|Holdings Co|Group PBC)$"
)


def short_name(name: str) -> str:
    """A company's name without brackets and legal form: "NVIDIA Corporation" as "NVIDIA"."""
    bare = name.split(" (", maxsplit=1)[0].strip()
    return _LEGAL_FORM.sub("", bare) or name
