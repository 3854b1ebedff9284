"""Catches what nobody caught, and words the report of it."""

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion

from screener import __version__

if TYPE_CHECKING:
    from screener.ui.dialogs.crash_report import CrashReport

_log = logging.getLogger(__name__)


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a maintainer needs: versions, system and traceback; nothing of the user's."""
    head = (
        f"Ringfence {__version__}\nPython {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}\n\n"
    )
    return head + "".join(traceback.format_exception(kind, error, trace))


class CrashHook(QObject):
    """Catches what nobody caught: to the log, and to one report window in the window's thread."""

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: CrashReport | None = None
        self._make: type[CrashReport] | None = None
        self._before = sys.excepthook, threading.excepthook
        self.caught.connect(self._show)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def prepare(self) -> None:
        """Load the report window, which the first paint does not need and a broken program may not get."""
        from screener.ui.dialogs.crash_report import CrashReport

        self._make = CrashReport

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        _log.error("uncaught error", exc_info=(kind, error, trace))
        self.caught.emit(report_text(kind, error, trace))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, text: str) -> None:
        from PySide6.QtCore import QThread

        assert QThread.currentThread() is self.thread()
        if self.window is not None and self.window.isVisible():
            self.window.add(text)
            return
        self.prepare()
        assert self._make is not None
        self.window = self._make(text)
        self.window.show()
