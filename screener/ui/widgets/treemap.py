"""The map of holdings: area is weight, colour is level, an accent outline and the ring sign are "on a loop".

A fund is split: the part its list covers shows the levels behind it, the rest is hatched. A tile
that is too small for its text says less, never half a word. Its symbol goes last: it is written smaller,
or from below to above, before it is left out.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.ui import icons, labels, theme
from screener.ui.widgets.squarify import squarify

_GAP, _RADIUS, _PAD, _LINE = 3.0, 4.0, 9.0, 16.0
_TIGHT_PAD, _WIDE = 5.0, 100.0
_OUTLINE, _SIGN = 2.0, 13.0
_EDGE_PAD, _SMALLER = 3.0, (11.5, 10.0, 9.0)


class Band(NamedTuple):
    """A part of a fund's tile: a level and its fraction of the tile; level None is not seen or not rated."""

    level: int | None
    fraction: float


class Tile(NamedTuple):
    """One position on the map; `kind` and `key` are what selecting it selects.

    `details` are ever shorter wordings of the same second line. `bands` fill the tile from the
    bottom (funds); without bands the whole tile has `level`. `plain`: cash, neither judged nor unknown.
    """

    kind: str
    key: str
    symbol: str
    weight: Decimal
    level: int | None
    inside: bool
    details: tuple[str, ...]
    tip: str
    grey: bool = False
    plain: bool = False
    bands: tuple[Band, ...] = ()


