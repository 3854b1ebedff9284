"""What an exporter is, and how a report reaches the disk whole or not at all."""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from screener.domain.assessment import Assessment
from screener.errors import BadInput, StorageError
from screener.translation import translate

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


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


def check_target(path: Path) -> None:
    """Raises BadInput when no file can be written at `path`; a file that stands there is not touched."""
    folder = path.parent
    if path.is_dir():
        text = translate("export", "{path} is a folder; please name a file in it.").format(path=path)
        raise BadInput(text, path=path)
    if not folder.is_dir():
        text = translate("export", "There is no folder {folder} to write to.").format(folder=folder)
        raise BadInput(text, path=path)
    try:
        # Asking for permissions is not enough: some file systems take no new file from anybody.
        handle, name = tempfile.mkstemp(dir=folder, prefix=".ringfence-")
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        text = translate("export", "{folder} takes no new file: {reason}.").format(
            folder=folder, reason=error.strerror or error
        )
        raise BadInput(text, path=path) from error


def write_whole(text: str, path: Path) -> Path:
    """Write `text` to `path` through a private temporary file beside it, then rename.

    What stood there before stays until the new file is complete. Raises StorageError.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".ringfence-", suffix=path.suffix)
        temporary = Path(name)
        # Names of files may hold bytes that are no text; they must not cost the report.
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StorageError(
            translate("export", "{path} cannot be written: {reason}.").format(path=path, reason=reason)
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    return path


def guarded(text: str) -> str:
    """`text` for a spreadsheet cell: what would be run as a formula gets a leading quote, numbers do not.

    A text that begins with such quotes gets one more, so taking one off gives every text back.
    """
    if text.lstrip("'").startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
