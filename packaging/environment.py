"""The project's virtual environment: made, filled from the locked requirements, checked in no time after."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ringfence-setup.json"
RUNTIME_LOCK = ROOT / "packaging" / "requirements.txt"
BUILD_LOCK = ROOT / "packaging" / "requirements-build.txt"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.txt"

# Settings of the surrounding shell that would send packages or imports elsewhere.
_MISLEADING = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")


class SetupError(Exception):
    """Set-up cannot go on; the message is one clear sentence, with the command that helps if there is one."""


def say(text: str) -> None:
    """Progress, on stderr: stdout belongs to the result."""
    print(text, file=sys.stderr, flush=True)


def venv_python() -> Path:
    """The interpreter of the virtual environment, whether or not it is there yet."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment for a child process, without what would mislead Python or pip."""
    return {name: value for name, value in os.environ.items() if name not in _MISLEADING} | extra


def prepare(*, dev: bool = False) -> None:
    """Make the environment ready: packages at their locked versions and the app itself, linked in.

    Does nothing when the stamp says the same was done before. Raises SetupError.
    """
    wanted = _fingerprint()
    if _is_ready(wanted, dev=dev):
        return
    STAMP.unlink(missing_ok=True)
    if not _venv_works():
        _create_venv()
    say("Setting up Ringfence: installing the locked packages into .venv (once; a minute or two)")
    _install_locked(DEV_LOCK if dev else RUNTIME_LOCK)
    if not dev:
        _install_locked(BUILD_LOCK)
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({"fingerprint": wanted, "dev": dev}), encoding="utf-8")


def _fingerprint() -> str:
    """Changes with the locks, the project description, this Python, and the place of the checkout."""
    digest = hashlib.sha256()
    for path in (RUNTIME_LOCK, BUILD_LOCK, DEV_LOCK, ROOT / "pyproject.toml"):
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise SetupError(
                f"{path} cannot be read ({error.strerror}); the checkout is incomplete."
            ) from error
    digest.update(f"{sys.version_info[:2]} {sys.platform} {ROOT}".encode())
    return digest.hexdigest()


def _is_ready(wanted: str, *, dev: bool) -> bool:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return venv_python().exists() and stamp["fingerprint"] == wanted and (stamp["dev"] or not dev)


def _venv_works() -> bool:
    """Whether .venv holds a running interpreter of this version."""
    if not venv_python().exists():
        return False
    probe = [str(venv_python()), "-c", "import sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(probe, capture_output=True, text=True, env=clean_environment(), check=False)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _create_venv() -> None:
    """Make .venv by the first way this Python knows. Raises SetupError when it knows none."""
    say(f"Setting up Ringfence: making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    if _has("venv") and _has("ensurepip") and _try([sys.executable, "-m", "venv", str(VENV)]):
        return
    # Debian without python3-venv: no ensurepip, but a pip that can fill an environment from outside.
    if (
        _has("venv")
        and _has("pip")
        and _try([sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)])
    ):
        return
    if _has("pip") and _create_with_virtualenv():
        return
    raise SetupError(f"This Python can make no virtual environment. Please run: {_command_for_venv()}")


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _try(command: Iterable[str], **environment: str) -> bool:
    done = subprocess.run(
        list(command), capture_output=True, env=clean_environment(**environment), check=False
    )
    return done.returncode == 0


def _create_with_virtualenv() -> bool:
    target = ROOT / "build" / "virtualenv"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]
    install += ["--target", str(target), "--upgrade", "--requirement", str(BUILD_LOCK)]
    return _try(install) and _try([sys.executable, "-m", "virtualenv", str(VENV)], PYTHONPATH=str(target))


def _command_for_venv() -> str:
    if shutil.which("apt-get"):
        return "sudo apt-get install -y python3-venv python3-pip"
    if shutil.which("dnf"):
        return "sudo dnf install -y python3-pip"
    if shutil.which("pacman"):
        return "sudo pacman -S --needed python-pip"
    return f"{sys.executable} -m ensurepip --user"


def _install_locked(lock: Path) -> None:
    # Wheels only: nothing foreign is executed while installing.
    _pip("--require-hashes", "--only-binary", ":all:", "--requirement", str(lock))


def _pip(*arguments: str) -> None:
    """Run `pip install` on the environment: with its own pip or, where it has none, with ours."""
    own = _try([str(venv_python()), "-c", "import pip"])
    front = (
        [str(venv_python()), "-m", "pip"]
        if own
        else [sys.executable, "-m", "pip", "--python", str(venv_python())]
    )
    command = [*front, "install", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=clean_environment(),
    )
    if done.returncode != 0:
        complaints = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [
            "no reason given"
        ]
        raise SetupError(
            "The locked packages could not be installed; pip says:\n" + "\n".join(complaints[:5])
        )
