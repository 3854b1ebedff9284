"""What an importer is, and the one door every file comes in by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from screener.domain.imported import ImportReview
from screener.domain.message import Message, Text
from screener.errors import BadInput
from screener.importers.records import Table, excerpt, read_table
from screener.translation import translate

_COLUMNS_OF_A_TABLE = 2
_ROWS_LOOKED_AT = 60
_LABELS_SHOWN = 40


@dataclass(frozen=True)
class Importer:
    """A layout of file: `recognises` looks at the header, `read` turns the rows into a review."""

    name: str
    recognises: Callable[[Table], bool]
    read: Callable[[Table], ImportReview]


def read_file(path: Path, importers: Sequence[Importer]) -> ImportReview:
    """What `path` holds, read by the first importer that recognises it.

    Raises BadInput with one sentence when the file cannot be used at all. A text table with an
    unknown header comes back with `needs_mapping` and its columns.
    """
    table = read_table(path)
    for importer in importers:
        if importer.recognises(table):
            return importer.read(table)
    if all(len(row.cells) < _COLUMNS_OF_A_TABLE for row in table.rows[:_ROWS_LOOKED_AT]):
        raise BadInput(
            translate(
                "import", "{file} holds no table of positions: no row with column names was found."
            ).format(file=path.name),
            path=path,
        )
    labels = tuple(excerpt(cell) for cell in table.rows[0].cells[:_LABELS_SHOWN])
    return ImportReview(
        file=path.name,
        recognised_as=None,
        needs_mapping=True,
        columns=labels,
        rejected=table.broken,
        warnings=(Message("import_columns_unknown", {"columns": Text(excerpt(", ".join(labels)))}),),
    )