class Treemap(QWidget):
    """Tiles by weight; hover explains, click or Enter selects, arrows move."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._laid_out: list[QRectF] | None = None
        self._hover = -1
        self._focus = 0
        self._selected: tuple[str, str] | None = None
        self._by_keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of holdings by weight"))

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is drawn, largest first."""
        return self._tiles

    def set_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Draw `tiles`, largest first."""
        self._tiles = tuple(
            sorted((tile for tile in tiles if tile.weight > 0), key=lambda tile: -tile.weight)
        )
        self._hover = -1
        self._focus = min(self._focus, max(0, len(self._tiles) - 1))
        self._lay_out()
        self._speak()

    def set_selected(self, selected: tuple[str, str] | None) -> None:
        """Mark the tile of the session's selection."""
        self._selected = selected
        self.update()

    def sizeHint(self) -> QSize:
        """The least that reads well; it takes all the room there is."""
        return QSize(480, 210)

    def minimumSizeHint(self) -> QSize:
        """Below this it is no map any more."""
        return QSize(240, 180)

    def box_of(self, symbol: str) -> QRectF:
        """Where the tile of `symbol` is drawn; an empty rectangle when it is not."""
        for tile, box in zip(self._tiles, self._boxes, strict=True):
            if tile.symbol == symbol:
                return box
        return QRectF()

    # ------------------------------------------------------------ events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out again."""
        super().resizeEvent(event)
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the tile under the mouse."""
        hover = self._index_at(event.position())
        if hover != self._hover:
            self._hover = hover
            self.setCursor(Qt.CursorShape.PointingHandCursor if hover >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the tile under the mouse."""
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the tile under the mouse."""
        index = self._index_at(event.position())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._move_focus(index)
            self._choose(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide where the keyboard was."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the nearest tile that way, Enter and Space select."""
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in steps and self._boxes:
            self._by_keyboard = True
            self._move_focus(self._neighbour(*steps[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._boxes:
            self._choose(self._focus)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._boxes:
            self._move_focus(0 if key == Qt.Key.Key_Home else len(self._boxes) - 1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Answer tooltips with the tile's explanation."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(QPointF(event.pos()))
            labels.show_tooltip(event.globalPos(), self._tiles[index].tip if index >= 0 else "", self)
            return True
        return super().event(event)

    def _choose(self, index: int) -> None:
        tile = self._tiles[index]
        self.chosen.emit(tile.kind, tile.key)

    def _move_focus(self, index: int) -> None:
        self._focus = index
        self._speak()
        self.update()

    def _speak(self) -> None:
        self.setAccessibleDescription(self._tiles[self._focus].tip if self._tiles else "")

    def _neighbour(self, right: int, down: int) -> int:
        here = self._boxes[self._focus].center()

        def cost(index: int) -> float:
            away = self._boxes[index].center() - here
            ahead = away.x() * right + away.y() * down
            aside = abs(away.x() * down) + abs(away.y() * right)
            return ahead + 2 * aside if ahead > 1 else float("inf")

        best = min(range(len(self._boxes)), key=cost)
        return best if cost(best) != float("inf") else self._focus

    def _index_at(self, at: QPointF) -> int:
        for index, box in enumerate(self._boxes):
            if box.contains(at):
                return index
        return -1

    def tile_at(self, at: QPoint) -> Tile | None:
        """The tile under a point of the widget."""
        index = self._index_at(QPointF(at))
        return self._tiles[index] if index >= 0 else None

    def _lay_out(self) -> None:
        """Forget the places; a window being built is resized many times before it is painted once."""
        self._laid_out = None
        self.update()

    @property
    def _boxes(self) -> list[QRectF]:
        """Where each tile is, worked out when first asked for."""
        if self._laid_out is None:
            weights = [float(tile.weight) for tile in self._tiles]
            boxes = squarify(weights, self.width() + _GAP, self.height() + _GAP)
            self._laid_out = [
                QRectF(b.x, b.y, max(1.0, b.width - _GAP), max(1.0, b.height - _GAP)) for b in boxes
            ]
        return self._laid_out

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every tile."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (tile, box) in enumerate(zip(self._tiles, self._boxes, strict=True)):
            self._paint_tile(painter, tile, box)
            marked = (tile.kind, tile.key) == self._selected or index == self._hover
            if marked or (self.hasFocus() and self._by_keyboard and index == self._focus):
                pen = QPen(theme.colour("ink"), 2.0)
                if not marked:
                    pen.setStyle(Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _paint_tile(self, painter: QPainter, tile: Tile, box: QRectF) -> None:
        inner = box
        if tile.inside and min(box.width(), box.height()) > 12:
            painter.setPen(QPen(theme.colour("accent"), _OUTLINE))
            painter.setBrush(theme.colour("pane"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            inner = box.adjusted(4, 4, -4, -4)
        clip = QPainterPath()
        clip.addRoundedRect(inner, _RADIUS - 1, _RADIUS - 1)
        painter.save()
        painter.setClipPath(clip)
        ink = self._fill(painter, tile, inner)
        painter.restore()
        self._write(painter, tile, box, ink)

    def _fill(self, painter: QPainter, tile: Tile, box: QRectF) -> QColor:
        """Fill the tile and give the ink for its text."""
        painter.setPen(Qt.PenStyle.NoPen)
        if tile.plain:
            _cover(painter, box, theme.colour("hatch_ground"))
            return theme.colour("ink")
        if not tile.bands:
            ground, ink = theme.level_colours(tile.level, grey=tile.grey)
            _cover(painter, box, theme.hatch() if ground is None else ground)
            return theme.colour("ink") if ground is None else ink
        _cover(painter, box, theme.hatch())
        bottom = box.bottom()
        for band in tile.bands:
            height = box.height() * band.fraction
            ground, _ink = theme.level_colours(band.level)
            if ground is not None:
                _cover(painter, QRectF(box.left(), bottom - height, box.width(), height), ground)
            bottom -= height
        return theme.colour("ink")

    def _write(self, painter: QPainter, tile: Tile, box: QRectF, ink: QColor) -> None:
        fit = _fit(tile, box)
        if fit is None:
            return
        px, pad, upright = fit
        painter.setPen(ink)
        painter.setFont(fit.font)
        if not upright:
            painter.save()
            painter.translate(box.center())
            painter.rotate(-90)
            painter.drawText(_turned(box), Qt.AlignmentFlag.AlignCenter, tile.symbol)
            painter.restore()
            return
        room, height = box.width() - 2 * pad, _height_for_text(tile, box)
        symbol_width = _bold_metrics(px).horizontalAdvance(tile.symbol)
        left, top = box.left() + pad, box.top() + min(_PAD - 3, max(0.0, (box.height() - _LINE - 2) / 2))
        shift = 0.0
        if tile.inside and symbol_width + _SIGN + 4 <= room and height >= _LINE - 2:
            shift = _SIGN + 4
            icons.draw_ring_sign(painter, QPointF(left + _SIGN / 2, top + _LINE / 2 + 1), _SIGN, ink)
        at_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left + shift, top, room - shift + 2, _LINE + 2), at_left, tile.symbol)
        small = theme.font(theme.CAPTION_PX)
        rows = int((height - _LINE - 2) // (_LINE - 1))
        painter.setFont(small)
        for number, line in enumerate(_lines(tile.details, room, rows, _small_metrics().horizontalAdvance)):
            line_top = top + _LINE + 2 + number * (_LINE - 1)
            painter.drawText(QRectF(left, line_top, room + 2, _LINE - 1), at_left, line)


class _Fit(NamedTuple):
    """The size of the letters, the margin and the direction in which a tile's symbol fits."""

    px: float
    pad: float
    upright: bool

    @property
    def font(self) -> QFont:
        """What the symbol is written with."""
        return theme.strong(self.px)


@cache
def _bold_metrics(px: float) -> QFontMetricsF:
    return QFontMetricsF(theme.strong(px))


@cache
def _small_metrics() -> QFontMetricsF:
    return QFontMetricsF(theme.font(theme.CAPTION_PX))


def _fit(tile: Tile, box: QRectF) -> _Fit | None:
    """How the symbol is written: the largest letters that fit, narrow and high tiles from below to above.

    None: not even the smallest fit.
    """
    pad = _PAD if tile.inside or box.width() > _WIDE else _TIGHT_PAD
    least = _EDGE_PAD + (2 if tile.inside else 0)
    height = _height_for_text(tile, box) if tile.bands else box.height() - 2 * least
    for px, margin in ((theme.BODY_PX, pad), (theme.CAPTION_PX, pad), *((px, least) for px in _SMALLER)):
        metrics = _bold_metrics(px)
        if metrics.horizontalAdvance(tile.symbol) <= box.width() - 2 * margin and metrics.ascent() <= height:
            return _Fit(px, margin, upright=True)
    if tile.bands:
        return None
    for px in _SMALLER:
        metrics = _bold_metrics(px)
        along, across = box.height() - 2 * least, box.width() - 2 * (least - 2)
        if metrics.horizontalAdvance(tile.symbol) <= along and metrics.ascent() <= across:
            return _Fit(px, least, upright=False)
    return None


def _turned(box: QRectF) -> QRectF:
    """The box with its sides swapped, about the origin."""
    return QRectF(-box.height() / 2, -box.width() / 2, box.height(), box.width())


def _cover(painter: QPainter, box: QRectF, ground: QBrush | QColor) -> None:
    """Fill a box; `fillRect` would first make Python types of every preset gradient."""
    painter.setBrush(ground)
    painter.drawRect(box)


def _height_for_text(tile: Tile, box: QRectF) -> float:
    """The height above the coloured bands, without the margins."""
    height = box.height() - 2 * (_PAD - 3)
    if tile.bands:
        seen = sum(band.fraction for band in tile.bands if band.level is not None)
        height = box.height() * (1.0 - seen) - (_PAD - 3)
    return height


def _lines(details: tuple[str, ...], room: float, rows: int, width: Callable[[str], float]) -> list[str]:
    """The fullest wording that fits `rows` lines of `room`; parts of it (split at " · ") may wrap."""
    for text in details:
        if rows >= 1 and width(text) <= room:
            return [text]
        parts = text.split(" · ")
        if 1 < len(parts) <= rows and all(width(part) <= room for part in parts):
            return parts
    return []
