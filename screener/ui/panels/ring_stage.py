"""Where map and evidence stand: side by side where there is room, else one under the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from screener.ui import theme
from screener.ui.panels.ring_board import RingBoard
from screener.ui.panels.ring_side import RingSide

_BESIDE_PX, _WIDE_PX = 900, 1500
_BESIDE_SIZES, _WIDE_SIZES, _STACKED_SIZES = [660, 390], [1180, 520], [480, 260]
_STACKED_PX = sum(_STACKED_SIZES) + theme.CARD_GAP_PX
"""With less height for both, they scroll: a map whose names cannot be read is none."""


class RingStage(QScrollArea):
    """The board of map, table and paths, and the side with loops and evidence."""

    def __init__(self, board: RingBoard, side: RingSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side = side
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setProperty("role", "gap")
        self._split.setHandleWidth(theme.CARD_GAP_PX)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(board)
        self._split.addWidget(side)
        self._split.setStretchFactor(0, 1)
        self.setWidget(self._split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose by the width."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        wide = event.size().width()
        beside = wide >= _BESIDE_PX
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self._split.setMinimumHeight(0 if beside else _STACKED_PX)
        sizes = _WIDE_SIZES if wide > _WIDE_PX else _BESIDE_SIZES
        self._split.setSizes(sizes if beside else _STACKED_SIZES)
        self._side.stand(beside=beside)
