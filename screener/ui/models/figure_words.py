"""Figures in the words that tables and the Inspector share."""

from screener.domain.figure import Figure
from screener.ui import formats


def dated(figure: Figure) -> str:
    """A figure's period or day and its source, for a tip."""
    when = f"{figure.period}, {formats.day(figure.as_of)}" if figure.period else formats.day(figure.as_of)
    return f"{when} · {figure.source.title}"
