"""Child: the libraries the app stands on, imported and with a window shown, and nothing done with them."""

import pandas
import pyqtgraph
import yfinance
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.resident import resident_mb
from tests.benchmarks.stopwatch import tell


def main() -> None:
    """Show an empty chart and leave."""
    application = QApplication(["stack"])
    window = QMainWindow()
    window.setCentralWidget(pyqtgraph.PlotWidget())
    window.resize(1280, 800)
    window.show()

    def report() -> None:
        tell({"resident_mb": resident_mb(), "libraries": [pandas.__version__, yfinance.__name__]})
        QApplication.quit()

    QTimer.singleShot(1000, report)
    application.exec()


if __name__ == "__main__":
    main()
