"""Paths from what the user holds to one private company: which way, how many legs, how firm."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject

from screener import wording
from screener.domain.ring.reach import Lead, Reached, ReachPath
from screener.ui import formats
from screener.ui.models import ring_words
from screener.ui.models.cell_model import CellModel
from screener.ui.models.cells import Cell, Column, SortKey
from screener.ui.models.ring_graph import rank
from screener.wording.labels import in_sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("paths_model", text)


PATH_COLUMNS: tuple[Column, ...] = (
    Column(
        "path",
        lambda: _tr("Path"),
        lambda: _tr("From your holding to the private company; the arrows show which way money goes"),
        "text",
        "",
        0,
        False,
    ),
    Column(
        "weight",
        lambda: _tr("Your money"),
        lambda: _tr("Share of your money in the holding, funds included"),
        "text",
        "100.0%",
        0,
    ),
    Column(
        "legs",
        lambda: _tr("Steps"),
        lambda: _tr("How many partners lie between, and one"),
        "text",
        "Steps",
        2,
    ),
    Column(
        "strength",
        lambda: _tr("Strength"),
        lambda: _tr("The strength of its weakest step: firm is signed or paid, announced is only said"),
        "text",
        "announced",
        1,
        numeric=False,
    ),
    Column(
        "more",
        lambda: _tr("Other ways"),
        lambda: _tr("How many more paths there are from this holding"),
        "text",
        "Other ways",
        3,
    ),
)


class PathRow(NamedTuple):
    """One path with its cells and what each column sorts by."""

    lead: Lead
    path: ReachPath
    cells: tuple[Cell, ...]
    keys: tuple[SortKey, ...]

    @property
    def key(self) -> object:
        """The parties on the way."""
        return self.path.entities


def path_rows(reached: Reached, names: Mapping[str, str], *, every: bool) -> list[PathRow]:
    """The shortest path of each holding, or `every` one that was listed."""
    return [
        _row(lead, path, names, first=number == 0)
        for lead in reached.leads
        for number, path in enumerate(lead.paths if every else lead.paths[:1])
    ]


def _row(lead: Lead, path: ReachPath, names: Mapping[str, str], *, first: bool) -> PathRow:
    route = ring_words.path_route(path, names)
    others = lead.found - 1
    firm = path.strength == "firm"
    cells = (
        Cell(route, tip=route),
        Cell(formats.percent(lead.weight), tip=ring_words.path_about(lead)),
        Cell(str(len(path.steps)), "quiet"),
        Cell(in_sentence(wording.label("strength", path.strength)), "ink" if firm else "quiet"),
        Cell(str(others) if first and others else "", "quiet"),
    )
    keys: tuple[SortKey, ...] = (
        route.casefold(),
        float(lead.weight),
        float(len(path.steps)),
        float(rank(path.strength)),
        float(others) if first else None,
    )
    return PathRow(lead, path, cells, keys)


class PathsModel(CellModel):
    """Paths to choose from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PATH_COLUMNS, parent)

    def row(self, number: int) -> PathRow:
        """The row shown at `number`."""
        row: PathRow = self.item(number)
        return row
