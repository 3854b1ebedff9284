"""The level badge in table cells: drawn once each, then only copied, thousands of times a second."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPixmap

from screener.ui.widgets.level_badge import SIZE

_RADIUS = 4.0


def badge_picture(text: str, ground: QBrush, ink: QColor, font: QFont, scale: float) -> QPixmap:
    """A badge of `SIZE` logical pixels for a screen of that scale."""
    picture = QPixmap(round(SIZE * scale), round(SIZE * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    box = QRectF(0, 0, SIZE, SIZE)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture
