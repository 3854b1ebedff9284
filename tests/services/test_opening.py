"""Opening the workspace on files in every state, and giving everything back."""

import errno
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from screener.errors import BadInput, DataMissing, StorageError
from screener.instance_lock import InstanceLock
from screener.services import opening
from screener.services.holding_input import HoldingDraft
from screener.services.opening import open_workspace
from screener.store.faults import NotWritable
from screener.store.user import UserStore
from tests.builders.desks import START, ScriptedSource, desk, scripted
from tests.fakes.clocks import Clocks


@pytest.fixture
def source() -> ScriptedSource:
    return ScriptedSource(Clocks(START))


def test_the_first_start_has_the_sample_and_keeps_what_is_done(
    own_home: Path, source: ScriptedSource
) -> None:
    with desk(source, offline=True) as workspace:
        assert [name.is_sample for name in workspace.portfolios()] == [True]
        assert workspace.last is not None, "painted before anything is computed"
        assert workspace.last.is_sample
        assert workspace.cannot_store is None
        assert not workspace.read_only
        key = workspace.create("Mine", "EUR")
        workspace.add_holding(HoldingDraft("KO", "3"))
    with desk(source, offline=True) as workspace:
        assert workspace.portfolio().key == key
        assert [holding.symbol for holding in workspace.portfolio().holdings] == ["KO"]


def test_what_the_user_owns_is_private(own_home: Path, source: ScriptedSource) -> None:
    with desk(source):
        pass
    assert {path.stat().st_mode & 0o777 for path in own_home.rglob("*") if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in own_home.rglob("*.db")} == {0o600}


