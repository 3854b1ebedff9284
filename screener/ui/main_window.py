"""The window: navigation left, bar on top, the panel in the middle, the Inspector right, one line below."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from screener.ui.actions import Actions
from screener.ui.commands import Commands
from screener.ui.messages import MessageStrip, Notice
from screener.ui.navigation import Navigation
from screener.ui.panel import MARGIN, Panel
from screener.ui.panels import PANELS
from screener.ui.session import Session
from screener.ui.status_line import StatusLine
from screener.ui.top_bar import TopBar

if TYPE_CHECKING:
    from screener.domain.assessment import Assessment
    from screener.ui.panels.inspector import InspectorPanel

INSPECTOR_WIDTH = 356
_OVERLAY_BELOW = 1100
"""Pixels of window; narrower ones have no room for a panel and the Inspector side by side."""
_FIRST_SIZE = (1280, 800)
_SMALLEST = (900, 560)


class MainWindow(QMainWindow):
    """Puts the parts together; what they show comes from the session.

    `painted` is emitted once, when the first panel has been painted with its values.
    """

    painted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Ringfence")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self.actions_ = Actions(self)
        self.panels: dict[str, Panel] = {}
        self.inspector: InspectorPanel | None = None
        self._current = ""
        self._build()
        self.commands = Commands(
            session, self.actions_, self, holdings=self._chosen_holdings, watched=self._chosen_watched
        )
        for entry in PANELS:
            self.actions_.connect_to(f"panel.{entry.id}", partial(self.show_panel, entry.id))
        self.actions_.connect_to("palette", self.open_palette)
        self.actions_.connect_to("inspector", self.toggle_inspector)
        self.actions_.connect_to("quit", self.close)
        session.selection_changed.connect(self._on_selection)
        session.assessment_changed.connect(self._on_assessment)
        session.assessment_awaited.connect(self._show_in_inspector)
        session.notice.connect(self.messages.show_notice)
        session.notice_gone.connect(self.messages.clear)
        self._restore_geometry()
        self._say_what_is_sent()
        if session.workspace.cannot_store is not None:
            self.messages.show_notice(Notice("warning", session.workspace.cannot_store, "storing"))
        self.show_panel(PANELS[0].id)
        self.stack.setFocus()

    def _build(self) -> None:
        central = _Central()
        central.first_paint.connect(self.painted)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top_bar = TopBar(self.session, self.actions_)
        column.addWidget(self.top_bar)
        self.middle = QWidget()
        self.middle.installEventFilter(self)
        middle = QHBoxLayout(self.middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self.navigation = Navigation(self.session, self.actions_)
        self.navigation.chosen.connect(self.show_panel)
        middle.addWidget(self.navigation)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._build_centre())
        self.splitter.setStretchFactor(0, 1)
        middle.addWidget(self.splitter, 1)
        column.addWidget(self.middle, 1)
        column.addWidget(StatusLine(self.session))
        self.setCentralWidget(central)

    def _build_centre(self) -> QWidget:
        centre = QWidget()
        centre.setProperty("role", "ground")
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        centre.setMinimumWidth(420)
        column = self._column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.messages = MessageStrip()
        self.messages.set_margins(MARGIN, 10, MARGIN, 0)
        column.addWidget(self.messages)
        self.stack = QStackedWidget()
        self._under = QScrollArea()
        self._under.setWidgetResizable(True)
        self._under.setFrameShape(QFrame.Shape.NoFrame)
        self._under.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._under.setWidget(self.stack)
        column.addWidget(self._under, 1)
        return centre

    # ------------------------------------------------------------ panels

    def show_panel(self, panel_id: str) -> None:
        """Show a panel; it is made when it is first asked for."""
        if panel_id not in self.panels:
            entry = next(entry for entry in PANELS if entry.id == panel_id)
            made = entry.make(self.session)
            if self.session.assessment is not None:
                # Filled before it is seen: what joins a layout in sight is shown, and laid out, one by one.
                made.refresh()
            self.panels[panel_id] = made
            self.stack.addWidget(made)
        self._current = panel_id
        self.stack.setCurrentWidget(self.panels[panel_id])
        self.navigation.mark(panel_id)

    @property
    def current_panel(self) -> str:
        """The id of the panel that is shown."""
        return self._current

    def open_palette(self) -> None:
        """Open the command palette under the search field."""
        from screener.ui.palette import Palette

        palette = Palette(self.session, self.actions_, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        under = self.top_bar.search.mapToGlobal(QPoint(0, self.top_bar.search.height() + 4))
        palette.move(under)
        palette.show()
        palette.field.setFocus()
        self.palette_dialog = palette

    def _chosen_holdings(self) -> tuple[str, ...]:
        panel = self.panels.get(self._current)
        return self._positions(panel.selected_keys() if panel is not None else (), watched=False)

    def _chosen_watched(self) -> tuple[str, ...]:
        panel = self.panels.get(self._current)
        return self._positions(panel.selected_keys() if panel is not None else (), watched=True)

    def _positions(self, keys: tuple[str, ...], *, watched: bool) -> tuple[str, ...]:
        """The keys among `keys`, else the Inspector's selection, that are holdings or watchlist entries."""
        assessment = self.session.assessment
        if assessment is None:
            return ()
        listed = assessment.watchlist if watched else assessment.positions
        if not keys and self.session.selection is not None:
            kind, key = self.session.selection
            keys = tuple(p.key for p in listed if key == (p.key if kind == "position" else getattr(p, kind)))
        return tuple(position.key for position in listed if position.key in keys)

    # ------------------------------------------------------------ the Inspector

    def toggle_inspector(self) -> None:
        """Show or hide the Inspector."""
        if self.inspector is None:
            self._make_inspector()
        else:
            self.inspector.setVisible(not self.inspector.isVisible())
        self._make_room_under()
        self._show_in_inspector()

    def _make_inspector(self) -> None:
        from screener.ui.panels.inspector import InspectorPanel

        self.inspector = InspectorPanel(self.session)
        self.inspector.setMinimumWidth(300)
        self.inspector.closed.connect(self._close_inspector)
        self._place_inspector()
        self.inspector.show()
        self._make_room_under()

    def _on_assessment(self, assessment: "Assessment") -> None:
        """Show it in the Inspector; what only moved with prices that stream in waits for the next round.

        Its pages are made anew for that, which takes longer than prices may hold the window up.
        """
        inspector = self.inspector
        if inspector is None:
            return
        if not self.session.judged_quietly or inspector.is_judged_otherwise(assessment):
            self._show_in_inspector()

    def _on_selection(self, _kind: str, _key: str) -> None:
        if self.inspector is None:
            self._make_inspector()
        elif not self.inspector.isVisible():
            self.inspector.setVisible(True)
            self._make_room_under()
        self._show_in_inspector()

    def _show_in_inspector(self) -> None:
        if self.inspector is None:
            return
        if self.session.selection is None or self.session.assessment is None:
            self.inspector.show_nothing()
        else:
            self.inspector.show_selection(self.session.assessment, *self.session.selection)

    def _place_inspector(self) -> None:
        """Beside the panel where both have room, over its right edge in a narrow window."""
        if self.inspector is None:
            return
        shown = not self.inspector.isHidden()
        over = self.width() < _OVERLAY_BELOW
        if self.inspector.parentWidget() is not (self.middle if over else self.splitter):
            if over:
                self.inspector.setParent(self.middle)
            else:
                self.splitter.addWidget(self.inspector)
                self.splitter.setStretchFactor(1, 0)
                self.splitter.setSizes([max(420, self.splitter.width() - INSPECTOR_WIDTH), INSPECTOR_WIDTH])
            self.inspector.setVisible(shown)
        if bool(self.inspector.property("over")) != over:
            self.inspector.setProperty("over", over)
            self.inspector.style().unpolish(self.inspector)
            self.inspector.style().polish(self.inspector)
        if over:
            area = self.middle.rect()
            self.inspector.setGeometry(area.adjusted(area.width() - INSPECTOR_WIDTH, 0, 0, 0))
            self.inspector.raise_()
        self._make_room_under()

    def _make_room_under(self) -> None:
        """The panel keeps its width under an Inspector that lies over it, and can be moved sideways."""
        covers = (
            self.inspector is not None and not self.inspector.isHidden() and self.inspector.property("over")
        )
        whole = self.middle.width() - self.navigation.width()
        self.stack.setMinimumWidth(whole if covers else 0)
        self._column.setContentsMargins(0, 0, INSPECTOR_WIDTH if covers else 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the Inspector's place when the room for it changes."""
        if watched is self.middle and event.type() == QEvent.Type.Resize:
            self._place_inspector()
        return super().eventFilter(watched, event)

    def _close_inspector(self) -> None:
        if self.inspector is not None:
            self.inspector.setVisible(False)
            self._make_room_under()
            self.stack.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes an Inspector away that lies over the panel, wherever the keyboard is."""
        over = self.inspector is not None and self.inspector.isVisible() and self.inspector.property("over")
        if event.key() == Qt.Key.Key_Escape and over:
            self._close_inspector()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------ start and end

    def _say_what_is_sent(self) -> None:
        """One dismissible line on the first run."""
        workspace = self.session.workspace
        if workspace.offline or workspace.setting("privacy_note_dismissed"):
            return
        text = self.tr(
            "Ringfence asks Yahoo Finance for prices and statements of the tickers you hold; "
            "quantities never leave this computer."
        )
        self.messages.show_notice(
            Notice(
                "info",
                text,
                "privacy",
                self.tr("Sources"),
                lambda: self.show_panel("settings"),
                lambda: self.session.set_setting("privacy_note_dismissed", True),
            )
        )

    def _restore_geometry(self) -> None:
        stored = str(self.session.workspace.setting("window_state") or "")
        if stored:
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromBase64(QByteArray(stored.encode("ascii", "ignore"))))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place and stop the live clock."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.session.attempt(lambda: self.session.set_setting("window_state", geometry))
        self.session.stop()
        super().closeEvent(event)


class _Central(QWidget):
    """Tells when it was painted for the first time."""

    first_paint = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once, after this round of painting."""
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self.first_paint.emit)
