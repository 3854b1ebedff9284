"""How the ring map is drawn: lines by status and amount, heads by kind, boxes by place and holding.

The map, its legend and its exports all draw with these.
"""

from functools import lru_cache
from itertools import pairwise
from math import log10

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from screener.ui import formats, icons, theme
from screener.ui.models.ledger_records import Status
from screener.ui.models.ring_graph import LegKind, MapNode

_DASHES: dict[Status, tuple[float, float] | None] = {
    "paid": None,
    "contracted": (15.0, 3.0),
    "announced": (6.0, 4.0),
    "contingent": (1.6, 3.6),
    "not_counted": (1.6, 9.0),
}
"""Lengths of dash and gap in pixels; None is a solid line."""
HEAD = 8.0
TWO_LINES_FROM = 32.0
"""Boxes of this height and more have the name and the weight under each other."""
_BILLION = 1e9
_ALPHA = 0.6
_SIDE = 8.0


def leg_width(amount: float | None) -> float:
    """Line width by amount, growing with its logarithm; the thinnest where none is disclosed."""
    return 1.1 if not amount or amount <= 0 else 1.1 + 1.25 * log10(1 + amount / _BILLION)


def leg_pen(status: Status, width: float, ink: QColor) -> QPen:
    """Solid for paid, long dashes for signed, short ones for announced, dots for contingent."""
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = _DASHES[status]
    if dashes is not None:
        pen.setDashPattern([length / width for length in dashes])
    return pen


def leg_ink(kind: LegKind) -> QColor:
    """Financing is darker than purchases."""
    return theme.colour("ink" if kind in ("financing", "both") else "quiet")


def draw_head(painter: QPainter, back: QLineF, kind: LegKind, ink: QColor, size: float) -> None:
    """The arrow's head at the start of `back`.

    Filled for a purchase, hollow for financing, two for both, two open strokes for anything else.
    """
    painter.setPen(QPen(ink, 1.2))
    ground = theme.colour("pane")
    heads = {"purchase": (False,), "financing": (True,), "both": (True, False), "other": (False,)}[kind]
    for number, hollow in enumerate(heads):
        line, start = QLineF(back), QLineF(back)
        line.setLength(size * (number + 1))
        start.setLength(max(0.01, size * number))
        side = line.normalVector().unitVector()
        across = QPointF(side.dx(), side.dy()) * (size * 0.45)
        corners = QPolygonF([line.p2() + across, start.p2(), line.p2() - across])
        if kind == "other":
            painter.drawPolyline(corners)
            continue
        painter.setBrush(ground if hollow else ink)
        painter.drawPolygon(corners)


def draw_leg(
    painter: QPainter,
    path: QPainterPath,
    back: QLineF,
    look: tuple[LegKind, Status, float],
    *,
    lit: bool,
    small: float = 1.0,
) -> None:
    """A line and its head; `look` is kind, status and width. `small` shrinks the head of a small map."""
    kind, status, width = look
    ink = theme.colour("accent") if lit else leg_ink(kind)
    if not lit:
        ink.setAlphaF(min(_ALPHA, small))
    painter.setPen(leg_pen(status, width if lit else width * small, ink))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    draw_head(painter, back, kind, ink, (HEAD + width * 0.4) * (max(0.8, small) if lit else small))


def curve(points: list[QPointF]) -> QPainterPath:
    """A smooth line from the first point to the last; of four, the middle two are what it bends to."""
    path = QPainterPath(points[0])
    if len(points) == 4:
        path.cubicTo(*points[1:])
        return path
    for before, after in pairwise(points):
        bend = (after.x() - before.x()) * 0.5
        path.cubicTo(QPointF(before.x() + bend, before.y()), QPointF(after.x() - bend, after.y()), after)
    return path


# -- boxes ------------------------------------------------------------------------------------------