@pytest.mark.parametrize("contents", [b"", b"garbage", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_database_is_refused_by_name_and_left_alone(
    own_home: Path, source: ScriptedSource, contents: bytes
) -> None:
    file = own_home / "data" / "ringfence.db"
    file.parent.mkdir(mode=0o700)
    file.write_bytes(contents)
    with scripted(source), pytest.raises(StorageError, match=r"ringfence\.db"):
        open_workspace(offline=True)
    assert file.read_bytes() == contents
    with InstanceLock.acquire(file.parent):
        pass  # nobody holds on to it after the refusal


def test_a_damaged_database_does_not_keep_a_file_from_being_judged(
    own_home: Path, source: ScriptedSource
) -> None:
    file = own_home / "data" / "ringfence.db"
    file.parent.mkdir(mode=0o700)
    file.write_bytes(b"garbage")
    with scripted(source), open_workspace(offline=True, write=False) as workspace:
        assert workspace.assess().positions
    assert file.read_bytes() == b"garbage"


def test_while_another_window_is_open_the_files_are_read_only(own_home: Path, source: ScriptedSource) -> None:
    with desk(source, offline=True) as first:
        first.create("Mine", "USD")
        first.add_holding(HoldingDraft("KO", "3"))
        with desk(source, offline=True) as second:
            assert second.read_only
            assert second.cannot_store is not None
            assert "already open" in second.cannot_store
            assert second.portfolio().name == "Mine"
            assert second.assess().positions[0].symbol == "KO"
            with pytest.raises(StorageError):
                second.add_holding(HoldingDraft("NVDA", "1"))
        assert [holding.symbol for holding in first.portfolio().holdings] == ["KO"]


def test_where_no_file_can_be_made_the_sample_is_shown_and_nothing_pretends_to_be_kept(
    own_home: Path, source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "file").write_text("in the way")
    monkeypatch.setenv("RINGFENCE_HOME", str(own_home / "file"))
    with desk(source) as workspace:
        assert workspace.cannot_store is not None
        assert workspace.assess().is_sample
        assert workspace.refresh().assessment.mode == "live"
        with pytest.raises(StorageError):
            workspace.create("Mine", "USD")


def test_a_lock_that_cannot_be_written_leaves_reading(own_home: Path, source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        workspace.create("Mine", "USD")
        workspace.add_holding(HoldingDraft("KO", "3"))
    lock = own_home / "data" / "ringfence.lock"
    lock.unlink()
    lock.mkdir()
    with desk(source, offline=True) as workspace:
        assert workspace.read_only
        assert [holding.symbol for holding in workspace.portfolio().holdings] == ["KO"]


def test_a_database_that_cannot_be_written_is_read(
    own_home: Path, source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(source, offline=True) as workspace:
        workspace.create("Mine", "USD")

    def refused(*_: object) -> UserStore:
        raise NotWritable("ringfence.db cannot be written; is the disk or folder read-only?")

    monkeypatch.setattr(UserStore, "open", refused)
    with desk(source, offline=True) as workspace:
        assert workspace.read_only
        assert workspace.cannot_store is not None
        assert workspace.cannot_store.startswith("Your portfolio is shown; changes cannot be stored: ")
        assert "read-only" in workspace.cannot_store
        assert workspace.portfolio().name == "Mine"


def test_a_folder_that_cannot_be_made_private_still_shows_the_portfolio_in_it(
    own_home: Path, source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(source, offline=True) as workspace:
        workspace.create("Mine", "USD")
    (own_home / "data").chmod(0o755)

    def refused(path: Path, _: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "chmod", refused)
    with desk(source, offline=True) as workspace:
        assert workspace.cannot_store is not None
        assert workspace.cannot_store.startswith("Your portfolio is shown; changes cannot be stored: ")
        assert workspace.portfolio().name == "Mine"
        with pytest.raises(StorageError):
            workspace.create("Other", "USD")


def test_a_database_that_can_be_neither_written_nor_read_is_no_reason_to_show_the_sample(
    own_home: Path, source: ScriptedSource
) -> None:
    (own_home / "data" / "ringfence.db").mkdir(parents=True)
    with scripted(source), pytest.raises(StorageError, match=r"ringfence\.db cannot be used"):
        open_workspace(offline=True)


def test_without_storing_no_file_is_touched(
    own_home: Path, tmp_path: Path, source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with desk(source, store=False) as workspace:
        workspace.refresh()
        workspace.add_holding(HoldingDraft("KIM", "3"))
        assert "KIM" in [holding.symbol for holding in workspace.portfolio().holdings]
    assert [*own_home.iterdir(), *tmp_path.iterdir()] == []


def test_a_broken_cache_costs_the_cache_only(own_home: Path, source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
    (own_home / "cache" / "cache.db").write_bytes(b"garbage")
    with desk(source) as workspace:
        assert workspace.refresh().assessment.mode == "live"


def test_missing_resources_are_said_in_one_sentence_and_nothing_stays_open(
    own_home: Path, source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*parts: str) -> Path:
        raise DataMissing(f"A file shipped with Ringfence is missing: {'/'.join(parts)}.")

    monkeypatch.setattr("screener.services.sample.resource", missing)
    with scripted(source), pytest.raises(DataMissing, match="missing"):
        open_workspace(offline=False)
    with InstanceLock.acquire(own_home / "data"):
        pass


def test_closing_closes_the_source_and_may_be_done_twice(own_home: Path, source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
        assert not source.closed
    assert source.closed
    workspace.close()


def test_offline_no_source_is_even_opened(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        workspace.refresh()
        workspace.look()
        workspace.price_chart("NVDA", "5y")
    assert source.asked == []
    assert source.closes_asked == []


@pytest.mark.parametrize(
    ("locale", "base"),
    [("de_DE", "EUR"), ("en_US", "USD"), (None, "USD"), ("vi_VN", "USD"), ("pl_PL", "USD")],
)
def test_the_first_base_currency_is_of_the_locale_if_a_rate_leads_there(
    source: ScriptedSource, monkeypatch: pytest.MonkeyPatch, locale: str | None, base: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (locale, "UTF-8"))
    with desk(source, offline=True) as workspace:
        assert workspace.setting("base_currency") == base
        assert base in workspace.base_currencies()


@pytest.mark.parametrize("locale", ["de_DE", "vi_VN"])
def test_no_locale_has_what_is_shipped_read_before_it_is_needed(
    source: ScriptedSource, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    def too_early(*_args: object) -> None:
        raise AssertionError("the shipped facts were read")

    monkeypatch.setattr("locale.getlocale", lambda: (locale, "UTF-8"))
    monkeypatch.setattr(opening, "_universe", too_early)
    with desk(source) as workspace:
        assert workspace.last is not None
        assert workspace.setting("theme") == "system"
        assert workspace.portfolio().holdings


def test_a_locale_python_never_heard_of_is_no_trouble(
    source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> tuple[str, str]:
        raise ValueError("unknown locale: UTF-8")

    monkeypatch.setattr("locale.getlocale", unknown)
    with desk(source, offline=True) as workspace:
        assert workspace.setting("base_currency") == "USD"


def test_the_backup_of_the_day_is_made_by_the_first_judging_and_not_by_opening(
    own_home: Path, source: ScriptedSource
) -> None:
    backups = own_home / "data" / "backups"
    with desk(source, offline=True) as workspace:
        assert not backups.exists()
        workspace.assess()
        assert len(list(backups.iterdir())) == 1
        workspace.assess()
        assert len(list(backups.iterdir())) == 1
        source.clocks.advance(25 * 3600)
        workspace.refresh()
        assert len(list(backups.iterdir())) == 2
        with desk(source, offline=True) as second:
            source.clocks.advance(25 * 3600)
            second.assess()
        assert len(list(backups.iterdir())) == 2, "who may not write makes none"


def test_a_backup_that_cannot_be_made_stops_no_work(own_home: Path, source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        (own_home / "data" / "backups").write_text("in the way", encoding="utf-8")
        assert workspace.assess().positions


@pytest.mark.parametrize(
    ("name", "quantity"), [("de_DE", 1234), ("en_US", Decimal("1.234")), (None, Decimal("1.234"))]
)
def test_numbers_are_read_as_the_locale_writes_them(
    monkeypatch: pytest.MonkeyPatch, source: ScriptedSource, name: str | None, quantity: object
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (name, "UTF-8"))
    with desk(source, offline=True) as workspace:
        workspace.create("Mine", "USD")
        key = workspace.add_holding(HoldingDraft("KO", "1.234"))
        assert workspace.holding(key).quantity == quantity
        workspace.edit_holding(key, HoldingDraft("KO", "2.468"))
        assert workspace.holding(key).quantity == 2 * quantity  # type: ignore[operator]  # a number


@pytest.mark.parametrize("code", ["BTN", "btn "])
def test_a_base_currency_without_a_rate_is_refused(source: ScriptedSource, code: str) -> None:
    with desk(source, offline=True) as workspace:
        assert "BTN" not in workspace.base_currencies()
        for refused in (
            lambda: workspace.create("Mine", code),
            lambda: workspace.set_base_currency(code),
            lambda: workspace.set_setting("base_currency", code.strip().upper()),
        ):
            with pytest.raises(BadInput, match="No exchange rate to BTN"):
                refused()
        assert len(workspace.portfolios()) == 1


def test_an_old_database_row_that_was_changed_by_others_is_damage(
    own_home: Path, source: ScriptedSource
) -> None:
    with desk(source, offline=True):
        pass
    with sqlite3.connect(own_home / "data" / "ringfence.db") as connection:
        connection.execute("UPDATE holdings SET quantity = '999'")
    connection.close()
    with scripted(source), pytest.raises(StorageError, match="damaged"):
        open_workspace(offline=True)


def test_opening_imports_nothing_heavy() -> None:
    program = (
        "import sys; from screener.services.opening import open_workspace\n"
        "with open_workspace(offline=False) as workspace: assert workspace.last is not None\n"
        "heavy = ('numpy', 'pandas', 'yfinance', 'rustworkx', 'jinja2', 'PySide6')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("[]\n", "")
