"""A report reaches the disk whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from screener.errors import BadInput, StorageError
from screener.reports import EXPORTERS
from screener.reports.report import write_whole
from screener.services.exporting import as_text, check_format, export, formats
from tests.builders.assessments import sample_assessment


@pytest.mark.parametrize("suffix", [exporter.suffix for exporter in EXPORTERS])
def test_every_format_is_written_private_and_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"summary{suffix}"
    assert export(sample_assessment(), path) == path
    assert path.read_bytes().decode() == as_text(sample_assessment(), suffix)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_format_nobody_writes_names_those_there_are(tmp_path: Path) -> None:
    for path in (tmp_path / "summary.docx", tmp_path / "summary"):
        with pytest.raises(BadInput) as caught:
            export(sample_assessment(), path)
        assert ".html, .csv, .json" in caught.value.message
        assert not path.exists()
    check_format(tmp_path / "SUMMARY.CSV")
    assert dict(formats()).keys() == {".html", ".csv", ".json"}


def failing(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "summary.html"
    path.write_text("old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, failing)
    with pytest.raises(StorageError) as caught:
        write_whole("new", path)
    assert caught.value.message.endswith("summary.html cannot be written: No space left on device.")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["summary.html"]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole("new", tmp_path / "summary.html")
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "summary.html"
    folder.mkdir()
    for path in (folder, tmp_path / "gone" / "summary.html", tmp_path / ("x" * 300 + ".html")):
        with pytest.raises(StorageError):
            write_whole("text", path)
    with pytest.raises(StorageError):
        write_whole("text", Path("no\0where") / "summary.html")
    assert [entry.name for entry in tmp_path.iterdir()] == ["summary.html"]


def test_a_name_that_is_no_text_does_not_cost_the_report(tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    write_whole("caf\udce9.csv", path)
    assert path.read_text(encoding="utf-8") == "caf?.csv"
