"""The statements' trend: up to three fiscal years of a few figures, with bars to the same scale."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from screener import wording
from screener.domain.figure import Figure
from screener.ui import formats, labels, theme
from screener.ui.models import deal_words
from screener.ui.panels.inspector_sections.section import Section, rule
from screener.ui.panels.inspector_sections.source_link import breakable, source_words

FIELDS = ("revenue", "net_income", "operating_cash_flow", "capex")
YEARS = 3
_BAR_PX = (52, 4)
_SHORT = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("trend", text)


def years_of(figures: Sequence[Figure]) -> tuple[str, ...]:
    """The fiscal years there are figures of, oldest first: a short name, else the month they end in."""
    ends = {figure.as_of: figure.period or "" for figure in figures}
    shown = sorted(ends)[-YEARS:]
    short = all(0 < len(ends[day]) <= _SHORT for day in shown)
    return tuple(ends[day] if short else deal_words.month(day.isoformat()[:7]) for day in shown)


class TrendSection(Section):
    """A row a figure, a column a year; a year nobody stated stays a question mark."""

    def __init__(self, figures: Sequence[Figure], parent: QWidget | None = None) -> None:
        super().__init__(_tr("Statements, fiscal years"), parent)
        shown = [figure for figure in figures if figure.name in FIELDS]
        days = sorted({figure.as_of for figure in shown})[-YEARS:]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        currency = ", ".join(dict.fromkeys(figure.currency for figure in shown if figure.currency))
        grid.addWidget(labels.label(currency, "caption"), 0, 0)
        years = years_of(shown)
        for column, year in enumerate(years, 1):
            grid.addWidget(labels.label(year, "caption"), 0, column, right)
        grid.addWidget(rule(), 1, 0, 1, len(days) + 1)
        largest = max((abs(figure.value) for figure in shown), default=Decimal(1)) or Decimal(1)
        by_place = {(figure.name, figure.as_of): figure for figure in shown}
        for row, field in enumerate((each for each in FIELDS if any(f.name == each for f in shown)), 2):
            label = wording.label("field", field)
            grid.addWidget(labels.label(label, "body", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, day in enumerate(days, 1):
                cell = _Cell(by_place.get((field, day)), largest)
                cell.setAccessibleName(f"{label}, {years[column - 1]}: {cell.text}")
                grid.addWidget(cell, row, column, right)
        self.body.addLayout(grid)
        sources = dict.fromkeys(source_words(figure.source) for figure in shown)
        self.add_text(breakable(", ".join(sources)), "caption")


class _Cell(QWidget):
    """A value with a bar under it; all bars of a table share one scale."""

    def __init__(self, figure: Figure | None, largest: Decimal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = formats.UNKNOWN
        if figure is not None:
            self.text = wording.value(msgspec.structs.replace(figure, currency=None))
        self.setFont(theme.font())
        self._share = 0.0 if figure is None else float(abs(figure.value) / largest)
        self._below_zero = figure is not None and figure.value < 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The text over the bar."""
        metrics = self.fontMetrics()
        return QSize(max(metrics.horizontalAdvance(self.text) + 2, _BAR_PX[0]), metrics.height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number and its bar, hatched below zero."""
        painter = QPainter(self)
        painter.setPen(theme.colour("quiet" if self.text == formats.UNKNOWN else "ink"))
        text = self.rect().adjusted(0, 0, 0, -6)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.text)
        width = max(2.0, _BAR_PX[0] * self._share) if self._share else 0.0
        bar = QRectF(self.width() - width, self.height() - _BAR_PX[1] - 1, width, _BAR_PX[1])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hatch() if self._below_zero else theme.colour("bar"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.end()
