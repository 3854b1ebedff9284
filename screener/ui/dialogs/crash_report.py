"""The one window for bugs: what happened, as plain text, to read and copy. Nothing is sent."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from screener.ui import labels

_SIZE = (640, 420)


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
