"""A newer ledger in one file stands in for the shipped one, and a wrong one names its record."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screener.domain.universe import Universe
from screener.errors import DataMissing
from screener.providers.snapshot import load_universe
from screener.providers.snapshot.files import Manifest
from screener.providers.snapshot.ledger_file import main, packed, parts, seal_of, shipped
from screener.providers.snapshot.reading import read_json
from screener.providers.snapshot.seal import MANIFEST


@pytest.fixture(scope="module")
def universe() -> Universe:
    return load_universe()


def newer(**changes: Any) -> dict[str, Any]:
    """The shipped ledger as a later revision, as plain content."""
    ledger = shipped(read_json(Manifest, *MANIFEST).ledger)
    return {**msgspec.json.decode(packed(ledger, revision=1)), **changes}


def load(content: dict[str, Any]) -> Universe:
    return load_universe(msgspec.json.encode(content).decode())


def test_the_shipped_ledger_packed_is_the_same_ledger(universe: Universe) -> None:
    again = load(newer())

    assert again.ledger.deals == universe.ledger.deals
    assert again.customers == universe.customers
    assert again.companies == universe.companies
    assert again.ledger.version == f"{universe.ledger.version}.1"


def test_a_newer_ledger_is_used_and_an_older_one_is_not(universe: Universe) -> None:
    content = newer()
    content["deals"] = content["deals"][:100]
    for deal in content["deals"]:
        deal.update(supersedes=[], contains=[], extends=[])
    later = {"id": "later", "day": str(universe.ledger.day + timedelta(days=40))}
    earlier = {"id": "earlier", "day": str(universe.ledger.day - timedelta(days=1)), "revision": 9}

    assert len(load({**content, "ledger": later}).ledger.deals) == 100
    assert load({**content, "ledger": later}).ledger.version == "later"
    assert load({**content, "ledger": earlier}).ledger == universe.ledger
    assert load({**content, "ledger": {**later, "day": str(universe.ledger.day)}}).ledger == universe.ledger


def test_a_new_listed_party_is_a_company() -> None:
    content = newer()
    acme = {"symbol": "ACME", "exchange": "NYSE", "currency": "USD"}
    content["entities"].append({"id": "acme", "name": "Acme", "listings": [acme]})

    assert [one.name for one in load(content).companies if one.key == "acme"] == ["Acme"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"payer": "nobody"}, "nobody is no entity"),
        ({"amount_usd": 4e13}, "cannot be right"),
        ({"status": "signed"}, "Invalid enum value"),
        ({"contains": ["gone"]}, "gone is no record"),
        ({"amount_usd": "NaN"}, "cannot be right"),
        ({"amount_usd": "Infinity"}, "cannot be right"),
        ({"firm_usd": "sNaN"}, "more than the whole"),
        ({"term_years": "1e999999"}, "term_years cannot be"),
        ({"notice_days": 10**30}, "notice_days cannot be"),
        ({"capacity_gw": -1}, "capacity_gw cannot be"),
        ({"announced": "2026-02-30"}, "2026-02-30 is no date"),
        ({"starts": "0000"}, "0000 is no date"),
        ({"starts": "9999-12-31"}, "9999-12-31 is no date"),
    ],
)
def test_a_wrong_record_is_named(wrong: dict[str, Any], says: str) -> None:
    content = newer()
    content["deals"][2].update(wrong)
    with pytest.raises(DataMissing, match=says) as caught:
        load(content)
    assert content["deals"][2]["id"] in caught.value.message


@pytest.mark.parametrize("name", ["evil \u202e.cnI", "A\x1b[2J", "A" * 201])
def test_a_party_whose_name_cannot_be_shown_is_refused(name: str) -> None:
    content = newer()
    content["entities"][0]["name"] = name
    with pytest.raises(DataMissing, match="the name cannot be shown"):
        load(content)


@pytest.mark.parametrize("wrong", [{"none_above": "NaN"}, {"share": "-Infinity"}, {"count": 10**30}])
def test_a_wrong_customer_share_is_named(wrong: dict[str, Any]) -> None:
    content = newer()
    content["customers"][0].update(wrong)
    with pytest.raises(DataMissing, match=content["customers"][0]["company"]):
        load(content)


@pytest.mark.parametrize("ending", [b"", b'],"deals":[]}', b'],"x":"\xff"}', b"{" + b"[" * 100_000])
def test_a_file_wrong_in_two_places_is_refused_for_the_first(ending: bytes) -> None:
    content = msgspec.json.encode(newer())
    start = content.index(b'"deals":[') + len(b'"deals":[')
    with pytest.raises(DataMissing, match=r"^mine\.json.*Expected `str`"):
        seal_of(content[:start] + b'{"id":1}' + ending, "mine.json")


def test_what_a_record_says_does_not_fill_the_screen() -> None:
    content = newer()
    for field in ("status", "announced"):
        changed = [{**deal, field: "a\nb" * 50_000} for deal in content["deals"]]
        with pytest.raises(DataMissing) as caught:
            load({**content, "deals": changed})
        assert len(caught.value.message) < 600
        assert "\n" not in caught.value.message


@pytest.mark.parametrize("content", ["", "{}", "[]", "[" * 100_000, '{"format": "other"}', "\ud83d"])
def test_another_file_is_refused(content: str) -> None:
    with pytest.raises(DataMissing, match=r"^mine\.json"):
        seal_of(content.encode(errors="surrogatepass"), "mine.json")


def test_the_tool_writes_such_a_file(tmp_path: Path) -> None:
    main([str(tmp_path / "ledger.json"), "3"])
    content = (tmp_path / "ledger.json").read_bytes()
    seal = read_json(Manifest, *MANIFEST).ledger

    assert seal_of(content).revision == 3
    assert parts(content, seal) is not None
    assert parts(content, seal_of(content)) is None
