"""Reading the files people have: every layout is one file, registered in `IMPORTERS`."""

from screener.importers.importer import Importer
from screener.importers.positions_csv import POSITIONS_CSV

IMPORTERS: tuple[Importer, ...] = (POSITIONS_CSV,)
"""Tried in order; the first that recognises the header reads the file.

When adding one: write `importers/<name>.py` with an `Importer`, add it here before the general
positions reader, and give it a test in `tests/importers/`.
"""

__all__ = ["IMPORTERS", "Importer"]
