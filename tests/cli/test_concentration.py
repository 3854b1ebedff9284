"""`ringfence concentration FILE`."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from tests.cli.commands import program, ran, refused
from tests.fakes.edgar_documents import QUARTER, RECEIVABLES, Report, Tagged, of_customer

FACTS = (
    of_customer("acme:DellIncMember", "19", text="Dell Inc. made {}% of net revenue."),
    of_customer("acme:DistributorOneMember", "12", QUARTER, text="A distributor made {}% of net revenue."),
    of_customer("acme:ThreeLargestCustomersMember", "40", text="The largest three made {}% of net revenue."),
    of_customer("acme:DellIncMember", "30", benchmark=RECEIVABLES, text="It owed {}% of receivables."),
    Tagged(
        "5,000", {}, (None, QUARTER[1]), "us-gaap:PurchaseObligation", "{}", "6", "ixt:num-dot-decimal", "usd"
    ),
)


@pytest.fixture
def filing(tmp_path: Path) -> Path:
    path = tmp_path / "acme-20251231.htm"
    path.write_bytes(Report(FACTS).inline())
    return path


def test_the_keys_are_those_of_the_contract(capsys: pytest.CaptureFixture[str], filing: Path) -> None:
    ended = ran(capsys, "concentration", filing, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    result = ended.result
    assert {
        (one["name"], one["share"], one["of"], one["period_start"], one["period_end"], one["kind"])
        for one in result["customers"]
    } == {
        ("Dell Inc.", 0.19, "revenue", "2025-01-01", "2025-12-31", "unknown"),
        ("Distributor One", 0.12, "revenue", "2025-10-01", "2025-12-31", "direct"),
    }
    (group,) = result["groups"]
    assert (group["label"], group["n"], group["share"]) == ("Three Largest Customers", 3, 0.4)
    assert (group["period_start"], group["period_end"]) == ("2025-01-01", "2025-12-31")
    (refusal,) = result["refused"]
    assert "acme:DellIncMember" in refusal["fact"]
    assert refusal["reason"] == "It is a share of receivables, not of revenue."
    assert [one["share"] for one in result["receivables"]] == [0.3]
    assert result["none_above"] is None
    assert [(one["name"], one["value"]) for one in result["figures"]] == [("purchase_obligations", 5e9)]
    assert result["filing"]["form"] == "10-K"


@pytest.mark.parametrize("shape", ["inline", "instance"])
@pytest.mark.parametrize("packed", [True, False])
def test_every_shape_and_packing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, shape: str, packed: bool
) -> None:
    report = Report(FACTS)
    data = report.inline() if shape == "inline" else report.instance()
    path = tmp_path / ("filing.gz" if packed else "filing")
    path.write_bytes(gzip.compress(data) if packed else data)
    result = ran(capsys, "concentration", path, "--format", "json").result
    assert sorted(one["share"] for one in result["customers"]) == [0.12, 0.19]


def test_a_filing_that_names_nobody_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "none.htm"
    path.write_bytes(Report().inline())
    result = ran(capsys, "concentration", path, "--format", "json").result
    assert (result["customers"], result["groups"], result["refused"]) == ([], [], [])
    assert (result["none_above"], result["sentence"]) == (0.1, "No customer above 10% reported.")
    assert "No customer above 10% reported." in ran(capsys, "concentration", path).out


def test_a_document_without_statements_claims_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "cover.htm"
    path.write_bytes(Report(statements=False).inline())
    result = ran(capsys, "concentration", path, "--format", "json").result
    assert (result["customers"], result["none_above"]) == ([], None)
    assert "another part of the filing" in result["sentence"]


def test_tags_that_may_mean_a_customer_are_not_called_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "unclear.htm"
    path.write_bytes(Report((of_customer("acme:CustomerOneMember", "80", benchmark=None),)).inline())
    result = ran(capsys, "concentration", path, "--format", "json").result
    assert result["none_above"] is None
    assert result["sentence"].startswith("No customer's share can be read")


def test_the_table_shows_every_fact_once(capsys: pytest.CaptureFixture[str], filing: Path) -> None:
    out = ran(capsys, "concentration", filing).out
    assert "ACME CORP, 10-K" in out
    for words in ("Dell Inc.", "19%", "direct customer", "3 customers together", "not shown", "quarter to"):
        assert words in out
    assert len(out.splitlines()) == 2 + 4


def test_the_table_as_csv(capsys: pytest.CaptureFixture[str], filing: Path) -> None:
    rows = list(csv.reader(io.StringIO(ran(capsys, "concentration", filing, "--format", "csv").out)))
    assert len(rows) == 1 + 4
    assert {len(row) for row in rows} == {5}


def test_words_that_contradict_the_tag_are_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "flagged.htm"
    wrong = of_customer("acme:CustomerOneMember", "18", text="Customer A made {}% of sales.", scale="-3")
    path.write_bytes(Report((wrong,)).inline())
    (one,) = ran(capsys, "concentration", path, "--format", "json").result["customers"]
    assert one["flags"] == ["The text beside the tag reads 18%."]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.htm", None, "No such file"),
        ("page.htm", b"<html><body>No tags here.</body></html>", "no XBRL facts"),
        ("prose.txt", b"Dear reader, no filing.", "no XBRL"),
        ("empty.htm", b"", "no XBRL"),
        ("broken.htm.gz", b"\x1f\x8bbroken", "gzip"),
        (
            "bomb.xml",
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
            "entities",
        ),
    ],
)
def test_what_is_no_filing_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    line = refused(ran(capsys, "concentration", path))
    assert name in line
    assert said in line


def test_a_folder_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert tmp_path.name in refused(ran(capsys, "concentration", tmp_path))


def test_as_a_program_it_opens_no_store_and_no_window(filing: Path, own_home: Path) -> None:
    ended = program(
        "concentration", filing, "--format", "json", environment={"RINGFENCE_HOME": str(own_home)}
    )
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.result["customers"]) == 2
    assert list(own_home.iterdir()) == []
