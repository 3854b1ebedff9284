"""Logging set-up: one rotating private file, and stderr for warnings."""

import logging
import os
import sys
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FILE_NAME = "ringfence.log"
LARGEST = 1_000_000
"""Bytes after which a new file is begun."""
KEPT = 3
"""Older files kept beside the newest one."""


class PrivateFileHandler(logging.FileHandler):
    """A file readable by the user only, begun anew when it is full; `KEPT` older ones stay.

    The one in `logging.handlers` brings sockets and pickle along, which the start of the window
    would have to wait for.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, then begin a new file when this one is full."""
        super().emit(record)
        try:
            if self.stream is not None and self.stream.tell() > LARGEST:
                self.stream.close()
                self.stream = None  # the next record opens the new file
                self._move_on()
        except OSError:
            self.handleError(record)

    def _move_on(self) -> None:
        newest = Path(self.baseFilename)
        older = [newest.with_name(f"{newest.name}.{number}") for number in range(1, KEPT + 1)]
        for target, source in zip(reversed(older), reversed([newest, *older[:-1]]), strict=True):
            if source.exists():
                source.replace(target)

    def _open(self):  # type: ignore[no-untyped-def]  # the stream type is private to logging
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return super()._open()


def set_up(folder: Path | None, *, verbose: bool = False) -> None:
    """Log warnings to stderr and, when `folder` can be written, everything to a file there."""
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.DEBUG if verbose else logging.ERROR)
    console.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    handlers: list[logging.Handler] = [console]
    if folder is not None:
        try:
            handlers.append(PrivateFileHandler(folder / FILE_NAME, encoding="utf-8"))
        except OSError:
            logging.getLogger(__name__).debug("no log file in %s", folder)
        else:
            handlers[-1].setFormatter(logging.Formatter(FORMAT))
    root.handlers[:] = handlers
