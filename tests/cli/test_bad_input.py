"""Whatever is wrong: one line on stderr, the right exit code, nothing on stdout, nothing lost."""

import os
import shutil
from pathlib import Path

import pytest

from screener import paths
from screener.cli import main as main_module
from screener.cli.command import Command
from tests.cli.commands import program, ran, refused


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("screen", "--nonsense"),
        ("screen", "--off"),
        ("screen", "--format", "xml"),
        ("screen", "one.csv", "two.csv"),
        ("loops", "--legs", "nine"),
        ("loops", "--legs", "9"),
        ("loops", "--status", "rumoured"),
        ("import",),
        ("export",),
        ("export", "--to"),
        (),
    ],
)
def test_unknown_options_are_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert "--help" in refused(ran(capsys, *arguments))


@pytest.mark.parametrize(
    "command", [("screen", "--offline"), ("import",), ("export", "--offline", "--to", "out.csv")]
)
@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("missing.csv", None),
        ("empty.csv", b""),
        ("binary.csv", bytes(range(256)) * 40),
        ("prose.csv", b"Dear reader,\nno positions here.\n"),
        ("page.csv", b"<!DOCTYPE html><html><body>Please sign in</body></html>"),
    ],
)
def test_a_file_that_holds_no_positions_is_refused_by_name(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    name: str,
    contents: bytes | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    if contents is not None:
        (tmp_path / name).write_bytes(contents)
    assert name in refused(ran(capsys, *command, name))
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_is_not_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "folder" in refused(ran(capsys, "screen", tmp_path, "--offline"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a file its owner may not read")
def test_a_file_that_may_not_be_read_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("symbol,quantity\nKO,1\n")
    file.chmod(0)
    assert "secret.csv" in refused(ran(capsys, "screen", file, "--offline"))


def test_a_name_that_is_no_text_is_still_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"mine-\xff.csv")
    file.write_text("symbol,quantity\nKO,1\n")
    ended = program("screen", file, "--offline", "--format", "json")
    assert ended.code == 0
    assert ended.result["portfolio"]["name"] == "mine-\udcff.csv"


@pytest.mark.parametrize(
    "command",
    [
        ("screen", "--offline"),
        ("export", "--offline", "--to", "out.csv"),
        ("watch", "--once", "--offline"),
        ("import", "good.csv", "--into", "Mine"),
    ],
)
def test_a_damaged_database_is_named_and_left_alone(
    capsys: pytest.CaptureFixture[str],
    own_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text("symbol,quantity\nKO,1\n")
    database = own_home / "data" / "ringfence.db"
    database.parent.mkdir(mode=0o700)
    database.write_bytes(b"not a database at all")
    said = refused(ran(capsys, *command), code=3)
    assert str(database) in said
    assert "left as it is" in said
    assert database.read_bytes() == b"not a database at all"


def test_where_nothing_can_be_stored_the_sample_is_screened_all_the_same(
    capsys: pytest.CaptureFixture[str], own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "file").write_text("in the way")
    monkeypatch.setenv("RINGFENCE_HOME", str(own_home / "file"))
    ended = ran(capsys, "screen", "--offline", "--format", "json")
    assert ended.code == 0
    assert ended.result["portfolio"]["is_sample"]
    assert len(ended.err.splitlines()) == 1
    assert str(own_home / "file") in ended.err


@pytest.mark.skipif(os.name != "posix", reason="HOME is of Unix")
def test_a_home_that_is_none_is_no_reason_to_show_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RINGFENCE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").write_text("not a folder")
    ended = program("screen", "--offline", environment={"HOME": str(tmp_path / "home")})
    assert ended.code == 0
    assert "NVDA" in ended.out
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "lost"),
    [
        (("screen", "--offline"), "snapshot/companies.json"),
        (("screen", "--offline"), "sample_portfolio.csv"),
        (("loops",), "ring/deals.json"),
        (("watch", "--once", "--offline"), "snapshot/rates.csv"),
    ],
)
def test_a_missing_resource_is_named(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    lost: str,
) -> None:
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources(), copy)
    (copy / lost).unlink()
    monkeypatch.setattr(paths, "resources", lambda: copy)
    assert Path(lost).name in refused(ran(capsys, *command), code=3)


def test_without_any_resource_at_all_the_reason_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "screener" / "paths.py"))
    assert "install Ringfence again" in refused(ran(capsys, "screen", "--offline"), code=3)


def test_an_error_of_our_own_is_not_mistaken_for_an_alert(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_options: object) -> int:
        raise ZeroDivisionError("a bug")

    broken = Command("broken", lambda: "fails", lambda _part: None, fails)
    monkeypatch.setattr(main_module, "COMMANDS", (broken,))
    refused(ran(capsys, "broken"), code=3)
    assert "a bug" in caplog.text


def test_an_interruption_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_options: object) -> int:
        raise KeyboardInterrupt

    slow = Command("slow", lambda: "waits", lambda _part: None, interrupted)
    monkeypatch.setattr(main_module, "COMMANDS", (slow,))
    assert ran(capsys, "slow") == (130, "", "")


@pytest.mark.parametrize("arguments", [("--help",), ("screen", "--help"), ("--version",)])
def test_help_and_version_go_to_stdout(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        ran(capsys, *arguments)
    assert left.value.code == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "ingfence" in out


def test_a_damaged_database_is_refused_with_the_way_on(
    capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    file = own_home / "data" / "ringfence.db"
    file.parent.mkdir(mode=0o700)
    file.write_bytes(b"garbage")
    said = refused(ran(capsys, "screen", "--offline"), code=3)
    assert "is damaged or not a Ringfence database" in said
    assert "Open the window to restore a backup or to begin anew." in said
    assert file.read_bytes() == b"garbage"
