"""The legend of the ring map: a sample of each line, head and box with its word."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.domain.ring.deal import Strength
from screener.ui import icons, theme
from screener.ui.models.ring_graph import LegKind
from screener.ui.plots.ring_items import draw_heads, leg_ink, leg_pen

_SAMPLE, _GAP, _BETWEEN, _LINE = 26.0, 6.0, 16.0, 19.0
Draw = Callable[[QPainter, QRectF], None]


class RingLegend(QWidget):
    """Samples and words in a row, in more rows where the room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[tuple[str, Draw], ...] = (
            (self.tr("firm"), _line("firm")),
            (self.tr("announced"), _line("announced")),
            (self.tr("contingent"), _line("contingent")),
            (self.tr("financing"), _head("financing")),
            (self.tr("purchase"), _head("purchase")),
            (self.tr("wider: more"), _wide),
            (self.tr("on a loop"), _sign),
            (self.tr("you hold it"), _box(dashed=False)),
            (self.tr("through funds"), _box(dashed=True)),
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Legend") + ": " + ", ".join(text for text, _draw in self._entries))

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return round(self._places(width)[-1].bottom())

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(500, self.heightForWidth(max(500, self.width())))

    def _places(self, width: int) -> list[QRectF]:
        metrics = QFontMetrics(theme.font(theme.CAPTION_PX))
        found: list[QRectF] = []
        x = y = 0.0
        for text, _draw in self._entries:
            wide = _SAMPLE + _GAP + metrics.horizontalAdvance(text)
            if x and x + wide > width:
                x, y = 0.0, y + _LINE
            found.append(QRectF(x, y, wide, _LINE))
            x += wide + _BETWEEN
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every sample and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (text, draw), place in zip(self._entries, self._places(self.width()), strict=True):
            painter.save()
            draw(painter, QRectF(place.left(), place.top(), _SAMPLE, _LINE))
            painter.restore()
            painter.setFont(theme.font(theme.CAPTION_PX))
            painter.setPen(QColor(theme.colours().quiet))
            words = place.adjusted(_SAMPLE + _GAP, 0, 4, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def _line(strength: Strength) -> Draw:
    def draw(painter: QPainter, place: QRectF) -> None:
        painter.setPen(leg_pen(strength, 1.8, theme.colour("ink")))
        painter.drawLine(QLineF(place.left(), place.center().y(), place.right(), place.center().y()))

    return draw


def _head(kind: LegKind) -> Draw:
    def draw(painter: QPainter, place: QRectF) -> None:
        y = place.center().y()
        ink = leg_ink(kind)
        painter.setPen(leg_pen("firm", 1.6, ink))
        painter.drawLine(QLineF(place.left(), y, place.right() - 8, y))
        tip = QPointF(place.right(), y)
        draw_heads(painter, QLineF(tip, QPointF(place.left(), y)), kind, ink, 9)

    return draw


def _wide(painter: QPainter, place: QRectF) -> None:
    y = place.center().y()
    for number, width in enumerate((1.2, 2.6, 4.2)):
        left = place.left() + number * 9
        painter.setPen(leg_pen("firm", width, theme.colour("ink")))
        painter.drawLine(QLineF(left, y, left + 8, y))


def _sign(painter: QPainter, place: QRectF) -> None:
    icons.draw_ring_sign(painter, QPointF(place.right() - 7, place.center().y()), 12, theme.colour("accent"))


def _box(*, dashed: bool) -> Draw:
    def draw(painter: QPainter, place: QRectF) -> None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("accent"), 1.2 if dashed else 2, style))
        painter.drawRoundedRect(place.adjusted(3, 4, -1, -4), 3, 3)

    return draw
