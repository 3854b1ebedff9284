"""`ringfence returns`: the gauge of money that comes back, with its bounds and its sentence."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.commands import ran


def test_the_json_has_an_answer_and_bounds_for_every_company(capsys: pytest.CaptureFixture[str]) -> None:
    ended = ran(capsys, "returns", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    found = ended.result
    assert found.keys() >= {"window", "companies", "finn_index"}
    assert 0 < found["finn_index"] < 1
    companies = {one["entity"]: one for one in found["companies"]}
    for one in companies.values():
        assert one.keys() >= {"entity", "share", "at_least", "at_most", "coverage", "sentence"}
        assert one["sentence"].endswith(".")
        assert (one["share"] is None) == ("not known" in one["sentence"])
        if one["coverage"] is None:
            assert one["share"] is one["at_least"] is one["at_most"] is None
        else:
            assert 0 <= one["at_least"] <= one["at_most"] <= 1
            assert one["share"] is None or 0.5 <= one["coverage"] <= 1.1
    assert "none of its revenue can be traced" in companies["nvidia"]["sentence"]
    assert "150.3% of the revenue it reported" in companies["coreweave"]["sentence"]


def test_vendor_financing_stands_beside_lucent(capsys: pytest.CaptureFixture[str]) -> None:
    found = ran(capsys, "returns", "--format", "json").result
    amazon = next(one for one in found["companies"] if one["entity"] == "amazon")["vendor_financing"]

    assert amazon["share"] == pytest.approx(amazon["firm"] + amazon["contingent"], abs=2e-4)
    assert amazon["records"]
    assert found["lucent"]["share"] == 0.21
    assert found["lucent"]["as_of"].startswith("2000")


def test_the_window_is_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    window = ran(capsys, "returns", "--format", "json").result["window"]

    assert window == {"start": "2025-07-01", "end": "2026-06-30"}


def test_tables_name_the_companies(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    rows = list(csv.reader(io.StringIO(ran(capsys, "returns", "--format", "csv").out)))
    nvidia = next(row for row in rows if "NVIDIA" in row[0])

    assert nvidia[1:4] == ["0%", "100%", "0%"]
    assert "?" in {row[3] for row in rows}
    assert "NVIDIA" in ran(capsys, "returns").out
    assert list(own_home.iterdir()) == []
