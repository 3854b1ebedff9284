"""The cells of a row by what they mean."""

import re
from collections.abc import Callable

from screener.importers.records import Row
from screener.importers.sections import Section

CURRENCY_OF = " currency"
"""Suffix of the field that holds the currency of one money column only."""

_TICKER = re.compile(r"[A-Z][A-Z0-9.\-]{0,7}")
_ROWS_FOR_TICKERS = 500
_MOSTLY = 0.6

Fields = dict[str, str]


class RowTooLong(Exception):
    """A row with something in a cell that no column stands for: its cells do not line up."""


def field_reader(section: Section) -> Callable[[Row], Fields]:
    """A function that gives the cells of a row by meaning, empty texts for cells that are not there.

    It raises RowTooLong. A column of names that holds tickers counts as the column of symbols.
    """
    columns = section.columns
    at = dict(columns.at)
    if "symbol" not in at and "name" in at and _holds_tickers(section, at["name"]):
        at["symbol"] = at.pop("name")
        if len(columns.names) > 1:
            at["name"] = columns.names[1]
    at |= {meaning + CURRENCY_OF: index for meaning, index in columns.currency_beside.items()}
    width = columns.width
    places = tuple(at.items())

    def read(row: Row) -> Fields:
        cells = row.cells
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width and any(map(str.strip, cells[width:])):
            raise RowTooLong
        return {meaning: cells[index].strip() for meaning, index in places}

    return read


def _holds_tickers(section: Section, index: int) -> bool:
    rows = section.rows[:_ROWS_FOR_TICKERS]
    cells = [row.cells[index].strip() for row in rows if index < len(row.cells)]
    filled = [cell for cell in cells if cell]
    tickers = sum(_TICKER.fullmatch(cell) is not None for cell in filled)
    return bool(filled) and tickers >= _MOSTLY * len(filled)
