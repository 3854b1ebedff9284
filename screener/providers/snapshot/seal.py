"""Computes the manifest of the shipped files; run as a module after the data were edited.

`python -m screener.providers.snapshot.seal` rewrites manifest.json, keeping the day of the figures.
"""

import hashlib
from datetime import date
from pathlib import Path

import msgspec

from screener.paths import resources
from screener.providers.snapshot.files import LedgerSeal, Manifest

RING = ("entities.json", "deals.json", "customers.json", "reviewed.json")
SNAPSHOT = (
    "companies.json",
    "funds.json",
    "prices.json",
    "medians.json",
    "stated.json",
    "rates.csv",
    "closes.csv",
)
MANIFEST = ("snapshot", "manifest.json")
_FULL_DAY = len("2026-01-31")


def seal(folder: Path, day: date) -> Manifest:
    """The manifest the files under `folder` should have, for figures of `day`."""
    ring = {f"ring/{name}": _digest(folder / "ring" / name) for name in RING}
    snapshot = {f"snapshot/{name}": _digest(folder / "snapshot" / name) for name in SNAPSHOT}
    ledger_day = _newest_record(folder / "ring" / "deals.json")
    return Manifest(
        id=f"{day}-{_short(snapshot)}",
        day=day,
        ledger=LedgerSeal(id=f"{ledger_day}-{_short(ring)}", day=ledger_day),
        counts=_counts(folder),
        sha256={**ring, **snapshot},
    )


def _digest(path: Path) -> str:
    """Checksum of the content, the same whatever the line ends of the checkout."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _short(digests: dict[str, str]) -> str:
    return hashlib.sha256("".join(digests.values()).encode()).hexdigest()[:8]


def _newest_record(path: Path) -> date:
    days = [
        day
        for deal in msgspec.json.decode(path.read_bytes())["deals"]
        for day in (deal.get("announced"), *(seen.get("date") for seen in deal["evidence"]))
        if day is not None and len(day) == _FULL_DAY
    ]
    return date.fromisoformat(max(days))


def _counts(folder: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part, names in (("ring", RING), ("snapshot", SNAPSHOT)):
        for name in names:
            path = folder / part / name
            if path.suffix == ".json":
                content = msgspec.json.decode(path.read_bytes())
                counts[f"{part}/{name}"] = len(content[path.stem])
    return counts


def main() -> None:
    """Rewrite manifest.json so that it fits the files."""
    folder = resources()
    path = folder.joinpath(*MANIFEST)
    day = msgspec.json.decode(path.read_bytes(), type=Manifest).day
    path.write_bytes(msgspec.json.format(msgspec.json.encode(seal(folder, day))) + b"\n")


if __name__ == "__main__":
    main()
