"""Counts what a call does to the references of objects that live for ever.

Before Python 3.12 None, True and False are counted like everything else. A binding that gives one
reference too many back at each call ends the process once the count reaches zero; one that keeps
one merely leaks. Both show as a drift that grows with the number of calls.
"""

import ctypes
import gc
import sys
from collections.abc import Callable, Sequence
from typing import Any

CALLS = 2_000
_WARM_UP = 50
_RESERVE = 10
"""References set aside for each call: a bad binding shall fail a test, not end the process."""

_increase = ctypes.pythonapi.Py_IncRef
_increase.argtypes, _increase.restype = [ctypes.py_object], None
_decrease = ctypes.pythonapi.Py_DecRef
_decrease.argtypes, _decrease.restype = [ctypes.py_object], None


def drift(
    call: Callable[[], object],
    *,
    watched: Sequence[Any] = (None, True, False),
    times: int = CALLS,
    settle: Callable[[], object] | None = None,
) -> dict[str, int]:
    """References gained (+) or lost (-) by each watched object over `times` calls.

    `settle` runs before each count and finishes what the calls left behind. The watched objects are
    never freed afterwards.
    """
    for each in watched:
        for _ in range(times * _RESERVE):
            _increase(each)
    gc.freeze()  # looking for garbage then means looking at what the calls made, and is quick
    try:
        for _ in range(_WARM_UP):
            call()
        before = _counts(watched, settle)
        for _ in range(times):
            call()
        after = _counts(watched, settle)
    finally:
        gc.unfreeze()
    return {repr(each): after[number] - before[number] for number, each in enumerate(watched)}


def lose(each: object) -> None:
    """Give back a reference nobody took, as the bad binding does."""
    _decrease(each)


def keep(each: object) -> None:
    """Take a reference nobody gives back."""
    _increase(each)


def _counts(watched: Sequence[Any], settle: Callable[[], object] | None) -> list[int]:
    if settle is not None:
        settle()
    gc.collect()
    return [sys.getrefcount(each) for each in watched]
