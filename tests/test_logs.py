"""The log file: private, whole lines, never without an end, and no reason to stop the app."""

import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screener import logs


@pytest.fixture(autouse=True)
def root_logger() -> Iterator[logging.Logger]:
    """The root logger, given back as it was, with no file left open."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_the_file_is_readable_by_the_user_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        logs.set_up(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / logs.FILE_NAME).stat().st_mode) == 0o600


def test_information_goes_to_the_file_and_errors_to_the_terminal_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up(tmp_path)
    logging.getLogger("quotes").info("asked for 14 symbols, 輝達 too")
    logging.getLogger("quotes").error("no answer")
    logging.getLogger("quotes").debug("not wanted")
    text = (tmp_path / logs.FILE_NAME).read_text(encoding="utf-8")
    assert "INFO quotes: asked for 14 symbols, 輝達 too\n" in text
    assert "ERROR quotes: no answer\n" in text
    assert "not wanted" not in text
    assert capsys.readouterr().err == "quotes: no answer\n"


def test_full_files_make_room_and_the_newest_lines_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LARGEST", 200)
    logs.set_up(tmp_path)
    for number in range(60):
        logging.getLogger("quotes").info("line %03d", number)
    files = [logs.FILE_NAME, *(f"{logs.FILE_NAME}.{number}" for number in (1, 2, 3))]
    logging.getLogger("quotes").info("line %03d", 60)
    assert sorted(path.name for path in tmp_path.iterdir()) == files
    text = "".join((tmp_path / name).read_text(encoding="utf-8") for name in reversed(files))
    kept = [int(line.rsplit(" ", 1)[1]) for line in text.splitlines()]
    assert kept == list(range(kept[0], 61))
    assert all((tmp_path / name).stat().st_size < 300 for name in files)


def test_a_folder_that_cannot_be_written_only_costs_the_file(
    tmp_path: Path, root_logger: logging.Logger
) -> None:
    logs.set_up(tmp_path / "missing")
    assert [type(handler) for handler in root_logger.handlers] == [logging.StreamHandler]


def test_setting_up_brings_no_network_code_along() -> None:
    import subprocess

    code = (
        "import sys, screener.logs;"
        "print([m for m in ('socket', 'pickle', 'logging.handlers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
