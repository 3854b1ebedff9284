"""The files of the project and their syntax trees, for the tests about how code is written."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "screener"
_OURS = ("screener", "tests", "packaging", "resources", ".ci")


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, node: ast.AST | int) -> str:
    """A place in a file as an editor takes it."""
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def calls(module: ast.AST) -> Iterator[ast.Call]:
    """Every call in a tree."""
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    """The last name of what is called: "setText" of `self.title.setText(...)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def dotted_name(node: ast.expr) -> str:
    """`os.path.join` as text; empty for anything that is not names and dots."""
    if isinstance(node, ast.Attribute):
        before = dotted_name(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def project_files() -> list[Path]:
    """Every file that is in version control or would be; a copy without it counts its own folders."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        found = [path for name in _OURS for path in (ROOT / name).rglob("*") if path.is_file()]
        found += [path for path in ROOT.iterdir() if path.is_file()]
    else:
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        found = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    return sorted(path for path in found if "__pycache__" not in path.parts)


def text_files() -> list[Path]:
    """Those of them that hold text."""
    return [path for path in project_files() if is_text(path)]


def is_text(path: Path) -> bool:
    """No zero byte in its first part."""
    with path.open("rb") as file:
        return b"\0" not in file.read(4096)
