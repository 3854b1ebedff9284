"""Paints table cells straight from their `Cell`; no style sheet on the way keeps scrolling smooth."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from screener.ui import icons, theme
from screener.ui.delegates.level_badge import badge_picture
from screener.ui.models.cells import Badge, Cell, Column, HasCells
from screener.ui.widgets.level_badge import SIZE as BADGE_PX

PADDING = 8
SIGN_PX = 13
_GAP = 5
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)
_ELIDE_CACHE = 4000


class Inks:
    """Colours and fonts of the theme in use, made once and not for every cell."""

    def __init__(self) -> None:
        roles = theme.colours()
        self.of = roles
        self.colours = {
            "ink": QColor(roles.ink),
            "quiet": QColor(roles.quiet),
            "faded": QColor(roles.faded),
            "accent": QColor(roles.accent),
            "up": QColor(roles.up),
            "down": QColor(roles.down),
        }
        self.line = QColor(roles.line)
        self.selected = QColor(roles.accent_soft)
        self.hover = QColor(roles.hover)
        self.hatch: QBrush = theme.hatch()
        self.badges: dict[tuple[Badge, int | None], tuple[QBrush, QColor]] = {
            ("unknown", None): (self.hatch, self.colours["quiet"])
        }
        for level in range(5):
            self.badges["level", level] = _badge(level, grey=False)
            self.badges["grey", level] = _badge(level, grey=True)
        self.body: QFont = theme.font()
        self.strong: QFont = theme.strong()
        self.badge: QFont = theme.strong(theme.CAPTION_PX)
        self._pictures: dict[tuple[Badge, int | None, str, float], QPixmap] = {}
        self.body_metrics = QFontMetrics(self.body)
        self.strong_metrics = QFontMetrics(self.strong)

    def badge_of(self, cell: Cell, scale: float) -> QPixmap:
        """The picture of the cell's badge, drawn on the first call."""
        key = (cell.badge, cell.level, cell.text, scale)
        picture = self._pictures.get(key)
        if picture is None:
            ground, ink = self.badges[cell.badge, cell.level]
            picture = self._pictures[key] = badge_picture(cell.text, ground, ink, self.badge, scale)
        return picture


def _badge(level: int, *, grey: bool) -> tuple[QBrush, QColor]:
    ground, ink = theme.level_colours(level, grey=grey)
    return (theme.hatch() if ground is None else QBrush(ground)), ink


class CellDelegate(QStyledItemDelegate):
    """One delegate for all columns; a column's shape says how its cell is painted."""

    def __init__(self, model: HasCells, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._columns = columns
        self._inks: Inks | None = None
        self._elided: dict[tuple[str, int, bool], str] = {}
        self.hovered_row = -1
        self.short_ring = False
        """All ring cells in their short form: some short and some long would read as a difference."""

    @property
    def inks(self) -> Inks:
        """The inks of the theme in use; made again after a change of theme."""
        if self._inks is None or self._inks.of is not theme.colours():
            self._inks = Inks()
            self._elided.clear()
        return self._inks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The fixed height of a row."""
        return QSize(40, theme.ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, line under the row, and the cell by its column's shape."""
        inks = self.inks
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column = self._columns[index.column()]
        cell = self._model.cell_at(index)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, inks.selected)
        elif cell.head or index.row() == self.hovered_row:
            painter.fillRect(rect, inks.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, inks.line)
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        if column.shape == "text":
            self._text(painter, inner, cell, numeric=column.numeric)
        elif column.shape == "level":
            self._level(painter, inner, cell)
        else:
            self._led(painter, inner, cell)

    def _text(self, painter: QPainter, rect: QRect, cell: Cell, *, numeric: bool) -> None:
        painter.setFont(self.inks.body)
        painter.setPen(self.inks.colours[cell.ink])
        text = self._fit(cell.text, rect.width())
        painter.drawText(rect, _RIGHT if numeric else _LEFT, text)

    def _level(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if not cell.badge:
            painter.setFont(self.inks.body)
            painter.setPen(self.inks.colours[cell.ink])
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.text)
            return
        picture = self.inks.badge_of(cell, painter.device().devicePixelRatioF())
        left = rect.left() + (rect.width() - BADGE_PX) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - BADGE_PX) // 2, picture)

    def _led(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """A sign or a bold lead, then quieter text; the text gives way first."""
        inks = self.inks
        left = rect.left()
        if cell.sign:
            centre = QPointF(left + SIGN_PX / 2, rect.center().y() + 0.5)
            icons.draw_ring_sign(painter, centre, SIGN_PX, inks.colours["accent"])
            left += SIGN_PX + _GAP
        if cell.lead:
            painter.setFont(inks.strong)
            painter.setPen(inks.colours["ink"])
            lead = self._fit(cell.lead, rect.right() - left, strong=True)
            painter.drawText(QRect(left, rect.top(), rect.right() - left + 1, rect.height()), _LEFT, lead)
            left += inks.strong_metrics.horizontalAdvance(lead) + _GAP
        room = rect.right() - left + 1
        if cell.text and room > 2 * PADDING:
            accent = cell.ink == "accent"
            painter.setFont(inks.strong if accent else inks.body)
            painter.setPen(inks.colours[cell.ink])
            said = cell.short if cell.short and self.short_ring else cell.text
            text = self._fit(said, room, strong=accent)
            painter.drawText(QRect(left, rect.top(), room, rect.height()), _LEFT, text)

    def _fit(self, text: str, width: int, *, strong: bool = False) -> str:
        known = self._elided.get((text, width, strong))
        if known is None:
            if len(self._elided) > _ELIDE_CACHE:
                self._elided.clear()
            metrics = self.inks.strong_metrics if strong else self.inks.body_metrics
            known = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
            self._elided[text, width, strong] = known
        return known
