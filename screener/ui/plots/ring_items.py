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
_FADED = 0.16
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
        self.setOpacity(0.35 if state.faded else 1.0)
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
        strong, small = theme.strong(theme.CAPTION_PX + 0.5), theme.font(theme.CAPTION_PX - 1)
        name = QFontMetrics(strong).elidedText(self.node.name, Qt.TextElideMode.ElideRight, int(room.width()))
        upper = QRectF(room)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self.node.weight > 0:
            upper.setBottom(room.center().y() + 1)
            lower = QRectF(room)
            lower.setTop(room.center().y())
            painter.setFont(small)
            painter.setPen(QColor(roles.accent))
            painter.drawText(lower, middle, weight_words(self.node))
        painter.setFont(strong)
        painter.setPen(QColor(roles.ink))
        painter.drawText(upper, middle, name)


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
        self.setOpacity(_FADED if state.faded else 1.0)
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
        """The line, its head, and its number when a loop is followed."""
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
        if self.state.number is not None:
            self._draw_number(painter, self.state.number)

    def _draw_number(self, painter: QPainter, number: int) -> None:
        roles = theme.colours()
        centre = self._path.pointAtPercent(0.5)
        painter.setPen(QPen(QColor(roles.pane), 1.5))
        painter.setBrush(QColor(roles.accent))
        painter.drawEllipse(centre, 9, 9)
        painter.setFont(theme.strong(theme.CAPTION_PX))
        painter.setPen(QColor(roles.on_accent))
        painter.drawText(
            QRectF(centre.x() - 9, centre.y() - 9, 18, 18), Qt.AlignmentFlag.AlignCenter, str(number)
        )


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
