"""The portfolio a command judges: a file of positions, or the user's own."""

import argparse
from pathlib import Path

from screener.cli.command import note
from screener.domain.assessment import Assessment
from screener.domain.imported import ImportReview
from screener.services.opening import open_workspace
from screener.translation import translate
from screener.wording import sentence


def add_file(part: argparse.ArgumentParser) -> None:
    """The argument that names a file of positions."""
    part.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=translate("cli", "a file of positions; default: your portfolio"),
    )


def judged(file: Path | None, *, offline: bool) -> Assessment:
    """The file, or the open portfolio, judged on prices as new as can be had; remarks go to stderr.

    Nothing of a file is stored, and the user's own files are only read for it.
    """
    with open_workspace(offline=offline, write=file is None) as workspace:
        if workspace.cannot_store is not None:
            note(workspace.cannot_store)
        if file is not None:
            note_remarks(workspace.open_file(file))
        if workspace.offline:
            return workspace.assess()
        note(translate("cli", "Asking for quotes ..."))
        outcome = workspace.refresh()
        if outcome.failed is not None:
            note(sentence(outcome.failed))
        return outcome.assessment


def note_remarks(review: ImportReview) -> None:
    """What could not be read of a file, line by line, to stderr."""
    for row in review.rejected:
        note(translate("cli", "line {line}: {reason}").format(line=row.line, reason=sentence(row.reason)))
    for warning in review.warnings:
        note(sentence(warning))
