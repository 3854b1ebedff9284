"""Figures as evidence: value, period, day, source, inputs, and the thresholds they were held against."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.figure import Figure
from screener.domain.finding import Finding, Thresholds
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.source_link import (
    SourceLink,
    breakable,
    is_web_address,
    source_words,
)
from screener.ui.panels.inspector_sections.threshold_words import origin_line, steps_line

RATE = "exchange_rate"
"""The name of figures that only say how something was converted."""
_MOST_VALUES, _MOST_DAYS = 3, 2


def _tr(text: str) -> str:
    return QCoreApplication.translate("figures", text)


def name(figure: Figure) -> str:
    """What the figure is called."""
    return wording.label("field", figure.name)


def when(figure: Figure) -> str:
    """Period and day."""
    day = formats.day(figure.as_of)
    return _tr("{period}, as of {day}").format(period=figure.period, day=day) if figure.period else day


def one_line(finding: Finding, sentence: str) -> str:
    """What the figures add to the sentence, each thing once: values it does not name, sources, days."""
    figures = finding.figures or ((finding.value,) if finding.value is not None else ())
    plain = [figure for figure in figures if not figure.derived and figure.name != RATE]
    named = {wording.value(each): name(each) for each in reversed(plain)}
    worded = [
        f"{named[value]} {value}"
        for value in dict.fromkeys(wording.value(each) for each in plain)
        if value not in sentence
    ]
    values = ", ".join(worded)
    if len(worded) > _MOST_VALUES:
        values = _tr("{n} figures").format(n=len(plain))
    sources = dict.fromkeys(figure.source.title for figure in figures)
    parts = [values, ", ".join(sources), _days(figures)]
    if finding.old:
        parts.append(_tr("old"))
    return breakable(" · ".join(filter(None, parts)))


def _days(figures: Sequence[Figure]) -> str:
    days = sorted({figure.as_of for figure in figures})
    if len(days) > _MOST_DAYS:
        return _tr("{first} to {last}").format(first=formats.day(days[0]), last=formats.day(days[-1]))
    return ", ".join(formats.day(day) for day in days)


def context_line(finding: Finding) -> str:
    """The published median beside the value, with what it is of and when; empty without one."""
    median = finding.context
    if median is None:
        return ""
    about = ", ".join(filter(None, (median.note, formats.day(median.as_of))))
    return breakable(
        _tr("{what} {value} ({about})").format(what=name(median), value=wording.value(median), about=about)
    )


def converted_line(figure: Figure) -> str:
    """What a rate of exchange brought into which currency, and at how much."""
    return _tr("Converted {pair} at {rate}").format(pair=figure.note or "", rate=f"{figure.value:.5g}")


def inputs_line(figure: Figure, others: Sequence[Figure]) -> str:
    """What a derived figure was made from, with the values that are at hand."""
    values = {each.name: wording.value(each) for each in others if each.name != figure.name}
    parts = [
        f"{wording.label('field', each)} {values[each]}" if each in values else wording.label("field", each)
        for each in figure.inputs
    ]
    return _tr("worked out from {inputs}").format(inputs=", ".join(parts))


def shown_figures(finding: Finding) -> tuple[Figure, ...]:
    """The figures of a finding in reading order: its value first, the rest as the screen gave them."""
    if finding.value is None or finding.value in finding.figures:
        return finding.figures
    return (finding.value, *finding.figures)


class FigureList(QWidget):
    """Every figure of a finding with its source, the median beside it, and the thresholds applied.

    `copies` adds a link that puts all of it on the clipboard.
    """

    def __init__(self, finding: Finding, parent: QWidget | None = None, *, copies: bool = True) -> None:
        super().__init__(parent)
        self._finding = finding
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(8)
        shown = shown_figures(finding)
        for figure in shown:
            column.addLayout(_figure(figure, shown))
        if finding.context is not None:
            column.addLayout(_figure(finding.context, ()))
        if finding.thresholds is not None:
            column.addLayout(_thresholds(finding.thresholds))
        if copies:
            self.copy_link = labels.link(_tr("Copy this evidence"), self.copy)
            column.addWidget(self.copy_link)

    def copy(self) -> None:
        """Put the finding with its figures on the clipboard as plain text."""
        from screener.ui.panels.inspector_sections.evidence_text import of_finding

        QGuiApplication.clipboard().setText(of_finding(self._finding))
        self.copy_link.setText(_tr("Copied"))


def _figure(figure: Figure, others: Sequence[Figure]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    converts = figure.name == RATE
    head = converted_line(figure) if converts else f"{name(figure)}: {wording.value(figure)}"
    column.addWidget(labels.label(head, "faded" if figure.old else "body", wrap=True, selectable=True))
    details = [when(figure)]
    if figure.inputs:
        details.append(inputs_line(figure, others))
    if figure.old:
        details.append(_tr("past its age limit"))
    if figure.note and not converts:
        details.append(figure.note)
    column.addWidget(labels.label(breakable(" · ".join(details)), "caption", wrap=True, selectable=True))
    if not (figure.derived and figure.inputs):
        _add_source(column, figure)
    return column


def _add_source(column: QVBoxLayout, figure: Figure) -> None:
    source = figure.source
    if source.url and is_web_address(source.url):
        column.addWidget(SourceLink(source.title, source.url))
        if source.via:
            through = _tr("read through {via}").format(via=breakable(source.via))
            column.addWidget(labels.label(through, "caption", wrap=True, selectable=True))
    else:
        column.addWidget(labels.label(breakable(source_words(source)), "caption", wrap=True, selectable=True))


def _thresholds(thresholds: Thresholds) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(labels.label(_tr("Steps to severity 1–4"), "body", wrap=True))
    column.addWidget(labels.label(steps_line(thresholds), "caption", wrap=True, selectable=True))
    column.addWidget(labels.label(origin_line(thresholds), "caption", wrap=True, selectable=True))
    return column
