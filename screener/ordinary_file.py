"""Reading a file somebody names, whatever stands at that name: a pipe or a device must not hold anyone up."""

import errno
import os
import stat
from pathlib import Path

from screener.translation import translate


class NotOrdinary(OSError):
    """A pipe, a device or a socket stands at the name."""


def read_ordinary(path: Path, limit: int) -> bytes:
    """The file's bytes, at most `limit` of them and one more, which says that there are more.

    Never waits. Raises OSError, which is NotOrdinary for anything but a file or a folder.
    """
    # Without waiting, as opening a pipe does until somebody writes; it means nothing to a file.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        descriptor = os.open(path, flags)
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error)) from error
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise NotOrdinary(errno.EINVAL, translate("file", "it is not an ordinary file"))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # None: nothing there without waiting, as from the kernel's own files.
            return file.read(limit + 1) or b""
    finally:
        os.close(descriptor)
