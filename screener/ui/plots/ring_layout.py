"""Where the parties of the ring map stand: columns by role, rows that never move when a filter does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF

from screener.ui.models.ring_graph import Pair, RingGraph

COLUMNS = 5
TALL_BOX = 34.0
"""A box with two lines of text."""
TOP = 26.0
"""Room for the titles over the columns."""
_LEAST_BOX, _MOST_FLAT_BOX = 14.0, 24.0
_LEAST_WIDTH, _MOST_WIDTH = 104.0, 170.0
_LEAST_GAP_X, _BETWEEN_Y = 44.0, 2.0
_TALL_FROM, _MOST_PITCH_Y = 44.0, 84.0
_SWEEPS = 12

Order = tuple[tuple[str, ...], ...]


def order_of(graph: RingGraph) -> Order:
    """Parties by column, top to bottom, so that neighbours across columns stand at like heights.

    Sweeps of the barycentre method from the alphabetical order: the same graph always gives the
    same order.
    """
    nodes = sorted(graph.nodes, key=lambda node: node.entity)
    columns = [[node.entity for node in nodes if node.column == number] for number in range(COLUMNS)]
    partners: dict[str, list[str]] = {}
    for leg in sorted(graph.legs, key=lambda leg: leg.pair):
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

    Boxes have two lines of text where there is room and one where there are many. Columns without a
    party take no room.
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
    pitch_y = min(max(_LEAST_BOX + _BETWEEN_Y, (height - TOP) / rows), _MOST_PITCH_Y)
    tall = TALL_BOX if pitch_y >= _TALL_FROM else min(_MOST_FLAT_BOX, pitch_y - _BETWEEN_Y)
    whole = pitch_y * rows
    boxes: dict[str, QRectF] = {}
    for number, column in enumerate(used):
        own_pitch = min(whole / len(column), pitch_y * 1.6)
        first = TOP + (whole - own_pitch * len(column)) / 2
        for row, entity in enumerate(column):
            middle = first + own_pitch * (row + 0.5)
            boxes[entity] = QRectF(number * pitch_x, middle - tall / 2, wide, tall)
    return boxes


def fill(order: Order, width: float, height: float) -> dict[str, QRectF]:
    """As `place`, wider where the rows need more height and higher where the columns need more width.

    Shrunk into the room, the map then fills it.
    """
    boxes = place(order, width, height)
    high = max((box.bottom() for box in boxes.values()), default=0.0)
    wide = max((box.right() for box in boxes.values()), default=0.0)
    if high > height > 0 and high / height >= wide / max(width, 1.0):
        return place(order, width * high / height, height)
    return place(order, width, height * wide / width) if wide > width > 0 else boxes


class Routes:
    """The way of every leg, from the payer's side that faces the payee to the payee's.

    The ends share a side in the order of where they lead, so that few of them cross. Legs within a column
    go round on its right, in the last column on its left.
    """

    def __init__(self, boxes: Mapping[str, QRectF], pairs: Sequence[Pair]) -> None:
        self._boxes = boxes
        self._last = max((box.left() for box in boxes.values()), default=0.0)
        self._ends = self._share_sides(pairs)

    def points(self, payer: str, payee: str) -> list[QPointF]:
        """Start, end and between them the two points the line bends towards."""
        start, end = self._ends[payer, payee]
        if self._boxes[payer].left() == self._boxes[payee].left():
            out = min(_LEAST_GAP_X * 0.95, 16 + abs(end.y() - start.y()) * 0.12)
            out = start.x() + (-out if self._turns_left(payer) else out)
            return [start, QPointF(out, start.y()), QPointF(out, end.y()), end]
        bend = (end.x() - start.x()) * 0.5
        return [start, QPointF(start.x() + bend, start.y()), QPointF(end.x() - bend, end.y()), end]

    def _turns_left(self, entity: str) -> bool:
        return 0 < self._boxes[entity].left() == self._last

    def _share_sides(self, pairs: Sequence[Pair]) -> dict[Pair, tuple[QPointF, QPointF]]:
        """Spread the ends of legs over the sides of the boxes, in the order of where they lead."""
        ends: dict[tuple[str, bool], list[tuple[float, Pair, bool]]] = {}
        for payer, payee in pairs:
            for own, other, leaves in ((payer, payee, True), (payee, payer, False)):
                way = self._boxes[other].left() - self._boxes[own].left()
                on_right = way > 0 or (way == 0 and not self._turns_left(own))
                height = self._boxes[other].center().y()
                ends.setdefault((own, on_right), []).append((height, (payer, payee), leaves))
        at: dict[tuple[Pair, bool], QPointF] = {}
        for (own, on_right), found in ends.items():
            box = self._boxes[own]
            edge = min(4.0, box.height() / 6)
            room = box.height() - 2 * edge
            for number, (_height, pair, leaves) in enumerate(sorted(found)):
                y = box.top() + edge + room * (number + 0.5) / len(found)
                at[pair, leaves] = QPointF(box.right() if on_right else box.left(), y)
        return {pair: (at[pair, True], at[pair, False]) for pair in pairs}


def nearest(boxes: Mapping[str, QRectF], current: str, direction: QPointF) -> str | None:
    """The box one comes to from `current` in a direction (a unit vector); None when there is none."""
    here = boxes[current].center()
    best: tuple[float, str] | None = None
    for entity, box in boxes.items():
        way = box.center() - here
        along = way.x() * direction.x() + way.y() * direction.y()
        aside = abs(way.x() * direction.y()) + abs(way.y() * direction.x())
        if along > 1 and (best is None or along + 2 * aside < best[0]):
            best = (along + 2 * aside, entity)
    return None if best is None else best[1]
