"""The one-folder app: built with PyInstaller, then started with nothing but itself as proof."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from environment import ROOT, SetupError, clean_environment, say, venv_python

APP = ROOT / "dist" / "ringfence"
_DEADLINE = 120  # seconds for one start of the frozen app


def build() -> None:
    """Write dist/ringfence and try it. Raises SetupError when the build or the trial fails."""
    command = [str(venv_python()), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(APP.parent), "--workpath", str(ROOT / "build" / "pyinstaller")]
    command.append(str(ROOT / "packaging" / "ringfence.spec"))
    say("Building the one-folder app (about a minute)")
    if subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode != 0:
        raise SetupError("PyInstaller stopped; its messages are above.")
    smoke()
    size = sum(path.stat().st_size for path in APP.rglob("*") if path.is_file() and not path.is_symlink())
    say(f"{APP} is ready: {size / 1e6:.0f} MB, started offline with every panel")


def smoke() -> None:
    """Start the built app with an empty home, outside the checkout, without a network. Raises SetupError."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        result = _start(place, "screen", "--offline", "--format", "json")
        try:
            companies = json.loads(result)["companies"]
        except (ValueError, KeyError) as error:
            raise SetupError(f"The built app printed no assessment: {result[:300]!r}") from error
        if not companies:
            raise SetupError("The built app printed an assessment without companies.")
        _start(place, "--snapshot", "window.png", "--offline", "--every-panel")
        pictures = sorted(place.glob("window*.png"))
        if not pictures or any(path.stat().st_size == 0 for path in pictures):
            raise SetupError("The built app painted no window.")
        say(f"The built app screens {len(companies)} companies and paints {len(pictures)} pictures")
        if kept := os.environ.get("RINGFENCE_SMOKE_PICTURES"):
            Path(kept).mkdir(parents=True, exist_ok=True)
            for path in pictures:
                shutil.copy(path, kept)


def _start(place: Path, *arguments: str) -> str:
    """Run the built app in `place`; returns its stdout."""
    home = place / "home"
    home.mkdir(exist_ok=True)
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}
    # Nothing listens there: a request that should not happen fails at once instead of succeeding unseen.
    environment |= {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    executable = APP / ("ringfence.exe" if os.name == "nt" else "ringfence")
    command = [str(executable), *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_DEADLINE,
        )
    except subprocess.TimeoutExpired as error:
        raise SetupError(f"`ringfence {' '.join(arguments)}` did not end within {_DEADLINE} s.") from error
    if done.returncode != 0:
        raise SetupError(
            f"`ringfence {' '.join(arguments)}` ended with {done.returncode}:\n{done.stderr.strip()}"
        )
    return done.stdout
