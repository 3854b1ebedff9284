"""The commands there are.

When adding one: write `cli/<name>.py` with a `Command`, add it to the tuple and give it a test.
"""

from screener.cli.command import Command
from screener.cli.concentration import CONCENTRATION
from screener.cli.export import EXPORT
from screener.cli.import_file import IMPORT
from screener.cli.loops import LOOPS
from screener.cli.returns import RETURNS
from screener.cli.screen import SCREEN
from screener.cli.watch import WATCH

COMMANDS: tuple[Command, ...] = (SCREEN, IMPORT, EXPORT, LOOPS, RETURNS, CONCENTRATION, WATCH)
COMMAND_NAMES = frozenset(command.name for command in COMMANDS)
