"""The user's changes as a file: what is written is read back, and anything else is refused in a sentence."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from screener.domain.ring.deal import Entity
from screener.domain.ring.overlay import NOTHING, OwnLedger, with_deal, with_entity, with_retirement
from screener.errors import BadInput
from screener.importers.ledger_changes import read_changes, to_text
from tests.builders.ledgers import deal, ledger_data

AT = datetime(2026, 11, 20, tzinfo=UTC)
SHIPPED = ledger_data([deal("a", "b", key="first"), deal("b", "a", key="second")])


def some() -> OwnLedger:
    own = with_deal(NOTHING, deal("a", "b", key="first", goods="輝達"), SHIPPED)
    own = with_deal(own, deal("b", "c", key="own-1"), SHIPPED)
    own = with_entity(own, Entity("c", "C", "gear", None, listings=("C.X",)), SHIPPED)
    return with_retirement(own, "second", "over", SHIPPED)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "changes.json"
    path.write_text(to_text(some(), "v1", AT), encoding="utf-8")

    assert read_changes(path) == some()
    content = msgspec.json.decode(path.read_bytes())
    assert (content["format"], content["version"], content["ledger"]) == (
        "ringfence-ledger-changes",
        1,
        "v1",
    )


def changed(**parts: object) -> bytes:
    content = msgspec.json.decode(to_text(some(), "v1", AT))
    return msgspec.json.encode({**content, **parts})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "was not read"),
        (b"[]", "was not read"),
        (b"\xff\xfe", "was not read"),
        (b"[" * 100_000, "was not read"),
        (changed(format="other"), "it is no file of ledger changes"),
        (changed(version=2), "written by a newer Ringfence"),
        (changed(deals=[{"deal": {"id": "x"}}]), "missing required field"),
        (changed(retirements=5), "Expected `array`"),
        (changed(format="x" * 50_000), "it is no file of ledger changes"),
        (changed(deals=["\n" * 9]), "Expected `object`"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "changes.json"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=re.escape(says)) as caught:
        read_changes(path)
    assert caught.value.message.startswith("changes.json")
    assert caught.value.message.endswith(".")
    assert len(caught.value.message) < 400


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        read_changes(tmp_path / "gone.json")
