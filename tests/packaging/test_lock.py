"""The lock files: complete, hashed, free of addresses, and free of licences we could not ship under."""

import re
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {
    "runtime": ROOT / "packaging" / "requirements.txt",
    "build": ROOT / "packaging" / "requirements-build.txt",
    "dev": ROOT / "packaging" / "requirements-dev.txt",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(text) for text in PROJECT["dependencies"]]
DEV = [Requirement(text) for text in PROJECT["optional-dependencies"]["dev"]]

# Licences the app can be passed on under, alone or as one of several offered.
ALLOWED = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License|Unlicense|Zlib|CC0"
    r"|LGPL|Lesser General Public)\b",
    re.IGNORECASE,
)
WORDS_OF_MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy"


def entries(lock: Path) -> list[tuple[Requirement, list[str]]]:
    """Each pinned package of a lock with its hashes."""
    text = re.sub(r"\\\n\s*", " ", lock.read_text(encoding="utf-8"))
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", line)
            found.append((Requirement(requirement), [digest.strip() for digest in hashes]))
    return found


def pins(lock: Path) -> dict[str, list[Requirement]]:
    grouped: dict[str, list[Requirement]] = {}
    for requirement, _ in entries(lock):
        grouped.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return grouped


def pinned_version(requirement: Requirement) -> str:
    (specifier,) = requirement.specifier
    assert specifier.operator == "==", f"{requirement} is not pinned to one version"
    return specifier.version


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_package_is_pinned_with_hashes(lock: Path) -> None:
    found = entries(lock)
    assert found
    for requirement, hashes in found:
        assert pinned_version(requirement)
        assert hashes, f"{requirement.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), requirement.name


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_no_address_in_the_lock(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|@\s*file", text)


@pytest.mark.parametrize(
    ("lock", "direct"), [("runtime", RUNTIME), ("dev", RUNTIME + DEV)], ids=["runtime", "dev"]
)
def test_every_direct_dependency_is_locked_within_its_range(lock: str, direct: list[Requirement]) -> None:
    locked = pins(LOCKS[lock])
    for requirement in direct:
        versions = [pinned_version(pin) for pin in locked.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement.name} is not locked"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_locks_agree_with_each_other() -> None:
    dev = {str(requirement): requirement for requirement, _ in entries(LOCKS["dev"])}
    for requirement, _ in entries(LOCKS["runtime"]):
        assert str(requirement) in dev


def test_the_sound_qt_is_pinned_and_the_unsound_one_refused() -> None:
    (wanted,) = (one for one in RUNTIME if canonicalize_name(one.name) == "pyside6-essentials")
    assert wanted.specifier.contains("6.11.3")
    assert not wanted.specifier.contains("6.12.0")
    for name in ("pyside6-essentials", "shiboken6"):
        (pin,) = pins(LOCKS["runtime"])[name]
        assert pinned_version(pin).startswith("6.11.")


def test_at_most_twenty_direct_dependencies() -> None:
    assert len(RUNTIME) <= 20


def licence_of(found: Distribution) -> str:
    """What a distribution says of its licence; alternatives are joined by OR."""
    about = found.metadata
    said = [about.get("License-Expression", ""), about.get("License", "").partition("\n")[0]]
    said += [line for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    for path in found.files or []:
        if not any(said) and "LICENSE" in path.name and WORDS_OF_MIT in path.read_text(encoding="utf-8"):
            said.append("MIT")
    return " OR ".join(part for part in said if part)


def is_allowed(licence: str) -> bool:
    return all(
        any(ALLOWED.search(alternative) for alternative in re.split(r"\bOR\b", part))
        for part in re.split(r"\bAND\b", licence)
    )


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("BSD-3-Clause AND MIT", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", False),
        ("", False),
    ],
)
def test_licences_are_told_apart(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) is allowed


def test_no_package_at_run_time_is_under_a_copyleft_licence_alone() -> None:
    environment = default_environment() | {"extra": ""}
    refused = {}
    for requirement, _ in entries(LOCKS["runtime"]):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            licence = licence_of(distribution(requirement.name))
            if not is_allowed(licence):
                refused[requirement.name] = licence or "says nothing"
    assert refused == {}


def test_the_installed_packages_are_the_locked_ones() -> None:
    environment = default_environment() | {"extra": ""}
    differing = {}
    for requirement, _ in entries(LOCKS["dev"]):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            installed = distribution(requirement.name).version
            if installed != pinned_version(requirement):
                differing[requirement.name] = installed
    assert differing == {}, f"set up again with packaging/dev.py (Python {sys.version_info[:2]})"
