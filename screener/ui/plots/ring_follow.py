"""Following the money round a loop: leg after leg, calmly, once; or step by step where nothing may move."""

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

LEG_MS, REST_MS = 1400, 900
"""How long the money is under way on one leg, and how long it rests for reading."""


def motion_is_reduced() -> bool:
    """The system asks for less motion: its widgets are not animated."""
    style = QApplication.style()
    hints = QGuiApplication.styleHints().accessibility()
    reduced = getattr(hints, "motionPreference", None)
    if callable(reduced) and getattr(reduced(), "name", "") == "ReducedMotion":
        return True
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


class FollowMoney(QObject):
    """Goes round once. `moved` says how far: the leg, from 0, and its share done; `leg_begun` which leg.

    With `reduced` motion each leg is shown whole at once and rests for reading.
    """

    moved = Signal(int, float)
    leg_begun = Signal(int)
    ended = Signal()
    """Came round, or was stopped."""

    def __init__(self, parent: QObject | None = None, leg_ms: int = LEG_MS, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self.reduced = False
        self._legs = 0
        self._leg = 0
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setDuration(leg_ms)
        self._way.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._way.valueChanged.connect(lambda share: self.moved.emit(self._leg, float(share)))
        self._way.finished.connect(self._arrived)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self._go_on)
        self._running = False

    @property
    def running(self) -> bool:
        """On the way or resting between two legs."""
        return self._running

    def start(self, legs: int) -> None:
        """Go round a loop of so many legs from its first one."""
        self.stop()
        if legs > 0:
            self._legs, self._leg, self._running = legs, 0, True
            self.reduced = motion_is_reduced()
            self._begin()

    def stop(self) -> None:
        """Stay where everything is drawn."""
        if not self._running:
            return
        self._running = False
        self._way.stop()
        self._rest.stop()
        self.moved.emit(self._legs, 0.0)
        self.ended.emit()

    def _begin(self) -> None:
        self.leg_begun.emit(self._leg)
        if self.reduced:
            self.moved.emit(self._leg, 1.0)
            self._arrived()
        else:
            self._way.start()

    def _arrived(self) -> None:
        if self._running:
            self._rest.start()

    def _go_on(self) -> None:
        self._leg += 1
        if self._leg < self._legs:
            self._begin()
        else:
            self.stop()
