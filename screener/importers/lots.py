"""Lots of one thing added to one position."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce

import msgspec

from screener.domain.imported import ImportedPosition
from screener.importers.amounts import EXACT


class Added(msgspec.Struct, frozen=True):
    """Positions in the order of their first row.

    `cancelled` are those whose lots add up to nothing. `lines` has the lines of every position of more
    than one row by what it is called, `without_cost` the names of those that lost their cost because a
    row states none.
    """

    positions: tuple[ImportedPosition, ...]
    cancelled: tuple[ImportedPosition, ...]
    lines: dict[str, list[int]]
    without_cost: tuple[str, ...]


def called(position: ImportedPosition) -> str:
    """What people know a position by: its symbol, else its ISIN, else its name."""
    return position.symbol or position.isin or position.name or ""


def add_lots(lots: Iterable[ImportedPosition]) -> Added:
    """Lots of the same symbol, else ISIN, else name, in the same currency become one position."""
    first: dict[tuple[str, str | None, bool], ImportedPosition] = {}
    groups: dict[tuple[str, str | None, bool], list[ImportedPosition]] = {}
    for lot in lots:
        key = (called(lot), lot.currency, lot.kind == "cash")
        before = first.setdefault(key, lot)
        if before is not lot:
            groups.setdefault(key, [before]).append(lot)
    lines: dict[str, list[int]] = {}
    without_cost: dict[str, None] = {}
    for key, group in groups.items():
        first[key] = _sum(group)
        lines.setdefault(key[0], []).extend(lot.line for lot in group)
        if len({lot.cost is None for lot in group}) > 1:
            without_cost[key[0]] = None
    sums = first.values()
    positions = tuple(position for position in sums if position.quantity)
    cancelled = tuple(position for position in sums if not position.quantity)
    return Added(positions, cancelled, lines, tuple(without_cost))


def _sum(lots: Sequence[ImportedPosition]) -> ImportedPosition:
    costs = [lot.cost for lot in lots if lot.cost is not None]
    return msgspec.structs.replace(
        lots[0],
        line=lots[0].line,
        quantity=_total(lot.quantity for lot in lots),
        isin=next((lot.isin for lot in lots if lot.isin), None),
        name=next((lot.name for lot in lots if lot.name), None),
        kind=next((lot.kind for lot in lots if lot.kind), None),
        cost=_total(costs) if len(costs) == len(lots) else None,
        lots=len(lots),
    )


def _total(numbers: Iterable[Decimal]) -> Decimal:
    return reduce(EXACT.add, numbers)
