"""Child: the smallest PySide6 window with a painted label; the floor nothing built on Qt can go below."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.stopwatch import processor_time, since_start, tell


class FirstPaint(QObject):
    """Tells the time once the first round of painting is over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)
        return False

    def painted(self) -> None:
        tell({"painted": since_start(), "used": processor_time()})
        QApplication.quit()


def main() -> None:
    """Show the window and leave."""
    application = QApplication(["bare"])
    window = QMainWindow()
    label = QLabel("38% of your money")
    window.setCentralWidget(label)
    window.resize(1280, 800)
    first_paint = FirstPaint()
    label.installEventFilter(first_paint)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
