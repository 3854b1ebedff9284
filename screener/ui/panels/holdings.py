"""The Holdings panel: the live table of what the user has, and how to change it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Assessment
from screener.ui import formats, labels
from screener.ui.panel import Panel
from screener.ui.panels.positions_table import PositionsTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.domain.quote import Quote
    from screener.ui.session import Session


class HoldingsPanel(Panel):
    """All holdings with filters, totals, and add, edit and remove."""

    shows_quotes = True

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, QCoreApplication.translate("HoldingsPanel", "Holdings"), parent)

    def build(self, content: QWidget) -> None:
        """Filters beside the title, the table, and the line of totals under it."""
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.table = PositionsTable(self.session, "holdings", controls_above=False)
        self.header.addWidget(self.table.controls)
        self.add_button = labels.button(self.tr("Add"), self.add)
        self.header.addWidget(self.add_button)
        column.addWidget(self.table, 1)
        self.totals = labels.label("", "caption", wrap=True, selectable=True)
        self.totals.setAccessibleName(self.tr("Totals"))
        column.addWidget(self.totals)
        self.table.model.shown_changed.connect(self._count)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self._add_actions()
        self._enable()

    def _add_actions(self) -> None:
        self.add_action = QAction(self.tr("Add a holding …"), self)
        self.edit_action = QAction(self.tr("Edit …"), self)
        self.remove_action = QAction(self.tr("Remove"), self)
        for action, key, do in (
            (self.add_action, QKeySequence(Qt.Key.Key_Insert), self.add),
            (self.edit_action, QKeySequence(Qt.Key.Key_F2), self.edit),
            (self.remove_action, QKeySequence(QKeySequence.StandardKey.Delete), self.remove),
        ):
            action.setShortcut(key)
            action.triggered.connect(do)
            self.table.add_row_action(action)

    # -- showing ------------------------------------------------------------------------------------

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the holdings, or how to get some."""
        self.table.show_assessment(assessment)
        if not assessment.positions:
            self.show_empty(
                self.tr("No holdings yet: add one, or import a file from your broker."),
                self.tr("Add a holding …"),
                self.add,
            )
            return
        self.show_content()
        self._count()
        self.totals.setText(self._totals(assessment))

    def show_quotes(self, quotes: "Mapping[str, Quote]") -> None:
        """Show newer prices in the table."""
        self.table.show_quotes(quotes)

    def selected_keys(self) -> tuple[str, ...]:
        """The selected holdings."""
        return self.table.selected_keys()

    def _count(self) -> None:
        shown, total = self.table.model.count, self.table.model.total
        if shown == total:
            text = self.tr("1 position") if total == 1 else self.tr("{n} positions").format(n=total)
        else:
            text = self.tr("{shown} of {total} positions").format(shown=shown, total=total)
        self.subtitle_label.setText(text)

    def _totals(self, assessment: Assessment) -> str:
        exposure = assessment.exposure
        hidden = bool(self.session.workspace.setting("hide_amounts"))
        amount = formats.HIDDEN if hidden else formats.amount(exposure.total.amount)
        parts = [self.tr("Total {amount} {currency}").format(amount=amount, currency=exposure.total.currency)]
        if exposure.not_judged:
            share = formats.percent(exposure.not_judged)
            parts.append(self.tr("{share} could not be judged").format(share=share))
        for text, symbols in (
            (self.tr("not identified: {symbols}"), assessment.unidentified),
            (self.tr("at cost, no current price known: {symbols}"), _at_cost(assessment)),
        ):
            if symbols:
                parts.append(text.format(symbols=", ".join(symbols)))
        left_out = wording.left_out(assessment)
        if left_out:
            parts.append(self.tr("left out: {symbols}").format(symbols=left_out))
        return " · ".join(parts)

    # -- changing -----------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new holding."""
        from screener.ui.dialogs.holding import HoldingDialog

        HoldingDialog(self.session, None, self).open()

    def edit(self) -> None:
        """Ask for changes to the selected holding."""
        keys = self.table.selected_keys()
        if len(keys) == 1:
            from screener.ui.dialogs.holding import HoldingDialog

            HoldingDialog(self.session, keys[0], self).open()

    def remove(self) -> None:
        """Remove the selected holdings at once; undo brings them back."""
        keys = self.table.selected_keys()
        if keys:
            self.session.attempt(lambda: self.session.remove_holdings(keys))

    def _enable(self) -> None:
        chosen = len(self.table.selected_keys())
        self.edit_action.setEnabled(chosen == 1)
        self.remove_action.setEnabled(chosen > 0)


def _at_cost(assessment: Assessment) -> tuple[str, ...]:
    return tuple(each.symbol for each in assessment.positions if each.price_origin == "cost")
