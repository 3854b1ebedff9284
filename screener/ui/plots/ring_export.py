"""The map as a picture: PNG for slides, SVG for print; with its legend and what it shows in words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from screener.errors import BadInput, StorageError
from screener.ui import theme
from screener.ui.plots import ring_legend
from screener.ui.plots.ring_scene import RingScene

_SCALE = 2.0
_EDGE = 16.0
_LINE = 20.0
_DOTS_AN_INCH = 96
SUFFIXES = (".png", ".svg")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_export", text)


def write(scene: RingScene, path: Path, said: tuple[str, ...]) -> Path:
    """Write the map as it is lit now; the suffix says which format. `said` are lines under it.

    Raises BadInput for another suffix and StorageError when the file cannot be written.
    """
    makers: dict[str, Callable[[RingScene, tuple[str, ...]], bytes]] = {".png": _png, ".svg": _svg}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise BadInput(_tr("A map is written as .png or .svg, not as {name}.").format(name=path.name))
    made = make(scene, said)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(made)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        text = _tr("The picture {path} cannot be written: {why}.").format(path=path, why=error.strerror)
        raise StorageError(text) from error
    return path


def _size(scene: RingScene, said: tuple[str, ...]) -> QSizeF:
    area = scene.sceneRect()
    wide = max(area.width(), 640.0) + 2 * _EDGE
    legend = ring_legend.places(wide - 2 * _EDGE)[-1].bottom()
    return QSizeF(wide, area.height() + legend + _LINE * len(said) + 3 * _EDGE)


def _draw(painter: QPainter, scene: RingScene, said: tuple[str, ...], size: QSizeF) -> None:
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.colour("pane"))
    painter.translate(_EDGE, _EDGE)
    drawn = scene.draw(painter)
    painter.translate(QPointF(0, drawn.height() + _EDGE))
    ring_legend.draw(painter, size.width() - 2 * _EDGE)
    under = QPointF(0, ring_legend.places(size.width() - 2 * _EDGE)[-1].bottom() + 2)
    painter.translate(under)
    painter.setFont(theme.font(theme.CAPTION_PX))
    painter.setPen(QColor(theme.colours().quiet))
    for number, line in enumerate(said):
        place = QRectF(0, number * _LINE, size.width() - 2 * _EDGE, _LINE)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)


def _png(scene: RingScene, said: tuple[str, ...]) -> bytes:
    size = _size(scene, said)
    image = QImage((size * _SCALE).toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    _draw(painter, scene, said, size)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a name
    return bytes(buffer.data().data())


def _svg(scene: RingScene, said: tuple[str, ...]) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    size = _size(scene, said)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    # That of the screen: fonts are measured in points, boxes in pixels.
    generator.setResolution(_DOTS_AN_INCH)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(_tr("Ringfence: map of the ring"))
    generator.setDescription("\n".join(said))
    painter = QPainter(generator)
    _draw(painter, scene, said, size)
    painter.end()
    buffer.close()
    return bytes(data.data())
