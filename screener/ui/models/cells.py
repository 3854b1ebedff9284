"""What one table cell shows, made once and painted many times."""

from collections.abc import Callable
from enum import IntEnum
from typing import Literal, NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from screener.ui import formats

Ink = Literal["ink", "quiet", "faded", "accent", "up", "down"]
Badge = Literal["", "level", "grey", "unknown"]
"""How a level is painted: on its colour, on grey for too little behind a low one, hatched for not known."""
Shape = Literal["text", "symbol", "ring", "level"]

SortKey = float | str | None
"""None is not known or not applicable and sorts last in both directions."""


class DataRole(IntEnum):
    """The roles of our own that models answer, named once."""

    KEY = Qt.ItemDataRole.UserRole + 1
    """The key of the row's holding or watchlist entry."""
    ON_LOOP = Qt.ItemDataRole.UserRole + 2
    """True when the row's company is Inside: its row is outlined."""


class Cell(NamedTuple):
    """Shown text, how it is painted, and what is said of it.

    `short` stands in for `text` where that does not fit. `lead` is painted bold before it,
    `sign` puts the ring sign there. A `badge`
    belongs to level cells: the digit is in `text`. `head` cells stand in the line over a group. `tip` and
    `spoken` are plain text; an empty
    `spoken` means the text says it all.
    """

    text: str
    ink: Ink = "ink"
    lead: str = ""
    short: str = ""
    level: int | None = None
    badge: Badge = ""
    sign: bool = False
    head: bool = False
    tip: str = ""
    spoken: str = ""


OFF = Cell(formats.DASH, "quiet")
"""The cell of what does not apply."""


class HasCells(Protocol):
    """A model delegates paint from: straight to the cell, without a detour through Qt's variants."""

    def cell_at(self, index: QModelIndex | QPersistentModelIndex) -> Cell:
        """The cell at a valid index."""


class Column(NamedTuple):
    """A column: id, title and explanation in the current language, how its cells are painted.

    `sample` is the widest usual text and makes the width, `least` what must fit at any rate (empty:
    all of `sample`). `rank` says how soon it goes when
    room is short: the highest first, 0 never. `numeric` cells and titles stand right.
    """

    id: str
    title: Callable[[], str]
    about: Callable[[], str]
    shape: Shape
    sample: str
    rank: int
    numeric: bool = True
    least: str = ""


def text_of(cell: Cell) -> str:
    """All that a cell shows, as one text."""
    return f"{cell.lead} {cell.text}".strip() if cell.lead else cell.text


def spoken(column: Column, cell: Cell) -> str:
    """What a screen reader says of a cell."""
    return f"{column.about()}: {cell.spoken or text_of(cell)}"
