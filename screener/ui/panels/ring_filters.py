"""The filters of the ring: text, holdings, status, kind and amount."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from screener import wording
from screener.ui import labels
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import STATUSES
from screener.ui.models.ring_filter import COUNTED, LEGS, RingFilter
from screener.ui.models.ring_time import ALWAYS, Month
from screener.wording.numbers import compact

_AMOUNTS = (None, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000)


class Choices(QPushButton):
    """A button with a menu of things to show or not; says how many when some are left out."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        entries: Sequence[tuple[Any, str, str]],
        shown: frozenset[Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._shown = shown
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.installEventFilter(self)
        self._actions: dict[Any, QAction] = {}
        for key, text, about in entries:
            action = self._menu.addAction(labels.escape_mnemonic(text))
            action.setCheckable(True)
            action.setChecked(key in shown)
            labels.set_tooltip(action, about)
            action.toggled.connect(lambda _on: self._on_toggled())
            self._actions[key] = action
        self.setAutoDefault(False)
        self.setProperty("role", "chip")
        self.setMenu(self._menu)
        self.setAccessibleName(title)
        self._say()

    @property
    def chosen(self) -> frozenset[Any]:
        """What is to be shown."""
        return frozenset(key for key, action in self._actions.items() if action.isChecked())

    def choose(self, keys: frozenset[Any]) -> None:
        """Show these."""
        for key, action in self._actions.items():
            action.setChecked(key in keys)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """A click ticks an entry and leaves the menu open for the next one."""
        if watched is self._menu and event.type() == QEvent.Type.MouseButtonRelease:
            action = self._menu.activeAction()
            if action is not None and action.isEnabled():
                action.trigger()
                return True
        return super().eventFilter(watched, event)

    def _on_toggled(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        text = self._title
        if self.chosen != self._shown:
            counts = self.tr("{n} of {all}").format(n=len(self.chosen), all=len(self._actions))
            text = f"{self._title}: {counts}"
        self.setText(labels.escape_mnemonic(f"{text} ▾"))


class RingFilters(QWidget):
    """Tells what is to be shown; `found` when Return was pressed in the search field."""

    changed = Signal()
    found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a party"))
        self.search.setAccessibleName(self.tr("Find a party by name, ticker or 輝達"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(110)
        self.search.setMaximumWidth(210)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.search.returnPressed.connect(lambda: self.found.emit(self.search.text()))
        self.mine = labels.button(self.tr("Only my holdings"), role="chip")
        self.mine.setCheckable(True)
        labels.set_tooltip(
            self.mine, self.tr("Only deals and loops of companies you hold, directly or through a fund")
        )
        self.mine.toggled.connect(lambda _on: self.changed.emit())
        self.statuses = Choices(
            self.tr("Status"),
            [(each, deal_words.status_title(each), deal_words.status_about(each)) for each in STATUSES],
            COUNTED,
        )
        self.legs = Choices(
            self.tr("Kind"), [(each, wording.label("leg", each), "") for each in LEGS], frozenset(LEGS)
        )
        self.least = QComboBox()
        self.least.setAccessibleName(self.tr("Smallest amount"))
        labels.set_tooltip(self.least, self.tr("Deals whose amount is smaller or not disclosed are left out"))
        for amount in _AMOUNTS:
            text = (
                self.tr("Any amount")
                if amount is None
                else self.tr("From {amount}").format(amount=compact(Decimal(amount)))
            )
            self.least.addItem(text, amount)
        self.least.currentIndexChanged.connect(lambda _number: self.changed.emit())
        for choices in (self.statuses, self.legs):
            choices.changed.connect(self.changed)
        self.reset = labels.link(self.tr("Show all"), self.clear)
        row.addWidget(self.search, 1)
        for widget in (self.mine, self.statuses, self.legs, self.least, self.reset):
            row.addWidget(widget)
        self.counts = labels.ElidedLabel("", "quiet")
        self.counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.counts, 1)
        self.changed.connect(self._offer_reset)
        self._offer_reset()

    def chosen(
        self,
        mine: frozenset[str],
        found: frozenset[str] | None = None,
        until: Month = ALWAYS,
        off: frozenset[str] = frozenset(),
    ) -> RingFilter:
        """The filter; `mine` are the parties the user has money in, `found` those the text finds."""
        least = self.least.currentData()
        return RingFilter(
            statuses=self.statuses.chosen,
            legs=self.legs.chosen,
            least=None if least is None else Decimal(least),
            until=until,
            mine=mine if self.mine.isChecked() else None,
            found=found,
            off=off,
        )

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def clear(self) -> None:
        """Back to everything that counts."""
        self.blockSignals(True)
        self.search.clear()
        self.mine.setChecked(False)
        self.statuses.choose(COUNTED)
        self.legs.choose(frozenset(LEGS))
        self.least.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def _offer_reset(self) -> None:
        self.reset.setVisible(self.chosen(frozenset()) != RingFilter() or bool(self.text))
