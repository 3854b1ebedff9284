"""The legend of the ring map: a sample of each line, head and box with its word."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.ui import theme
from screener.ui.models.ledger_records import Status
from screener.ui.models.ring_graph import LegKind
from screener.ui.plots import ring_ink

_SAMPLE, _GAP, _BETWEEN, _LINE = 24.0, 5.0, 12.0, 18.0
_LONG_SAMPLE = 38.0
Draw = Callable[[QPainter, QRectF], None]
Entry = tuple[str, float, Draw]
"""Words, width of the sample, and how it is drawn."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("RingLegend", text)


def entries() -> tuple[Entry, ...]:
    """Everything the map says by drawing."""
    return (
        (_tr("paid"), _SAMPLE, _line("paid")),
        (_tr("signed"), _LONG_SAMPLE, _line("contracted")),
        (_tr("announced only"), _SAMPLE, _line("announced")),
        (_tr("contingent"), _SAMPLE, _line("contingent")),
        (_tr("financing"), _SAMPLE, _head("financing")),
        (_tr("purchase"), _SAMPLE, _head("purchase")),
        (_tr("wider: more"), _SAMPLE, _wide),
        (_tr("inside"), 14, _sign(inside=True)),
        (_tr("adjacent"), 14, _sign(inside=False)),
        (_tr("you hold it"), _SAMPLE, _box(dashed=False)),
        (_tr("through funds"), _SAMPLE, _box(dashed=True)),
    )


def places(width: float) -> list[QRectF]:
    """Where each entry stands within `width`, in as many lines as are needed."""
    metrics = QFontMetrics(theme.font(theme.CAPTION_PX))
    found: list[QRectF] = []
    x = y = 0.0
    for text, sample, _draw in entries():
        wide = sample + _GAP + metrics.horizontalAdvance(text)
        if x and x + wide > width:
            x, y = 0.0, y + _LINE
        found.append(QRectF(x, y, wide, _LINE))
        x += wide + _BETWEEN
    return found


def draw(painter: QPainter, width: float) -> None:
    """Draw every sample and word from the painter's origin on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for (text, sample, sketch), place in zip(entries(), places(width), strict=True):
        painter.save()
        sketch(painter, QRectF(place.left(), place.top(), sample, _LINE))
        painter.restore()
        painter.setFont(theme.font(theme.CAPTION_PX))
        painter.setPen(QColor(theme.colours().quiet))
        words = place.adjusted(sample + _GAP, 0, 4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class RingLegend(QWidget):
    """Samples and words in a row, in more rows where the room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = ", ".join(text for text, _sample, _draw in entries())
        self.setAccessibleName(self.tr("Legend: {entries}").format(entries=said))

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return round(places(width)[-1].bottom())

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(500, self.heightForWidth(max(500, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every sample and word."""
        painter = QPainter(self)
        draw(painter, self.width())
        painter.end()


def _line(status: Status) -> Draw:
    def sketch(painter: QPainter, place: QRectF) -> None:
        painter.setPen(ring_ink.leg_pen(status, 1.8, theme.colour("ink")))
        painter.drawLine(QLineF(place.left(), place.center().y(), place.right(), place.center().y()))

    return sketch


def _head(kind: LegKind) -> Draw:
    def sketch(painter: QPainter, place: QRectF) -> None:
        y = place.center().y()
        ink = ring_ink.leg_ink(kind)
        painter.setPen(ring_ink.leg_pen("paid", 1.6, ink))
        painter.drawLine(QLineF(place.left(), y, place.right() - 8, y))
        tip = QPointF(place.right(), y)
        ring_ink.draw_head(painter, QLineF(tip, QPointF(place.left(), y)), kind, ink, 9)

    return sketch


def _wide(painter: QPainter, place: QRectF) -> None:
    y = place.center().y()
    for number, width in enumerate((1.2, 2.6, 4.2)):
        left = place.left() + number * 9
        painter.setPen(ring_ink.leg_pen("paid", width, theme.colour("ink")))
        painter.drawLine(QLineF(left, y, left + 8, y))


def _sign(*, inside: bool) -> Draw:
    def sketch(painter: QPainter, place: QRectF) -> None:
        ring_ink.draw_place_sign(painter, QPointF(place.center()), 12, inside=inside)

    return sketch


def _box(*, dashed: bool) -> Draw:
    def sketch(painter: QPainter, place: QRectF) -> None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("accent"), 1.2 if dashed else 2, style))
        painter.drawRoundedRect(place.adjusted(3, 4, -1, -4), 3, 3)

    return sketch