def draw_box(painter: QPainter, node: MapNode, box: QRectF, *, lit: bool, current: bool = False) -> None:
    """A party: sign of its place, name, and the user's weight when there is one."""
    roles = theme.colours()
    painter.setPen(_outline(node, lit=lit))
    painter.setBrush(QColor(roles.accent_soft if lit else roles.pane))
    radius = min(7.0, box.height() / 3)
    painter.drawRoundedRect(box, radius, radius)
    if current:
        painter.setPen(QPen(QColor(roles.accent), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 2, radius + 2)
    sign = min(12.0, box.height() * 0.62)
    inner = box.adjusted(_SIDE * 0.75, 0, -_SIDE * 0.75, 0)
    if node.place in ("inside", "adjacent"):
        centre = QPointF(inner.left() + sign / 2, inner.center().y())
        draw_place_sign(painter, centre, sign, inside=node.inside)
        inner.setLeft(inner.left() + sign + sign * 0.4)
    if box.height() >= TWO_LINES_FROM:
        _two_rows(painter, node, inner)
    else:
        _one_row(painter, node, inner)


def _outline(node: MapNode, *, lit: bool) -> QPen:
    roles = theme.colours()
    if node.direct > 0:
        return QPen(QColor(roles.accent), 2)
    if node.weight > 0:
        return QPen(QColor(roles.accent), 1.2, Qt.PenStyle.DashLine)
    if lit:
        return QPen(QColor(roles.accent), 1.2)
    return QPen(QColor(roles.faded if node.inside else roles.line), 1)


def draw_place_sign(painter: QPainter, centre: QPointF, size: float, *, inside: bool) -> None:
    """Two rings for Inside, one open ring with a dot beside it for Adjacent: told apart by shape alone."""
    roles = theme.colours()
    if inside:
        icons.draw_ring_sign(painter, centre, size, QColor(roles.accent))
        return
    ink = QColor(roles.quiet)
    painter.setPen(QPen(ink, max(1.0, size / 11)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = size * 0.3
    ring = QRectF(centre.x() - radius - size * 0.14, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawArc(ring, 50 * 16, 260 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(centre.x() + size * 0.36, centre.y()), size * 0.12, size * 0.12)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _one_row(painter: QPainter, node: MapNode, room: QRectF) -> None:
    px = round(max(9.5, min(theme.CAPTION_PX, room.height() * 0.62)), 1)
    painter.setPen(QColor(theme.colours().ink))
    if node.weight > 0:
        share = formats.percent(node.weight)
        font = _font(px, strong=False)
        painter.setFont(font)
        painter.setPen(QColor(theme.colours().accent))
        painter.drawText(room, _RIGHT, share)
        room = room.adjusted(0, 0, -_width(share, px, strong=False) - 4, 0)
        painter.setPen(QColor(theme.colours().ink))
    strong = node.weight > 0 or node.inside
    painter.setFont(_font(px, strong=strong))
    if not strong:
        painter.setPen(QColor(theme.colours().quiet))
    said = fitting(node.name, node.symbol, room.width(), px, strong=strong)
    painter.drawText(room.adjusted(0, 0, 4, 0), _LEFT, said)


def _two_rows(painter: QPainter, node: MapNode, room: QRectF) -> None:
    room = room.adjusted(0, 2, 0, -2)
    px = theme.CAPTION_PX
    if node.weight > 0:
        lines: tuple[str, ...] = (fitting(node.name, node.symbol, room.width(), px, strong=True),)
    else:
        lines = two_lines(node.name, room.width(), px)
    painter.setFont(_font(px, strong=True))
    painter.setPen(QColor(theme.colours().ink))
    tall = room.height() / 2
    top = room.center().y() - tall * (len(lines) + (node.weight > 0)) / 2
    for line in lines:
        painter.drawText(QRectF(room.left(), top, room.width() + 4, tall), _LEFT, line)
        top += tall
    if node.weight > 0:
        painter.setFont(_font(px - 1, strong=False))
        painter.setPen(QColor(theme.colours().accent))
        painter.drawText(QRectF(room.left(), top, room.width(), tall), _LEFT, formats.percent(node.weight))


@lru_cache(maxsize=64)
def _font(px: float, *, strong: bool) -> QFont:
    return theme.strong(px) if strong else theme.font(px)


@lru_cache(maxsize=64)
def _metrics(px: float, *, strong: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(px, strong=strong))


def _width(text: str, px: float, *, strong: bool) -> float:
    return _metrics(px, strong=strong).horizontalAdvance(text)


@lru_cache(maxsize=2000)
def fitting(name: str, symbol: str, width: float, px: float, *, strong: bool) -> str:
    """The name on one line; the ticker where the name is too long and there is one."""
    metrics = _metrics(px, strong=strong)
    if metrics.horizontalAdvance(name) <= width:
        return name
    if symbol and metrics.horizontalAdvance(symbol) <= width:
        return symbol
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(0.0, width))


@lru_cache(maxsize=2000)
def two_lines(name: str, width: float, px: float) -> tuple[str, ...]:
    """A name on one line when it fits, else broken between words; the second line is shortened."""
    metrics = _metrics(px, strong=True)
    if metrics.horizontalAdvance(name) <= width:
        return (name,)
    words = name.split()
    first = words[0]
    taken = 1
    while taken < len(words) and metrics.horizontalAdvance(f"{first} {words[taken]}") <= width:
        first += f" {words[taken]}"
        taken += 1
    rest = " ".join(words[taken:])
    lines = (line for line in (first, rest) if line)
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
