"""A number that says where it comes from, and the two answers that are not numbers."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.message import Message, Unit

Tier = Literal["primary", "press", "secondary", "seed", "none", "feed", "user"]


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where a fact was seen.

    `title` is what is shown ("SEC 10-Q, read through a public data set"); `url` the page read,
    `via` the go-between when the filing itself was not read.
    """

    title: str
    url: str | None = None
    via: str | None = None
    tier: Tier = "secondary"


class Figure(msgspec.Struct, frozen=True, tag="known", gc=False):
    """A value with unit, currency, period, day and source.

    `value` is exact (Decimal), shares are fractions 0..1, money is in whole units of `currency`.
    `period` is None for a value at one day (price, balance). `old` says the age limit of
    methods A1 had passed when it was judged. `inputs` names what a derived figure was made from.
    """

    name: str
    value: Decimal
    unit: Unit
    as_of: date
    source: Source
    currency: str | None = None
    period: str | None = None
    note: str | None = None
    derived: bool = False
    old: bool = False
    inputs: tuple[str, ...] = ()


def share_basis(source: Source, *, derived: bool) -> str:
    """How a share is known, as the id of a label: stated, reported or worked out, and by whom."""
    if source.tier in ("press", "secondary"):
        who: str = source.tier
    elif source.tier in ("none", "seed"):
        return "unverified"
    else:
        who = "stated"
    return f"{who}_derived" if derived else who


class Unknown(msgspec.Struct, frozen=True, tag="unknown", gc=False):
    """The value exists but is not known here, and why. Never zero, never fine."""

    reason: Message


class NotApplicable(msgspec.Struct, frozen=True, tag="not_applicable", gc=False):
    """The value has no meaning for this company, and why. Leaves every denominator."""

    reason: Message


Fact = Figure | Unknown | NotApplicable


def unknown(message_id: str) -> Unknown:
    """Unknown with a reason that needs no arguments."""
    return Unknown(Message(message_id))
