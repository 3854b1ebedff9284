"""A file somebody names is read, or refused at once whatever stands there."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from screener.errors import BadInput
from screener.importers.ledger_changes import read_bytes
from screener.ordinary_file import NotOrdinary, read_ordinary
from screener.services import thresholds
from screener.services.concentration import read_filing_file
from screener.settings.values import Settings
from tests.builders.settings import Kept

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    return path


def open_files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


def test_the_bytes_and_whether_there_are_more(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_bytes(b"12\r\n5")

    assert read_ordinary(path, 10) == b"12\r\n5"
    assert read_ordinary(path, 3) == b"12\r\n"


@needs_pipes
def test_a_pipe_a_socket_and_a_device_are_refused(tmp_path: Path, pipe: Path) -> None:
    name = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(name))
        with pytest.raises(OSError, match="No such device"):
            read_ordinary(name, 10)
    (tmp_path / "link").symlink_to(pipe)
    for path in (pipe, tmp_path / "link", Path("/dev/zero")):
        with pytest.raises(NotOrdinary):
            read_ordinary(path, 10)


@pytest.mark.parametrize("name", ["gone", "no\0name", "n" * 300, "loop", ""])
def test_names_that_lead_to_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OSError, match=r"."):
        read_ordinary(tmp_path / name, 10)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="nothing here tells what is open")
def test_nothing_stays_open(tmp_path: Path, pipe: Path) -> None:
    before = open_files()
    for path in (tmp_path, pipe):
        with pytest.raises(OSError, match=r"."):
            read_ordinary(path, 10)
    assert open_files() == before


@needs_pipes
@pytest.mark.parametrize(
    "read",
    [read_bytes, read_filing_file, lambda path: thresholds.read_file(Settings(Kept()), path)],
    ids=["ledger", "filing", "thresholds"],
)
def test_nobody_waits_for_a_pipe(pipe: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(BadInput, match="it is not an ordinary file"):
        read(pipe)
    with pytest.raises(BadInput, match="null"):
        read(pipe.with_name("no\0name"))
