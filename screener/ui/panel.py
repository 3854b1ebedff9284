"""What every panel is: a title line, a message strip, and content or one of the three other states.

When adding a panel: subclass `Panel` in its own file under `panels/`, build the content in
`build`, fill it in `show_assessment`, and add one line to `PANELS` in `panels/__init__.py`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QStackedLayout, QVBoxLayout, QWidget

from screener.ui import labels
from screener.ui.messages import MessageStrip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from screener.domain.assessment import Assessment
    from screener.domain.quote import Quote
    from screener.ui.session import Session

MARGIN = 20


class Panel(QWidget):
    """Base of all panels; shows the newest assessment, but only works while it is visible.

    `header` is the row beside the title for the panel's own controls, `content` the widget to
    fill. Subclasses override `build` and `show_assessment`. `waits` False: useful without an assessment.
    """

    waits = True
    shows_quotes = False
    """Whether prices can be seen moving here."""
    follows_prices = True
    """Whether it shows what is judged anew of streamed prices, each few seconds; else once a round."""

    def __init__(self, session: "Session", title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stale: Assessment | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.column.setSpacing(8)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        self.title_label = labels.label(title, "title")
        self.subtitle_label = labels.label("", "quiet")
        if title:
            self.header.addWidget(self.title_label)
            self.header.addWidget(self.subtitle_label)
            self.header.addStretch(1)
            self.column.addLayout(self.header)
        self.messages = MessageStrip()
        self.column.addWidget(self.messages)
        self.content = QWidget()
        self._state = _StateCard(self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.content)
        self._stack.addWidget(self._state)
        self.column.addLayout(self._stack, 1)
        self.build(self.content)
        session.assessment_changed.connect(self._on_assessment)
        session.assessment_awaited.connect(self._on_awaited)
        self._stale = session.assessment
        self._waiting = False
        if self._stale is None:
            self._on_awaited()

    def build(self, content: QWidget) -> None:
        """Put the panel's widgets into `content`; called once."""

    def show_assessment(self, assessment: "Assessment") -> None:
        """Show `assessment`; called when the panel is visible and has something new."""

    def show_quotes(self, quotes: "Mapping[str, Quote]") -> None:
        """Show newer prices by symbol; called while the panel is visible and only where `shows_quotes`."""

    def selected_keys(self) -> tuple[str, ...]:
        """Keys of the positions or watchlist entries selected here; panels with a table override this."""
        return ()

    def show_content(self) -> None:
        """Go back from a state to the content."""
        self._stack.setCurrentWidget(self.content)

    def show_empty(self, text: str, action: str = "", do: "Callable[[], object] | None" = None) -> None:
        """Say why there is nothing here and what one can do."""
        self._show_state("quiet", text, action, do)

    def show_loading(self, text: str) -> None:
        """Say what is being waited for."""
        self._show_state("quiet", text, "", None)

    def show_error(self, text: str, action: str = "", do: "Callable[[], object] | None" = None) -> None:
        """Say in one sentence what failed."""
        self._show_state("body", text, action, do)

    @property
    def state_text(self) -> str:
        """The text of the state shown instead of the content; empty while the content shows."""
        return self._state.text.text() if self._stack.currentWidget() is self._state else ""

    def refresh(self) -> None:
        """Show the session's assessment now, visible or not."""
        self._stale = None
        if self._waiting:
            self._waiting = False
            self.show_content()
        if self.session.assessment is not None:
            self.show_assessment(self.session.assessment)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came in while hidden."""
        if self._stale is not None:
            self.refresh()
        super().showEvent(event)

    def _on_assessment(self, assessment: "Assessment") -> None:
        self._stale = assessment
        if self.isVisible() and (self.follows_prices or not self.session.judged_quietly):
            self.refresh()

    def _on_awaited(self) -> None:
        """The open portfolio was never judged; what is shown here belongs to another one."""
        self._stale = None
        if self.waits:
            self._waiting = True
            name = self.session.workspace.portfolio().name
            self.show_loading(QCoreApplication.translate("Panel", "Judging “{name}” …").format(name=name))

    def _show_state(self, role: str, text: str, action: str, do: "Callable[[], object] | None") -> None:
        self._state.show_text(role, text, action, do)
        self._stack.setCurrentWidget(self._state)


class _StateCard(QFrame):
    """A quiet card in place of the content."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.text: QLabel = labels.label("", "quiet", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(self.text)
        self._column.addStretch(1)
        self._button: QWidget | None = None

    def show_text(self, role: str, text: str, action: str, do: "Callable[[], object] | None") -> None:
        self.text.setText(text)
        self.text.setProperty("role", role)
        if self._button is not None:
            self._button.hide()
            self._button.deleteLater()
            self._button = None
        if action and do is not None:
            self._button = labels.button(action, do)
            self._column.insertWidget(2, self._button, 0, Qt.AlignmentFlag.AlignHCenter)


class Card(QFrame):
    """A titled box; `body` is the column to fill. No card without a purpose."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)
        self.title = labels.label(title, "section")
        if title:
            self.body.addWidget(self.title)


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
