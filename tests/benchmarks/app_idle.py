"""Child: the app after a visit to every panel and a look at a company, then left alone."""

import sys
from typing import TYPE_CHECKING

from tests.benchmarks.resident import resident_mb
from tests.benchmarks.stopwatch import tell
from tests.benchmarks.window_hook import run_app

if TYPE_CHECKING:
    from typing import Any

STACK = ("pandas", "yfinance", "pyqtgraph")
TALL = 3_000
"""High enough for the price chart, which is loaded when it comes into sight."""
LOOK_MS, QUIET_LOOKS = 500, 8
"""It counts as left alone once no work was seen in so many looks in a row."""


def visit(window: "Any") -> object:
    """Once the first round of work is over: every panel, the largest holding, then nothing."""
    from PySide6.QtCore import QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Visitor(QObject):
        done = False
        quiet = 0

        def on_busy(self, busy: bool) -> None:
            if busy or self.done:
                return
            self.done = True
            for panel in ("holdings", "ring", "watch", "settings", "overview"):
                window.show_panel(panel)
                QApplication.processEvents()
            window.session.select("company", company_held(window.session.assessment))
            window.resize(window.width(), TALL)
            QTimer.singleShot(LOOK_MS, self.look)

        def look(self) -> None:
            self.quiet = self.quiet + 1 if window.session.pool.idle else 0
            if self.quiet < QUIET_LOOKS:
                QTimer.singleShot(LOOK_MS, self.look)
                return
            tell({"resident_mb": resident_mb(), "loaded": [name for name in STACK if name in sys.modules]})
            window.close()
            QApplication.quit()

    visitor = Visitor(window)
    window.session.busy_changed.connect(visitor.on_busy)
    return visitor


def company_held(assessment: "Any") -> str:
    """The company behind the largest holding that has one."""
    return next(position.company for position in assessment.positions if position.company is not None)


if __name__ == "__main__":
    sys.exit(run_app(visit))
