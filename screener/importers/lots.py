"""Lots of one thing added to one position."""

from collections.abc import Iterable
from decimal import Decimal

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
    sums: dict[tuple[str, str | None, bool], ImportedPosition] = {}
    lines: dict[str, list[int]] = {}
    without_cost: dict[str, None] = {}
    for lot in lots:
        name = called(lot)
        key = (name, lot.currency, lot.kind == "cash")
        before = sums.setdefault(key, lot)
        if before is lot:
            continue
        sums[key] = _sum(before, lot)
        lines.setdefault(name, [before.line]).append(lot.line)
        if (before.cost is None) != (lot.cost is None):
            without_cost[name] = None
    positions = tuple(position for position in sums.values() if position.quantity)
    cancelled = tuple(position for position in sums.values() if not position.quantity)
    return Added(positions, cancelled, lines, tuple(without_cost))


def _sum(before: ImportedPosition, lot: ImportedPosition) -> ImportedPosition:
    return msgspec.structs.replace(
        before,
        line=lot.line,
        quantity=EXACT.add(before.quantity, lot.quantity),
        isin=before.isin or lot.isin,
        name=before.name or lot.name,
        kind=before.kind or lot.kind,
        cost=_total(before.cost, lot.cost),
        lots=before.lots + lot.lots,
    )


def _total(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else EXACT.add(first, second)
