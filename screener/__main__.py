"""`ringfence` and `python -m screener`: a command runs without Qt, anything else opens the window."""

import gc
import sys


def main() -> int:
    """Entry point; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments and (not arguments[0].startswith("-") or arguments[0] in {"-h", "--help", "--version"}):
        from screener import logs
        from screener.cli.main import main as run_command

        logs.set_up(None)
        return run_command(arguments)
    gc.disable()  # hardly anything made before the first paint is garbage; the app turns it on again
    from screener.app import main as open_window

    return open_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
