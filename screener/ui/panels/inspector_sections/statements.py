"""The main figures of the statements, each with the source in use, and where the sources differ."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.fields import period_kind
from screener.domain.figure import Figure
from screener.domain.message import Message
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections import figures
from screener.ui.panels.inspector_sections.section import Section
from screener.ui.panels.inspector_sections.source_link import (
    SourceLink,
    breakable,
    is_web_address,
    source_words,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("statements", text)


def line(figure: Figure) -> str:
    """Name, value and the stretch of time in the words of the findings: "twelve months to 26 Jul 2026"."""
    kind = period_kind(figure.period)
    unnamed = kind == "unstated" and bool(figure.period)
    words = wording.label("period", kind).format(day=formats.day(figure.as_of))
    when = figures.when(figure) if unnamed else words
    return _tr("{name}: {value}, {when}").format(
        name=figures.name(figure), value=wording.value(figure), when=when
    )


class StatementsSection(Section):
    """The differences first: they tell which source to look up. Then the figures, source by source."""

    def __init__(
        self, facts: Sequence[Figure], differences: Sequence[Message], parent: QWidget | None = None
    ) -> None:
        super().__init__(_tr("Figures in use, by source"), parent)
        for message in differences:
            self.add_text(breakable(wording.sentence(message)), "quiet")
        by_source: dict[tuple[str, str | None], list[Figure]] = {}
        for figure in facts:
            by_source.setdefault((figure.source.title, figure.source.url), []).append(figure)
        for found in by_source.values():
            self.body.addLayout(_of_source(found))


def _of_source(found: Sequence[Figure]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    for figure in found:
        column.addWidget(labels.label(breakable(line(figure)), "body", wrap=True, selectable=True))
    source = found[0].source
    if source.url and is_web_address(source.url):
        column.addWidget(SourceLink(source.title, source.url))
    else:
        column.addWidget(labels.label(breakable(source_words(source)), "caption", wrap=True, selectable=True))
    return column
