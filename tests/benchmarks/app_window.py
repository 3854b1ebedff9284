"""Child: the app itself, from its entry point to the painted headline, and on to the painted table.

The window's own sign that it was painted is disconnected, because it starts the slow work, which
would run into the second measurement.
"""

import sys
from typing import TYPE_CHECKING

from tests.benchmarks.stopwatch import processor_time, since_start, tell
from tests.benchmarks.window_hook import run_app

if TYPE_CHECKING:
    from typing import Any

HEAVY = ("numpy", "pandas", "yfinance", "pyqtgraph", "curl_cffi", "requests", "jinja2", "rustworkx")


def watch(window: "Any") -> object:
    """Waits for the first paint of the filled headline, then of the filled holdings table."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    found: dict[str, Any] = {}

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                if not found and headline.text():
                    headline.removeEventFilter(self)
                    QTimer.singleShot(0, self.headline_painted)
                elif found and table().model.rowCount():
                    watched.removeEventFilter(self)
                    QTimer.singleShot(0, self.table_painted)
            return False

        def headline_painted(self) -> None:
            found.update(
                painted=since_start(),
                used=processor_time(),
                headline=headline.text(),
                heavy=loaded(),
                modules=len(sys.modules),
            )
            window.show_panel("holdings")
            table().view.viewport().installEventFilter(self)

        def table_painted(self) -> None:
            found.update(table=since_start(), heavy_with_table=loaded(), rows=table().model.rowCount())
            tell(found)
            window.close()
            QApplication.quit()

    def table() -> "Any":
        return window.panels["holdings"].table

    watcher = Watcher(window)
    window.painted.disconnect()
    headline = window.panels["overview"].headline
    headline.installEventFilter(watcher)
    return watcher


def loaded() -> list[str]:
    """The heavy modules that are imported by now."""
    return sorted(name for name in HEAVY if name in sys.modules)


if __name__ == "__main__":
    sys.exit(run_app(watch))
