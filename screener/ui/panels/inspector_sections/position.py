"""What is neither company nor fund: cash, bonds, crypto, and symbols nobody knows."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Assessment, PositionResult
from screener.domain.figure import Figure
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.figures import when
from screener.ui.panels.inspector_sections.section import Facts
from screener.ui.panels.inspector_sections.source_link import breakable


class PositionView(QWidget):
    """What is known of the position, and what that means for the totals."""

    def __init__(
        self,
        position: PositionResult,
        assessment: Assessment,
        *,
        hide_amounts: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        cash = position.kind == "cash"
        title = self.tr("Cash, {currency}").format(currency=position.symbol) if cash else position.symbol
        column.addWidget(labels.label(breakable(title), "title", wrap=True, selectable=True))
        if not position.identified:
            column.addWidget(labels.label(self.tr("Not identified"), "strong", wrap=True))
            text = self.tr(
                "No source knows this symbol, so its level, its place in the ring and its figures are not "
                "known. It is kept, and it counts as not known in every total."
            )
            column.addWidget(labels.label(text, "quiet", wrap=True, selectable=True))
        elif cash:
            text = self.tr("Cash has a weight and nothing to judge.")
            column.addWidget(labels.label(text, "quiet", wrap=True))
        else:
            kind = wording.label("kind", position.kind)
            text = self.tr("{kind}: not judged by the screens.").format(kind=kind)
            column.addWidget(labels.label(text, "quiet", wrap=True))
        column.addWidget(self._facts(position, assessment.base_currency, hide_amounts=hide_amounts))
        for note in position.notes:
            column.addWidget(labels.label(wording.sentence(note), "caption", wrap=True, selectable=True))

    def _facts(self, position: PositionResult, base: str, *, hide_amounts: bool) -> Facts:
        facts = Facts()
        if position.name and position.name != position.symbol:
            facts.add(self.tr("Name"), position.name)
        if position.quantity is not None and position.kind != "cash":
            quantity = formats.quantity(position.quantity)
            facts.add(self.tr("Quantity"), formats.HIDDEN if hide_amounts else quantity)
        if isinstance(position.price, Figure):
            price = f"{formats.price(position.price.value)} {position.price.currency or ''}".strip()
            facts.add(self.tr("Price, {day}").format(day=when(position.price)), price)
        elif position.kind != "cash":
            at_cost = position.price_origin == "cost"
            facts.add(
                self.tr("Price"), self.tr("not known, counted at cost") if at_cost else self.tr("not known")
            )
        if position.cost is not None:
            cost = f"{formats.amount(position.cost.amount, 2)} {position.cost.currency}"
            facts.add(self.tr("Cost"), formats.HIDDEN if hide_amounts else cost)
        if isinstance(position.value, Figure):
            value = f"{formats.amount(position.value.value, 2)} {position.value.currency or base}"
            facts.add(self.tr("Value"), formats.HIDDEN if hide_amounts else value)
        if position.weight is not None:
            facts.add(self.tr("Weight"), formats.percent(position.weight))
        elif not position.watched:
            facts.add(
                self.tr("Weight"), self.tr("left out: {reason}").format(reason=wording.why_left_out(position))
            )
        return facts
