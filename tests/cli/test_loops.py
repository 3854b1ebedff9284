"""`ringfence loops`: closed paths of at least the strength and at most the length asked for."""

import csv
import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from screener.domain.ring.deal import STRENGTHS
from tests.cli.commands import ran


def loops(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    ended = ran(capsys, "loops", "--format", "json", *options)
    assert (ended.code, ended.err) == (0, "")
    assert ended.result["truncated"] is False
    return list(ended.result["loops"])


def test_every_loop_closes_and_is_as_strong_as_its_weakest_leg(capsys: pytest.CaptureFixture[str]) -> None:
    found = loops(capsys, "--status", "contingent")
    assert found
    for loop in found:
        assert loop.keys() >= {"entities", "strength", "bottleneck_usd", "legs"}
        around = [*loop["entities"], loop["entities"][0]]
        assert [(leg["payer"], leg["payee"]) for leg in loop["legs"]] == list(pairwise(around))
        assert loop["strength"] == min((leg["strength"] for leg in loop["legs"]), key=STRENGTHS.index)
        assert all(leg["deals"] for leg in loop["legs"])
        assert loop["bottleneck_usd"] is None or loop["bottleneck_usd"] > 0


def test_status_is_a_floor(capsys: pytest.CaptureFixture[str]) -> None:
    firm, announced, everything = (
        loops(capsys, "--status", one) for one in ("firm", "announced", "contingent")
    )
    assert len(firm) < len(announced) < len(everything)
    assert {loop["strength"] for loop in firm} == {"firm"}
    assert {loop["strength"] for loop in announced} == {"firm", "announced"}
    assert loops(capsys) == announced, "the default"


def test_legs_is_a_limit(capsys: pytest.CaptureFixture[str]) -> None:
    two, four = loops(capsys, "--legs", "2"), loops(capsys, "--legs", "4")
    assert {len(loop["entities"]) for loop in two} == {2}
    assert max(len(loop["entities"]) for loop in four) <= 4
    assert len(two) < len(four)


def test_it_touches_no_file_of_the_user(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    loops(capsys)
    assert list(own_home.iterdir()) == []


def test_names_stand_for_ids_where_people_read(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(ran(capsys, "loops", "--format", "csv").out)))
    assert len(rows) == len(loops(capsys)) + 1
    assert any("NVIDIA" in row[1] and "→" in row[1] for row in rows)
    assert "NVIDIA" in ran(capsys, "loops").out
