"""Gets hold of the app's window from outside, when it is shown; the app knows nothing of it.

Qt is not imported here before the app does it: the order of imports is part of what is measured.
"""

import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

WINDOW_MODULE = "screener.ui.main_window"


class WindowFinder:
    """Calls `attach` with the main window just before it is shown, and keeps what that returns."""

    def __init__(self, attach: "Callable[[Any], object]") -> None:
        self._attach = attach

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

        def execute_and_hook(module: ModuleType) -> None:
            execute(module)
            self._hook(module.MainWindow)

        spec.loader.exec_module = execute_and_hook
        return spec

    def _hook(self, window_class: "Any") -> None:
        show = window_class.show

        def hooked_show(window: "Any") -> None:
            window.attached = self._attach(window)
            show(window)

        window_class.show = hooked_show


def run_app(attach: "Callable[[Any], object]") -> int:
    """Run the app as `ringfence` does, with `attach` called on its window."""
    sys.meta_path.insert(0, WindowFinder(attach))
    from screener.__main__ import main

    return main()
