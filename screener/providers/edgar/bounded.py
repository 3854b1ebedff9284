"""Bytes from outside, never more than can be afforded."""

import zlib
from collections.abc import Iterable
from pathlib import Path

from screener.ordinary_file import read_ordinary

LARGEST_DOCUMENT = 96 * 1024 * 1024
"""The largest annual reports have some 60 MB of markup."""
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_CHUNK = 1 << 16


class TooLarge(ValueError):
    """More bytes than allowed, packed or unpacked."""


def read_bounded(path: Path, limit: int = LARGEST_DOCUMENT) -> bytes:
    """The whole file, unpacked when it is gzip. Raises TooLarge, ValueError for broken gzip, OSError."""
    data = read_ordinary(path, limit)
    if len(data) > limit:
        raise TooLarge(path.name)
    return unpacked(data, limit)


def unpacked(data: bytes, limit: int = LARGEST_DOCUMENT) -> bytes:
    """`data` as it is, or the content of one layer of gzip. Raises TooLarge and ValueError."""
    if not data.startswith(_GZIP):
        return data
    return b"".join(inflated([data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)], limit))


def inflated(chunks: Iterable[bytes], limit: int) -> Iterable[bytes]:
    """Unpacks gzip chunk by chunk, so that a bomb is noticed before it has gone off."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    total = 0
    try:
        for chunk in chunks:
            pending = chunk
            while pending:
                part = unpacker.decompress(pending, limit - total + 1)
                total += len(part)
                if total > limit:
                    raise TooLarge("unpacked")
                yield part
                pending = unpacker.unconsumed_tail
    except zlib.error as error:
        raise ValueError(f"broken gzip: {error}") from error
    if not unpacker.eof:
        raise ValueError("gzip that breaks off")
