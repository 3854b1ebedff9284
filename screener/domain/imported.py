"""What was read from a file of the user's, before anything is stored."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.message import Message
from screener.domain.security import Kind


class ImportedPosition(msgspec.Struct, frozen=True):
    """One position as a file states it; exact decimals, major currency unit.

    `line` is where it stands in the file (the last line when several lots were added), `lots` the
    number of rows it was made from.
    """

    line: int
    symbol: str | None
    quantity: Decimal
    isin: str | None = None
    name: str | None = None
    kind: Kind | None = None
    currency: str | None = None
    cost: Decimal | None = None
    lots: int = 1


class RejectedRow(msgspec.Struct, frozen=True):
    """A row that could not be read; `text` is the row as it stands, shortened."""

    line: int
    reason: Message
    text: str = ""


class ImportReview(msgspec.Struct, frozen=True):
    """Everything found in a file: what would be stored, what not, and why.

    `recognised_as` names the layout (None = not recognised), `needs_mapping` says that columns
    could not be told apart and `columns` lists them; `as_of` is the day the file speaks of.

    `skipped` are rows that hold no position and need none of the user's attention (totals, text,
    closed positions), with the reason. No row is lost: the lots of all positions, `rejected`,
    `watchlist` and `skipped` together are the `rows` below the header.
    """

    file: str
    recognised_as: str | None
    needs_mapping: bool = False
    positions: tuple[ImportedPosition, ...] = ()
    watchlist: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    warnings: tuple[Message, ...] = ()
    columns: tuple[str, ...] = ()
    as_of: date | None = None
    skipped: tuple[RejectedRow, ...] = ()
    rows: int = 0
