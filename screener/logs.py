"""Logging set-up: one rotating private file, and stderr for warnings."""

import logging
import logging.handlers
import os
import sys
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _PrivateFileHandler(logging.handlers.RotatingFileHandler):
    """Creates its file readable by the user only."""

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
            handlers.append(_PrivateFileHandler(folder / "ringfence.log", maxBytes=1_000_000, backupCount=3))
        except OSError:
            logging.getLogger(__name__).debug("no log file in %s", folder)
    handlers[-1].setFormatter(logging.Formatter(FORMAT))
    root.handlers[:] = handlers
