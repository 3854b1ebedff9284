"""The parties, arrows and marks of the ring map.

What is plain or faded is painted once into the map's background; only what is lit, or under the keyboard,
paints itself. That keeps panning and moving marks smooth however many arrows there are.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from screener.ui import labels, theme
from screener.ui.models.map_words import leg_words, node_words
from screener.ui.models.ring_graph import MapLeg, MapNode, Pair
from screener.ui.plots import ring_ink

_NO_CONTENTS = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents
_FADED_LEG, _FADED_NODE = 0.16, 0.5
_HIT_PX = 9.0
OnHover = Callable[["NodeItem | LegItem", bool], None]


class Standing(Enum):
    """How an item is drawn just now: in the accent colour, plain, or behind what is lit."""

    PLAIN = "plain"
    LIT = "lit"
    NEAR = "near"
    """Beside what is lit: plain, but over the lit arrows."""
    FADED = "faded"


class NodeItem(QGraphicsItem):
    """A party: name, sign of its place, and the user's weight when there is one."""

    def __init__(self, node: MapNode, on_hover: OnHover) -> None:
        super().__init__()
        self._on_hover = on_hover
        self.node = node
        self.box = QRectF()
        self.state = Standing.PLAIN
        self.current = False
        self.hovered = False
        self.setZValue(2)
        self.setAcceptHoverEvents(True)
        self.setFlag(_NO_CONTENTS)
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

    def set_state(self, state: Standing, *, current: bool | None = None) -> None:
        """Draw it lit, faded or plain; `current`: the keyboard is on it."""
        self.state = state
        self.current = self.current if current is None else current
        self._settle()

    def set_hovered(self, hovered: bool) -> None:
        """The pointer is on it, or on something that leads to it."""
        self.hovered = hovered
        self._settle()

    def _settle(self) -> None:
        self.setFlag(_NO_CONTENTS, not self.on_top)
        self.update()

    @property
    def on_top(self) -> bool:
        """Paints itself, over the background."""
        return self.state in (Standing.LIT, Standing.NEAR) or self.current or self.hovered

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Tell the map what the pointer is on."""
        self._on_hover(self, True)
        super().hoverEnterEvent(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """The pointer has gone."""
        self._on_hover(self, False)
        super().hoverLeaveEvent(event)

    def boundingRect(self) -> QRectF:
        """The box with its outline."""
        return self.box.adjusted(-4, -4, 4, 4)

    def shape(self) -> QPainterPath:
        """The box."""
        path = QPainterPath()
        path.addRect(self.box)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Ground, outline, sign, name and weight."""
        self.draw(painter, current=self.current)

    def draw(self, painter: QPainter, *, current: bool = False) -> None:
        """As `paint`, faded when it is; `current` with the mark of the keyboard."""
        painter.setOpacity(_FADED_NODE if self.state is Standing.FADED and not self.on_top else 1.0)
        lit = self.state is Standing.LIT
        ring_ink.draw_box(painter, self.node, self.box, lit=lit, current=current)


