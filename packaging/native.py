"""What the window needs from the system: shared libraries, fonts and a display."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from environment import VENV, clean_environment, say, venv_python

STAMP = VENV / "ringfence-native"

_DEBIAN_LIBRARIES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libfontconfig1 libdbus-1-3 libglib2.0-0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0 libwayland-cursor0"
)
_DEBIAN_FONTS = "fonts-dejavu-core fonts-noto-cjk"
_FEDORA = (
    "mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor fontconfig dbus-libs glib2 xcb-util-wm "
    "xcb-util-keysyms libxcb libwayland-cursor dejavu-sans-fonts google-noto-sans-cjk-fonts"
)
_ARCH = (
    "libglvnd libxkbcommon-x11 xcb-util-cursor fontconfig dbus glib2 xcb-util-wm xcb-util-keysyms libxcb "
    "wayland ttf-dejavu noto-fonts-cjk"
)
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")

# Loads Qt's widgets and the platform plugins named on the command line; prints what fails to load.
_PROBE = """
import ctypes, pathlib, sys
try:
    import PySide6.QtWidgets
except ImportError as error:
    sys.exit(print(error))
folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(str(folder / name))
    except OSError as error:
        print(error)
"""


def has_display() -> bool:
    """Whether a window can be shown. Linux: a display server answers at the address the environment names."""
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers() or _x11_answers()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _answers(socket.AF_UNIX, str(Path(runtime) / str(name)))


def _x11_answers() -> bool:
    host, colon, rest = os.environ.get("DISPLAY", "").rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return False
    if host not in ("", "unix"):
        return _answers(socket.AF_INET, (host.rpartition("/")[2], 6000 + int(number)))
    local = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the address the X11 protocol fixes
    return _answers(socket.AF_UNIX, local) or _answers(socket.AF_UNIX, "\0" + local)


def _answers(family: int, address: "str | tuple[str, int]") -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def ensure(*, window: bool) -> "str | None":
    """Make Qt loadable on Linux, installing system packages where that is allowed.

    Returns None when Qt loads (with `window`: for the display at hand, else for offscreen painting),
    otherwise one sentence with the exact command to run. Asks the system only once per environment.
    """
    if not sys.platform.startswith("linux"):
        return None
    plugins = ["libqoffscreen.so", "libqxcb.so"]
    if os.environ.get("WAYLAND_DISPLAY"):
        plugins.append("libqwayland.so")
    wanted = " ".join(plugins)
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return None
    missing, fonts = _unloadable(plugins), _missing_fonts()
    if (missing or fonts) and _may_use_apt():
        _install_with_apt()
        missing, fonts = _unloadable(plugins), _missing_fonts()
    if not missing:
        if fonts:
            say(f"Chinese names need a font that is not here; to add it: {_command()}")
        STAMP.write_text(wanted, encoding="utf-8")
        return None
    needed = missing if window else _unloadable(["libqoffscreen.so"])
    return f"Qt lacks system libraries ({needed[0]}). Please run: {_command()}" if needed else None


def _unloadable(plugins: "list[str]") -> "list[str]":
    """What the loader says of each thing that does not load, e.g. 'libEGL.so.1: cannot open ...'."""
    command = [str(venv_python()), "-c", _PROBE, *plugins]
    answer = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False)
    found = answer.stdout.splitlines()
    return found or (["Qt does not start"] if answer.returncode else [])


def _missing_fonts() -> bool:
    folders = [Path(folder) for folder in _FONT_FOLDERS] + [
        Path.home() / ".local/share/fonts",
        Path.home() / ".fonts",
    ]
    names = [path.name.lower() for folder in folders for path in folder.rglob("*.[to]t[cf]")]
    cjk = ("cjk", "wqy", "droidsansfallback", "sourcehan", "notosanstc", "notosanssc", "uming", "ukai")
    return not any(mark in name for name in names for mark in cjk)


def _may_use_apt() -> bool:
    return shutil.which("apt-get") is not None and (_is_root() or _passwordless_sudo())


def _is_root() -> bool:
    return os.geteuid() == 0


def _passwordless_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _install_with_apt() -> None:
    say("Setting up Ringfence: installing the system libraries and fonts Qt needs")
    front = ["env"] if _is_root() else ["sudo", "-n", "env"]
    front += ["DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.run([*front, "update", "-qq"], capture_output=True, check=False)
    install = [*front, "install", "-y", "-qq", "--no-install-recommends"]
    for group in (_DEBIAN_LIBRARIES, _DEBIAN_FONTS):
        subprocess.run([*install, *group.split()], capture_output=True, check=False)


def _command() -> str:
    if shutil.which("dnf"):
        return f"sudo dnf install -y {_FEDORA}"
    if shutil.which("pacman"):
        return f"sudo pacman -S --needed {_ARCH}"
    return f"sudo apt-get install -y {_DEBIAN_LIBRARIES} {_DEBIAN_FONTS}"
