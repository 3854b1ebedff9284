"""The ring map: parties in columns by role, legs as arrows; zoom, pan and walk by pointer or keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from screener.ui import theme
from screener.ui.models.ring_graph import RingGraph, column_titles
from screener.ui.plots import ring_layout
from screener.ui.plots.ring_items import LegItem, NodeItem, NumberItem, Standing, node_words

_EDGE = 14.0
_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.35, 4.0
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class RingMap(QGraphicsView):
    """Shows a graph. Boxes keep their places when filters hide some; only the room changes them.

    Arrow keys go from party to party, Return picks, Escape lets go, plus and minus zoom, 0 fits
    everything in.
    """

    node_picked = Signal(str)
    leg_picked = Signal(object)
    """Carries the MapLeg."""
    nothing_picked = Signal()
    """The empty ground was clicked, or Escape pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._order: ring_layout.Order = ()
        self._whole = RingGraph((), ())
        self._nodes: dict[str, NodeItem] = {}
        self._legs: dict[tuple[str, str], LegItem] = {}
        self._numbers: list[NumberItem] = []
        self._current: str | None = None
        self._fitted = True
        self._pressed_at: QPointF | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Map of the ring; the list of loops says the same in words"))
        self.setMinimumSize(320, 180)

    # -- filling ------------------------------------------------------------------------------------

    def show_graph(self, whole: RingGraph, shown: RingGraph) -> None:
        """Lay out `whole` and show the part `shown` of it."""
        if _shape(whole) != _shape(self._whole):
            self._order = ring_layout.order_of(whole)
            self._make_items(whole)
            self._place()
        elif whole != self._whole:
            for told in whole.nodes:
                self._nodes[told.entity].tell(told)
        self._whole = whole
        entities = {node.entity for node in shown.nodes}
        pairs = {(leg.payer, leg.payee) for leg in shown.legs}
        for entity, node in self._nodes.items():
            node.setVisible(entity in entities)
        for pair, leg in self._legs.items():
            leg.setVisible(pair in pairs)
        if self._current not in entities:
            self._set_current(None)

    def _make_items(self, graph: RingGraph) -> None:
        self._scene.clear()
        self._numbers = []
        self._nodes = {node.entity: NodeItem(node) for node in graph.nodes}
        names = {node.entity: node.name for node in graph.nodes}
        self._legs = {
            (leg.payer, leg.payee): LegItem(leg, names[leg.payer], names[leg.payee]) for leg in graph.legs
        }
        for item in (*self._legs.values(), *self._nodes.values()):
            self._scene.addItem(item)
        self._current = None

    def _place(self) -> None:
        room = self.viewport().rect()
        boxes = ring_layout.place(self._order, room.width() - 2 * _EDGE, room.height() - 2 * _EDGE)
        if not boxes:
            return
        routes = ring_layout.Routes(boxes, list(self._legs))
        for entity, node in self._nodes.items():
            node.put(boxes[entity])
        for pair, leg in self._legs.items():
            leg.put(routes.points(*pair))
        self._put_numbers()
        area = QRectF()
        for box in boxes.values():
            area = area.united(box)
        area.setTop(0)
        self._scene.setSceneRect(area.adjusted(-_EDGE, -_EDGE / 2, _EDGE, _EDGE))
        if self._fitted:
            self.fit()

    # -- what is lit --------------------------------------------------------------------------------

    def follow(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Light up these legs, numbered in their order, with their parties; all else steps back."""
        numbers = {pair: number for number, pair in enumerate(pairs, 1)}
        parties = {entity for pair in pairs for entity in pair}
        for pair, leg in self._legs.items():
            number = numbers.get(pair)
            leg.set_state(Standing(lit=number is not None, faded=number is None, number=number))
        for entity, node in self._nodes.items():
            node.set_state(Standing(lit=entity in parties, faded=entity not in parties))
        self._put_numbers()

    def _put_numbers(self) -> None:
        for item in self._numbers:
            self._scene.removeItem(item)
        boxes = [box.adjusted(-8, -8, 8, 8) for box in self.shown_parties.values()]
        self._numbers = []
        for leg in self._legs.values():
            if leg.state.number is None or not leg.isVisible():
                continue
            places = leg.way_points()
            free = (at for at in places if not any(box.contains(at) for box in boxes))
            item = NumberItem(leg.state.number, next(free, places[0]))
            self._scene.addItem(item)
            self._numbers.append(item)

    def light_party(self, entity: str) -> None:
        """Light up a party and every leg it has."""
        near = {entity}
        for pair, leg in self._legs.items():
            touches = entity in pair
            near |= set(pair) if touches and leg.isVisible() else set()
            leg.set_state(Standing(lit=touches, faded=not touches))
        for name, node in self._nodes.items():
            node.set_state(Standing(lit=name == entity, faded=name not in near))
        self._put_numbers()
        self._set_current(entity)

    def light_nothing(self) -> None:
        """Everything plain again."""
        for leg in self._legs.values():
            leg.set_state(Standing())
        for node in self._nodes.values():
            node.set_state(Standing())
        self._put_numbers()

    @property
    def lit_legs(self) -> tuple[tuple[str, str], ...]:
        """The legs lit up, in the order of their numbers."""
        lit = [leg for leg in self._legs.values() if leg.state.lit and leg.isVisible()]
        return tuple(leg.pair for leg in sorted(lit, key=lambda leg: leg.state.number or 0))

    @property
    def shown_parties(self) -> dict[str, QRectF]:
        """The boxes shown, in the scene's coordinates."""
        return {entity: node.box for entity, node in self._nodes.items() if node.isVisible()}

    # -- looking around -----------------------------------------------------------------------------

    def fit(self) -> None:
        """Show everything, never larger than life."""
        self._fitted = True
        area, room = self.sceneRect(), self.viewport().rect()
        if area.isEmpty():
            return
        scale = min(1.0, room.width() / area.width(), room.height() / area.height())
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(area.center())

    def zoom(self, factor: float) -> None:
        """Come nearer or step back."""
        wanted = self.transform().m11() * factor
        if _LEAST_ZOOM <= wanted <= _MOST_ZOOM:
            self._fitted = False
            self.scale(factor, factor)

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step back."""
        self.zoom(1 / _ZOOM_STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the map over the new room, unless the user has zoomed in."""
        super().resizeEvent(event)
        if self._fitted:
            self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        if event.angleDelta().y():
            self.zoom(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP)
        event.accept()

    # -- picking ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began, to tell it from a drag."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick what was clicked."""
        super().mouseReleaseEvent(event)
        began, self._pressed_at = self._pressed_at, None
        if began is None or (event.position() - began).manhattanLength() > 4:
            return
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, NodeItem):
            self._set_current(item.node.entity)
            self.node_picked.emit(item.node.entity)
        elif isinstance(item, LegItem):
            self.leg_picked.emit(item.leg)
        elif item is None:
            self.nothing_picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, pick, zoom."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self._nodes:
            self._walk(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.node_picked.emit(self._current)
        elif key == Qt.Key.Key_Escape:
            self.nothing_picked.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start from the first party."""
        super().focusInEvent(event)
        shown = self.shown_parties
        if self._current is None and shown and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._set_current(min(shown, key=lambda entity: (shown[entity].left(), shown[entity].top())))

    def _walk(self, direction: QPointF) -> None:
        shown = self.shown_parties
        if self._current not in shown:
            self._set_current(next(iter(shown), None))
            return
        here = shown[self._current].center()
        best: tuple[float, str] | None = None
        for entity, box in shown.items():
            way = box.center() - here
            along = way.x() * direction.x() + way.y() * direction.y()
            aside = abs(way.x() * direction.y()) + abs(way.y() * direction.x())
            if along > 1 and (best is None or along + 2 * aside < best[0]):
                best = (along + 2 * aside, entity)
        if best is not None:
            self._set_current(best[1])

    def _set_current(self, entity: str | None) -> None:
        for name in (self._current, entity):
            node = self._nodes.get(name) if name is not None else None
            if node is not None:
                node.current = name == entity
                node.update()
        self._current = entity
        node = self._nodes.get(entity) if entity is not None else None
        if node is not None:
            self.setAccessibleDescription(node_words(node.node))
            self.ensureVisible(node.box, 10, 10)

    # -- painting -----------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The ground, and what each column holds."""
        area = rect if isinstance(rect, QRectF) else rect.toRectF()
        painter.fillRect(area, theme.colour("pane"))
        painter.setFont(theme.strong(theme.CAPTION_PX))
        painter.setPen(QColor(theme.colours().quiet))
        titled: dict[int, QRectF] = {}
        for node in self._nodes.values():
            if node.isVisible():
                titled.setdefault(node.node.column, node.box)
        for number, box in titled.items():
            title = column_titles()[number]
            place = QRectF(box.left() - 20, 0, box.width() + 40, ring_layout.TOP - 6)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, title)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _shape(graph: RingGraph) -> object:
    """What the places of the boxes and the look of the arrows follow from; weights are not part of it."""
    return [(node.entity, node.name, node.column) for node in graph.nodes], graph.legs