class LegItem(QGraphicsItem):
    """An arrow from payer to payee: head by kind, line by status, width by amount."""

    def __init__(self, leg: MapLeg, payer: str, payee: str, on_hover: OnHover) -> None:
        super().__init__()
        self._on_hover = on_hover
        self.leg = leg
        self.state = Standing.PLAIN
        self.grown = 1.0
        """How much of a lit line is drawn, from the payer on."""
        self.hovered = False
        self._names = payer, payee
        self._path = QPainterPath()
        self._back = QLineF()
        self._shape: QPainterPath | None = None
        self._small = 1.0
        self.setAcceptHoverEvents(True)
        self.setFlag(_NO_CONTENTS)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.tell(leg)

    @property
    def pair(self) -> Pair:
        """Payer and payee."""
        return self.leg.pair

    @property
    def on_top(self) -> bool:
        """Paints itself, over the background."""
        return self.state is Standing.LIT or self.hovered

    def tell(self, leg: MapLeg) -> None:
        """Take other records of the same two parties."""
        self.leg = leg
        labels.set_tooltip(self, leg_words(leg, *self._names))
        self.update()

    def put(self, points: list[QPointF], small: float) -> None:
        """Go through these points; `small` shrinks the head where boxes are flat."""
        self.prepareGeometryChange()
        self._small = small
        self._path = ring_ink.curve(points)
        self._shape = None
        length = self._path.length()
        reach = ring_ink.HEAD * 1.4 * small
        before = self._path.pointAtPercent(max(0.0, 1 - reach / length)) if length else points[0]
        self._back = QLineF(points[-1], before)

    def set_state(self, state: Standing, grown: float = 1.0) -> None:
        """Draw it lit, faded or plain; a lit one maybe in part."""
        self.state, self.grown = state, grown
        self._settle()

    def set_hovered(self, hovered: bool) -> None:
        """The pointer is on it, or on one of its parties."""
        self.hovered = hovered
        self._settle()

    def _settle(self) -> None:
        self.setZValue(1 if self.on_top else 0)
        self.setFlag(_NO_CONTENTS, not self.on_top)
        self.update()

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Tell the map what the pointer is on."""
        self._on_hover(self, True)
        super().hoverEnterEvent(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """The pointer has gone."""
        self._on_hover(self, False)
        super().hoverLeaveEvent(event)

    def boundingRect(self) -> QRectF:
        """The path with its width and head."""
        return self._path.boundingRect().adjusted(-12, -12, 12, 12)

    def shape(self) -> QPainterPath:
        """A band around the line, wide enough to hit."""
        if self._shape is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(_HIT_PX)
            self._shape = stroker.createStroke(self._path)
        return self._shape

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """The line and its head."""
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """As `paint`, faded when it is."""
        width = ring_ink.leg_width(None if self.leg.amount is None else float(self.leg.amount))
        look = self.leg.kind, self.leg.status, width
        lit = self.state is Standing.LIT
        painter.setOpacity(_FADED_LEG if self.state is Standing.FADED and not self.hovered else 1.0)
        if lit and self.grown < 1:
            if self.grown > 0:
                part = self._path.trimmed(0.0, self.grown)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(ring_ink.leg_pen(self.leg.status, width, theme.colour("accent")))
                painter.drawPath(part)
            return
        small = max(0.8, self._small) if self.hovered else self._small
        ring_ink.draw_leg(painter, self._path, self._back, look, lit=lit, small=small)

    def at(self, share: float) -> QPointF:
        """The point so far along the line."""
        return self._path.pointAtPercent(min(1.0, max(0.0, share)))

    def way_points(self, *, near_payer: bool = False) -> list[QPointF]:
        """Places along the line for its number, the best first: the middle, or near the payer."""
        shares = (0.26, 0.2, 0.34, 0.42, 0.5) if near_payer else (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
        return [self.at(share) for share in shares]


class Mark(QGraphicsItem):
    """Something drawn over everything that cannot be clicked."""

    def __init__(self, at: QPointF) -> None:
        super().__init__()
        self.setPos(at)
        self.setZValue(3)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """The disc with its edge."""
        return QRectF(-11, -11, 22, 22)


class NumberItem(Mark):
    """The place of a leg in the loop that is followed."""

    def __init__(self, number: int, at: QPointF) -> None:
        super().__init__(at)
        self._number = number

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """A disc with the number in it."""
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """As `paint`, around the painter's origin."""
        roles = theme.colours()
        painter.setPen(QPen(QColor(roles.pane), 1.5))
        painter.setBrush(QColor(roles.accent))
        painter.drawEllipse(QPointF(), 9, 9)
        painter.setFont(theme.strong(theme.CAPTION_PX))
        painter.setPen(QColor(roles.on_accent))
        painter.drawText(QRectF(-9, -9, 18, 18), Qt.AlignmentFlag.AlignCenter, str(self._number))


class MoneyItem(Mark):
    """The money on its way along a leg."""

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """A small disc with a halo."""
        roles = theme.colours()
        halo = QColor(roles.accent)
        halo.setAlpha(60)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(QPointF(), 9, 9)
        painter.setBrush(QColor(roles.accent))
        painter.drawEllipse(QPointF(), 4.5, 4.5)
