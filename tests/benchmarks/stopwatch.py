"""What a child needs to report a time. Imports next to nothing: whatever it takes is measured too."""

import os
import time

STARTED = "BENCHMARK_STARTED_NS"
"""The parent's monotonic clock, in nanoseconds, at the moment before the child was made."""


def since_start() -> float:
    """Seconds since the parent made this process."""
    return (time.monotonic_ns() - int(os.environ[STARTED])) / 1e9


def processor_time() -> float:
    """Seconds of processor time this process has used; hardly disturbed by what else is running."""
    return time.process_time()


def tell(found: dict[str, object]) -> None:
    """Hand a result to the parent."""
    import json

    print(json.dumps(found), flush=True)
