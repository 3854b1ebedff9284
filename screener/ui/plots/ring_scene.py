"""What the ring map holds: the boxes and arrows of a graph, where they stand, and which of them are lit."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsScene

from screener.ui import theme
from screener.ui.models.ring_graph import Pair, RingGraph, column_titles
from screener.ui.plots import ring_layout
from screener.ui.plots.ring_items import LegItem, MoneyItem, NodeItem, NumberItem, Standing

_EDGE = 14.0
_NUMBER_ROOM = QPointF(18, 18)


class RingScene(QGraphicsScene):
    """A graph laid out. Boxes keep their places when filters hide some; only the room changes them."""

    background_changed = Signal()
    """What is drawn behind the lit items is another picture now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._order: ring_layout.Order = ()
        self._whole = RingGraph((), ())
        self._room = QSizeF(1000, 600)
        self._nodes: dict[str, NodeItem] = {}
        self._legs: dict[Pair, LegItem] = {}
        self._numbers: list[NumberItem] = []
        self._followed: tuple[Pair, ...] = ()
        self._money: MoneyItem | None = None
        self._current: str | None = None

    # -- filling ------------------------------------------------------------------------------------

    def show_graph(self, whole: RingGraph, shown: RingGraph) -> None:
        """Lay out `whole` and show the part `shown` of it, whose legs may have fewer records."""
        if _shape(whole) != _shape(self._whole):
            self._order = ring_layout.order_of(whole)
            self._make_items(whole)
            self.place(self._room)
        self._whole = whole
        for told in whole.nodes:
            node = self._nodes[told.entity]
            if node.node != told:
                node.tell(told)
        present = {node.entity: node for node in shown.nodes}
        legs = {leg.pair: leg for leg in shown.legs}
        for entity, node in self._nodes.items():
            node.setVisible(entity in present)
            if entity in present and node.node != present[entity]:
                node.tell(present[entity])
        for pair, leg in self._legs.items():
            leg.setVisible(pair in legs)
            if pair in legs and leg.leg != legs[pair]:
                leg.tell(legs[pair])
        if self._current not in present:
            self.set_current(None)
        self.background_changed.emit()

    def _make_items(self, graph: RingGraph) -> None:
        self.clear()
        self._numbers, self._money, self._followed = [], None, ()
        self._nodes = {node.entity: NodeItem(node, self._on_hover) for node in graph.nodes}
        names = {node.entity: node.name for node in graph.nodes}
        self._legs = {
            leg.pair: LegItem(leg, names[leg.payer], names[leg.payee], self._on_hover) for leg in graph.legs
        }
        for item in (*self._legs.values(), *self._nodes.values()):
            self.addItem(item)
        self._current = None

    def place(self, room: QSizeF) -> None:
        """Stand within `room`, or in more where it would be too little."""
        self._room = room
        boxes = ring_layout.fill(self._order, room.width() - 2 * _EDGE, room.height() - _EDGE)
        if not boxes:
            return
        routes = ring_layout.Routes(boxes, list(self._legs))
        small = min(1.0, next(iter(boxes.values())).height() / ring_layout.TALL_BOX + 0.05)
        for entity, node in self._nodes.items():
            node.put(boxes[entity])
        for pair, leg in self._legs.items():
            leg.put(routes.points(*pair), small)
        self._put_numbers()
        area = _united(boxes.values())
        area.setTop(0)
        self.setSceneRect(area.adjusted(-_EDGE, -_EDGE / 2, _EDGE, _EDGE))
        self.background_changed.emit()

    # -- what is lit --------------------------------------------------------------------------------

    def follow(self, pairs: Sequence[Pair], *, numbered: bool = True, fade: bool = True) -> None:
        """Light up these legs with their parties, maybe numbered in their order.

        All else steps back, unless `fade` is False.
        """
        self._light(set(pairs), {entity for pair in pairs for entity in pair}, fade=fade)
        self._followed = tuple(pairs) if numbered else ()
        self._put_numbers()

    def light_party(self, entity: str) -> None:
        """Light up a party and every leg it has."""
        legs = {pair for pair, leg in self._legs.items() if entity in pair and leg.isVisible()}
        near = {each for pair in legs for each in pair} - {entity}
        self._light(legs, {entity}, near)
        self._followed = ()
        self._put_numbers()
        self.set_current(entity)

    def light_parties(self, entities: Iterable[str]) -> None:
        """Light up several parties and the legs between them."""
        lit = set(entities)
        self._light({pair for pair in self._legs if lit.issuperset(pair)}, lit)
        self._followed = ()
        self._put_numbers()

    def light_nothing(self) -> None:
        """Everything plain again."""
        self._light(set(), set(), fade=False)
        self._followed = ()
        self._put_numbers()

    def show_progress(self, leg: int, share: float) -> None:
        """Draw the followed legs as far as the money has come: `share` of leg number `leg`, from 0."""
        for number, pair in enumerate(self._followed):
            item = self._legs.get(pair)
            if item is not None:
                item.set_state(Standing.LIT, 1.0 if number < leg else share if number == leg else 0.0)
        going = self._legs.get(self._followed[leg]) if 0 <= leg < len(self._followed) else None
        if self._money is not None:
            self._money.setVisible(going is not None and share < 1)
        if going is not None and share < 1:
            if self._money is None:
                self._money = MoneyItem(QPointF())
                self.addItem(self._money)
            self._money.setPos(going.at(share))
            self._money.setVisible(True)

    def _light(
        self, legs: set[Pair], parties: set[str], near: Iterable[str] = (), *, fade: bool = True
    ) -> None:
        """Light up; what is neither lit nor near steps back when it is to `fade`."""
        if self._money is not None:
            self._money.setVisible(False)
        beside = set(near)
        rest = Standing.FADED if fade else Standing.PLAIN
        for pair, leg in self._legs.items():
            leg.set_state(Standing.LIT if pair in legs else rest)
        for entity, node in self._nodes.items():
            lit = entity in parties
            node.set_state(Standing.LIT if lit else Standing.NEAR if entity in beside else rest)
        self.background_changed.emit()

    def _on_hover(self, item: NodeItem | LegItem, entered: bool) -> None:
        """Bring what the pointer is on, and what it leads to, to the front while it is there."""
        if isinstance(item, NodeItem):
            legs = [leg for pair, leg in self._legs.items() if item.node.entity in pair and leg.isVisible()]
        else:
            legs = [item]
        near = {entity for leg in legs for entity in leg.pair}
        for leg in legs:
            leg.set_hovered(entered)
        for entity in near:
            self._nodes[entity].set_hovered(entered)

    def _put_numbers(self) -> None:
        for item in self._numbers:
            self.removeItem(item)
        self._numbers = []
        boxes = [box.adjusted(-8, -8, 8, 8) for box in self.shown_parties.values()]
        for number, pair in enumerate(self._followed, 1):
            leg = self._legs.get(pair)
            if leg is None or not leg.isVisible():
                continue
            # There and back share one way: each number stands at the end its leg begins from.
            points = leg.way_points(near_payer=(pair[1], pair[0]) in self._followed)
            taken = [QRectF(each.pos() - _NUMBER_ROOM, each.pos() + _NUMBER_ROOM) for each in self._numbers]
            free = (at for at in points if not any(box.contains(at) for box in (*boxes, *taken)))
            item = NumberItem(number, next(free, points[0]))
            self.addItem(item)
            self._numbers.append(item)

    @property
    def lit_legs(self) -> tuple[Pair, ...]:
        """The legs lit up, in the order of their numbers."""
        lit = [pair for pair, leg in self._legs.items() if leg.state is Standing.LIT and leg.isVisible()]
        order = {pair: number for number, pair in enumerate(self._followed)}
        return tuple(sorted(lit, key=lambda pair: order.get(pair, 0)))

    @property
    def shown_parties(self) -> dict[str, QRectF]:
        """The boxes shown, in the scene's coordinates."""
        return {entity: node.box for entity, node in self._nodes.items() if node.isVisible()}

    # -- under the keyboard -------------------------------------------------------------------------

    @property
    def current(self) -> NodeItem | None:
        """The party the keyboard is on."""
        return None if self._current is None else self._nodes.get(self._current)

    def set_current(self, entity: str | None) -> None:
        """Put the keyboard on a party, or on none."""
        for name in (self._current, entity):
            node = self._nodes.get(name) if name is not None else None
            if node is not None:
                node.set_state(node.state, current=name == entity)
        self._current = entity

    def walk(self, direction: QPointF) -> None:
        """Go to the next party in a direction; to the first one from nowhere."""
        shown = self.shown_parties
        if self._current not in shown:
            first = min(shown, key=lambda entity: (shown[entity].left(), shown[entity].top()), default=None)
            self.set_current(first)
            return
        found = ring_layout.nearest(shown, self._current, direction)
        if found is not None:
            self.set_current(found)

    # -- painting -----------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The ground, what each column holds, and everything that is not lit."""
        area = rect if isinstance(rect, QRectF) else rect.toRectF()
        painter.fillRect(area, theme.colour("pane"))
        self._draw_titles(painter)
        for item in self._unlit():
            if item.boundingRect().intersects(area):
                item.draw(painter)
        painter.setOpacity(1.0)

    def draw(self, painter: QPainter) -> QSizeF:
        """Draw the whole map as it is lit, in the scene's coordinates moved to the origin; its size."""
        area = self.sceneRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(-area.topLeft())
        self._draw_titles(painter)
        on_top = (Standing.LIT, Standing.NEAR)
        lit = [item for item in self._items() if item.state in on_top]
        for item in (*self._unlit(), *lit):
            item.draw(painter)
        painter.setOpacity(1.0)
        for number in self._numbers:
            painter.save()
            painter.translate(number.pos())
            number.draw(painter)
            painter.restore()
        painter.restore()
        return area.size()

    def _items(self) -> Iterator[LegItem | NodeItem]:
        """What is shown, arrows first."""
        yield from (leg for leg in self._legs.values() if leg.isVisible())
        yield from (node for node in self._nodes.values() if node.isVisible())

    def _unlit(self) -> Iterator[LegItem | NodeItem]:
        return (item for item in self._items() if item.state not in (Standing.LIT, Standing.NEAR))

    def _draw_titles(self, painter: QPainter) -> None:
        painter.setFont(theme.strong(theme.CAPTION_PX))
        painter.setPen(QColor(theme.colours().quiet))
        titled: dict[int, QRectF] = {}
        for node in self._nodes.values():
            if node.isVisible():
                titled.setdefault(node.node.column, node.box)
        for number, box in titled.items():
            place = QRectF(box.left() - 20, 0, box.width() + 40, ring_layout.TOP - 6)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, column_titles()[number])


def _united(boxes: Iterable[QRectF]) -> QRectF:
    area = QRectF()
    for box in boxes:
        area = area.united(box)
    return area


def _shape(graph: RingGraph) -> object:
    """What the places of the boxes follow from."""
    return [(node.entity, node.name, node.column) for node in graph.nodes], [leg.pair for leg in graph.legs]
