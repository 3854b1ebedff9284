"""Things one can hold: listings of companies, funds, cash and the rest."""

from typing import Literal

import msgspec

Kind = Literal["equity", "fund", "bond", "option", "crypto", "cash", "other"]
KINDS: tuple[Kind, ...] = ("equity", "fund", "bond", "option", "crypto", "cash", "other")


class Listing(msgspec.Struct, frozen=True):
    """A ticker at an exchange with its price currency (major unit, "GBP" not "GBp")."""

    symbol: str
    exchange: str
    currency: str
