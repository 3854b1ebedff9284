"""Things one can hold: listings of companies, funds, cash and the rest."""

import re
from typing import Literal

import msgspec

Kind = Literal["equity", "fund", "bond", "option", "crypto", "cash", "other"]
KINDS: tuple[Kind, ...] = ("equity", "fund", "bond", "option", "crypto", "cash", "other")


class Listing(msgspec.Struct, frozen=True):
    """A ticker at an exchange with its price currency (major unit, "GBP" not "GBp")."""

    symbol: str
    exchange: str
    currency: str


_SHARE_CLASS = re.compile(r"([A-Z]{1,5})[./ ]([A-Z])")
_HONG_KONG = re.compile(r"0*([0-9]{1,5})\.HK")


def spellings(symbol: str) -> tuple[str, ...]:
    """The symbol as it may be listed under, as written first: BRK.B is BRK-B, 00700.HK is 0700.HK.

    "VOD.L" gives "VOD-L" as well, so look each up among known listings instead of using one blindly.
    """
    written = symbol.strip().upper()
    found = [written]
    if share_class := _SHARE_CLASS.fullmatch(written):
        found.append(f"{share_class[1]}-{share_class[2]}")
    if hong_kong := _HONG_KONG.fullmatch(written):
        found.append(f"{hong_kong[1]:0>4}.HK")
    if written.endswith(".SH"):
        found.append(f"{written[:-3]}.SS")
    return tuple(dict.fromkeys(found))
