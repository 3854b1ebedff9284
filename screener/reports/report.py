"""What an exporter is, and how a report reaches the disk whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from screener.domain.assessment import Assessment
from screener.errors import BadInput, StorageError
from screener.translation import translate

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


@dataclass(frozen=True)
class Exporter:
    """A format: the file suffix, its name for people, and the function that makes its text."""

    suffix: str
    label: str
    render: Callable[[Assessment], str]


def exporter_for(path: Path, exporters: Sequence[Exporter]) -> Exporter:
    """The exporter for the suffix of `path`; raises BadInput naming the formats there are."""
    for exporter in exporters:
        if path.suffix.lower() == exporter.suffix:
            return exporter
    known = ", ".join(exporter.suffix for exporter in exporters)
    raise BadInput(
        translate("export", "{file}: no such format. A summary can be written as {known}.").format(
            file=path.name, known=known
        ),
        path=path,
    )


def write_whole(text: str, path: Path) -> Path:
    """Write `text` to `path` through a private temporary file beside it, then rename.

    What stood there before stays until the new file is complete. Raises StorageError.
    """
    handle = -1
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            handle = -1
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if handle >= 0:
            os.close(handle)
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise StorageError(
            translate("export", "{path} cannot be written: {reason}.").format(
                path=path, reason=error.strerror or error
            )
        ) from error
    return path


def guarded(text: str) -> str:
    """`text` for a spreadsheet cell: one that would be run as a formula gets a leading quote."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
