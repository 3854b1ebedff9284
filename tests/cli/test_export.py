"""`ringfence export`: a whole file or none."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import ran, refused


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json", ".HTML"])
def test_a_summary_is_written_in_the_format_of_its_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"summary{suffix}"
    ended = ran(capsys, "export", "--offline", "--to", out)
    assert (ended.code, ended.out) == (0, "")
    assert str(out) in ended.err
    assert "NVDA" in out.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_file_is_exported_in_place_of_the_portfolio(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, out = tmp_path / "mine.csv", tmp_path / "out.json"
    file.write_text("symbol,quantity\nKO,3\n")
    assert ran(capsys, "export", file, "--offline", "--to", out).code == 0
    assert [row["symbol"] for row in json.loads(out.read_text())["positions"]] == ["KO"]


@pytest.mark.parametrize("target", ["out.docx", "out", "nowhere/out.html", "folder.html"])
def test_a_place_or_format_that_cannot_be_is_refused_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_home: Path, target: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    refused(ran(capsys, "export", "--offline", "--to", tmp_path / target))
    assert list(own_home.iterdir()) == [], "before anything was opened"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder nobody can write to")
def test_a_folder_that_takes_no_file_is_bad_input_before_anything_is_asked(
    capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    assert "/proc" in refused(ran(capsys, "export", "--to", "/proc/out.html"))
    assert list(own_home.iterdir()) == []


def test_what_was_there_stays_when_writing_fails(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.html"
    (out / "inside").mkdir(parents=True)
    monkeypatch.setattr("screener.cli.export.check_target", lambda _: None)  # made after the look
    assert "out.html" in refused(ran(capsys, "export", "--offline", "--to", out), code=3)
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]
    assert (out / "inside").is_dir()
