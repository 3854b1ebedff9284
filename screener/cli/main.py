"""`ringfence COMMAND`: reads the arguments, runs one command, turns errors into one line."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from screener import __version__
from screener.cli.command import BAD_INPUT, DONE, NOTHING, harmless
from screener.cli.commands import COMMANDS
from screener.errors import BadInput, DatabaseDamaged, RingfenceError
from screener.translation import translate

INTERRUPTED = 130
log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of three lines."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments; raises BadInput."""
        text = translate("cli", "{problem}. See: {program} --help").format(problem=message, program=self.prog)
        raise BadInput(text)


def parser() -> argparse.ArgumentParser:
    """The whole command line; every command adds its own part."""
    about = translate(
        "cli",
        "How much of your money rides on the AI circular-financing ring, with the evidence. "
        "Without a command the window opens.",
    )
    top = _Parser(prog="ringfence", description=about, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"Ringfence {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        summary = command.summary()
        part = commands.add_parser(command.name, help=summary, description=summary, allow_abbrev=False)
        command.arguments(part)
        part.set_defaults(run=command.run)
    return top


def main(argv: Sequence[str]) -> int:
    """Run one command. 0 done, 1 an alert fired, 2 bad input, 3 nothing could be shown."""
    _settle_streams()
    try:
        options = parser().parse_args(argv)
        code = int(options.run(options))
        sys.stdout.flush()
    except BadInput as error:
        return _fail(error.message, BAD_INPUT)
    except DatabaseDamaged as error:
        way_on = translate("cli", "Open the window to restore a backup or to begin anew.")
        return _fail(f"{error.message} {way_on}", NOTHING)
    except RingfenceError as error:
        return _fail(error.message, NOTHING)
    except BrokenPipeError:
        _drop_output()
        return DONE
    except OSError as error:
        # Everything else of the system is reported by who met it; what is left is the result itself.
        _drop_output()
        reason = error.strerror or str(error)
        return _fail(
            translate("cli", "The result cannot be written: {reason}.").format(reason=reason), NOTHING
        )
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        log.exception("an error that should not happen")
        return _fail(translate("cli", "Ringfence has made an error of its own; see above."), NOTHING)
    return code


def _settle_streams() -> None:
    """Results are UTF-8 with plain line ends wherever they go; a closed stream swallows them."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")


def _drop_output() -> None:
    """Give up what is still buffered: nobody reads it, and Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(sentence: str, code: int) -> int:
    sys.stderr.write("ringfence: {}\n".format(harmless(" ".join(sentence.split()))))
    return code
