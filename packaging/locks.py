"""Writes the three lock files: every package with the hashes of its wheels, and no index address."""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from environment import BUILD_LOCK, DEV_LOCK, ROOT, RUNTIME_LOCK, SetupError, clean_environment, say

_HEADER = "# Made by `python3 packaging/dev.py lock` from pyproject.toml, for every system; do not edit.\n"
_OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--only-binary=:all:",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
)


def lock(*, upgrade: bool) -> None:
    """Resolve pyproject.toml and write the locks. Pins that fit stay unless `upgrade`. Raises SetupError."""
    description = ROOT / "pyproject.toml"
    build_system = tomllib.loads(description.read_text(encoding="utf-8"))["build-system"]
    with tempfile.TemporaryDirectory() as folder:
        uv = _resolver(Path(folder))
        build_input = Path(folder) / "build.in"
        # virtualenv: for a Python that comes without venv
        build_input.write_text("\n".join([*build_system["requires"], "virtualenv"]), encoding="utf-8")
        agree = ["--constraints", str(DEV_LOCK)]
        for target, source in (
            (DEV_LOCK, ["--extra", "dev", str(description)]),
            (RUNTIME_LOCK, [*agree, str(description)]),
            (BUILD_LOCK, [*agree, str(build_input)]),
        ):
            _compile(uv, target, [*source, *(["--upgrade"] if upgrade else [])])


def _resolver(folder: Path) -> Path:
    """A uv in an environment that is thrown away afterwards."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], env=clean_environment(), check=True)
    scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [str(scripts / "python"), "-m", "pip", "install", "--quiet", "uv"],
        env=clean_environment(),
        check=True,
    )
    return scripts / "uv"


def _compile(uv: Path, target: Path, arguments: list[str]) -> None:
    command = [str(uv), "pip", "compile", *_OPTIONS, "--output-file", str(target), *arguments]
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=clean_environment(),
        cwd=ROOT,
    )
    if done.returncode != 0:
        raise SetupError(f"{target.name} could not be resolved: {done.stderr.strip()}")
    target.write_text(_HEADER + target.read_text(encoding="utf-8"), encoding="utf-8")
    say(f"wrote {target.relative_to(ROOT)}")
