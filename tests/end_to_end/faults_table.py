"""The faults that tests prove, and those the table in README.md lists."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

_README = Path(__file__).resolve().parents[2] / "README.md"
_HEADING = "### When the feed fails"
_MARK = "proven_faults"
_COLUMNS = 5
T = TypeVar("T", bound=Callable[..., None])


def proves(*faults: str) -> Callable[[T], T]:
    """Marks a test as the one that proves what the table says of these faults."""

    def marked(test: T) -> T:
        setattr(test, _MARK, faults)
        return test

    return marked


def proven_by(test: Callable[..., Any]) -> tuple[str, ...]:
    """The faults a test proves; none for most."""
    faults: tuple[str, ...] = getattr(test, _MARK, ())
    return faults


def rows() -> list[list[str]]:
    """The cells of every row of the table, without its heading."""
    part = _README.read_text(encoding="utf-8").partition(_HEADING)[2].partition("\n#")[0]
    lines = [line.strip("|\n ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    found = [[cell.strip() for cell in line] for line in lines[1:]]
    assert all(len(row) == _COLUMNS for row in found), "five cells a row"
    return found


def listed() -> list[str]:
    """The faults of the table."""
    return [row[0] for row in rows()]
