"""Where the parties of the ring map stand: columns by role, rows that never move when a filter does."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from screener.ui.models.ring_graph import RingGraph

COLUMNS = 5
NODE_HEIGHT = 34.0
TOP = 26.0
"""Room for the titles over the columns."""
_LEAST_WIDTH, _MOST_WIDTH = 122.0, 170.0
_LEAST_GAP_X, _LEAST_GAP_Y = 58.0, 8.0
_MOST_PITCH_Y = 84.0
_LANE = 3.0
"""Distance between arrows that share a gap."""
_SWEEPS = 8

Order = tuple[tuple[str, ...], ...]


def order_of(graph: RingGraph) -> Order:
    """Parties by column, top to bottom, so that neighbours across columns stand at like heights.

    Sweeps of the barycentre method from the alphabetical order: the same graph always gives the
    same order.
    """
    nodes = sorted(graph.nodes, key=lambda node: node.entity)
    columns = [[node.entity for node in nodes if node.column == number] for number in range(COLUMNS)]
    partners: dict[str, list[str]] = {}
    for leg in sorted(graph.legs, key=lambda leg: (leg.payer, leg.payee)):
        partners.setdefault(leg.payer, []).append(leg.payee)
        partners.setdefault(leg.payee, []).append(leg.payer)
    heights = _heights(columns)
    for _ in range(_SWEEPS):
        for column in columns:
            wanted = {entity: _mean(partners.get(entity, ()), heights, heights[entity]) for entity in column}
            column.sort(key=lambda entity: (wanted[entity], entity))
            heights |= _heights([column])
    return tuple(tuple(column) for column in columns)


def _heights(columns: Sequence[Sequence[str]]) -> dict[str, float]:
    return {entity: (row + 0.5) / len(column) for column in columns for row, entity in enumerate(column)}


def _mean(partners: Sequence[str], heights: Mapping[str, float], own: float) -> float:
    known = [heights[each] for each in partners]
    return sum(known) / len(known) if known else own


def place(order: Order, width: float, height: float) -> dict[str, QRectF]:
    """A box for every party within `width` by `height`, or larger where they would not fit.

    Columns without a party take no room.
    """
    used = [column for column in order if column]
    if not used:
        return {}
    gaps = len(used) - 1
    wide = min(_MOST_WIDTH, max(_LEAST_WIDTH, (width - gaps * _LEAST_GAP_X) / len(used)))
    pitch_x = wide + _LEAST_GAP_X
    if gaps:
        pitch_x = max(pitch_x, (width - wide) / gaps)
    rows = max(len(column) for column in used)
    pitch_y = min(max(NODE_HEIGHT + _LEAST_GAP_Y, (height - TOP) / rows), _MOST_PITCH_Y)
    tall = pitch_y * rows
    boxes: dict[str, QRectF] = {}
    for number, column in enumerate(used):
        own_pitch = min(tall / len(column), pitch_y * 1.6)
        first = TOP + (tall - own_pitch * len(column)) / 2
        for row, entity in enumerate(column):
            middle = first + own_pitch * (row + 0.5)
            boxes[entity] = QRectF(number * pitch_x, middle - NODE_HEIGHT / 2, wide, NODE_HEIGHT)
    return boxes


class Routes:
    """The way of every leg: from the payer's side to the payee's, through gaps between boxes on the way.

    Legs through the same gap run side by side.
    """

    def __init__(self, boxes: Mapping[str, QRectF], pairs: Sequence[tuple[str, str]]) -> None:
        self._boxes = boxes
        self._columns = sorted({box.left() for box in boxes.values()})
        self._wide = next(iter(boxes.values())).width() if boxes else 0.0
        self._ports = self._share_sides(pairs)
        self._lanes = self._share_gaps(pairs)

    def points(self, payer: str, payee: str) -> list[QPointF]:
        """Points to go through with level tangents; the first and last lie on the boxes' sides."""
        start, end = self._ports[payer, payee]
        first, last = self._column(payer), self._column(payee)
        if first == last:
            bulge = QPointF(start.x() + _LEAST_GAP_X * 0.55, (start.y() + end.y()) / 2)
            return [start, bulge, end]
        found = [start]
        for number in self._passed(payer, payee):
            y = self._lanes[payer, payee, number]
            left = self._columns[number] - 5
            sides = [QPointF(left, y), QPointF(left + self._wide + 10, y)]
            found += sides if last > first else sides[::-1]
        return [*found, end]

    def _column(self, entity: str) -> int:
        return self._columns.index(self._boxes[entity].left())

    def _passed(self, payer: str, payee: str) -> range:
        first, last = self._column(payer), self._column(payee)
        step = 1 if last >= first else -1
        return range(first + step, last, step)

    def _gaps(self, column: int) -> list[tuple[float, float]]:
        """The gaps of a column as (middle, height): above, between and below its boxes."""
        left = self._columns[column]
        boxes = sorted((box for box in self._boxes.values() if box.left() == left), key=QRectF.top)
        found = [(boxes[0].top() - 12, 16.0)]
        for upper, lower in pairwise(boxes):
            found.append(((upper.bottom() + lower.top()) / 2, lower.top() - upper.bottom()))
        return [*found, (boxes[-1].bottom() + 12, 16.0)]

    def _share_gaps(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str, int], float]:
        """The height at which each leg passes each column on its way."""
        through: dict[tuple[int, float, float], list[tuple[float, str, str]]] = {}
        for payer, payee in pairs:
            start, end = self._ports[payer, payee]
            first, last = self._column(payer), self._column(payee)
            for number in self._passed(payer, payee):
                wanted = start.y() + (end.y() - start.y()) * (number - first) / (last - first)
                middle, height = _nearest(self._gaps(number), wanted)
                through.setdefault((number, middle, height), []).append((wanted, payer, payee))
        lanes: dict[tuple[str, str, int], float] = {}
        for (number, middle, height), legs in through.items():
            step = min(_LANE, height / len(legs))
            for place, (_wanted, payer, payee) in enumerate(sorted(legs)):
                lanes[payer, payee, number] = middle + (place - (len(legs) - 1) / 2) * step
        return lanes

    def _share_sides(
        self, pairs: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], tuple[QPointF, QPointF]]:
        """Spread the ends of legs over the sides of the boxes, in the order of where they lead."""
        ends: dict[tuple[str, bool], list[tuple[float, tuple[str, str], bool]]] = {}
        for payer, payee in pairs:
            for own, other, leaves in ((payer, payee, True), (payee, payer, False)):
                on_right = self._column(other) >= self._column(own)
                height = self._boxes[other].center().y()
                ends.setdefault((own, on_right), []).append((height, (payer, payee), leaves))
        at: dict[tuple[tuple[str, str], bool], QPointF] = {}
        for (own, on_right), found in ends.items():
            box = self._boxes[own]
            room = box.height() - 8
            for number, (_height, pair, leaves) in enumerate(sorted(found)):
                y = box.top() + 4 + room * (number + 0.5) / len(found)
                at[pair, leaves] = QPointF(box.right() if on_right else box.left(), y)
        return {pair: (at[pair, True], at[pair, False]) for pair in pairs}


def _nearest(gaps: Sequence[tuple[float, float]], wanted: float) -> tuple[float, float]:
    return min(gaps, key=lambda gap: abs(gap[0] - wanted))
