"""A slip in the shipped files ends in one sentence that names the file and the record."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screener.errors import DataMissing
from screener.paths import resources
from screener.providers.snapshot import load_closes, load_universe
from screener.providers.snapshot.seal import main

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped files that the loader reads instead."""
    for part in ("ring", "snapshot"):
        shutil.copytree(resources() / part, tmp_path / part)
    monkeypatch.setattr("screener.paths.resources", lambda: tmp_path)
    return tmp_path


def change(path: Path, edit: Change) -> None:
    content = msgspec.json.decode(path.read_bytes())
    edit(content)
    path.write_bytes(msgspec.json.encode(content))


def deal(content: dict[str, Any], **values: Any) -> None:
    """Give the third deal other values."""
    content["deals"][2] = {**content["deals"][2], **values}


def test_the_untouched_copy_loads(shipped: Path) -> None:
    assert len(load_universe().ledger.deals) == 273


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"cash": "yes"}, "Expected `bool`"),
        ({"amount": 1}, "unknown field"),
        ({"status": "signed"}, "Invalid enum value"),
        ({"payer": "nvidea"}, "nvidea is no entity"),
        ({"contains": ["gone-2025"]}, "gone-2025 is no record"),
        ({"amount_usd": 40_000_000_000_000}, "cannot be right"),
        ({"amount_usd": -1}, "cannot be right"),
        ({"firm_usd": 60_000_000_000}, "firm part is more than the whole"),
        ({"announced": "27 Feb 2026"}, "27 Feb 2026 is no date"),
    ],
)
def test_a_wrong_deal_is_named(shipped: Path, values: dict[str, Any], says: str) -> None:
    change(shipped / "ring" / "deals.json", lambda content: deal(content, **values))
    with pytest.raises(DataMissing) as caught:
        load_universe()
    assert "deals.json, record amazon-openai-equity-2026-02" in caught.value.message
    assert says in caught.value.message


def test_a_deal_given_twice_is_named(shipped: Path) -> None:
    change(shipped / "ring" / "deals.json", lambda content: content["deals"].append(content["deals"][2]))
    with pytest.raises(DataMissing, match="amazon-openai-equity-2026-02 twice"):
        load_universe()


@pytest.mark.parametrize("gone", ["value", "as_of", "source"])
def test_a_figure_without_value_day_or_source_is_refused(shipped: Path, gone: str) -> None:
    def edit(content: dict[str, Any]) -> None:
        nvidia = next(record for record in content["companies"] if record["key"] == "nvidia")
        del nvidia["facts"]["revenue"][gone]

    change(shipped / "snapshot" / "companies.json", edit)
    with pytest.raises(DataMissing, match="record nvidia: revenue lacks a value, a day or a source"):
        load_universe()


def test_a_source_that_is_not_in_the_table_is_named(shipped: Path) -> None:
    change(shipped / "snapshot" / "funds.json", lambda content: content["funds"][0].update(source="s999"))
    with pytest.raises(DataMissing, match="unknown source 's999'"):
        load_universe()


def test_a_fund_of_more_than_everything_is_refused(shipped: Path) -> None:
    change(
        shipped / "snapshot" / "funds.json",
        lambda content: content["funds"][0]["holdings"][0].update(weight="0.9"),
    )
    with pytest.raises(DataMissing, match="record QQQ: the weights add up to"):
        load_universe()


@pytest.mark.parametrize(
    "line", ["2026-13-01,USD,EUR,0.9,x,,", "2026-08-21,USD,EUR,much,x,,", "2026-08-21,USD"]
)
def test_a_bad_rate_is_named_by_line(shipped: Path, line: str) -> None:
    path = shipped / "snapshot" / "rates.csv"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(DataMissing, match=r"rates\.csv, line 28"):
        load_universe()


def test_a_bad_close_is_named_by_line(shipped: Path) -> None:
    path = shipped / "snapshot" / "closes.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].replace(",", ",x", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataMissing, match=r"closes\.csv, line 5"):
        load_closes("NVDA")


def test_a_missing_file_is_named(shipped: Path) -> None:
    (shipped / "ring" / "reviewed.json").unlink()
    with pytest.raises(DataMissing, match=r"reviewed\.json"):
        load_universe()


def test_a_file_that_is_no_json_is_named(shipped: Path) -> None:
    (shipped / "ring" / "deals.json").write_bytes(b"\x00\xff not json")
    with pytest.raises(DataMissing, match=r"deals\.json"):
        load_universe()


def test_the_manifest_can_be_renewed_after_an_edit(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.providers.snapshot.seal.resources", lambda: shipped)
    before = load_universe()
    change(shipped / "ring" / "reviewed.json", lambda content: content["reviewed"].pop())
    main()
    after = load_universe()
    assert after.ledger.version != before.ledger.version
    assert (after.ledger.day, after.snapshot_id) == (before.ledger.day, before.snapshot_id)
