"""What stands beside the map: the list of loops, and the evidence for what is picked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from screener.ui import theme
from screener.ui.panels.ring_evidence import RingEvidence
from screener.ui.panels.ring_loops import RingLoops

_OVER, _BESIDE = [230, 330], [450, 450]
_LEAST_EVIDENCE_PX = 350
"""Four columns of money, their titles whole."""


class RingSide(QSplitter):
    """Loops over evidence beside the map; side by side when they stand under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setProperty("role", "gap")
        self.setHandleWidth(theme.CARD_GAP_PX)
        self.setChildrenCollapsible(False)
        self.loops = RingLoops()
        self.addWidget(self.loops)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(_LEAST_EVIDENCE_PX)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        self.evidence = RingEvidence()
        inner.addWidget(self.evidence)
        self.addWidget(card)

    def stand(self, *, beside: bool) -> None:
        """Beside the map, or under it."""
        self.setOrientation(Qt.Orientation.Vertical if beside else Qt.Orientation.Horizontal)
        self.setSizes(_OVER if beside else _BESIDE)
