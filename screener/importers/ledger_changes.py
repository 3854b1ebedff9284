"""The user's changes of the ledger as a file, to keep or to hand to somebody else."""

from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from screener.domain.ring.overlay import OwnDeal, OwnEntity, OwnLedger, Retirement
from screener.errors import BadInput
from screener.importers.text import MAX_BYTES
from screener.ordinary_file import read_ordinary
from screener.translation import translate

FORMAT: Literal["ringfence-ledger-changes"] = "ringfence-ledger-changes"
VERSION = 1
_LONGEST_REASON = 300


class ChangesFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """The file: what it is, which ledger the changes were made on, and the changes."""

    format: Literal["ringfence-ledger-changes"]
    version: int
    ledger: str
    made_at: datetime
    deals: tuple[OwnDeal, ...]
    entities: tuple[OwnEntity, ...]
    retirements: tuple[Retirement, ...]


class _Head(msgspec.Struct, frozen=True):
    format: str
    version: int


def to_text(own: OwnLedger, ledger: str, at: datetime) -> str:
    """The file's text; `ledger` is the version of the ledger below the changes."""
    file = ChangesFile(FORMAT, VERSION, ledger, at, own.deals, own.entities, own.retirements)
    return msgspec.json.format(msgspec.json.encode(file)).decode() + "\n"


def read_changes(path: Path) -> OwnLedger:
    """The changes in a file, in the order of their ids; raises BadInput with one sentence."""
    content = read_bytes(path)
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.format != FORMAT:
            raise _refused(path, translate("ledger", "it is no file of ledger changes"))
        if head.version > VERSION:
            raise _refused(path, translate("ledger", "it was written by a newer Ringfence"))
        file = msgspec.json.decode(content, type=ChangesFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, str(error)) from error
    return OwnLedger(
        tuple(sorted({one.deal.id: one for one in file.deals}.values(), key=lambda one: one.deal.id)),
        tuple(sorted({one.entity.id: one for one in file.entities}.values(), key=lambda one: one.entity.id)),
        tuple(sorted({one.deal: one for one in file.retirements}.values(), key=lambda one: one.deal)),
    )


def read_bytes(path: Path) -> bytes:
    """The whole file, at most as large as a list may be; raises BadInput with one sentence."""
    try:
        content = read_ordinary(path, MAX_BYTES)
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    if len(content) > MAX_BYTES:
        raise _refused(path, translate("ledger", "it is too large"))
    return content


def _refused(path: Path, reason: str) -> BadInput:
    text = translate("ledger", "{file} was not read: {reason}.")
    short = " ".join(reason.split())[:_LONGEST_REASON].rstrip(".")
    return BadInput(text.format(file=path.name, reason=short), path=path)
