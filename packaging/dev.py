"""Set up, run, test and build Ringfence with nothing but Python 3.11 and pip.

python3 packaging/dev.py run      open the window (or, without a display, print and write the assessment)
python3 packaging/dev.py test     everything CI checks
"""

import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)


def _use_newer_python() -> None:
    """Hand over to a newer Python if one is on the PATH; otherwise say so and stop."""
    for minor in (13, 12, 11, 14):
        newer = shutil.which("python3.%d" % minor)  # noqa: UP031 - must also run on a Python that is too old
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - no shell wanted
    sys.exit("Ringfence needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031


if sys.version_info < NEEDED:
    _use_newer_python()

import argparse  # noqa: E402 - only after the version is known to do
from pathlib import Path  # noqa: E402

import native  # noqa: E402
from environment import ROOT, VENV, SetupError, clean_environment, prepare, say, venv_python  # noqa: E402

REPORT = "ringfence-report.html"
PICTURE = "ringfence-window.png"
CHECKS = (
    ("ruff check", ["ruff", "check", "."]),
    ("ruff format", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy"]),
    ("import-linter", ["lint-imports", "--no-logo"]),
)


def run(arguments: "list[str]") -> int:
    """Open the window; any further arguments are the app's own. Returns the exit code."""
    prepare()
    is_command = bool(arguments) and not arguments[0].startswith("-")
    if is_command:
        return _screener(*arguments)
    display = native.has_display()
    problem = native.ensure(window=display)
    if not display:
        return _run_without_display(arguments, problem)
    if problem:
        raise SetupError(problem)
    return _screener(*arguments)


def _run_without_display(arguments: "list[str]", problem: "str | None") -> int:
    """The same assessment in the terminal, as a report, and as a picture of the window."""
    say("There is no display here, so the assessment is printed and written to files instead.")
    offline = [argument for argument in arguments if argument == "--offline"]
    # The first step asks for prices and keeps them; the others show the same ones and ask nobody.
    codes = [
        _screener("screen", *offline),
        _screener("export", "--to", str(Path(REPORT).resolve()), "--offline"),
    ]
    if problem:
        say(f"No picture of the window: {problem}")
    else:
        picture = str(Path(PICTURE).resolve())
        codes.append(_screener("--snapshot", picture, "--offline", QT_QPA_PLATFORM="offscreen"))
    return max(codes)


def _screener(*arguments: str, **environment: str) -> int:
    command = [str(venv_python()), "-m", "screener", *arguments]
    code = subprocess.run(command, env=clean_environment(**environment), check=False).returncode
    return code if code >= 0 else 128 - code


def test(arguments: "list[str]") -> int:
    """Run every check and then pytest (which gets `arguments`); returns 0 only if all pass."""
    prepare(dev=True)
    problem = native.ensure(window=False)
    if problem:
        raise SetupError(problem)
    results = {name: _tool(*command) for name, command in CHECKS}
    passed, closing_line = _pytest(arguments)
    print()
    for name, is_fine in (results | {"pytest": passed}).items():
        print(f"{name}: {'passed' if is_fine else 'FAILED'}")
    print(closing_line)
    return 0 if passed and all(results.values()) else 1


def _tool(name: str, *arguments: str) -> bool:
    print(f"\n== {name} {' '.join(arguments)}".rstrip(), flush=True)
    tool = shutil.which(name, path=str(venv_python().parent))
    if tool is None:
        raise SetupError(f"{name} is missing from .venv; please run: python3 packaging/dev.py clean")
    return subprocess.run([tool, *arguments], cwd=ROOT, env=clean_environment(), check=False).returncode == 0


def _pytest(arguments: "list[str]") -> "tuple[bool, str]":
    """Run pytest, showing its output as it comes; returns whether it passed, and its last line."""
    command = [str(venv_python()), "-m", "pytest", "-n", "2", *arguments]
    print("\n== pytest", flush=True)
    environment = clean_environment(QT_QPA_PLATFORM="offscreen", PYTHONUNBUFFERED="1")
    last = "0 passed, 0 failed"
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return process.returncode == 0, last


def build(arguments: "list[str]") -> int:
    """Make the one-folder app and prove that it starts; `--smoke-only` tries the one already built."""
    import frozen

    prepare(dev=True)
    problem = native.ensure(window=False)
    if problem:
        raise SetupError(problem)
    if "--smoke-only" in arguments:
        frozen.smoke()
    else:
        frozen.build()
    return 0


def lock(arguments: "list[str]") -> int:
    """Write the lock files anew; with `--upgrade`, at the newest versions pyproject.toml allows."""
    import locks

    locks.lock(upgrade="--upgrade" in arguments)
    return 0


def clean(_: "list[str]") -> int:
    """Remove what these commands made inside the checkout; the user's data is elsewhere and stays."""
    caches = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis")
    for path in (VENV, ROOT / "build", ROOT / "dist", *(ROOT / name for name in caches)):
        shutil.rmtree(path, ignore_errors=True)
    return 0


COMMANDS = {"run": run, "test": test, "build": build, "lock": lock, "clean": clean}


def main() -> int:
    """Run one command; everything after its name is passed on to it."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on (run: the app, test: pytest)")
    chosen = parser.parse_args()
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
