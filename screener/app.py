"""Opens the window: reads its options, checks the ground, builds everything and hands over."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from screener import __version__, logs
from screener.errors import RingfenceError, StorageError
from screener.paths import user_log_dir
from screener.services.opening import open_workspace
from screener.translation import translate

if TYPE_CHECKING:
    from screener.services.workspace import Workspace

DONE, NOTHING = 0, 3


def main(argv: Sequence[str]) -> int:
    """Run the window; returns the exit code (0 closed by the user, 3 it could not be opened)."""
    options = _options(argv)
    os.umask(0o077)
    refusal = _refusal(pictures=options.snapshot is not None)
    if refusal is not None:
        sys.stderr.write(f"ringfence: {refusal}\n")
        return NOTHING
    try:
        _start_logging(verbose=options.verbose)
        if options.snapshot is not None:
            return _render(options)
        return _open(options)
    except RingfenceError as error:
        sys.stderr.write(f"ringfence: {error.message}\n")
        return NOTHING


def _options(argv: Sequence[str]) -> argparse.Namespace:
    if not argv:  # as nearly always: making the parser takes longer than anything else done here
        return argparse.Namespace(offline=False, snapshot=None, every_panel=False, verbose=False)
    parser = argparse.ArgumentParser(prog="ringfence", description="Open the Ringfence window.")
    add = parser.add_argument
    add("--offline", action="store_true", help="ask nobody; use shipped and last good figures")
    add("--snapshot", type=Path, metavar="PNG", help="write a picture of the window and leave")
    add("--every-panel", action="store_true", help="with --snapshot: one picture a panel")
    add("--verbose", action="store_true", help="log to the terminal")
    parser.add_argument("--version", action="version", version=f"Ringfence {__version__}")
    return parser.parse_args(argv)


def _start_logging(*, verbose: bool) -> None:
    try:
        logs.set_up(user_log_dir(), verbose=verbose)
    except StorageError:
        logs.set_up(None, verbose=verbose)


def _refusal(*, pictures: bool) -> str | None:
    """Why no window can be opened here, None when one can."""
    import PySide6

    from screener.ui.qt_imports import leave_imports_alone
    from screener.ui.qt_version import refusal

    known_bad = refusal(PySide6.__version__, sys.version_info[:2])
    if known_bad is not None:
        return known_bad
    leave_imports_alone()
    if pictures:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        return translate(
            "app", "There is no display for a window. `ringfence screen` shows the same assessment as text."
        )
    return None


def _render(options: argparse.Namespace) -> int:
    """Pictures of the window without a display, on the newest assessment that can be had offline."""
    from screener.ui.application import render

    _collect_again()
    with open_workspace(offline=options.offline) as workspace:
        workspace.assess()
        for path in render(workspace, options.snapshot, every_panel=options.every_panel):
            sys.stderr.write(f"Written: {path}\n")
    return DONE


def _open(options: argparse.Namespace) -> int:
    from screener.ui.application import create_application, run

    application = create_application(())
    workspace = _workspace(offline=options.offline)
    if workspace is None:
        return NOTHING
    with workspace:
        return run(application, workspace, _collect_again)


def _collect_again() -> None:
    """Look for garbage again, but not among what was made on the way here (see `__main__`)."""
    gc.freeze()
    gc.enable()


def _workspace(*, offline: bool) -> "Workspace | None":
    """The user's workspace; when their database cannot be used, what they choose to do about it."""
    while True:
        try:
            return open_workspace(offline=offline)
        except StorageError as error:
            from screener.services import recovery
            from screener.ui.dialogs.recovery import ask

            backup = recovery.newest_backup()
            choice = ask(error.message, has_backup=backup is not None)
            if choice == "restore" and backup is not None:
                recovery.restore_backup(backup)
            elif choice == "begin_anew":
                recovery.begin_anew()
            elif choice == "without_storing":
                return open_workspace(offline=offline, store=False)
            else:
                return None
