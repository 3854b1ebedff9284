"""The list of money loops: strength, route, the user's weight on it, what could go round at most."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject

from screener import wording
from screener.domain.assessment import Assessment, Loop
from screener.ui import formats
from screener.ui.models import deal_words, ring_graph
from screener.ui.models.cell_model import CellModel
from screener.ui.models.cells import Cell, Column, SortKey
from screener.ui.models.ledger_records import Book
from screener.wording.labels import in_sentence

_BRIEF = 7
"""Longer names give way to tickers in the list."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("loops_model", text)


LOOP_COLUMNS: tuple[Column, ...] = (
    Column(
        "route", lambda: _tr("Loop"), lambda: _tr("Who pays whom, back to the first"), "text", "", 0, False
    ),
    Column(
        "strength",
        lambda: _tr("Strength"),
        lambda: _tr("The strength of its weakest leg: firm is signed or paid, announced is only said"),
        "text",
        "announced",
        1,
        numeric=False,
    ),
    Column(
        "weight",
        lambda: _tr("Yours"),
        lambda: _tr("Share of your money in the loop's companies, funds included"),
        "text",
        "100.0%",
        1,
    ),
    Column(
        "bottleneck",
        lambda: _tr("At most"),
        lambda: _tr("What could go round at most: the largest headline of the smallest leg; not what did"),
        "text",
        "123.4bn USD",
        2,
    ),
    Column(
        "records",
        lambda: _tr("Records"),
        lambda: _tr("How many records the legs have"),
        "text",
        "Records",
        3,
    ),
)


class LoopRow(NamedTuple):
    """One loop with its cells and what each column sorts by."""

    loop: Loop
    weight: Decimal
    direct: bool
    cells: tuple[Cell, ...]
    keys: tuple[SortKey, ...]

    @property
    def key(self) -> object:
        """The parties in paying order."""
        return self.loop.entities


def loop_rows(assessment: Assessment, loops: Sequence[Loop], book: Book) -> list[LoopRow]:
    """A row for each loop; the most of the user's money first, then the firmest and shortest."""
    rows = [_row(assessment, loop, book) for loop in loops]
    rows.sort(
        key=lambda row: (
            -row.weight,
            -ring_graph.rank(row.loop.strength),
            len(row.loop.legs),
            row.loop.entities,
        )
    )
    return rows


def _row(assessment: Assessment, loop: Loop, book: Book) -> LoopRow:
    weight = ring_graph.weight_on(loop, assessment)
    route = deal_words.route(loop.entities, book.names())
    brief = deal_words.ARROW.join(book.brief(entity, _BRIEF) for entity in loop.entities)
    strength = in_sentence(wording.label("strength", loop.strength))
    records = deal_words.records(loop)
    amount = loop.bottleneck_usd
    at_most = formats.UNKNOWN if amount is None else wording.dollars(amount)
    tip = _tr("The amount of a leg is not disclosed.") if amount is None else deal_words.bottleneck(loop)
    package = _tr("All its legs belong to one package.") if loop.one_package else ""
    cells = (
        Cell(
            _tr("{parties} ↺").format(parties=brief),
            tip="\n".join(filter(None, (route, package))),
            spoken=route,
        ),
        Cell(strength, "ink" if loop.strength == "firm" else "quiet"),
        Cell(formats.percent(weight) if weight else formats.DASH, "ink" if weight else "quiet"),
        Cell(at_most, "quiet", tip=tip),
        Cell(str(records), "quiet"),
    )
    keys: tuple[SortKey, ...] = (
        float(len(loop.legs)),
        float(ring_graph.rank(loop.strength)),
        float(weight),
        None if amount is None else float(amount),
        float(records),
    )
    return LoopRow(loop, weight, ring_graph.held_directly(loop, assessment), cells, keys)


class LoopsModel(CellModel):
    """Loops to choose from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(LOOP_COLUMNS, parent)

    def row(self, number: int) -> LoopRow:
        """The row shown at `number`."""
        row: LoopRow = self.item(number)
        return row

    def number_of(self, loop: Loop) -> int | None:
        """Where `loop` is shown."""
        return self.number_of_key(loop.entities)
