"""Whatever is registered has a test that names it, and whatever looks registrable is registered."""

import ast
import re
from functools import cache

import pytest

from screener.cli.commands import COMMANDS
from screener.domain.screens import SCREENS
from screener.importers import IMPORTERS
from screener.providers import PROVIDERS
from screener.reports import EXPORTERS
from screener.ui.panels import PANELS
from tests.architecture.source_tree import PACKAGE, ROOT, python_files, tree

PLACES = {
    "screen": ("domain/screens", [screen.id for screen in SCREENS]),
    "importer": ("importers", [importer.name for importer in IMPORTERS]),
    "provider": ("providers", [entry.id for entry in PROVIDERS]),
    "exporter": ("reports", [exporter.suffix for exporter in EXPORTERS]),
    "command": ("cli", [command.name for command in COMMANDS]),
    "panel": ("ui", [entry.class_name for entry in PANELS]),
}
REGISTERED = [(kind, folder, name) for kind, (folder, names) in PLACES.items() for name in names]


@cache
def code_of_tests(folder: str) -> str:
    """All test code of a part of the app, and of what runs through all of it."""
    places = [ROOT / "tests" / folder, ROOT / "tests" / "services"]
    return "\n".join(
        path.read_text(encoding="utf-8") for place in places for path in sorted(place.rglob("test_*.py"))
    )


def names(text: str, name: str) -> bool:
    """True when `text` has `name` as a whole word; a file suffix may follow a file's name."""
    before = "" if name.startswith(".") else r"(?<![\w.])"
    return re.search(rf"{before}{re.escape(name)}(?!\w)", text) is not None


@pytest.mark.parametrize(("kind", "folder", "name"), REGISTERED)
def test_a_test_names_every_registered_thing(kind: str, folder: str, name: str) -> None:
    assert names(code_of_tests(folder), name), f"no test in tests/{folder} names the {kind} {name!r}"


@pytest.mark.parametrize("kind", PLACES)
def test_no_name_is_registered_twice(kind: str) -> None:
    _, registered = PLACES[kind]
    assert registered
    assert len(set(registered)) == len(registered)


def constants_of(folder: str, maker: str) -> set[str]:
    """Modules with a top-level constant made by `maker(...)`."""
    found = set()
    for path in python_files(f"screener/{folder}"):
        for node in tree(path).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == maker:
                found.add(path.stem)
    return found


@pytest.mark.parametrize(
    ("folder", "maker", "registered_in"),
    [
        ("domain/screens", "Screen", "domain/screens/__init__.py"),
        ("importers", "Importer", "importers/__init__.py"),
        ("reports", "Exporter", "reports/__init__.py"),
        ("cli", "Command", "cli/commands.py"),
    ],
)
def test_nothing_is_written_and_forgotten(folder: str, maker: str, registered_in: str) -> None:
    imported = (PACKAGE / registered_in).read_text(encoding="utf-8")
    forgotten = {stem for stem in constants_of(folder, maker) if not names(imported.replace(".", " "), stem)}
    assert constants_of(folder, maker)
    assert forgotten == set()


def is_panel(node: ast.stmt) -> bool:
    """A class that says it is a Panel."""
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return any(isinstance(base, ast.Name) and base.id == "Panel" for base in bases)


def test_no_panel_is_written_and_forgotten() -> None:
    files = python_files("screener/ui/panels")
    written = {path.stem for path in files if any(is_panel(node) for node in tree(path).body)}
    registered = {entry.module.rsplit(".", 1)[1] for entry in PANELS}
    assert registered <= written
    assert written - registered <= {"inspector"}, "the Inspector is the window's own"
