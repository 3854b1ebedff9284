"""Files stay small enough to read, and their names say what is in them."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import PACKAGE, python_files, tree, where

LONGEST = 400
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def empty_words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name that say nothing."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {word.lower() for word in words} & NAMES_THAT_SAY_NOTHING


def test_no_file_of_the_app_is_too_long() -> None:
    long = {where(path, lines_of(path)) for path in python_files("screener") if lines_of(path) > LONGEST}
    assert long == set()


def test_no_module_or_folder_hides_behind_an_empty_name() -> None:
    inside = [path.relative_to(PACKAGE.parent) for path in python_files("screener", "tests", "packaging")]
    hidden = {
        path.as_posix() for path in inside if any(empty_words(part) for part in path.with_suffix("").parts)
    }
    assert hidden == set()


def test_no_class_hides_behind_an_empty_name() -> None:
    hidden = {
        where(path, node)
        for path in python_files("screener")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and empty_words(node.name)
    }
    assert hidden == set()


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("utils", True),
        ("text_utils", True),
        ("TaskManager", True),
        ("HTMLHelper", True),
        ("commonality", False),
        ("position_cells", False),
        ("InstanceLock", False),
    ],
)
def test_empty_names_are_recognised(name: str, empty: bool) -> None:
    assert bool(empty_words(name)) is empty
