"""Child: the app itself, from its entry point to the painted headline, and on to the painted table.

Nothing in the app knows of this: its window is watched from the moment it is shown. Qt is not
imported here before the app does it, for the order of imports is part of what is measured. The
window's own sign that it was painted is disconnected, because it starts the slow work, which would
run into the second measurement.
"""

import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING

from tests.benchmarks.stopwatch import since_start, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

WINDOW_MODULE = "screener.ui.main_window"
HEAVY = ("numpy", "pandas", "yfinance", "pyqtgraph", "curl_cffi", "requests", "jinja2", "rustworkx")


class WindowFinder:
    """Has the window watched as soon as its module is imported, by whomever."""

    def find_spec(
        self, fullname: str, path: "Sequence[str] | None", target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != WINDOW_MODULE:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.loader is not None
        execute = spec.loader.exec_module

        def execute_and_watch(module: ModuleType) -> None:
            execute(module)
            watch_when_shown(module.MainWindow)

        spec.loader.exec_module = execute_and_watch
        return spec


def watch_when_shown(window_class: "Any") -> None:
    """Watch the first window of that class that is shown."""
    show = window_class.show

    def watched_show(window: "Any") -> None:
        window.watcher = make_watcher(window)
        show(window)

    window_class.show = watched_show


def make_watcher(window: "Any") -> object:
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
                painted=since_start(), headline=headline.text(), heavy=loaded(), modules=len(sys.modules)
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


def main() -> int:
    """Run the app as `ringfence` does."""
    sys.meta_path.insert(0, WindowFinder())
    from screener.__main__ import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
