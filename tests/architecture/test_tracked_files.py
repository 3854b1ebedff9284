"""Nothing of one computer gets into version control: its paths, its package sources, its secrets."""

import re
import tempfile
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, project_files, text_files, where

LARGEST = 3_000_000
USER_FILES = {".db", ".db-wal", ".db-shm", ".sqlite", ".log", ".lock", ".pyc"}
# Hosts of package registries, in halves so that this file passes its own test.
REGISTRIES = tuple(
    "".join(halves) for halves in (("py", "pi.org"), ("python", "hosted.org"), ("anaconda", ".org"))
)
FEED_OPTIONS = re.compile(r"(?<!no-emit)--?(extra-)?index-url[ =]+\S*:|--find-links[ =]|--trusted-host[ =]")
HOMES = re.compile(r"(?<![\w.])(/home/(?!user\b)[a-z]\w*|/root/\w|/Users/[a-z]\w*|[A-Z]:\\+Users\\+\w)")
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b")


def paths_of_this_computer() -> re.Pattern[str]:
    """Finds the checkout itself and what lies beside it, however much that is."""
    shared_parents = {Path("/"), Path(tempfile.gettempdir()).resolve(), Path.home()}
    beside = [] if ROOT.parent in shared_parents else [path.name for path in ROOT.parent.iterdir()]
    names = "|".join(re.escape(name) for name in sorted({ROOT.name, *beside}))
    return re.compile(rf"(?<![\w/]){re.escape(str(ROOT.parent / '_')[:-1])}(?:{names})(?![\w-])")


def offences(text: str, paths: re.Pattern[str]) -> set[str]:
    """What in `text` belongs to one computer or to nobody else."""
    found = {name for name in REGISTRIES if name in text}
    for pattern in (paths, FEED_OPTIONS, HOMES, SECRETS):
        found |= {match.group() for match in pattern.finditer(text)}
    return found


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def test_no_path_registry_or_secret_of_one_computer() -> None:
    paths = paths_of_this_computer()
    found = {
        where(file, number): said
        for file in text_files()
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if (said := offences(line, paths))
    }
    assert found == {}


def test_no_file_is_too_large_to_review() -> None:
    large = {where(file, 1): size for file in project_files() if (size := file.stat().st_size) > LARGEST}
    assert large == {}


def test_no_data_of_a_user_is_kept_with_the_code() -> None:
    left = {where(file, 1) for file in project_files() if file.suffix in USER_FILES}
    assert left == set()


@pytest.mark.parametrize(
    "line",
    [
        f"see {ROOT / 'screener'}",
        "https://" + REGISTRIES[0] + "/simple/",
        "--extra-index" + "-url https://example.com/simple",
        "open('/ho" + "me/anna/data.csv')",
        "C:\\Us" + "ers\\anna",
        "-----BEGIN PRIVATE" + " KEY-----",
    ],
)
def test_offences_are_recognised(line: str) -> None:
    assert offences(line, paths_of_this_computer())


@pytest.mark.parametrize(
    "line", ["/usr/bin/env python3", "/dist/", "https://sec.gov/x", "--no-emit-index-url"]
)
def test_harmless_lines_are_left_alone(line: str) -> None:
    assert not offences(line, paths_of_this_computer())
