"""A fund in the Inspector: what it is, how far it is looked through, what is inside."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Assessment, CompanyResult, FundResult, PositionResult
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.company_header import priced
from screener.ui.panels.inspector_sections.section import RingSign, Section, beside
from screener.ui.panels.inspector_sections.source_link import (
    SourceLink,
    breakable,
    is_web_address,
    source_words,
)
from screener.ui.widgets.level_badge import LevelBadge


def _tr(text: str) -> str:
    return QCoreApplication.translate("fund", text)


def covered_line(fund: FundResult) -> str:
    """The covered part with its day, and that the rest is not seen."""
    if not fund.lines:
        return _tr("No list of its holdings is known; nothing of it is looked through.")
    return _tr("Top {n} = {covered}, list of {day}; the rest is not looked through.").format(
        n=len(fund.lines), covered=formats.percent(fund.covered, 0), day=formats.day(fund.as_of)
    )


def inside_line(fund: FundResult) -> str:
    """What is in companies on a loop, from what is seen to what may hide in the rest."""
    low, high = formats.percent(fund.inside_low, 0), formats.percent(fund.inside_high, 0)
    if fund.inside_low == fund.inside_high:
        return _tr("{share} of the fund is in companies on a loop").format(share=low)
    return _tr("{low} to {high} of the fund is in companies on a loop").format(low=low, high=high)


class FundHeader(QWidget):
    """Name, symbol, weight, covered part and bounds."""

    def __init__(
        self, fund: FundResult, position: PositionResult | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(labels.label(breakable(fund.name), "title", wrap=True, selectable=True))
        self._fund = fund
        self.money = labels.label("", "quiet", wrap=True, selectable=True)
        column.addWidget(self.money)
        self.show_position(position)
        line = labels.label(
            inside_line(fund), "accent" if fund.inside_low else "strong", wrap=True, selectable=True
        )
        if fund.inside_low:
            column.addLayout(beside(RingSign(), line))
        else:
            column.addWidget(line)
        column.addWidget(labels.label(covered_line(fund), "caption", wrap=True, selectable=True))
        if fund.source.url and is_web_address(fund.source.url):
            column.addWidget(SourceLink(source_words(fund.source), fund.source.url))
        else:
            column.addWidget(labels.label(source_words(fund.source), "caption", wrap=True, selectable=True))

    def show_position(self, position: PositionResult | None) -> None:
        """Show its share of the money and its price; a text that is being copied from stays."""
        parts = [self._fund.symbol, _tr("fund")]
        if self._fund.weight:
            parts.append(_tr("{share} of your money").format(share=formats.percent(self._fund.weight)))
        if position is not None:
            parts += priced(position)
        said = " · ".join(parts)
        if said != self.money.text() and not self.money.hasSelectedText():
            self.money.setText(said)


class FundLines(Section):
    """The lines of the list with place and level, and the part nobody sees."""

    def __init__(self, fund: FundResult, assessment: Assessment, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("What is inside"))
        self.body.insertWidget(0, self.heading)
        by_symbol = {symbol: company for company in assessment.companies for symbol in company.symbols}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for row, line in enumerate(fund.lines):
            self._add(grid, row, line.symbol, line.weight, by_symbol.get(line.symbol))
        unseen = 1 - fund.covered
        if unseen > 0:
            row = grid.rowCount()
            rest = labels.label(self.tr("not looked through"), "quiet", wrap=True)
            grid.addWidget(rest, row, 0)
            grid.addWidget(
                labels.label(formats.percent(unseen), "quiet"), row, 1, Qt.AlignmentFlag.AlignRight
            )
            grid.addWidget(labels.label(wording.label("place", "not_known"), "quiet"), row, 2)
            grid.addWidget(LevelBadge(None), row, 3)
        self.body.addLayout(grid)

    def _add(
        self, grid: QGridLayout, row: int, symbol: str, weight: Decimal, company: CompanyResult | None
    ) -> None:
        name = labels.ElidedLabel(symbol if company is None else f"{symbol}  {company.name}")
        grid.addWidget(name, row, 0)
        grid.addWidget(labels.label(formats.percent(weight)), row, 1, Qt.AlignmentFlag.AlignRight)
        place = "not_known" if company is None else company.standing.place
        role: labels.Role = "accent" if place == "inside" else "quiet"
        grid.addWidget(labels.label(wording.label("place", place), role), row, 2)
        level = None if company is None else company.level
        grid.addWidget(LevelBadge(level, grey=company is not None and company.colour == "grey"), row, 3)
