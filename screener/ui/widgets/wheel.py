"""Fields on a page that scrolls: turning the wheel moves the page and never what a field says."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _WheelLeft(QObject):
    """Passes the wheel on to whatever the field lies on."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from the field; as it is not accepted, Qt offers it to the page next."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def leave_wheel_to_page(field: QWidget) -> None:
    """Let the wheel scroll the page also where the pointer is over `field`, keyboard there or not."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_WheelLeft(field))
