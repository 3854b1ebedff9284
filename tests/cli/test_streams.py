"""The command as part of a pipeline: closed pipes, full disks, odd encodings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import program

PROGRAM = [sys.executable, "-m", "screener"]


def test_a_reader_that_leaves_early_is_no_error() -> None:
    # Without a buffer in between, every line meets the closed pipe.
    with subprocess.Popen(
        [*PROGRAM, "screen", "--offline"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_is_said_and_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "screen", "--offline", "--format", "json"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith("ringfence: The result cannot be written")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that can close streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_is_no_error(closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m screener loops {closed}', sys.executable], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that can close streams")
def test_remarks_that_nobody_can_read_are_no_error(tmp_path: Path) -> None:
    path = tmp_path / "positions.csv"
    path.write_text("Symbol,Quantity\nKO,2\nKO,many\n", encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", '"$0" -m screener import "$1" 2>&-', sys.executable, path],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"KO" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="names of files are simpler elsewhere")
def test_the_name_of_a_file_does_not_command_the_terminal(tmp_path: Path) -> None:
    name = tmp_path / "a\x1b[2J\u202e\x07.csv"
    name.write_text("nothing,here\n", encoding="utf-8")
    for file in (name, name.with_suffix(".gone")):
        ended = program("import", file)
        assert ended.code == 2
        assert ended.err.removesuffix("\n").isprintable()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_results_are_utf_8_wherever_they_are_sent(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    ended = program("loops", "--format", "csv", environment=environment)
    assert (ended.code, ended.err) == (0, "")
    assert "→" in ended.out
