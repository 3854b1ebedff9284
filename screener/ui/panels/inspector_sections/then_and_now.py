"""Then and now: what the articles said of a company beside today's figure, both dated."""

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.domain.company import StatedFigure
from screener.domain.figure import Figure
from screener.domain.then_and_now import mismatch
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.section import Fold, Section, beside, rule
from screener.ui.panels.inspector_sections.source_link import SourceLink, is_web_address


def _tr(text: str) -> str:
    return QCoreApplication.translate("then_and_now", text)


def compared(company: CompanyResult) -> tuple[StatedFigure, ...]:
    """What was said that a screen measures today too: only the same measure may stand side by side."""
    return tuple(stated for stated in company.then if company.finding(stated.metric) is not None)


def today_of(company: CompanyResult, stated: StatedFigure) -> Figure | str:
    """Today's figure of a screen, or what stands for it.

    That is "?", a dash, the sentence of a loss, or why today's figure measures something else.
    """
    finding = company.finding(stated.metric)
    if finding is None or finding.state == "unknown":
        return formats.UNKNOWN
    if finding.state == "not_applicable":
        return formats.DASH
    unfit = mismatch(stated, finding)
    if unfit == "count":
        return _tr("not comparable: today's share is of another number of customers")
    if unfit == "period":
        return _tr("not comparable: today's share is of another stretch of time")
    return finding.value if finding.value is not None else wording.sentence(finding.message)


def said_line(stated: StatedFigure) -> str:
    """A stated figure that no figure of today can stand beside."""
    figure = stated.figure
    return _tr("{metric}: {value} ({day}, {source})").format(
        metric=metric_name(stated.metric),
        value=wording.value(figure),
        day=formats.day(figure.as_of),
        source=figure.source.title,
    )


def metric_name(metric: str) -> str:
    """What the metric is called: a screen's label or the article's own words."""
    return wording.label("screen", metric).replace("_", " ")


class ThenAndNow(Section):
    """A row for each stated figure."""

    def __init__(self, company: CompanyResult, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Then and now"))
        self.body.insertWidget(0, self.heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for column, title in ((1, self.tr("then")), (2, self.tr("now"))):
            grid.addWidget(labels.label(title, "caption"), 0, column, Qt.AlignmentFlag.AlignRight)
        beside_today = compared(company)
        for stated in beside_today:
            row = grid.rowCount()
            grid.addWidget(rule(), row, 0, 1, 3)
            self._add(grid, row + 1, stated, today_of(company, stated))
        if beside_today:
            self.body.addLayout(grid)
        self._rest = [stated for stated in company.then if stated not in beside_today]
        if self._rest:
            self.body.addWidget(self._fold_of_rest())

    def _fold_of_rest(self) -> QWidget:
        if len(self._rest) == 1:
            text = self.tr("1 other figure was stated")
        else:
            text = self.tr("{n} other figures were stated").format(n=len(self._rest))
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(4)
        column.addWidget(labels.label(text, "caption"))
        fold = Fold("then.rest", text, self._make_rest)
        fold.put_under(column)
        made = QWidget()
        made.setLayout(beside(None, head, fold))
        return made

    def _make_rest(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        for stated in self._rest:
            column.addWidget(labels.label(said_line(stated), "caption", wrap=True, selectable=True))
        return made

    def _add(self, grid: QGridLayout, row: int, stated: StatedFigure, now: Figure | str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addWidget(labels.label(metric_name(stated.metric), "body", wrap=True))
        source = stated.figure.source
        if source.url and is_web_address(source.url):
            name.addWidget(SourceLink(source.title, source.url))
        else:
            name.addWidget(labels.label(source.title, "caption", wrap=True))
        # Pushed up from below: an aligned layout would not get the height of its wrapped lines.
        name.addStretch(1)
        grid.addLayout(name, row, 0)
        then = stated.figure
        if isinstance(now, Figure):
            then = msgspec.structs.replace(then, unit=now.unit)
        grid.addWidget(_dated(then), row, 1, Qt.AlignmentFlag.AlignRight | top)
        grid.addWidget(_dated(now), row, 2, Qt.AlignmentFlag.AlignRight | top)


def _dated(figure: Figure | str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    right = Qt.AlignmentFlag.AlignRight
    if isinstance(figure, str):
        text = labels.label(figure, "quiet", wrap=len(figure) > 12, selectable=True)
        column.addWidget(text, 0, right)
        return made
    role: labels.Role = "faded" if figure.old else "body"
    column.addWidget(labels.label(wording.value(figure), role, selectable=True), 0, right)
    column.addWidget(labels.label(formats.day(figure.as_of), "caption"), 0, right)
    return made
