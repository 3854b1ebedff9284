"""The ring map as a view: zoom, pan and walk by pointer or keyboard, pick what is under it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from screener.ui.models.map_words import node_words
from screener.ui.models.ring_graph import Pair, RingGraph
from screener.ui.plots.ring_items import LegItem, NodeItem
from screener.ui.plots.ring_scene import RingScene

_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.3, 5.0
_DRAG_PX = 4
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class RingMap(QGraphicsView):
    """Shows a graph; `scene_` says what is drawn and lit.

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
        self.scene_ = RingScene(self)
        self.scene_.background_changed.connect(self._repaint)
        self.setScene(self.scene_)
        self._fitted = True
        self._pressed_at: QPointF | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        # The background holds all that is plain and is drawn again only where it came into sight.
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Map of the ring; the table beside it says the same in words"))
        self.setMinimumSize(320, 180)

    def show_graph(self, whole: RingGraph, shown: RingGraph) -> None:
        """Lay out `whole` and show the part `shown` of it; see `RingScene`."""
        self.scene_.show_graph(whole, shown)
        if self._fitted:
            self.fit()

    def follow(self, pairs: Sequence[Pair], *, numbered: bool = True, fade: bool = True) -> None:
        """Light up these legs; see `RingScene`."""
        self.scene_.follow(pairs, numbered=numbered, fade=fade)

    def light_party(self, entity: str) -> None:
        """Light up a party and go to it."""
        self.scene_.light_party(entity)
        self._tell_current()

    def light_parties(self, entities: Iterable[str]) -> None:
        """Light up several parties and the legs between them."""
        self.scene_.light_parties(entities)

    def light_nothing(self) -> None:
        """Everything plain again."""
        self.scene_.light_nothing()

    @property
    def lit_legs(self) -> tuple[Pair, ...]:
        """The legs lit up, in the order of their numbers."""
        return self.scene_.lit_legs

    @property
    def shown_parties(self) -> dict[str, QRectF]:
        """The boxes shown, in the scene's coordinates."""
        return self.scene_.shown_parties

    def _repaint(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

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
            self.scene_.place(QSizeF(self.viewport().size()))
            self.fit()

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
        if began is None or (event.position() - began).manhattanLength() > _DRAG_PX:
            return
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, NodeItem):
            self.scene_.set_current(item.node.entity)
            self.node_picked.emit(item.node.entity)
        elif isinstance(item, LegItem):
            self.leg_picked.emit(item.leg)
        elif item is None:
            self.nothing_picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, pick, zoom."""
        key = Qt.Key(event.key())
        current = self.scene_.current
        if key in _ARROWS:
            self.scene_.walk(_ARROWS[key])
            self._tell_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and current is not None:
            self.node_picked.emit(current.node.entity)
        elif key == Qt.Key.Key_Escape:
            self.nothing_picked.emit()
            event.ignore()
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
        if self.scene_.current is None and event.reason() in _BY_KEYBOARD:
            self.scene_.walk(QPointF())
            self._tell_current()

    def _tell_current(self) -> None:
        node = self.scene_.current
        if node is not None:
            self.setAccessibleDescription(node_words(node.node))
            self.ensureVisible(node.box, 10, 10)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "scene_"):
            self._repaint()
