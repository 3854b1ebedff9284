"""`ringfence watch`: what fired, what was skipped, and the exit code; the source is scripted."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from screener.cli import watch
from screener.domain.message import Message
from screener.services.holding_input import HoldingDraft
from screener.services.opening import open_workspace
from tests.builders.desks import START, UNREACHABLE, ScriptedSource, desk, scripted
from tests.cli.commands import Ended, ran
from tests.fakes.clocks import Clocks


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedSource]:
    """The source every workspace of the command gets, on its own clock."""
    made = ScriptedSource(Clocks(START))

    def opened(**options: bool) -> object:
        return open_workspace(clock=made.clocks.wall, **options)

    monkeypatch.setattr(watch, "open_workspace", opened)
    with scripted(made):
        yield made


def look(capsys: pytest.CaptureFixture[str], source: ScriptedSource, *options: str) -> Ended:
    """One look, a minute after the last one."""
    source.clocks.advance(60)
    return ran(capsys, "watch", "--once", "--format", "json", *options)


def test_the_first_look_is_the_baseline_and_a_change_fires_once(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    first = look(capsys, source)
    assert (first.code, first.result["fired"], first.result["mode"]) == (0, [], "live")
    source.prices["NVDA"] = Decimal(800)
    second = look(capsys, source)
    assert second.code == 1
    (fired,) = second.result["fired"]
    assert fired.keys() >= {"rule", "symbol", "before", "after", "sentence"}
    assert (fired["rule"], fired["symbol"], fired["before"], fired["after"]) == ("pe_ttm", "NVDA", "1", "4")
    assert "800" in fired["sentence"]
    third = look(capsys, source)
    assert (third.code, third.result["fired"]) == (0, [])


def test_what_has_no_new_price_is_skipped_with_a_reason(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    result = look(capsys, source).result
    assert [row["symbol"] for row in result["skipped"]] == ["ABCX"]
    assert result["skipped"][0]["reason"]


@pytest.mark.parametrize("cause", ["rate_limited", "server_error", "unreachable"])
def test_trouble_skips_everything_fires_nothing_and_keeps_the_baseline(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource, cause: str
) -> None:
    look(capsys, source)
    source.failure = Message(f"source.{cause}", UNREACHABLE.arguments)
    source.prices["NVDA"] = Decimal(800)
    failed = look(capsys, source)
    assert (failed.code, failed.result["fired"], failed.result["mode"]) == (0, [], "stale")
    assert {row["symbol"] for row in failed.result["skipped"]} >= {"NVDA", "KO", "AVGO"}
    assert all("Yahoo Finance" in row["reason"] for row in failed.result["skipped"])
    source.failure = None
    assert look(capsys, source).code == 1


def test_another_mode_is_no_news_but_data_that_changed(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    look(capsys, source)
    source.delay = 15
    source.prices["NVDA"] = Decimal(800)
    changed = look(capsys, source)
    assert (changed.code, changed.result["fired"], changed.result["mode"]) == (0, [], "delayed")
    assert [row["symbol"] for row in changed.result["data_changed"]] == ["NVDA"]


def test_another_floor_is_no_news(capsys: pytest.CaptureFixture[str], source: ScriptedSource) -> None:
    look(capsys, source)
    with desk(source) as workspace:
        workspace.set_setting("strength_floor", "firm")
    result = look(capsys, source).result
    assert result["fired"] == []
    assert {row["symbol"] for row in result["data_changed"]} >= {"AMD"}


def test_offline_shows_what_is_known_and_asks_nobody(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    ended = look(capsys, source, "--offline")
    assert (ended.code, ended.result["fired"]) == (0, [])
    assert source.asked == []


def test_without_any_price_at_all_the_code_says_so(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    with desk(source) as workspace:
        workspace.create("Mine", "USD")
        workspace.add_holding(HoldingDraft("ZZZX", "1"))
    source.failure = UNREACHABLE
    ended = look(capsys, source)
    assert ended.code == 3
    assert [row["symbol"] for row in ended.result["skipped"]] == ["ZZZX"]


def test_an_empty_portfolio_lacks_nothing(capsys: pytest.CaptureFixture[str], source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.create("Mine", "USD")
    ended = look(capsys, source)
    assert (ended.code, ended.result["skipped"]) == (0, [])


def test_a_change_is_readable_as_table_and_csv(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    quiet = ran(capsys, "watch", "--once")
    assert (quiet.out, quiet.err) == ("", "Nothing changed.\n")
    source.prices["NVDA"] = Decimal(800)
    source.clocks.advance(60)
    fired = ran(capsys, "watch", "--once", "--format", "csv")
    rows = list(csv.reader(io.StringIO(fired.out)))
    assert [row[:2] for row in rows[1:]] == [["NVDA", "pe_ttm"]]
    source.prices["NVDA"] = Decimal(200)
    source.clocks.advance(86_400)
    assert "NVDA" in ran(capsys, "watch", "--once").out


def test_beside_an_open_window_it_says_that_nothing_is_remembered(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource
) -> None:
    look(capsys, source)
    source.prices["NVDA"] = Decimal(800)
    with desk(source):
        ended = look(capsys, source)
    assert ended.code == 1
    assert "already open" in ended.err


def test_going_on_until_interrupted_leaves_the_files_free_between_looks(
    capsys: pytest.CaptureFixture[str], source: ScriptedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        """Looks whether a window could open, and presses Ctrl+C the third time."""
        with desk(source) as window:
            assert not window.read_only
        waited.append(seconds)
        source.clocks.advance(seconds)
        source.prices["NVDA"] = Decimal(800)
        if len(waited) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "sleep", wait)
    monkeypatch.setattr(watch, "utc_now", source.clocks.wall)
    source.retry_at = START + timedelta(seconds=200)
    ended = ran(capsys, "watch", "--format", "json")
    assert ended.code == 1, "something fired while it watched"
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [len(line["fired"]) for line in lines] == [0, 1, 0]
    assert waited[0] == 200, "as long as the source asked for"
    assert waited[1:] == [30, 30]
