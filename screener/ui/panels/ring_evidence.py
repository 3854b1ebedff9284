"""The evidence beside the map: a loop leg by leg, one leg, all legs of a party, or a path."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from screener.ui import labels
from screener.ui.models.ring_words import Said
from screener.ui.panels.record_view import MoneyTitles, RecordView

_LEGS_AT_ONCE = 8
_INDENT = 26


class RingEvidence(QScrollArea):
    """Deals with status, date and source; amounts stand in columns and are never added up.

    `switched` tells that a record is to count no more, or again; `reset` that all are to count;
    `follow_asked` that the money is to go round, or to stop; `inspect_asked` whom to tell all of.
    """

    switched = Signal(str, bool)
    reset = Signal()
    follow_asked = Signal()
    inspect_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Evidence"))
        self.title = ""
        self.off: frozenset[str] = frozenset()
        self._effect: tuple[str, ...] = ()
        self._said: Said | None = None
        self._drawn: object = None
        self.progress = labels.label("", "accent", wrap=True)
        self.say_what_to_pick()

    def say_what_to_pick(self) -> None:
        """Say how to get evidence."""
        self.say(self.tr("Pick a loop, an arrow or a party to see the deals behind it."))

    def say(self, text: str) -> None:
        """Show a quiet line instead of evidence."""
        self._said = self._drawn = None
        self._start("", ())
        self._add_effect()
        self._column.addWidget(labels.label(text, "quiet", wrap=True))
        self._column.addStretch(1)

    def show_said(self, said: Said) -> None:
        """Show this; the view stays where it is when it is the same thing again."""
        drawn = said, self.off, self._effect
        if drawn == self._drawn:
            return
        self._drawn = drawn
        at = (
            self.verticalScrollBar().value()
            if self._said is not None and said.title == self._said.title
            else 0
        )
        self._said = said
        self._show()
        self.verticalScrollBar().setValue(at)

    def show_effect(self, off: frozenset[str], lines: Sequence[str]) -> None:
        """Say what is switched off and what that does; nothing when all records count."""
        if (off, tuple(lines)) == (self.off, self._effect):
            return
        self.off, self._effect = off, tuple(lines)
        if self._said is not None:
            self.show_said(self._said)

    def show_progress(self, text: str, *, running: bool) -> None:
        """Say which leg the money is on; the button stops it while it is `running`."""
        self.progress.setText(text)
        self.progress.setVisible(bool(text))
        if self._said is not None and self._said.follow:
            self.follow.setText(self.tr("Stop") if running else self.tr("Follow the money"))

    # -- inside -------------------------------------------------------------------------------------

    def _start(self, title: str, lines: Iterable[str]) -> None:
        self.title = title
        page = QWidget()
        page.setProperty("role", "scrolled")
        page.setMinimumWidth(1)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        # Not left to Qt, which would delete it at once: it may be a click in it that asked for the new one.
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setWidget(page)
        if title:
            self._column.addWidget(labels.label(title, "strong", wrap=True, selectable=True))
        for line in lines:
            self._column.addWidget(labels.label(line, "caption", wrap=True, selectable=True))

    def _show(self) -> None:
        said = self._said
        if said is None:
            return
        self._start(said.title, said.lines)
        if said.follow:
            self._add_follow()
        if said.party is not None:
            inspect = labels.link(
                self.tr("Show in the Inspector"), partial(self.inspect_asked.emit, said.party)
            )
            self._column.addWidget(inspect)
        self._add_effect()
        if said.legs:
            titles = QHBoxLayout()
            titles.setContentsMargins(_INDENT, 2, 0, 0)
            titles.addWidget(MoneyTitles())
            self._column.addLayout(titles)
        self._add_legs(said, 0, _LEGS_AT_ONCE)
        self._column.addStretch(1)
        self._settle()

    def _settle(self) -> None:
        """Give the page its height now, so that lines that wrap are whole in the first paint."""
        page = self.widget()
        if page is not None:
            self._column.activate()
            QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LayoutRequest))

    def _add_follow(self) -> None:
        self.follow = labels.button(self.tr("Follow the money"), self.follow_asked.emit, role="chip")
        labels.set_tooltip(self.follow, self.tr("See the money go round, leg by leg"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignTop)
        self.progress = labels.label("", "accent", wrap=True)
        self.progress.setVisible(False)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        self._column.addLayout(row)

    def _add_effect(self) -> None:
        if not self.off:
            return
        card = QFrame()
        card.setProperty("role", "strip")
        card.setProperty("severity", "warning")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(10, 6, 10, 8)
        inner.setSpacing(3)
        count = len(self.off)
        text = self.tr("Without 1 record:") if count == 1 else self.tr("Without {n} records:").format(n=count)
        head = QHBoxLayout()
        head.addWidget(labels.label(text, "strong"))
        head.addStretch(1)
        head.addWidget(labels.link(self.tr("Count all again"), self.reset.emit))
        inner.addLayout(head)
        for line in self._effect or (self.tr("Working it out …"),):
            inner.addWidget(labels.label(line, "body", wrap=True, selectable=True))
        self._column.addWidget(card)

    def _add_legs(self, said: Said, first: int, last: int) -> None:
        for number, leg in enumerate(said.legs[first:last], first + 1):
            title = self.tr("{n}. {leg}").format(n=number, leg=leg.title) if said.numbered else leg.title
            self._column.addWidget(labels.label(title, "strong", wrap=True, selectable=True))
            if leg.about:
                self._column.addWidget(labels.label(leg.about, "caption", wrap=True))
            for record in leg.records:
                deal = record.deal.id
                made = RecordView(record, on=deal not in self.off, decisive=deal in said.decisive)
                made.switched.connect(self.switched)
                self._column.addWidget(made)
        left = len(said.legs) - last
        if left > 0:
            text = self.tr("1 more leg") if left == 1 else self.tr("{n} more legs").format(n=left)
            more = labels.link(text, lambda: self._show_more(more, said, last))
            self._column.addWidget(more)

    def _show_more(self, more: QWidget, said: Said, first: int) -> None:
        self._column.removeWidget(more)
        more.hide()
        more.deleteLater()
        self._column.takeAt(self._column.count() - 1)
        self._add_legs(said, first, len(said.legs))
        self._column.addStretch(1)
