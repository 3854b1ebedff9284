"""One horizontal bar that says how much of the money stands at which level; also the map's legend."""

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screener.ui import formats, labels, theme

_HEIGHT, _GAP, _SMALLEST = 22, 2, 18.0


class LevelPart(NamedTuple):
    """A segment: its level or None for a neutral one, words for it, and its share 0..1."""

    level: int | None
    words: str
    share: Decimal
    hatched: bool = False
    members: str = ""


class LevelStrip(QWidget):
    """The level histogram as one stacked bar; every segment carries its digit or word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[LevelPart, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def parts(self) -> tuple[LevelPart, ...]:
        """What is drawn: the parts with any money in them."""
        return self._parts

    def set_parts(self, parts: tuple[LevelPart, ...]) -> None:
        """Draw the parts that hold money."""
        self._parts = tuple(part for part in parts if part.share > 0)
        self.setAccessibleDescription(
            "; ".join(f"{p.words} {formats.whole_percent(p.share)}" for p in self._parts)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Answer tooltips with the segment's words and members."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = [
                p
                for p, box in zip(self._parts, self._boxes(), strict=True)
                if box.contains(QPointF(event.pos()))
            ]
            text = (
                f"{found[0].words} · {formats.percent(found[0].share)}\n{found[0].members}".strip()
                if found
                else ""
            )
            labels.show_tooltip(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(theme.CAPTION_PX)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for part, box in zip(self._parts, self._boxes(), strict=True):
            ground, ink = theme.level_colours(part.level)
            brush: QBrush | QColor = ground or theme.colour("hatch_ground")
            if part.hatched:
                brush = theme.hatch()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(ink if part.level is not None else theme.colour("ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _fitting(part, metrics, box.width() - 14))
        painter.end()

    def _boxes(self) -> list[QRectF]:
        """Widths by share, but none so small that its digit has no room."""
        total = float(sum((part.share for part in self._parts), Decimal(0))) or 1.0
        room = self.width() - _GAP * max(0, len(self._parts) - 1)
        raw = [max(_SMALLEST, room * float(part.share) / total) for part in self._parts]
        over = sum(raw) - room
        spare = sum(width - _SMALLEST for width in raw) or 1.0
        widths = [width - over * (width - _SMALLEST) / spare for width in raw]
        boxes, left = [], 0.0
        for width in widths:
            boxes.append(QRectF(left, 0, max(1.0, width), _HEIGHT))
            left += width + _GAP
        return boxes


def _fitting(part: LevelPart, metrics: QFontMetricsF, room: float) -> str:
    share = formats.whole_percent(part.share)
    short = str(part.level) if part.level is not None else formats.UNKNOWN if part.hatched else part.words
    for text in (f"{part.words} · {share}", f"{short} · {share}", short):
        if metrics.horizontalAdvance(text) <= room:
            return text
    return "" if part.level is None and not part.hatched else short
