"""A whole ledger in one file, for use between two releases: made from the files under ring/ and read back.

`python -m screener.providers.snapshot.ledger_file OUT [REVISION]` writes the shipped ledger as such a file.
"""

import sys
from pathlib import Path

import msgspec

from screener.providers.snapshot.files import (
    CustomersFile,
    DealsFile,
    EntitiesFile,
    LedgerFile,
    LedgerSeal,
    Manifest,
    ReviewedFile,
)
from screener.providers.snapshot.reading import decode, read_json
from screener.providers.snapshot.seal import MANIFEST

NAME = "ledger.json"


class LedgerParts(msgspec.Struct, frozen=True):
    """The files a ledger is made of."""

    seal: LedgerSeal
    entities: EntitiesFile
    deals: DealsFile
    customers: CustomersFile
    reviewed: ReviewedFile


def shipped(seal: LedgerSeal) -> LedgerParts:
    """The ledger as shipped; raises DataMissing."""
    return LedgerParts(
        seal,
        read_json(EntitiesFile, "ring", "entities.json"),
        read_json(DealsFile, "ring", "deals.json"),
        read_json(CustomersFile, "ring", "customers.json"),
        read_json(ReviewedFile, "ring", "reviewed.json"),
    )


def parts(content: bytes, than: LedgerSeal, name: str = NAME) -> LedgerParts | None:
    """The ledger in a file, None when it is not newer than another; raises DataMissing naming the record."""
    file = decode(LedgerFile, content, name)
    if (file.ledger.day, file.ledger.revision) <= (than.day, than.revision):
        return None
    return LedgerParts(
        file.ledger,
        EntitiesFile(file.entities),
        DealsFile(file.deals),
        CustomersFile(file.sources, file.customers),
        ReviewedFile(file.reviewed),
    )


def seal_of(content: bytes, name: str = NAME) -> LedgerSeal:
    """Which ledger a file holds; raises DataMissing naming the record that is wrong."""
    return decode(LedgerFile, content, name).ledger


def packed(ledger: LedgerParts, revision: int = 0) -> bytes:
    """The ledger as one file. A later revision of the same day is newer."""
    version = f"{ledger.seal.id}.{revision}" if revision else ledger.seal.id
    return msgspec.json.encode(
        LedgerFile(
            format="ringfence-ledger",
            format_version=1,
            ledger=LedgerSeal(version, ledger.seal.day, revision),
            entities=ledger.entities.entities,
            deals=ledger.deals.deals,
            sources=ledger.customers.sources,
            customers=ledger.customers.customers,
            reviewed=ledger.reviewed.reviewed,
        )
    )


def main(arguments: list[str]) -> None:
    """Write the shipped ledger as one file."""
    target, revision = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0
    target.write_bytes(packed(shipped(read_json(Manifest, *MANIFEST).ledger), revision))


if __name__ == "__main__":
    main(sys.argv[1:])
