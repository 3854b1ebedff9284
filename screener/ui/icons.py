"""Icons in the colours of the theme. The only file that names them.

The signs are drawn here: the window is painted with some of them, and would have to wait for the reader of
SVG files. The ring sign is one that cells and map tiles paint at every size.
"""

from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap

from screener import paths
from screener.ui import theme

Name = Literal["info", "warning", "error", "close"]
_GRID, _STROKE = 16.0, 1.4


class _Sign(NamedTuple):
    """Lines (closed where they end as they began), circles (x, y, radius) and filled ones, on 16 by 16."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    circles: tuple[tuple[float, float, float], ...] = ()
    dots: tuple[tuple[float, float, float], ...] = ()


_SIGNS: dict[Name, _Sign] = {
    "info": _Sign((((8, 7.2), (8, 10.8)),), circles=((8, 8, 6),), dots=((8, 4.9, 0.5),)),
    "warning": _Sign(
        (((8, 2.2), (14.2, 13), (1.8, 13), (8, 2.2)), ((8, 6.2), (8, 9.4))), dots=((8, 11.2, 0.4),)
    ),
    "error": _Sign((((5.8, 5.8), (10.2, 10.2)), ((10.2, 5.8), (5.8, 10.2))), circles=((8, 8, 6),)),
    "close": _Sign((((4.5, 4.5), (11.5, 11.5)), ((11.5, 4.5), (4.5, 11.5)))),
}
_cache: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: Name, role: str = "quiet", size: int = 16) -> QPixmap:
    """The icon in the colour of a theme role, at `size` logical pixels."""
    application = QGuiApplication.instance()
    scale = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    ink = getattr(theme.colours(), role)
    found = _cache.get((name, ink, size, scale))
    if found is None:
        found = _cache[name, ink, size, scale] = _drawn(_SIGNS[name], QColor(ink), size, scale)
    return found


def icon(name: Name, role: str = "quiet") -> QIcon:
    """The icon for a button or menu."""
    return QIcon(pixmap(name, role, 16))


def application_icon() -> QIcon:
    """The program's own icon, in its fixed colour."""
    made = QIcon()
    for size in (16, 32, 64, 128):
        made.addPixmap(_rendered("app", theme.LIGHT.accent, size))
    return made


def _rendered(name: str, ink: str, size: int) -> QPixmap:
    """An SVG file of ours as a picture."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    text = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", ink)
    made = QPixmap(size, size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def _drawn(sign: _Sign, ink: QColor, size: int, scale: float) -> QPixmap:
    pixels = round(size * scale)
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels / _GRID, pixels / _GRID)
    round_ends = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(ink, _STROKE, Qt.PenStyle.SolidLine, *round_ends))
    for line in sign.lines:
        draw = painter.drawPolygon if line[0] == line[-1] else painter.drawPolyline
        draw([QPointF(x, y) for x, y in line])
    for x, y, radius in sign.circles:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(ink)
    for x, y, radius in sign.dots:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


def draw_ring_sign(painter: QPainter, centre: QPointF, size: float, ink: QColor) -> None:
    """Two rings, one inside the other: "on a loop"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.0, size / 11)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for share in (0.46, 0.26):
        painter.drawEllipse(centre, size * share, size * share)
    painter.restore()
