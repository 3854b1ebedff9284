"""`ringfence export [FILE] --to OUT`: the risk summary as a file."""

import argparse
from pathlib import Path

from screener.cli.command import Command, add_offline, note
from screener.cli.screen import assessment_for
from screener.services.exporting import check_format, export, formats
from screener.services.opening import open_workspace
from screener.translation import translate


def _arguments(part: argparse.ArgumentParser) -> None:
    suffixes = ", ".join(suffix for suffix, _ in formats())
    part.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a file of positions; default: your portfolio"
    )
    part.add_argument("--to", type=Path, required=True, metavar="OUT", help=f"the file to write ({suffixes})")
    add_offline(part)


def _run(options: argparse.Namespace) -> int:
    check_format(options.to)
    with open_workspace(offline=options.offline, store=options.file is None) as workspace:
        written = export(assessment_for(workspace, options.file), options.to)
    note(translate("cli", "Written: {path}").format(path=written))
    return 0


EXPORT = Command("export", translate("cli", "write the risk summary to a file"), _arguments, _run)
