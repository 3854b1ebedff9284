"""Adding or changing a holding."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from screener import wording
from screener.domain.security import KINDS
from screener.ui import labels
from screener.ui.dialogs.form import FormDialog
from screener.ui.dialogs.symbol_field import SymbolField

if TYPE_CHECKING:
    from screener.domain.portfolio import Holding
    from screener.ui.session import Session


class HoldingDialog(FormDialog):
    """Symbol, quantity, cost, currency and kind; what cannot be used is said in the form.

    `key` names the holding to change; without one a new holding is asked for.
    """

    def __init__(
        self, session: "Session", key: str | None = None, parent: QWidget | None = None, *, symbol: str = ""
    ) -> None:
        self._session = session
        holding = None if key is None else session.workspace.holding(key)
        self._holding = holding
        super().__init__("", "", self._store, parent)
        adding = holding is None
        self.retitle(
            self.tr("Add a holding")
            if adding
            else self.tr("Edit {symbol}").format(symbol=holding.symbol if holding else ""),
            self.tr("Add") if adding else self.tr("Save"),
        )
        self.symbol = SymbolField(session)
        self.quantity, self.cost, self.currency = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = QComboBox()
        self.kind.addItem(self.tr("Find out from the symbol"), "")
        for kind in KINDS:
            self.kind.addItem(wording.label("kind", kind), kind)
        self.cost.setPlaceholderText(self.tr("Total paid; may be empty"))
        base = session.assessment.base_currency if session.assessment is not None else "USD"
        self.currency.setPlaceholderText(
            self.tr("{currency}, or the currency you paid in").format(currency=base)
        )
        self.add_field(self.tr("Symbol"), self.symbol)
        online = self.symbol.online_link()
        self.form.addRow("", online)
        self.add_field(self.tr("Quantity"), self.quantity)
        self.add_field(self.tr("Cost"), self.cost)
        self.add_field(self.tr("Currency"), self.currency)
        self.add_field(self.tr("Kind"), self.kind)
        # Whoever knows the symbol goes on to the quantity with one key.
        for before, after in pairwise(
            (self.symbol, self.quantity, self.cost, self.currency, self.kind, online)
        ):
            self.setTabOrder(before, after)
        hint = self.tr("A symbol nobody knows is kept and marked. A negative quantity is a short position.")
        self.body.addWidget(labels.label(hint, "caption", wrap=True))
        self._fill(holding, symbol)

    def _fill(self, holding: "Holding | None", symbol: str) -> None:
        self.symbol.setText(symbol)
        if holding is None:
            return
        self.symbol.setText(holding.symbol)
        self.quantity.setText(f"{holding.quantity:f}")
        self.cost.setText("" if holding.cost is None else f"{holding.cost:f}")
        self.currency.setText(holding.currency or "")
        self.kind.setCurrentIndex(max(0, self.kind.findData(holding.kind or "")))
        self.quantity.setFocus()

    def _store(self) -> None:
        from screener.services.holding_input import HoldingDraft

        draft = HoldingDraft(
            symbol=self.symbol.text(),
            quantity=self.quantity.text(),
            cost=self.cost.text(),
            currency=self.currency.text(),
            kind=str(self.kind.currentData() or ""),
        )
        if self._holding is None:
            self._session.add_holding(draft)
        else:
            self._session.edit_holding(self._holding.key, draft)
