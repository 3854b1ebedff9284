"""Keeps PySide6 from reading the source of every module that is imported after it.

For `from __feature__ import snake_case`, which Ringfence does not use, PySide6 puts its own function
in the place of Python's import, reads each new module's source and looks for its own name in it.
The source of pandas and all it needs then stays in memory: 40 MB, and twice the time to import.
"""

import builtins

_OURS = "__feature_import__"
_PYTHONS = "__orig_import__"
"""Where PySide6 keeps the function it has replaced."""


def leave_imports_alone() -> bool:
    """Give Python its own import back; False when there was nothing to give back.

    Call it once PySide6 is imported. Another import function than PySide6's is left in its place.
    """
    original = getattr(builtins, _PYTHONS, None)
    if original is None or getattr(builtins.__import__, "__name__", "") != _OURS:
        return False
    builtins.__import__ = original
    return True
