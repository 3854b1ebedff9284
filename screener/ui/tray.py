"""Alerts as desktop notifications, where the desktop has them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from screener.ui import icons
from screener.ui.session import Session

if TYPE_CHECKING:
    from screener.services.watching import Alert

_SHOWN = 3


class Tray(QObject):
    """One icon while the window is open; a notification names the new alerts, a click opens Watch."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._icon = QSystemTrayIcon(icons.application_icon(), self)
        self._menu = QMenu()
        self._menu.addAction(self.tr("Open Ringfence"), self._raise)
        self._menu.addAction(self.tr("Quit"), window.close)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(lambda _why: self._raise())
        self._icon.messageClicked.connect(self._open_watch)
        session.alerts_fired.connect(self.show_alerts)
        self._icon.show()

    def show_alerts(self, alerts: "tuple[Alert, ...]") -> None:
        """Show one notification for all new alerts, unless the user does not want any."""
        if self._session.workspace.setting("tray_notifications"):
            self._icon.showMessage("Ringfence", notification_text(alerts), icons.application_icon())

    def _raise(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _open_watch(self) -> None:
        from screener.ui.main_window import MainWindow

        self._raise()
        if isinstance(self._window, MainWindow):
            self._window.show_panel("watch")


def notification_text(alerts: "tuple[Alert, ...]") -> str:
    """The first alerts, one a line; desktops may read markup here, so there is none."""
    lines = [alert.sentence for alert in alerts[:_SHOWN]]
    if len(alerts) > _SHOWN:
        lines.append("…")
    return "\n".join(lines).replace("<", "‹").replace(">", "›").replace("&", "＆")


def install(session: Session, window: QWidget) -> Tray | None:
    """A tray icon, or nothing where the desktop has no place for one."""
    return Tray(session, window) if QSystemTrayIcon.isSystemTrayAvailable() else None
