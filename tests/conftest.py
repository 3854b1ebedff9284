"""What every test gets: no network, no window system, a home of its own, no stray threads."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# Nothing listens here: native HTTP clients, which the Python guard cannot see, end at a refusal.
_DEAD_PROXY = "http://127.0.0.1:9"
_THREAD_GRACE = 5.0

# How long an example takes says something of the machine, not of the formula.
hypothesis.settings.register_profile("ringfence", deadline=None)
hypothesis.settings.load_profile("ringfence")


class NetworkUsed(AssertionError):
    """A test tried to leave this machine."""


def _is_local(family: int, address: Any) -> bool:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    return isinstance(address, tuple) and address[0] in _LOOPBACK


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that does not stay on the loopback interface."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_local(self.family, address):
            raise NetworkUsed(f"connection to {address!r}")
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_local(self.family, address):
            raise NetworkUsed(f"connection to {address!r}")
        return real_connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, _DEAD_PROXY)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1,localhost,::1")


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file the app writes for its user goes to a folder of this test only."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RINGFENCE_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """Fail the test that leaves a thread running, not the one that trips over it."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        # Qt's pool threads show up as dummies for as long as the process lives.
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(_THREAD_GRACE)
    running = [thread.name for thread in left if thread.is_alive()]
    assert not running, f"threads left running: {running}"
