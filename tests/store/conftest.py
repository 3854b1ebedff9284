"""An open store in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.instance_lock import InstanceLock
from screener.store.user import UserStore
from tests.builders.stores import user_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the databases of the test lie."""
    path = tmp_path / "data"
    path.mkdir(mode=0o700)
    return path


@pytest.fixture
def lock(folder: Path) -> Iterator[InstanceLock]:
    """The instance lock of `folder`."""
    with InstanceLock.acquire(folder) as held:
        yield held


@pytest.fixture
def store(folder: Path) -> Iterator[UserStore]:
    """The user's store in `folder`; do not ask for `lock` beside it."""
    with user_store(folder) as opened:
        yield opened
