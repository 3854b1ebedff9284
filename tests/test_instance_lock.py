"""Only one Ringfence writes, and a killed one leaves nothing locked."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from screener.errors import StorageError
from screener.instance_lock import LOCK_FILE, AlreadyOpen, InstanceLock

HOLDER = """
import sys
from pathlib import Path
from screener.instance_lock import InstanceLock
lock = InstanceLock.acquire(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_holder_is_told_that_ringfence_is_open(tmp_path: Path) -> None:
    with InstanceLock.acquire(tmp_path) as lock:
        assert lock.held
        with pytest.raises(AlreadyOpen, match="already open"):
            InstanceLock.acquire(tmp_path)
    assert not lock.held
    InstanceLock.acquire(tmp_path).release()


def test_a_killed_process_frees_the_lock(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyOpen):
            InstanceLock.acquire(tmp_path)
        holder.kill()
        holder.wait()
        InstanceLock.acquire(tmp_path).release()


def test_the_lock_file_is_private(tmp_path: Path) -> None:
    InstanceLock.acquire(tmp_path).release()
    assert stat.S_IMODE((tmp_path / LOCK_FILE).stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"^\S+ cannot be written: .*\.$") as caught:
        InstanceLock.acquire(tmp_path / "gone")
    assert not isinstance(caught.value, AlreadyOpen)
