"""Every command runs without the window: Qt is never imported, nor are libraries it has no use for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from screener.cli.commands import COMMANDS

WINDOW = ("PySide6", "shiboken6", "pyqtgraph", "screener.ui", "screener.app")
NETWORK = ("yfinance", "curl_cffi", "requests", "peewee")
HEAVY = ("pandas", "numpy", "jinja2")

PROGRAM = """
import contextlib, io, json, sys
from screener.__main__ import main
sys.argv = ["ringfence", *sys.argv[1:]]
with contextlib.redirect_stdout(io.StringIO()) as out:
    code = main()
print(json.dumps([code, sorted(sys.modules)]))
"""

RUNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "concentration": (("concentration", "{file}"), ("pandas", *NETWORK)),
    "returns": (("returns",), ("pandas", "jinja2", *NETWORK)),
    "screen": (("screen", "--offline", "--format", "json"), ("pandas", "jinja2", *NETWORK)),
    "import": (("import", "{file}"), (*HEAVY, *NETWORK)),
    "export": (("export", "--offline", "--to", "{folder}/out.html"), ("pandas", *NETWORK)),
    "loops": (("loops",), ("pandas", "jinja2", *NETWORK)),
    "watch": (("watch", "--once", "--offline"), ("pandas", "jinja2", *NETWORK)),
}
"""Arguments of each command, and what it has no use for beside the window."""


REFUSED = {"concentration"}
"""Commands that get the same file of positions and have no use for it."""


def imported(*arguments: str) -> tuple[int, set[str]]:
    """The exit code, and every module the program has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    code, modules = json.loads(done.stdout)
    return code, set(modules)


@pytest.mark.parametrize("command", sorted(RUNS))
def test_a_command_imports_neither_qt_nor_what_it_does_not_need(command: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("symbol,quantity\nNVDA,1\n")
    arguments, unneeded = RUNS[command]
    code, modules = imported(*[argument.format(file=file, folder=tmp_path) for argument in arguments])
    assert code == (2 if command in REFUSED else 0)
    assert "screener.cli.main" in modules
    assert not modules.intersection((*WINDOW, *unneeded))


def test_no_command_is_left_out() -> None:
    assert {command.name for command in COMMANDS} == RUNS.keys()
