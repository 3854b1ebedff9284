"""The one window for bugs: what happened, as plain text, to read and copy. Nothing is sent."""

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from screener import __version__
from screener.ui import labels

_log = logging.getLogger(__name__)
_SIZE = (640, 420)


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a maintainer needs: versions, system and traceback; nothing of the user's."""
    head = (
        f"Ringfence {__version__}\nPython {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}\n\n"
    )
    return head + "".join(traceback.format_exception(kind, error, trace))


class CrashReport(QDialog):
    """Shows one report; later ones of the same run are added to it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong in Ringfence"))
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(labels.label(self.tr("Something went wrong in Ringfence"), "title"))
        words = self.tr(
            "This is a fault of the program. Your portfolios are saved and you can go on. The report "
            "below is sent nowhere; copy it if you want to tell the developers."
        )
        column.addWidget(labels.label(words, "quiet", wrap=True))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setPlainText(text)
        self.text.setAccessibleName(self.tr("Report"))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.copy_button = labels.button(self.tr("Copy"), self.copy)
        row.addWidget(self.copy_button)
        row.addWidget(labels.button(self.tr("Close"), self.accept, role="primary"))
        column.addLayout(row)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def add(self, text: str) -> None:
        """Add another report at the end."""
        self.text.appendPlainText("\n" + text)


class CrashHook(QObject):
    """Catches what nobody caught: to the log, and to one report window in the window's thread."""

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: CrashReport | None = None
        self._before = sys.excepthook, threading.excepthook
        self.caught.connect(self._show)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

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
        assert QThread.currentThread() is self.thread()
        if self.window is not None and self.window.isVisible():
            self.window.add(text)
            return
        self.window = CrashReport(text)
        self.window.show()
