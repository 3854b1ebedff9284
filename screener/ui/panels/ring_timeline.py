"""The time slider of the ring: shows the ledger as it was known by a month, and replays how it grew."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from screener.ui import labels, theme
from screener.ui.models import deal_words
from screener.ui.models.ring_time import ALWAYS, Month

STEP_MS = 450
_GROWTH_PX = 16


class _Growth(QWidget):
    """How many records there were by each month, as bars over the slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: tuple[int, ...] = ()
        self.at = 0
        self.setFixedHeight(_GROWTH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One bar a month; those not reached yet are pale."""
        if not self.counts:
            return
        roles = theme.colours()
        painter = QPainter(self)
        wide = self.width() / len(self.counts)
        most = max(self.counts)
        for number, count in enumerate(self.counts):
            tall = max(1.0, (self.height() - 1) * count / most) if most else 1.0
            place = QRectF(number * wide, self.height() - tall, max(1.0, wide - 1), tall)
            painter.fillRect(place, QColor(roles.bar if number <= self.at else roles.line))
        painter.end()


class RingTimeline(QWidget):
    """A slider over the months in which something was announced; at its end everything is shown.

    `changed` comes with every step. The replay goes on from the month shown, or from the first one when
    everything is shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[Month, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.play = labels.button(self.tr("Replay"), self.toggle, role="chip")
        labels.set_tooltip(self.play, self.tr("Show how the ring grew, month by month"))
        self.growth = _Growth()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Deals announced until"))
        self.slider.setRange(0, 0)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.sliderPressed.connect(self.stop)
        self.said = labels.label("", "caption")
        self.said.setMinimumWidth(self.said.fontMetrics().horizontalAdvance(self.tr("until {month}")) + 44)
        row.addWidget(self.play)
        row.addWidget(self._stacked(), 1)
        row.addWidget(self.said)
        self.everything = labels.link(self.tr("All dates"), self.show_everything)
        kept = self.everything.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.everything.setSizePolicy(kept)
        row.addWidget(self.everything)
        self._step = QTimer(self)
        self._step.setInterval(STEP_MS)
        self._step.timeout.connect(self.step)
        self._say()

    def _stacked(self) -> QWidget:
        from PySide6.QtWidgets import QVBoxLayout

        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.growth)
        column.addWidget(self.slider)
        return both

    def show_months(self, months: Sequence[Month], counts: tuple[int, ...]) -> None:
        """Offer these months; what was chosen stays chosen where it still is one of them."""
        chosen, at_end = self.until, self.at_end
        self._months = tuple(months)
        self.growth.counts = counts
        last = max(0, len(self._months) - 1)
        reached = sum(month <= chosen for month in self._months) - 1
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.setValue(last if at_end else max(0, reached))
        self.slider.blockSignals(False)
        self.setVisible(last > 0)
        self._say()

    @property
    def at_end(self) -> bool:
        """Everything is shown."""
        return self.slider.value() >= self.slider.maximum()

    @property
    def until(self) -> Month:
        """The month chosen; ALWAYS at the end of the slider."""
        return ALWAYS if self.at_end or not self._months else self._months[self.slider.value()]

    @property
    def running(self) -> bool:
        """The replay is under way."""
        return self._step.isActive()

    def toggle(self) -> None:
        """Start the replay, or stop it where it is."""
        if self.running:
            self.stop()
            return
        if self.at_end:
            self.slider.setValue(0)
        self._step.start()
        self.play.setText(self.tr("Stop"))

    def stop(self) -> None:
        """Stay at the month shown."""
        self._step.stop()
        self.play.setText(self.tr("Replay"))

    def show_everything(self) -> None:
        """End the replay and show the ledger as it is known now."""
        self.stop()
        self.slider.setValue(self.slider.maximum())

    def step(self) -> None:
        """One month on; the replay ends at the end."""
        self.slider.setValue(self.slider.value() + 1)
        if self.at_end:
            self.stop()

    def _on_moved(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.growth.at = self.slider.value()
        self.growth.update()
        self.everything.setHidden(self.at_end or not self._months)
        if self.at_end or not self._months:
            self.said.setText(self.tr("all dates"))
            return
        year, month = self.until
        self.said.setText(self.tr("until {month}").format(month=deal_words.month(f"{year:04}-{month:02}")))
        self.slider.setAccessibleDescription(self.said.text())
