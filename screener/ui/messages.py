"""The message strip: news inside a panel instead of a modal box."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from screener.ui import icons, labels

Severity = Literal["info", "warning", "error"]


class Notice(NamedTuple):
    """One piece of news: a finished sentence, and maybe one thing to do about it.

    A notice replaces an earlier one of the same `key`; an empty key never does.
    """

    severity: Severity
    text: str
    key: str = ""
    action: str = ""
    do: Callable[[], object] | None = None
    on_dismiss: Callable[[], object] | None = None


class _Row(QFrame):
    """One notice with its icon, action and a way to put it away."""

    dismissed = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("role", "strip")
        self.setProperty("severity", notice.severity)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 4, 4)
        row.setSpacing(8)
        sign = labels.label()
        role = {"info": "accent", "warning": "warning", "error": "error"}[notice.severity]
        sign.setPixmap(icons.pixmap(notice.severity, role, 16))
        row.addWidget(sign)
        row.addWidget(labels.label(notice.text, wrap=True, selectable=True), 1)
        if notice.do is not None and notice.action:
            row.addWidget(labels.link(notice.action, self._act))
        close = labels.button("", self._dismiss, role="plain")
        close.setIcon(icons.icon("close"))
        close.setIconSize(QSize(14, 14))
        close.setAccessibleName(self.tr("Dismiss"))
        labels.set_tooltip(close, self.tr("Dismiss"))
        row.addWidget(close)

    def _act(self) -> None:
        if self.notice.do is not None:
            self.notice.do()
        self.dismissed.emit()

    def _dismiss(self) -> None:
        if self.notice.on_dismiss is not None:
            self.notice.on_dismiss()
        self.dismissed.emit()


class MessageStrip(QWidget):
    """Notices above a panel's content, newest last; takes no room while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.setVisible(False)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Room around the notices, in pixels."""
        self._column.setContentsMargins(left, top, right, bottom)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown."""
        return tuple(row.notice for row in self._rows)

    def show_notice(self, notice: Notice) -> None:
        """Add `notice`, in place of an earlier one with the same key."""
        if any(row.notice[:4] == notice[:4] for row in self._rows if notice.key):
            return
        if notice.key:
            self.clear(notice.key)
        row = _Row(notice, self)
        row.dismissed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        self.setVisible(True)

    def clear(self, key: str) -> None:
        """Take away the notice with that key, if it is shown."""
        for row in [row for row in self._rows if row.notice.key == key]:
            self._remove(row)

    def _remove(self, row: _Row) -> None:
        if row in self._rows:
            self._rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._rows))
