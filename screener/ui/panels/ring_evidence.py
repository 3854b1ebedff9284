"""The evidence beside the map: a loop leg by leg, one leg, or all legs of a party."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from screener.domain.assessment import Loop, LoopLeg
from screener.ui import labels
from screener.ui.models import deal_words
from screener.ui.panels.inspector_sections.loops import LegView, summary


class RingEvidence(QScrollArea):
    """Deals with status, date and source; amounts stand side by side and are never added up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Evidence"))
        self.title = ""
        self.say_what_to_pick()

    def say_what_to_pick(self) -> None:
        """Say how to get evidence."""
        self.say(self.tr("Pick a loop, an arrow or a party to see the deals behind it."))

    def say(self, text: str) -> None:
        """Show a quiet line instead of evidence."""
        self._start("", "")
        self._column.addWidget(labels.label(text, "quiet", wrap=True))
        self._column.addStretch(1)

    def show_loop(self, loop: Loop, names: Mapping[str, str]) -> None:
        """The loop leg by leg, as the money goes round."""
        self._start(deal_words.route(loop.entities, names), summary(loop))
        self._add_legs(loop.legs, names)

    def show_leg(self, leg: LoopLeg, names: Mapping[str, str]) -> None:
        """One leg."""
        self._start("", "")
        self._add_legs((leg,), names, numbered=False)

    def show_party(self, name: str, about: str, legs: Iterable[LoopLeg], names: Mapping[str, str]) -> None:
        """Every leg of a party that is on the map."""
        self._start(name, about)
        self._add_legs(legs, names, numbered=False)

    def _start(self, title: str, about: str) -> None:
        self.title = title
        page = QWidget()
        page.setProperty("role", "scrolled")
        page.setMinimumWidth(1)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self.setWidget(page)
        if title:
            self._column.addWidget(labels.label(title, "strong", wrap=True, selectable=True))
        if about:
            self._column.addWidget(labels.label(about, "caption", wrap=True, selectable=True))

    def _add_legs(self, legs: Iterable[LoopLeg], names: Mapping[str, str], *, numbered: bool = True) -> None:
        for number, leg in enumerate(legs, 1):
            self._column.addWidget(LegView(number if numbered else None, leg, names))
        self._column.addStretch(1)
