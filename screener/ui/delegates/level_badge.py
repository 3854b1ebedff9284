"""The level badge in table cells: thousands a second, so colours and hatching are handed in ready made."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

_RADIUS = 4.0


def draw_cell_badge(painter: QPainter, box: QRectF, text: str, ground: QBrush, ink: QColor) -> None:
    """Paint `text` on `ground` into `box` with the painter's font."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrushOrigin(box.topLeft())
    painter.setBrush(ground)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setBrushOrigin(QPointF())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
