"""Building the Qt application, running the window, and rendering it without a display."""

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from screener import __version__, translation
from screener.errors import StorageError
from screener.ui import icons
from screener.ui.main_window import MainWindow
from screener.ui.panels import PANELS
from screener.ui.session import Session
from screener.ui.tasks import TaskPool
from screener.ui.theme import Choice, Theme

if TYPE_CHECKING:
    from screener.services.workspace import Workspace
    from screener.ui.filings_clock import FilingsClock
    from screener.ui.live_prices import PriceTicker
    from screener.ui.statements_clock import StatementsClock

_log = logging.getLogger("qt")
_MOST_ROUNDS = 20
SWITCH_S = 0.001
"""So long at most painting waits for a worker, at every cell: with Python's 5 ms a table takes three times as
long while one works."""
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def create_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with our name, Qt's messages in the log and Qt's translations everywhere."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        # Chosen by an argument: `setStyle` would make Python types of all that a style knows.
        application = QApplication([*(arguments or ["ringfence"]), "-style", "Fusion"])
    application.setApplicationName("Ringfence")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("ringfence")
    qInstallMessageHandler(_to_log)
    translation.install(QCoreApplication.translate)
    return application


def _to_log(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)


class Desk:
    """Everything that lives as long as the window: theme, threads, session, window, tray."""

    def __init__(self, application: QApplication, workspace: "Workspace") -> None:
        self.theme = Theme(application, _choice(workspace), up_is_green=_up_is_green(workspace))
        self._workspace = workspace
        self.pool = TaskPool()
        self.session = Session(workspace, self.pool)
        self.window = MainWindow(self.session)
        self.session.setting_changed.connect(self._on_setting)
        self.window.painted.connect(self._after_first_paint)
        self._tray: object | None = None
        # Rounds take minutes: they must not hold the threads the window waits for.
        self._background = TaskPool(threads=2)
        self._clocks: tuple[FilingsClock | StatementsClock, ...] = ()
        self._ticker: PriceTicker | None = None
        self._on_painted: Callable[[], object] | None = None

    def show(self, on_painted: Callable[[], object] | None = None) -> None:
        """Show the window; everything slow begins after it was painted once."""
        self._on_painted = on_painted
        self.window.show()

    def close(self) -> None:
        """Stop the clock and wait for work under way."""
        self.session.stop()
        for clock in self._clocks:
            clock.stop()
        if self._ticker is not None:
            self._ticker.stop()
        self.pool.drain()
        self._background.drain()
        self.theme.deleteLater()

    def _after_first_paint(self) -> None:
        from screener.ui import tray
        from screener.ui.filings_clock import FilingsClock
        from screener.ui.live_prices import PriceTicker
        from screener.ui.statements_clock import StatementsClock

        if self._on_painted is not None:
            self._on_painted()
        self.window.setWindowIcon(icons.application_icon())
        self._tray = tray.install(self.session, self.window)
        self._clocks = (
            FilingsClock(self.session, self._background),
            StatementsClock(self.session, self._background),
        )
        self._ticker = PriceTicker(self.session, self.window)
        self.session.start()

    def _on_setting(self, key: str) -> None:
        if key in ("theme", "up_colour"):
            self.theme.choose(_choice(self._workspace), up_is_green=_up_is_green(self._workspace))


def run(
    application: QApplication, workspace: "Workspace", on_painted: Callable[[], object] | None = None
) -> int:
    """Open the window on `workspace` and stay until it is closed; returns the exit code.

    `on_painted` is called once the first panel shows its values.
    """
    from screener.ui.crash_hook import CrashHook

    hook = CrashHook(application)
    hook.install()
    sys.setswitchinterval(SWITCH_S)
    desk = Desk(application, workspace)

    def painted() -> None:
        if on_painted is not None:
            on_painted()
        hook.prepare()

    desk.show(painted)
    try:
        return application.exec()
    finally:
        desk.close()
        hook.remove()


def render(
    workspace: "Workspace", path: Path, *, every_panel: bool = False, size: tuple[int, int] = (1280, 800)
) -> tuple[Path, ...]:
    """Write a picture (PNG) of the main window on the newest assessment; needs no display.

    `every_panel` writes one picture a panel, its id added to the name. Returns what was written.
    The caller sets the offscreen platform. Raises StorageError when a file cannot be written.
    """
    application = create_application(())
    desk = Desk(application, workspace)
    desk.window.painted.disconnect()
    desk.window.resize(QSize(*size))
    desk.window.show()
    panels = [entry.id for entry in PANELS] if every_panel else [PANELS[0].id]
    written = []
    try:
        for panel in panels:
            desk.window.show_panel(panel)
            _settle(application, desk.window)
            target = path.with_stem(f"{path.stem}-{panel}") if every_panel else path
            if not desk.window.grab().save(str(target), "PNG"):
                words = translation.translate("Render", "The picture {path} cannot be written.")
                raise StorageError(words.format(path=target))
            written.append(target)
    finally:
        desk.window.close()
        desk.close()
        desk.window.deleteLater()
    return tuple(written)


def _settle(application: QApplication, window: QWidget) -> None:
    """Let the layouts come to rest: a wrapped text knows its height only once it has its width."""
    before: list[QSize] = []
    for _round in range(_MOST_ROUNDS):
        widgets = window.findChildren(QWidget)
        for widget in widgets:
            layout = widget.layout()
            if layout is not None:
                layout.activate()
        application.sendPostedEvents()
        application.processEvents()
        sizes = [widget.size() for widget in window.findChildren(QWidget)]
        if sizes == before:
            return
        before = sizes


def _choice(workspace: "Workspace") -> Choice:
    chosen = workspace.setting("theme")
    return "light" if chosen == "light" else "dark" if chosen == "dark" else "system"


def _up_is_green(workspace: "Workspace") -> bool:
    return workspace.setting("up_colour") != "red"
