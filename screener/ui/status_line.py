"""The line at the bottom: where the quotes are from, which ledger, and what this is not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from screener.ui import formats, labels
from screener.ui.session import Session

HEIGHT = 26


class StatusLine(QWidget):
    """One quiet line that is always there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(20)
        self.sources = labels.label("", "caption")
        self.ledger = labels.label("", "caption")
        self.work = labels.label("", "caption")
        row.addWidget(self.sources)
        row.addWidget(self.ledger)
        row.addWidget(self.work)
        row.addStretch(1)
        row.addWidget(labels.label(self.tr("Circular is not fraud; nothing here is advice"), "caption"))
        session.assessment_changed.connect(lambda _assessment: self.show_all())
        self._background = ""
        session.busy_changed.connect(self.show_busy)
        session.work_told.connect(self.show_work)
        self.show_all()

    def show_all(self) -> None:
        """Say the sources and the ledger of what is shown."""
        self.sources.setText(self._session.workspace.source_line())
        assessment = self._session.assessment
        if assessment is not None:
            self.ledger.setText(
                self.tr("Ledger of {day} · {n} deals").format(
                    day=formats.day(assessment.ledger_date), n=assessment.ledger_deals
                )
            )

    def show_busy(self, busy: bool) -> None:
        """Say that something is on its way."""
        self.work.setText(self.tr("Updating …") if busy else self._background)

    def show_work(self, text: str) -> None:
        """Say what is read in the background, while nothing else is on its way."""
        self._background = text
        self.show_busy(self._session.busy)
