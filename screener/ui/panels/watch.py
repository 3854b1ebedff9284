"""The Watch panel: the watchlist, the alerts raised so far, and changes that come from the data."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment
from screener.translation import translate
from screener.ui import formats, labels, theme
from screener.ui.panel import Card, Panel, clear
from screener.ui.panels.changes_card import without_symbol
from screener.ui.panels.positions_table import PositionsTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from screener.domain.quote import Quote
    from screener.services.watching import Alert
    from screener.ui.session import Session

_SHOWN = 200
_LEAST_NEWS, _HEAD, _ENTRY = 170, 60, 40


class WatchPanel(Panel):
    """What is only looked at, and what has changed."""

    shows_quotes = True

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, translate("WatchPanel", "Watch"), parent)

    def build(self, content: QWidget) -> None:
        """The watchlist on top, alerts and data changes side by side under it."""
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.table = PositionsTable(self.session, "watchlist", controls_above=False)
        self.header.addWidget(self.table.controls)
        self.add_button = labels.button(self.tr("Add"), self.add)
        labels.set_tooltip(self.add_button, self.tr("Watch a symbol"))
        self.header.addWidget(self.add_button)
        self.remove_action = QAction(self.tr("Stop watching"), self)
        self.remove_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_action.triggered.connect(self.remove)
        self.table.add_row_action(self.remove_action)
        self.nothing_watched = _EmptyList(
            self.tr(
                "Nothing on the watchlist yet. Symbols you watch are screened and raise alerts like "
                "your holdings."
            ),
            self.tr("Watch a symbol …"),
            self.add,
        )
        column.addWidget(self.table)
        column.addWidget(self.nothing_watched)
        self._news = self._build_news()
        column.addWidget(self._news, 1)
        column.addStretch(0)
        self.session.alerts_changed.connect(self.show_alerts)

    def _build_news(self) -> QWidget:
        news = QWidget()
        row = QHBoxLayout(news)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.alerts = _NewsCard(
            self.tr("Alerts"), self.tr("Mark all as read"), self._mark_read, self.session.select
        )
        self.data_changes = _NewsCard(
            self.tr("Data changed: other source, ledger, thresholds or program"),
            "",
            None,
            self.session.select,
        )
        row.addWidget(self.alerts, 3)
        row.addWidget(self.data_changes, 2)
        return news

    def show_quotes(self, quotes: "Mapping[str, Quote]") -> None:
        """Show newer prices in the table."""
        self.table.show_quotes(quotes)

    def selected_keys(self) -> tuple[str, ...]:
        """The selected watchlist entries."""
        return self.table.selected_keys()

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the watchlist and read the alerts."""
        watched = bool(assessment.watchlist)
        self.table.setVisible(watched)
        self.nothing_watched.setVisible(not watched)
        self.table.controls.setVisible(watched)
        self.table.show_assessment(assessment)
        self._fit_table(len(assessment.watchlist))
        count = len(assessment.watchlist)
        self.subtitle_label.setText(self.tr("{n} watched").format(n=count) if count else "")
        self.show_alerts()

    def _fit_table(self, rows: int) -> None:
        """As tall as its rows, but never more than half of the panel."""
        wanted = (rows + 1) * theme.ROW_PX + 8
        self.table.setFixedHeight(min(wanted, max(6 * theme.ROW_PX, self.height() // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the table to the new height."""
        super().resizeEvent(event)
        if self.session.assessment is not None:
            self._fit_table(len(self.session.assessment.watchlist))

    def show_alerts(self) -> None:
        """Read the history again."""
        history = self.session.workspace.alerts()
        now = self.session.now()
        raised = tuple(alert for alert in history if alert.kind == "alert")
        self.alerts.show_entries(
            raised,
            now,
            self.tr(
                "No alert yet. One is raised when a screen result or the place in the ring of a holding or a "
                "watched symbol changes; the first live figures are the baseline."
            ),
        )
        self.data_changes.show_entries(
            tuple(alert for alert in history if alert.kind == "data_changed"),
            now,
            self.tr(
                "None. Changes that come from another source, ledger or threshold set are listed here and "
                "raise no alert."
            ),
        )
        self._raised = raised
        longest = max(len(self.alerts.entries), len(self.data_changes.entries))
        self._news.setMaximumHeight(max(_LEAST_NEWS, _HEAD + longest * _ENTRY))

    def add(self) -> None:
        """Ask for a symbol to watch."""
        from screener.ui.dialogs.watch import WatchDialog

        WatchDialog(self.session, parent=self).open()

    def remove(self) -> None:
        """Take the selected entries off the watchlist; undo brings them back."""
        keys = self.table.selected_keys()
        if keys:
            self.session.attempt(lambda: self.session.remove_watch(keys))

    def _mark_read(self) -> None:
        self.session.attempt(lambda: self.session.mark_alerts_read(self._raised))


class _EmptyList(QFrame):
    """A quiet card where the list would be."""

    def __init__(self, text: str, action: str, do: "Callable[[], object]") -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        words = labels.label(text, "quiet", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(words)
        column.addWidget(labels.button(action, do), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class _NewsCard(Card):
    """A list of changes, newest first; unread ones are marked with a dot and bold."""

    def __init__(
        self,
        title: str,
        action: str,
        do: "Callable[[], object] | None",
        select: "Callable[[str, str], object]",
    ) -> None:
        super().__init__()
        self._select = select
        head = QHBoxLayout()
        head.addWidget(labels.label(title, "section"))
        head.addStretch(1)
        self.mark_read = labels.link(action, do) if do is not None else None
        if self.mark_read is not None:
            head.addWidget(self.mark_read)
        self.body.addLayout(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        scroll.setWidget(inner)
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 6, 0)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(2, 1)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.entries: tuple[Alert, ...] = ()

    def show_entries(self, entries: "tuple[Alert, ...]", now: "datetime", nothing: str) -> None:
        """Show these, or `nothing` when there are none."""
        self.entries = entries
        clear(self._rows)
        if self.mark_read is not None:
            self.mark_read.setVisible(any(not entry.read for entry in entries))
        if not entries:
            self._rows.addWidget(labels.label(nothing, "quiet", wrap=True), 0, 0, 1, 3)
        top = Qt.AlignmentFlag.AlignTop
        for number, entry in enumerate(entries[:_SHOWN]):
            when = labels.label(formats.moment(entry.at, now), "caption")
            self._rows.addWidget(when, number, 0, top)
            symbol = labels.link(entry.symbol, partial(self._select, "company", entry.company))
            self._rows.addWidget(symbol, number, 1, top)
            sentence = labels.label(without_symbol(entry), "quiet" if entry.read else "strong", wrap=True)
            labels.set_tooltip(sentence, entry.detail)
            self._rows.addWidget(sentence, number, 2, top)
