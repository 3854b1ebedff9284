"""`ringfence COMMAND`: reads the arguments, runs one command, turns errors into one line."""

import argparse
import os
import sys
from collections.abc import Sequence

from screener import __version__
from screener.cli import COMMANDS_HELP
from screener.cli.commands import COMMANDS
from screener.errors import BadInput, DataMissing, DataSourceError, RingfenceError, StorageError

DONE, FIRED, BAD_INPUT, NOTHING = 0, 1, 2, 3


def parser() -> argparse.ArgumentParser:
    """The whole command line; every command adds its own part."""
    top = argparse.ArgumentParser(prog="ringfence", description=COMMANDS_HELP)
    top.add_argument("--version", action="version", version=f"Ringfence {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        part = commands.add_parser(command.name, help=command.summary, description=command.summary)
        command.arguments(part)
        part.set_defaults(run=command.run)
    return top


def main(argv: Sequence[str]) -> int:
    """Run one command. 0 done, 1 an alert fired, 2 bad input, 3 nothing could be shown."""
    try:
        options = parser().parse_args(argv)
        return int(options.run(options))
    except BadInput as error:
        return _fail(error, BAD_INPUT)
    except (DataMissing, DataSourceError, StorageError) as error:
        return _fail(error, NOTHING)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _fail(error: RingfenceError, code: int) -> int:
    sys.stderr.write(f"ringfence: {error.message}\n")
    return code
