"""The user's own prices in Settings: what is kept, where it came from, and taking it away."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from screener.ui import labels
from screener.ui.messages import Notice
from screener.ui.models.own_prices_model import OwnPricesModel
from screener.ui.panel import Card
from screener.ui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from screener.ui.session import Session

_IMPORT = "import_prices"
_WIDTHS = {0: 90, 1: 90, 2: 84, 3: 100}
_MOST_PX = 220


class OwnPricesCard(Card):
    """A table of own prices with ways to add and remove; it follows undo and redo."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Your prices"))
        self.body.addWidget(self.title)
        self._session = session
        self.about = labels.label("", "quiet", wrap=True)
        self.body.addWidget(self.about)
        self.model = OwnPricesModel(self)
        self.table = PlainTable(self.model, self.tr("Your prices"), _WIDTHS, 4)
        self.body.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.add_link = labels.link(self.tr("Import prices …"), self._import)
        self.remove_link = labels.link(self.tr("Remove the selected"), self.remove_chosen)
        row.addWidget(self.add_link)
        row.addWidget(self.remove_link)
        row.addStretch(1)
        self.body.addLayout(row)
        session.portfolios_changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is stored when it is first seen, not before the window is painted."""
        super().showEvent(event)
        self.show_prices()

    def show_prices(self) -> None:
        """Show what is stored now."""
        prices = self._session.workspace.own_prices()
        self.model.show_prices(prices)
        self.table.setVisible(bool(prices))
        rows = self.table.verticalHeader().defaultSectionSize() * len(prices)
        self.table.setFixedHeight(min(_MOST_PX, self.table.horizontalHeader().sizeHint().height() + rows + 4))
        self.remove_link.setVisible(bool(prices))
        self.about.setText(
            self.tr("Used from their day on, until a quote or a shipped price is newer.")
            if prices
            else self.tr(
                "None. A list (CSV) with columns for symbol, price, currency and day can be imported; it is "
                "used where nothing newer is known, and when there is no feed any more."
            )
        )

    def remove_chosen(self) -> None:
        """Remove the selected prices; one undo step."""
        chosen = self.model.symbols(self.table.chosen_rows())
        if not chosen:
            hint = self.tr("Select the rows to remove first.")
            self._session.notice.emit(Notice("info", hint, "hint"))
        elif self._session.attempt(lambda: self._session.remove_own_prices(chosen)):
            undo = self.window().findChild(QAction, "undo")
            self._session.notice.emit(
                Notice(
                    "info",
                    self.tr("Removed {n}.").format(n=len(chosen)),
                    "removed",
                    self.tr("Undo") if isinstance(undo, QAction) else "",
                    undo.trigger if isinstance(undo, QAction) else None,
                )
            )

    def _import(self) -> None:
        action = self.window().findChild(QAction, _IMPORT)
        if isinstance(action, QAction):
            action.trigger()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_prices()
