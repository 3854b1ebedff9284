"""The boxes and arrows of the ring map."""

from itertools import pairwise
from math import log10
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from screener import wording
from screener.domain.ring.deal import Strength
from screener.ui import formats, icons, labels, theme
from screener.ui.models import deal_words
from screener.ui.models.ring_graph import LegKind, MapLeg, MapNode
from screener.wording.labels import in_sentence

_PEN_STYLES: dict[Strength, Qt.PenStyle] = {
    "firm": Qt.PenStyle.SolidLine,
    "announced": Qt.PenStyle.DashLine,
    "contingent": Qt.PenStyle.DotLine,
}
_HEAD = 8.0
_SIGN = 12.0
_FADED_LEG, _FADED_NODE = 0.22, 0.5
_BILLION = 1e9


class Standing(NamedTuple):
    """How an item is drawn just now: `lit` in the accent colour, `faded` behind what is lit."""

    lit: bool = False
    faded: bool = False
    number: int | None = None
    """A leg's place in the loop that is followed, from 1."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_map", text)


def leg_width(amount: float | None) -> float:
    """Line width by amount, growing with its logarithm; the thinnest where none is disclosed."""
    return 1.1 if not amount or amount <= 0 else 1.1 + 1.25 * log10(1 + amount / _BILLION)


def leg_pen(strength: Strength, width: float, ink: QColor) -> QPen:
    """Solid for firm, dashes for announced, dots for contingent."""
    pen = QPen(ink, width, _PEN_STYLES[strength])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def leg_ink(kind: LegKind) -> QColor:
    """Financing is darker than purchases."""
    return theme.colour("quiet" if kind == "purchase" else "ink")


def draw_heads(painter: QPainter, back: QLineF, kind: LegKind, ink: QColor, size: float) -> None:
    """The arrow's head at the start of `back`: filled for a purchase, hollow for financing, two for both."""
    painter.setPen(QPen(ink, 1.2))
    ground = theme.colour("pane")
    heads = {"purchase": (False,), "financing": (True,), "both": (True, False)}[kind]
    for number, hollow in enumerate(heads):
        line, start = QLineF(back), QLineF(back)
        line.setLength(size * (number + 1))
        start.setLength(max(0.01, size * number))
        side = line.normalVector().unitVector()
        across = QPointF(side.dx(), side.dy()) * (size * 0.45)
        painter.setBrush(ground if hollow else ink)
        painter.drawPolygon(QPolygonF([start.p2(), line.p2() + across, line.p2() - across]))


