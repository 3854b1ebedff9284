"""What set-up decides before it installs anything: is there a display, and is the environment still right."""

import importlib
import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux can be without a display or Qt's libraries"
)


@pytest.fixture
def native(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(FOLDER))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    return importlib.import_module("native")


@pytest.fixture
def environment(native: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The environment module looking at an empty folder instead of the real .venv."""
    module = importlib.import_module("environment")
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / "venv" / "stamp.json")
    return module


def test_no_display_when_none_is_named(native: ModuleType) -> None:
    assert native.has_display() is False


@pytest.mark.parametrize("name", ["", "nonsense", ":", ":x", ":4242", ":4242.0"])
def test_a_display_that_does_not_answer_is_none(
    native: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert native.has_display() is False


def test_a_wayland_display_that_answers(
    native: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert native.has_display() is False
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert native.has_display() is True


def test_an_x11_display_that_answers(native: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4243")
        server.listen()
        monkeypatch.setenv("DISPLAY", ":4243.0")
        assert native.has_display() is True


def test_the_stamp_holds_until_something_changes(environment: ModuleType) -> None:
    python = environment.venv_python()
    python.parent.mkdir(parents=True)
    wanted = environment._fingerprint()
    assert not environment._is_ready(wanted, dev=False)
    environment.STAMP.write_text(json.dumps({"fingerprint": wanted, "dev": False}), encoding="utf-8")
    assert not environment._is_ready(wanted, dev=False), "the interpreter itself is gone"
    python.touch()
    assert environment._is_ready(wanted, dev=False)
    assert not environment._is_ready(wanted, dev=True), "the test tools are not in yet"
    assert not environment._is_ready("another lock", dev=False)
    environment.STAMP.write_text("{", encoding="utf-8")
    assert not environment._is_ready(wanted, dev=False)


def test_children_do_not_inherit_what_misleads_python(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    inherited = environment.clean_environment(EXTRA="1")
    assert "PYTHONPATH" not in inherited
    assert "PIP_USER" not in inherited
    assert inherited["EXTRA"] == "1"
