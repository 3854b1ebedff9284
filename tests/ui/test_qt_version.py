"""The pairs the window refuses, and the pair it runs on now."""

import sys

import PySide6
import pytest

from screener.ui.qt_version import refusal


@pytest.mark.parametrize("python", [(3, 10), (3, 11)])
def test_the_known_bad_pair_is_refused_in_one_sentence(python: tuple[int, int]) -> None:
    said = refusal("6.12.0", python)
    assert said is not None
    assert f"Python {python[0]}.{python[1]}" in said
    assert "6.12.0" in said
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("pyside", "python"),
    [("6.12.0", (3, 12)), ("6.12.0", (4, 0)), ("6.11.3", (3, 11)), ("6.8.3", (3, 11)), ("6.12.1", (3, 11))],
)
def test_every_other_pair_may_start(pyside: str, python: tuple[int, int]) -> None:
    assert refusal(pyside, python) is None


def test_the_pair_in_use_may_start() -> None:
    assert refusal(PySide6.__version__, sys.version_info[:2]) is None
