"""Where the price of a position came from, and what its market does."""

from datetime import datetime
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from screener.domain.assessment import PositionResult
from screener.ui.models import price_words
from screener.ui.panels.inspector_sections.section import Section


class QuoteLines(NamedTuple):
    """The lines of the section, empty where there is nothing to say."""

    origin: str
    market: str
    extended: str


def quote_lines(position: PositionResult, now: datetime) -> QuoteLines:
    """What is said of the price of a position at `now`."""
    return QuoteLines(
        price_words.origin(position, now), price_words.market(position), price_words.extended(position, now)
    )


class QuoteSection(Section):
    """The origin of the price; its market; a price outside the regular session, which values nothing."""

    def __init__(self, lines: QuoteLines, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Where the price comes from"))
        self.setAccessibleName(self.heading.text())
        self.body.insertWidget(0, self.heading)
        self.body.setSpacing(3)
        self.origin = self.add_text("", "quiet")
        self.market = self.add_text("", "quiet")
        self.extended = self.add_text("", "body")
        self.note = self.add_text(price_words.not_counted(), "caption")
        self.show_lines(lines)

    def show_lines(self, lines: QuoteLines) -> None:
        """Say it anew; a text that is being copied from stays."""
        market = self.tr("Market: {state}").format(state=lines.market) if lines.market else ""
        shown = ((self.origin, lines.origin), (self.market, market), (self.extended, lines.extended))
        for line, text in shown:
            if text != line.text() and not line.hasSelectedText():
                line.setText(text)
            line.setVisible(bool(text))
        self.note.setVisible(bool(lines.extended))

    def show_position(self, position: PositionResult, now: datetime) -> None:
        """Follow a newer price."""
        self.show_lines(quote_lines(position, now))
