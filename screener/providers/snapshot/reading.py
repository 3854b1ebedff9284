"""Reads one shipped file into its struct; an error names the file and the record."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from screener.errors import DataMissing
from screener.paths import resource
from screener.translation import translate

FileStruct = TypeVar("FileStruct", bound=msgspec.Struct)

_WHERE = re.compile(r"`\$\.(\w+)\[(\d+)\]")
_LONGEST_REASON = 300
_LONGEST_NAME = 80
_NAMES = ("id", "key", "symbol", "company", "name")


def read_json(kind: type[FileStruct], *parts: str) -> FileStruct:
    """The file `parts` decoded strictly; raises DataMissing naming file and record."""
    path = resource(*parts)
    return decode(kind, read_bytes(path), path.name)


def decode(kind: type[FileStruct], content: bytes, name: str) -> FileStruct:
    """The content of the file called `name` decoded strictly; raises DataMissing as `read_json` does."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        raise DataMissing(f"{name}{_record(content, str(error))}: {reason}.") from error


def read_csv(*parts: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of each line of a shipped CSV file, header first."""
    path = resource(*parts)
    text = read_bytes(path).decode("utf-8")
    yield from enumerate(csv.reader(text.splitlines()), start=1)


def read_bytes(path: Path) -> bytes:
    """The whole file; raises DataMissing when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        text = translate("snapshot", "{path} cannot be read: {reason}.")
        raise DataMissing(text.format(path=path, reason=error.strerror or error)) from error


def _record(content: bytes, reason: str) -> str:
    """Which record a decoding error points at, as ", record x"; empty when it cannot be told."""
    where = _WHERE.search(reason)
    if where is None:
        return ""
    try:
        record = msgspec.json.decode(content)[where[1]][int(where[2])]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, LookupError, TypeError):
        # Decoding stopped before whatever else is wrong with the file, or it has the key twice.
        record = None
    if isinstance(record, dict):
        for name in _NAMES:
            if name in record:
                return f", record {str(record[name])[:_LONGEST_NAME]}"
    return f", record number {int(where[2]) + 1}"
