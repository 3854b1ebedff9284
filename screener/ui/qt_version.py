"""Pairs of PySide6 and Python that must not be started; needs no Qt, so it can be asked first."""

from screener.translation import translate

_BAD_PYSIDE = "6.12.0"
_SOUND_PYTHON = (3, 12)


def refusal(pyside_version: str, python: tuple[int, int]) -> str | None:
    """Why the window must not be opened on this pair, in one sentence; None when it may.

    PySide6 6.12.0 gives up one reference to None with each call that returns nothing, and to True
    with each signal. Python before 3.12 counts those and aborts within seconds.
    """
    if pyside_version != _BAD_PYSIDE or python >= _SOUND_PYTHON:
        return None
    text = translate(
        "qt_version",
        "PySide6 {pyside} makes Python {python} stop without warning after seconds: please install "
        "PySide6-Essentials 6.11 or use Python 3.12 or newer.",
    )
    return text.format(pyside=pyside_version, python=".".join(str(part) for part in python))