class NodeItem(QGraphicsItem):
    """A party: name, ring sign when Inside, and the user's weight when there is one."""

    def __init__(self, node: MapNode) -> None:
        super().__init__()
        self.node = node
        self.box = QRectF()
        self.state = Standing()
        self.current = False
        self.setZValue(2)
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.tell(node)

    def tell(self, node: MapNode) -> None:
        """Take newer facts of the same party."""
        self.node = node
        labels.set_tooltip(self, node_words(node))
        self.update()

    def put(self, box: QRectF) -> None:
        """Stand at `box`, in the scene's coordinates."""
        self.prepareGeometryChange()
        self.box = box

    def set_state(self, state: Standing) -> None:
        """Draw it lit, faded or plain."""
        self.state = state
        self.setOpacity(_FADED_NODE if state.faded else 1.0)
        self.update()

    def boundingRect(self) -> QRectF:
        """The box with its outline."""
        return self.box.adjusted(-3, -3, 3, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Ground, outline, sign, name and weight."""
        roles = theme.colours()
        held = self.node.direct > 0
        outline = QPen(QColor(roles.accent if held or self.state.lit else roles.line), 2 if held else 1.2)
        if self.node.weight > 0 and not held:
            outline = QPen(QColor(roles.accent), 1.2, Qt.PenStyle.DashLine)
        painter.setPen(outline)
        painter.setBrush(QColor(roles.accent_soft if self.state.lit else roles.pane))
        painter.drawRoundedRect(self.box, 7, 7)
        if self.current:
            painter.setPen(QPen(QColor(roles.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.box.adjusted(-3, -3, 3, 3), 9, 9)
        inner = self.box.adjusted(9, 2, -8, -2)
        if self.node.inside:
            centre = QPointF(inner.left() + _SIGN / 2, inner.center().y())
            icons.draw_ring_sign(painter, centre, _SIGN, QColor(roles.accent))
            inner.setLeft(inner.left() + _SIGN + 6)
        self._text(painter, inner, roles)

    def _text(self, painter: QPainter, room: QRectF, roles: theme.Colours) -> None:
        strong = theme.strong(theme.CAPTION_PX)
        metrics = QFontMetrics(strong)
        lines = [self._name(metrics, room.width())]
        if self.node.weight <= 0:
            lines = two_lines(self.node.name, metrics, room.width())
        painter.setFont(strong)
        painter.setPen(QColor(roles.ink))
        tall = room.height() / 2
        rows = len(lines) + (self.node.weight > 0)
        top = room.center().y() - tall * rows / 2
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for line in lines:
            painter.drawText(QRectF(room.left(), top, room.width() + 4, tall), middle, line)
            top += tall
        if self.node.weight > 0:
            painter.setFont(theme.font(theme.CAPTION_PX - 1))
            painter.setPen(QColor(roles.accent))
            painter.drawText(QRectF(room.left(), top, room.width(), tall), middle, weight_words(self.node))

    def _name(self, metrics: QFontMetrics, width: float) -> str:
        """The name on one line; the ticker where the name is too long and there is one."""
        if self.node.symbol and metrics.horizontalAdvance(self.node.name) > width:
            return self.node.symbol
        return metrics.elidedText(self.node.name, Qt.TextElideMode.ElideRight, int(width))


def two_lines(name: str, metrics: QFontMetrics, width: float) -> list[str]:
    """A name on one line when it fits, else broken between words; the second line is shortened."""
    if metrics.horizontalAdvance(name) <= width:
        return [name]
    words = name.split()
    first = words[0]
    taken = 1
    while taken < len(words) and metrics.horizontalAdvance(f"{first} {words[taken]}") <= width:
        first += f" {words[taken]}"
        taken += 1
    rest = " ".join(words[taken:])
    return [
        metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(width)) for line in (first, rest) if line
    ]


def weight_words(node: MapNode) -> str:
    """The user's weight, marked where it is through funds only."""
    share = formats.percent(node.weight)
    return share if node.direct > 0 else _tr("{share} via funds").format(share=share)


def node_words(node: MapNode) -> str:
    """A party in a sentence, for tips and screen readers."""
    inside = _tr("on a loop") if node.inside else _tr("only on weaker loops")
    if not node.weight:
        return _tr("{name}: {inside}; none of your money is in it").format(name=node.name, inside=inside)
    return _tr("{name}: {inside}; {share} of your money").format(
        name=node.name, inside=inside, share=weight_words(node)
    )


def leg_words(leg: MapLeg, payer: str, payee: str) -> str:
    """A leg in a few lines: who pays whom, for what, how firm, and its deals."""
    strength = in_sentence(wording.label("strength", leg.strength))
    head = f"{payer}{deal_words.ARROW}{payee}: {deal_words.leg_kind(leg.leg)}, {strength}"
    return "\n".join([head, *(deal_words.line(deal) for deal in leg.leg.deals)])


class LegItem(QGraphicsItem):
    """An arrow from payer to payee: head by kind, line by strength, width by amount."""

    def __init__(self, leg: MapLeg, payer: str, payee: str) -> None:
        super().__init__()
        self.leg = leg
        self.state = Standing()
        self._path = QPainterPath()
        self._shape = QPainterPath()
        self._back = QLineF()
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        labels.set_tooltip(self, leg_words(leg, payer, payee))

    @property
    def pair(self) -> tuple[str, str]:
        """Payer and payee."""
        return self.leg.payer, self.leg.payee

    def put(self, points: list[QPointF]) -> None:
        """Go through these points with level tangents."""
        self.prepareGeometryChange()
        self._path = _curve(points)
        stroker = QPainterPathStroker()
        stroker.setWidth(10)
        self._shape = stroker.createStroke(self._path)
        length = self._path.length()
        before = self._path.pointAtPercent(max(0.0, 1 - _HEAD * 1.4 / length)) if length else points[0]
        self._back = QLineF(points[-1], before)

    def set_state(self, state: Standing) -> None:
        """Draw it lit, faded or plain."""
        self.state = state
        self.setZValue(1 if state.lit else 0)
        self.setOpacity(_FADED_LEG if state.faded else 1.0)
        self.update()

    def boundingRect(self) -> QRectF:
        """The path with its width, head and number."""
        return self._path.boundingRect().adjusted(-12, -12, 12, 12)

    def shape(self) -> QPainterPath:
        """A band around the line, wide enough to hit."""
        return self._shape

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """The line and its head."""
        ink = theme.colour("accent") if self.state.lit else leg_ink(self.leg.kind)
        if not self.state.lit:
            ink.setAlpha(150)
        width = leg_width(None if self.leg.amount is None else float(self.leg.amount))
        painter.setPen(leg_pen(self.leg.strength, width, ink))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        solid = QColor(ink)
        solid.setAlpha(255)
        draw_heads(painter, self._back, self.leg.kind, solid, _HEAD + width * 0.4)

    def way_points(self) -> list[QPointF]:
        """Places along the line for its number, the best first."""
        return [self._path.pointAtPercent(share) for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)]


class NumberItem(QGraphicsItem):
    """The place of a leg in the loop that is followed, over everything else."""

    def __init__(self, number: int, at: QPointF) -> None:
        super().__init__()
        self._number = number
        self.setPos(at)
        self.setZValue(3)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """The disc with its edge."""
        return QRectF(-11, -11, 22, 22)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """A disc with the number in it."""
        roles = theme.colours()
        painter.setPen(QPen(QColor(roles.pane), 1.5))
        painter.setBrush(QColor(roles.accent))
        painter.drawEllipse(QPointF(), 9, 9)
        painter.setFont(theme.strong(theme.CAPTION_PX))
        painter.setPen(QColor(roles.on_accent))
        painter.drawText(QRectF(-9, -9, 18, 18), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _curve(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    if len(points) == 3 and points[0].x() == points[2].x():
        out = points[1].x()
        path.cubicTo(QPointF(out, points[0].y()), QPointF(out, points[2].y()), points[2])
        return path
    for before, after in pairwise(points):
        bend = (after.x() - before.x()) * 0.5
        path.cubicTo(QPointF(before.x() + bend, before.y()), QPointF(after.x() - bend, after.y()), after)
    return path
