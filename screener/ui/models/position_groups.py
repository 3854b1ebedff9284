"""Groups of positions: what rows can be grouped by, and the line that heads each group."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt

from screener import wording
from screener.domain.figure import Figure
from screener.ui import formats, labels
from screener.ui.models.cells import Cell, DataRole, text_of
from screener.ui.models.position_rows import PositionRow

Grouping = Literal["", "role", "layer", "sector", "level", "ring", "tags"]
GROUPINGS: tuple[Grouping, ...] = ("", "role", "layer", "sector", "level", "ring", "tags")
NOTHING = Cell("", head=True)
_FUND, _CASH = "\0fund", "\0cash"
"""Keys no role, sector or tag can have."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("position_groups", text)


class Group(NamedTuple):
    """The head of a group: its key, its name, whether its rows are folded, and sums over its rows.

    `weight` and `value` are None when no row has one; a row without one is not counted as zero but named in
    the tip by `unweighed`.
    """

    key: str
    name: str
    folded: bool
    positions: int
    weight: Decimal | None
    value: Decimal | None
    unweighed: int
    hide_amounts: bool

    def cell(self, column: str) -> Cell:
        """What the head shows in a column; only the name and the sums."""
        if column == "symbol":
            count = (
                _tr("1 position") if self.positions == 1 else _tr("{n} positions").format(n=self.positions)
            )
            state = _tr("folded") if self.folded else _tr("unfolded")
            sign = "▸" if self.folded else "▾"
            return Cell(
                str(self.positions),
                "quiet",
                head=True,
                lead=f"{sign} {self.name}",
                tip=f"{self.name}: {count}",
                spoken=f"{self.name}, {count}, {state}",
            )
        if column == "weight" and self.weight is not None:
            tip = _tr("Sum of the group")
            if self.unweighed:
                tip += "\n" + _tr("{n} of them have no weight").format(n=self.unweighed)
            return Cell(formats.percent(self.weight), head=True, tip=tip)
        if column == "value" and self.value is not None:
            return Cell(formats.HIDDEN if self.hide_amounts else formats.amount(self.value), head=True)
        return NOTHING


def title(grouping: Grouping) -> str:
    """What a grouping is called."""
    words = {
        "": _tr("No groups"),
        "role": _tr("Role"),
        "layer": _tr("Layer"),
        "sector": _tr("Sector"),
        "level": _tr("Level"),
        "ring": _tr("Place in the ring"),
        "tags": _tr("Own tags"),
    }
    return words[grouping]


def key_of(grouping: Grouping) -> Callable[[PositionRow], str]:
    """How a row's group is found; "" is the group of what has no answer, and comes last."""
    return _KEYS[grouping]


def name_of(grouping: Grouping, key: str) -> str:
    """A group's name by its key."""
    if key in _KINDS:
        return _KINDS[key]()
    if not key:
        return _of_none(grouping)
    if grouping == "level":
        return wording.label("level", key)
    if grouping == "ring":
        return wording.label("place", key)
    if grouping in ("role", "layer"):
        return wording.label(grouping, key)
    return key


def _of_none(grouping: Grouping) -> str:
    if grouping in ("role", "layer"):
        return wording.label(grouping, f"no_{grouping}")
    if grouping == "level":
        return wording.label("level", "not_rated")
    return _tr("No tag of your own") if grouping == "tags" else _tr("Not known")


def head(grouping: Grouping, key: str, rows: Sequence[PositionRow], *, folded: bool) -> Group:
    """The head of the group `key` of these rows."""
    weights = [row.position.weight for row in rows if row.position.weight is not None]
    values = [row.position.value.value for row in rows if isinstance(row.position.value, Figure)]
    return Group(
        key=key,
        name=name_of(grouping, key),
        folded=folded,
        positions=len(rows),
        weight=sum(weights, Decimal(0)) if weights else None,
        value=sum(values, Decimal(0)) if values else None,
        unweighed=len(rows) - len(weights),
        hide_amounts=rows[0].showing.hide_amounts,
    )


def answer(group: Group, column: str, role: int) -> object:
    """What the model answers for a head."""
    cell = group.cell(column)
    if role == Qt.ItemDataRole.DisplayRole:
        return text_of(cell)
    if role == Qt.ItemDataRole.ToolTipRole:
        return labels.tooltip_text(cell.tip) or None
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return cell.spoken or text_of(cell)
    return False if role == DataRole.ON_LOOP else None


_RING_ORDER = ("inside", "adjacent", "outside", "not_known")
_LAST = ("", _FUND, _CASH)


def in_order(grouping: Grouping, heads: Mapping[str, Group]) -> list[str]:
    """The keys of the groups as they stand: levels from the worst, places from inside, the rest by weight.

    What has no answer comes after all that has, then funds and cash.
    """

    def place(key: str) -> tuple[int, float, str]:
        last = _LAST.index(key) + 1 if key in _LAST else 0
        if grouping == "level" and not last:
            return last, -float(key), key
        if grouping == "ring" and not last:
            return last, float(_RING_ORDER.index(key)), key
        return last, -float(heads[key].weight or 0), heads[key].name.casefold()

    return sorted(heads, key=place)


def _kind(row: PositionRow) -> str | None:
    if row.position.kind == "cash":
        return _CASH
    return _FUND if row.company is None and (row.fund is not None or row.position.kind == "fund") else None


def _of_company(read: Callable[[PositionRow], str]) -> Callable[[PositionRow], str]:
    def key(row: PositionRow) -> str:
        if row.company is not None:
            return read(row)
        return _kind(row) or ""

    return key


_KINDS: dict[str, Callable[[], str]] = {_FUND: lambda: _tr("Funds"), _CASH: lambda: _tr("Cash")}
_KEYS: dict[Grouping, Callable[[PositionRow], str]] = {
    "": lambda _row: "",
    "role": _of_company(lambda row: row.role or ""),
    "layer": _of_company(lambda row: (row.company and row.company.layer) or ""),
    "sector": _of_company(lambda row: row.sector or ""),
    "level": _of_company(lambda row: "" if row.level is None else str(row.level)),
    "ring": _of_company(lambda row: row.company.standing.place if row.company else ""),
    "tags": lambda row: ", ".join(sorted(row.tags, key=str.casefold)),
}
