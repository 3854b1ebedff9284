"""Where files live: shipped resources (checkout, wheel, frozen) and the user's folders."""

import os
import stat
import sys
from pathlib import Path
from typing import Literal

from screener.errors import DataMissing, StorageError
from screener.translation import translate

APP_NAME = "ringfence"
HOME_VARIABLE = "RINGFENCE_HOME"


def resources() -> Path:
    """Folder of the shipped data.

    A wheel and the frozen app carry it inside the package, a checkout beside it.
    Raises DataMissing when neither is there.
    """
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "screener" / "resources")
    for folder in candidates:
        if (folder / "snapshot").is_dir():
            return folder
    text = translate(
        "paths",
        "The data shipped with Ringfence is missing (looked in {folder}). Please install Ringfence again.",
    )
    raise DataMissing(text.format(folder=candidates[-1]))


def resource(*parts: str) -> Path:
    """Path of one shipped file; raises DataMissing when it is not there."""
    path = resources().joinpath(*parts)
    if not path.is_file():
        text = translate(
            "paths", "A file shipped with Ringfence is missing: {path}. Please install Ringfence again."
        )
        raise DataMissing(text.format(path=path))
    return path


def user_data_dir() -> Path:
    """The user's own data (portfolios, settings, alerts); created with mode 0700."""
    return _private(user_root("data"))


def user_cache_dir() -> Path:
    """Data that may be deleted at any time; created with mode 0700."""
    return _private(user_root("cache"))


def user_log_dir() -> Path:
    """Log files; created with mode 0700."""
    return _private(user_root("log"))


def user_root(kind: Literal["data", "cache", "log"]) -> Path:
    """Where a folder of the user is or would be; nothing is made or changed."""
    override = os.environ.get(HOME_VARIABLE)
    if override:
        return Path(override) / kind
    import platformdirs

    finder = {
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
        "log": platformdirs.user_log_path,
    }[kind]
    return finder(APP_NAME, appauthor=False)


def _private(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) != 0o700:
            folder.chmod(0o700)
    except OSError as error:
        text = translate("paths", "The folder {folder} cannot be used: {reason}.")
        raise StorageError(text.format(folder=folder, reason=error.strerror or error)) from error
    return folder
