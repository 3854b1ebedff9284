"""Icons: our own SVG files, recoloured to the theme. The only file that names them.

The ring sign is also drawn directly, because cells and map tiles paint it at every size.
"""

from typing import Literal

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap

from screener import paths
from screener.ui import theme

Name = Literal["info", "warning", "error", "close", "app"]
_cache: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: Name, role: str = "quiet", size: int = 16) -> QPixmap:
    """The icon in the colour of a theme role, at `size` logical pixels."""
    application = QGuiApplication.instance()
    scale = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    ink = getattr(theme.colours(), role)
    found = _cache.get((name, ink, size, scale))
    if found is None:
        found = _cache[name, ink, size, scale] = _render(name, ink, size, scale)
    return found


def icon(name: Name, role: str = "quiet") -> QIcon:
    """The icon for a button or menu."""
    return QIcon(pixmap(name, role, 16))


def application_icon() -> QIcon:
    """The program's own icon, in its fixed colour."""
    made = QIcon()
    for size in (16, 32, 64, 128):
        made.addPixmap(_render("app", theme.LIGHT.accent, size, 1.0))
    return made


def _render(name: str, ink: str, size: int, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    text = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", ink)
    made = QPixmap(round(size * scale), round(size * scale))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, made.width(), made.height()))
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
