"""The user's money in the ring: a row for each holding on a loop, with what it rests on and its tie."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment
from screener.ui import labels, theme
from screener.ui.models import ring_summary
from screener.ui.models.ring_summary import InRing
from screener.ui.panel import clear
from screener.ui.panels.inspector_sections.section import RingSign
from screener.ui.panels.inspector_sections.source_link import SourceLink

_ROW_PX = 24
_GAP_PX = 12
_WIDE_PX = 880
_FEW, _MOST = 3, 9
"""Rows seen before and after all were asked for."""


class RingSummary(QWidget):
    """The sentence beside the panel's title: how much of the money, and on what kind of deals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.sentence = labels.ClampedLabel("", "strong", lines=2)
        self.detail = labels.ElidedLabel("", "caption")
        column.addStretch(1)
        column.addWidget(self.sentence)
        column.addWidget(self.detail)
        column.addStretch(1)

    def show_assessment(self, assessment: Assessment) -> None:
        """Say it of this portfolio."""
        self.sentence.set_text(ring_summary.sentence(assessment))
        self.detail.set_text(ring_summary.detail(assessment))
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The second line gives way where the sentence needs two."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Two lines in all; what has no room is in the tooltip."""
        fits = "\n" not in self.sentence.text()
        self.detail.setVisible(fits and bool(self.detail.whole))
        said = "" if fits else "\n".join(filter(None, (self.sentence.whole, self.detail.whole)))
        labels.set_tooltip(self, said)


class HoldingRow(QPushButton):
    """One holding: a click shows its loops. Its tie is a link to the source where there is one.

    `stepped` carries 1 for the next row, -1 for the one before.
    """

    stepped = Signal(int)

    def __init__(self, told: InRing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = told
        self.setProperty("role", "row")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(_ROW_PX)
        self.setAccessibleName(told.said)
        labels.set_tooltip(
            self, self.tr("{name}: {said}\nShow its loops").format(name=told.name, said=told.said)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(_GAP_PX)
        who = QHBoxLayout()
        who.setSpacing(5)
        sign = RingSign()
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        who.addWidget(sign)
        symbol = _words(told.symbol, "strong")
        who.addWidget(symbol)
        row.addLayout(who)
        weight = _words(told.weight, "strong")
        weight.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(weight)
        self.cells = [symbol, weight]
        self.how = _words(told.how, "quiet")
        for made in (self.how, _words(told.strength, "body"), _words(told.records, "quiet")):
            row.addWidget(made)
            self.cells.append(made)
        if told.source is None:
            tie: QWidget = labels.ElidedLabel(told.tie, "quiet")
            tie.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            tie = SourceLink(told.tie, told.source)
        row.addWidget(tie, 1)
        self.tie = tie

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from row to row; a button alone would go to the next link."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As its words need; the style only knows a button with a text."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its words need, but for the tie, which is shortened."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else QSize(layout.minimumSize().width(), _ROW_PX)


class RingHoldings(QFrame):
    """The rows, their columns in line. `picked` carries the InRing of a row, `let_go` that none is."""

    picked = Signal(object)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Your holdings on a loop"))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(4, 4, 4, 4)
        outer.setSpacing(8)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("role", "scrolled")
        page.setMinimumWidth(1)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.scroller.setWidget(page)
        outer.addWidget(self.scroller, 1)
        self.more = labels.link("", self._turn)
        self.more.setFont(theme.strong(theme.CAPTION_PX))
        self.more.setContentsMargins(0, 0, 8, 5)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        self.rows: list[HoldingRow] = []
        self._told: tuple[InRing, ...] | None = None
        self._all = False
        self._before: QWidget | None = None

    def show_holdings(self, told: Sequence[InRing]) -> None:
        """Show these, in their order; nothing at all where there are none."""
        self.setVisible(bool(told))
        if tuple(told) == self._told:
            return
        self._told = tuple(told)
        clear(self._column)
        self.rows = [HoldingRow(each) for each in told]
        for row in self.rows:
            row.clicked.connect(lambda checked, row=row: self._on_clicked(row, checked=checked))
            row.stepped.connect(lambda step, row=row: self._step(row, step))
            self._column.addWidget(row)
            row.how.setVisible(self.width() >= _WIDE_PX)
        for cells in zip(*(row.cells for row in self.rows), strict=True):
            width = max(cell.sizeHint().width() for cell in cells)
            for cell in cells:
                cell.setMinimumWidth(width)
        self._column.addStretch(1)
        self._chain()
        self._fit()

    def put_after(self, before: QWidget) -> None:
        """Come after `before` when the keyboard goes from one to the next, row by row."""
        self._before = before
        self._chain()

    def _chain(self) -> None:
        last = self._before
        for row in self.rows:
            for widget in (row, row.tie):
                if last is not None and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    QWidget.setTabOrder(last, widget)
                    last = widget
        if last is not None:
            QWidget.setTabOrder(last, self.more)

    def show_current(self, key: str | None) -> None:
        """Mark the row of the company or fund whose loops are listed, or none."""
        for row in self.rows:
            row.setChecked(row.told.key == key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel how a company is held gives its room to the tie; the tooltip has both."""
        super().resizeEvent(event)
        for row in self.rows:
            row.how.setVisible(self.width() >= _WIDE_PX)

    def _step(self, row: HoldingRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows) and not self.rows[at].isHidden():
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroller.ensureWidgetVisible(self.rows[at], 0, 2)

    def _on_clicked(self, row: HoldingRow, *, checked: bool) -> None:
        if checked:
            self.picked.emit(row.told)
        else:
            self.let_go.emit()

    def _turn(self) -> None:
        self._all = not self._all
        self._fit()

    def _fit(self) -> None:
        """As high as the rows to be seen; one more than a few is shown rather than hidden behind a link."""
        count = len(self.rows)
        short = count > _FEW + 1
        seen = min(count, _MOST) if self._all or not short else _FEW
        for number, row in enumerate(self.rows):
            row.setVisible(number < seen or self._all)
        self.scroller.setFixedHeight(seen * _ROW_PX)
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.scroller.setVerticalScrollBarPolicy(on if self._all else off)
        self.scroller.verticalScrollBar().setValue(0)
        self.more.setVisible(short)
        hidden = count - _FEW
        self.more.setText(self.tr("Show fewer") if self._all else self.tr("{n} more").format(n=hidden))


def _words(text: str, role: labels.Role) -> QLabel:
    made = labels.label(text, role)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
