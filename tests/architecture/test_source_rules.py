"""What may not stand in the source: blanket ignores, notes to self, and dangerous calls."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, calls, dotted_name, python_files, tree, where

# One letter in brackets each, so that this file passes its own test.
NOTES = re.compile(r"\b(T[O]DO|FIX[M]E|X[X]X|HA[C]K)\b")
BLANKET = (
    re.compile(r"type:\s*ignore(?!\[[a-z-]+[a-z, -]*\])"),
    re.compile(r"noqa(?!:\s*[A-Z]+[0-9]+)", re.IGNORECASE),
    re.compile(r"(ruff|flake8):\s*noqa", re.IGNORECASE),
    re.compile(r"mypy:\s*ignore", re.IGNORECASE),
    re.compile(r"pragma:\s*no cover"),
)
FORBIDDEN_IMPORTS = {
    "pickle",
    "cPickle",
    "dill",
    "marshal",
    "shelve",
    "cloudpickle",
    "xmlrpc",
    "telnetlib",
    "ftplib",
}
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_CALLS = re.compile(
    r"^(os\.(system|popen|spawn\w*|exec\w*|startfile)|yaml\.(load|unsafe_load|full_load)"
    r"|\w+\.read_pickle|subprocess\.getoutput|subprocess\.getstatusoutput|tempfile\.mktemp"
    r"|ssl\._create_unverified_context|(joblib|torch|pickle)\.load\w*)$"
)
FORBIDDEN_KEYWORDS = {"shell": True, "verify": False, "check_hostname": False, "allow_pickle": True}


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Every comment of a file with its line."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def dangers(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Each import and call that has no place in an app that reads files from strangers."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names = {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module or "").split(".")[0]}
        else:
            continue
        for name in names & FORBIDDEN_IMPORTS:
            yield node, name
    for call in calls(module):
        name = dotted_name(call.func)
        if name in FORBIDDEN_NAMES or FORBIDDEN_CALLS.match(name):
            yield call, name
        for keyword in call.keywords:
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            if keyword.arg in FORBIDDEN_KEYWORDS and value is FORBIDDEN_KEYWORDS[keyword.arg]:
                yield call, f"{keyword.arg}={value}"


def unencrypted(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Addresses that would be asked without encryption; names of XML vocabularies are not asked."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for address in re.findall(r"\bhttp://[^\s\"'<>]+", node.value):
                if not re.match(r"http://(127\.0\.0\.1|localhost|\[::1\]|www\.w3\.org/)", address):
                    yield node, address


def test_no_ignore_without_its_code() -> None:
    blanket = {
        where(path, line)
        for path in python_files("screener", "tests", "packaging")
        for line, comment in comments(path)
        if any(pattern.search(comment) for pattern in BLANKET)
    }
    assert blanket == set()


def test_no_notes_to_self() -> None:
    noted = {
        where(path, line)
        for path in python_files("screener", "tests", "packaging")
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if NOTES.search(text)
    }
    assert noted == set()


def test_no_dangerous_call_in_the_app() -> None:
    found = {
        (where(path, node), what) for path in python_files("screener") for node, what in dangers(tree(path))
    }
    assert found == set()


def test_nothing_is_asked_without_encryption() -> None:
    found = {
        (where(path, node), what)
        for path in python_files("screener")
        for node, what in unencrypted(tree(path))
    }
    assert found == set()


def test_no_module_of_ours_is_spared_by_the_type_checker() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    spared = [name for part in settings.get("overrides", ()) for name in part["module"]]
    assert [name for name in spared if name.startswith(("screener", "*"))] == []
    assert settings["strict"] is True
    assert "exclude" not in settings


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from marshal import loads",
        "eval(text)",
        "exec(text)",
        "__import__(name)",
        "os.system(command)",
        "subprocess.run(command, shell=True)",
        "yaml.load(text)",
        "requests.get(url, verify=False)",
        "numpy.load(path, allow_pickle=True)",
        "pandas.read_pickle(path)",
    ],
)
def test_dangers_are_recognised(source: str) -> None:
    assert list(dangers(ast.parse(source)))


@pytest.mark.parametrize("source", ["box.exec()", "re.compile(text)", "json.load(f)", "run(c, shell=False)"])
def test_harmless_calls_are_left_alone(source: str) -> None:
    assert not list(dangers(ast.parse(source)))


def test_addresses_without_encryption_are_recognised() -> None:
    assert [what for _, what in unencrypted(ast.parse("ask('http://example.com/x')"))] == [
        "http://example.com/x"
    ]
    assert not list(unencrypted(ast.parse("ask('https://example.com')")))
