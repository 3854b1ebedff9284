"""The wheel carries all it needs: built, unpacked, and run far from the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHERE = "import screener, screener.paths as p; print(screener.__file__); print(p.resources())"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the unpacked wheel and nothing else."""
    built = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("installed")
    # Unpacking is what installing a pure wheel comes to, and it needs no pip.
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def python(installed: Path, tmp_path: Path) -> Callable[..., str]:
    """Runs Python in an empty folder on the unpacked wheel and returns its stdout."""

    def run(*arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("RINGFENCE")}
        environment |= {"PYTHONPATH": str(installed), "RINGFENCE_HOME": str(tmp_path / "home")}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_code_and_data_come_from_the_wheel(python: Callable[..., str], installed: Path) -> None:
    code, data = python("-c", WHERE).splitlines()
    assert Path(code) == installed / "screener" / "__init__.py"
    assert Path(data) == installed / "screener" / "resources"


def test_every_shipped_file_is_in_the_wheel(installed: Path) -> None:
    shipped = ROOT / "resources"
    missing = [
        str(path.relative_to(shipped))
        for path in shipped.rglob("*")
        if path.is_file() and not (installed / "screener" / "resources" / path.relative_to(shipped)).is_file()
    ]
    assert missing == []


def test_the_command_line_works_outside_the_checkout(python: Callable[..., str]) -> None:
    result = json.loads(python("-m", "screener", "screen", "--offline", "--format", "json"))
    symbols = {company["symbol"] for company in result["companies"]}
    assert {"NVDA", "KO"} <= symbols
    assert result["mode"] == "snapshot"


def test_the_command_is_declared_and_tests_stay_out(installed: Path) -> None:
    (about,) = installed.glob("ringfence-*.dist-info")
    assert "ringfence = screener.__main__:main" in (about / "entry_points.txt").read_text(encoding="utf-8")
    assert (about / "licenses" / "LICENSE").is_file()
    assert sorted(path.name for path in installed.iterdir() if path != about) == ["screener"]
