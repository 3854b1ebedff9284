"""Text that is not worded yet: a message id with the arguments its sentence needs."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec


class Unit(StrEnum):
    """What a number is counted in; decides how it is worded, never its scale."""

    MONEY = "money"
    PER_SHARE = "per_share"
    FRACTION = "fraction"
    """A share of a whole, 0..1; worded as a percent."""
    MULTIPLE = "multiple"
    """A plain ratio, "1.6 times"."""
    SHARES = "shares"
    COUNT = "count"
    DAYS = "days"
    NONE = "none"


class Text(msgspec.Struct, frozen=True, tag="text", gc=False):
    """An argument shown as it is: a name, symbol, period or code."""

    value: str


class Number(msgspec.Struct, frozen=True, tag="number", gc=False):
    """An argument with its unit; `currency` is set for money and per-share values."""

    value: Decimal
    unit: Unit
    currency: str | None = None


class Day(msgspec.Struct, frozen=True, tag="day", gc=False):
    """An argument that is a date."""

    value: date


class Names(msgspec.Struct, frozen=True, tag="names", gc=False):
    """An argument that is a list of names, joined at the edge."""

    values: tuple[str, ...]


Argument = Text | Number | Day | Names


class Message(msgspec.Struct, frozen=True, gc=False):
    """A message id and its arguments; `wording.sentence` turns it into text."""

    id: str
    arguments: dict[str, Argument] = {}
