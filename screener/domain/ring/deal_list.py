"""Deals read from a list of the user's, before anything is stored."""

import msgspec

from screener.domain.imported import RejectedRow
from screener.domain.ring.deal import Deal, Entity
from screener.domain.ring.draft import DealDraft
from screener.domain.ring.draft_reading import Problem


class ListedDraft(msgspec.Struct, frozen=True):
    """One row of a list as it stands, and the line it begins on."""

    line: int
    draft: DealDraft
    text: str = ""
    currency: str = ""
    """Of the amounts, as it stands there; empty = US dollars."""


class DealRows(msgspec.Struct, frozen=True):
    """A list cut into rows.

    `mapping` says which column each field was read from, `columns` has all labels; `missing` are needed
    fields no column was found for: then there are no rows and the user has to say which columns they are.
    """

    file: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    missing: tuple[str, ...] = ()
    rows: tuple[ListedDraft, ...] = ()
    broken: tuple[RejectedRow, ...] = ()


class ListedDeal(msgspec.Struct, frozen=True):
    """A row that can be stored, with its warnings."""

    line: int
    deal: Deal
    problems: tuple[Problem, ...] = ()


class DealListReview(msgspec.Struct, frozen=True):
    """What a list holds: records to store, parties they need that the ledger has not, rows refused and why.

    Every row below the header is one of `deals` or `rejected`. `needs_mapping`: see `DealRows.missing`.
    `entities` are private companies made of the names in the list; `columns` and `mapping` as in `DealRows`.
    """

    file: str
    needs_mapping: bool
    columns: tuple[str, ...]
    mapping: dict[str, str]
    missing: tuple[str, ...] = ()
    deals: tuple[ListedDeal, ...] = ()
    entities: tuple[Entity, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
