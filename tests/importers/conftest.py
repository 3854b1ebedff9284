"""A reader of files written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screener.domain.imported import ImportReview
from screener.importers import IMPORTERS
from screener.importers.importer import read_file

Import = Callable[..., ImportReview]


@pytest.fixture
def read(tmp_path: Path) -> Import:
    """Write a file and read it: `read(text_or_bytes, encoding="utf-8", name="positions.csv")`."""

    def write_and_read(
        content: str | bytes, *, encoding: str = "utf-8", name: str = "positions.csv"
    ) -> ImportReview:
        path = tmp_path / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return read_file(path, IMPORTERS)

    return write_and_read
