"""`ringfence export [FILE] --to OUT`: the risk summary as a file."""

import argparse
from pathlib import Path

from screener.cli.command import DONE, Command, add_offline, note
from screener.cli.portfolio_file import add_file, judged
from screener.services.exporting import check_target, export, formats
from screener.translation import translate


def _arguments(part: argparse.ArgumentParser) -> None:
    suffixes = ", ".join(suffix for suffix, _ in formats())
    add_file(part)
    part.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="OUT",
        help=translate("cli", "the file to write ({suffixes})").format(suffixes=suffixes),
    )
    add_offline(part)


def _run(options: argparse.Namespace) -> int:
    check_target(options.to)
    written = export(judged(options.file, offline=options.offline), options.to)
    note(translate("cli", "Written: {path}").format(path=written))
    return DONE


EXPORT = Command("export", lambda: translate("cli", "write the risk summary to a file"), _arguments, _run)
