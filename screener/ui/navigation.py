"""The navigation on the left: one button a panel, and how many alerts wait."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from screener.ui import labels, theme
from screener.ui.actions import Actions
from screener.ui.panels import PANELS
from screener.ui.session import Session
from screener.ui.top_bar import NAVIGATION_WIDTH


class Navigation(QWidget):
    """Emits the id of the panel to show."""

    chosen = Signal(str)

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(NAVIGATION_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 9, 12)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for entry in PANELS:
            made = labels.button(entry.title(), role="nav")
            made.setCheckable(True)
            labels.set_tooltip(made, actions.hint(f"panel.{entry.id}"))
            made.clicked.connect(lambda _on, panel=entry.id: self.chosen.emit(panel))
            self._group.addButton(made)
            self._buttons[entry.id] = made
            column.addWidget(made)
        column.addStretch(1)
        session.alerts_changed.connect(self.show_unread)
        self.show_unread()

    def mark(self, panel: str) -> None:
        """Show which panel is open."""
        for name, made in self._buttons.items():
            made.setChecked(name == panel)
            made.setFont(theme.strong() if name == panel else theme.font())

    def show_unread(self) -> None:
        """Put the number of unread alerts beside Watch."""
        unread = self._session.workspace.unread_alerts()
        title = next(entry.title() for entry in PANELS if entry.id == "watch")
        self._buttons["watch"].setText(
            self.tr("{title} · {n} new").format(title=title, n=unread) if unread else title
        )
