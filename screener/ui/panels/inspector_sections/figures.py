"""Figures as evidence: value, period, day, source, inputs, and the thresholds they were held against."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.figure import Figure
from screener.domain.finding import Finding, Thresholds
from screener.domain.message import Unit
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.source_link import (
    SourceLink,
    breakable,
    is_web_address,
    source_words,
)


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
    worded = dict.fromkeys(wording.value(figure) for figure in figures if not figure.derived)
    values = " / ".join(value for value in worded if value not in sentence)
    sources = dict.fromkeys(figure.source.title for figure in figures)
    dates = dict.fromkeys(formats.day(figure.as_of) for figure in figures)
    parts = [values, ", ".join(sources), ", ".join(dates)]
    if finding.old:
        parts.append(_tr("old"))
    return breakable(" · ".join(filter(None, parts)))


def steps_line(thresholds: Thresholds) -> str:
    """The steps for severity 1 to 4 and which way they go."""
    steps = " · ".join(
        f"{_step(value, thresholds.unit)}: {number}" for number, value in enumerate(thresholds.steps, 1)
    )
    sign = _tr("above {steps}") if thresholds.above else _tr("below {steps}")
    return sign.format(steps=steps)


def origin_line(thresholds: Thresholds) -> str:
    """Where the steps come from, and whether they are a judgement."""
    return wording.sentence(thresholds.origin)


def _step(value: float, unit: Unit) -> str:
    if unit is Unit.FRACTION:
        text = formats.percent(Decimal(str(value)))
        return text.replace(".0%", "%")
    return f"{value:g}"


class FigureList(QWidget):
    """Every figure of a finding with its source, and the thresholds applied."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(8)
        shown = list(finding.figures)
        if finding.value is not None and finding.value not in shown:
            shown.insert(0, finding.value)
        for figure in shown:
            column.addLayout(_figure(figure))
        if finding.thresholds is not None:
            column.addLayout(_thresholds(finding.thresholds))


def _figure(figure: Figure) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    head = _tr("{name}: {value}").format(name=name(figure), value=wording.value(figure))
    column.addWidget(labels.label(head, "faded" if figure.old else "body", wrap=True, selectable=True))
    details = [when(figure)]
    if figure.inputs:
        inputs = ", ".join(wording.label("field", each) for each in figure.inputs)
        details.append(_tr("worked out from {inputs}").format(inputs=inputs))
    if figure.old:
        details.append(_tr("past its age limit"))
    if figure.note:
        details.append(figure.note)
    column.addWidget(labels.label(breakable(" · ".join(details)), "caption", wrap=True, selectable=True))
    if figure.derived and figure.inputs:
        return column
    source = figure.source
    if source.url and is_web_address(source.url):
        column.addWidget(SourceLink(source.title, source.url))
        if source.via:
            through = _tr("read through {via}").format(via=breakable(source.via))
            column.addWidget(labels.label(through, "caption", wrap=True, selectable=True))
    else:
        column.addWidget(labels.label(breakable(source_words(source)), "caption", wrap=True, selectable=True))
    return column


def _thresholds(thresholds: Thresholds) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(labels.label(_tr("Steps to severity 1–4"), "body", wrap=True))
    column.addWidget(labels.label(steps_line(thresholds), "caption", wrap=True, selectable=True))
    column.addWidget(labels.label(origin_line(thresholds), "caption", wrap=True, selectable=True))
    return column
