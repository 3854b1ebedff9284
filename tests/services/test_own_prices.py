"""The user's own lists of prices: read, stored whole, undone, and used where nothing newer is known."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from screener.domain.assessment import Assessment, PositionResult
from screener.domain.figure import Figure
from screener.errors import BadInput, DataMissing
from screener.services import own_prices
from screener.services.holding_input import HoldingDraft
from screener.services.workspace import Workspace
from tests.builders.desks import START, ScriptedSource, desk
from tests.fakes.clocks import Clocks

Write = Callable[[str], Path]


@pytest.fixture
def source() -> ScriptedSource:
    return ScriptedSource(Clocks(START))


@pytest.fixture
def workspace(source: ScriptedSource) -> Iterator[Workspace]:
    with desk(source, offline=True) as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "prices.csv"
        path.write_text("symbol,date,price,currency\n" + text, encoding="utf-8")
        return path

    return written


def mine(workspace: Workspace, **holdings: str) -> None:
    workspace.create("Mine", "USD")
    for symbol, quantity in holdings.items():
        workspace.add_holding(HoldingDraft(symbol, quantity))


def row(assessment: Assessment, symbol: str) -> PositionResult:
    return next(one for one in (*assessment.positions, *assessment.watchlist) if one.symbol == symbol)


def seen(assessment: Assessment, symbol: str) -> tuple[Decimal | None, str, str]:
    """Price, origin and source of a row."""
    found = row(assessment, symbol)
    if not isinstance(found.price, Figure):
        return None, found.price_origin, ""
    return found.price.value, found.price_origin, found.price.source.title


def imported(workspace: Workspace, path: Path) -> None:
    workspace.commit_prices(workspace.preview_prices(path))


def test_a_listing_nobody_quotes_is_valued_by_the_users_list_which_is_named(
    workspace: Workspace, write: Write
) -> None:
    mine(workspace, ABCX="10")
    assert row(workspace.assess(), "ABCX").weight is None
    imported(workspace, write("ABCX,2026-08-20,12.5,USD\n"))
    after = workspace.assess()
    assert seen(after, "ABCX") == (Decimal("12.5"), "manual", "your list prices.csv")
    assert after.exposure.total.amount == 125
    assert row(after, "ABCX").weight == 1


def test_a_share_class_is_found_however_its_symbol_is_written(workspace: Workspace, write: Write) -> None:
    workspace.create("Mine", "EUR")
    workspace.add_holding(HoldingDraft("BF.B", "2"))
    imported(workspace, write("BF.B,2026-08-24,50,CHF\n"))
    after = workspace.assess()
    assert seen(after, "BF.B")[:2] == (Decimal(50), "manual")
    assert after.as_of == START.date()


def test_the_newest_market_day_wins_whatever_it_comes_from(source: ScriptedSource, write: Write) -> None:
    with desk(source) as workspace:
        mine(workspace, KO="1", NVDA="1", JNJ="1")
        imported(workspace, write("KO,2026-08-22,70,USD\nNVDA,2026-08-20,1,USD\nJNJ,2026-08-24,2,USD\n"))
        before = workspace.assess()
        assert seen(before, "KO") == (Decimal(70), "manual", "your list prices.csv")
        assert seen(before, "NVDA")[1] == "snapshot"
        live = workspace.refresh().assessment
        assert [seen(live, symbol)[1] for symbol in ("KO", "NVDA", "JNJ")] == ["live"] * 3
        source.failure, source.retry_at = None, None
        source.prices.clear()
        source.clocks.advance(60)
        gone = workspace.refresh().assessment
        assert seen(gone, "KO")[:2] == (Decimal(90), "last_good")


def test_when_the_feed_has_died_the_list_takes_over_from_the_last_good_price(
    source: ScriptedSource, write: Write
) -> None:
    with desk(source) as workspace:
        mine(workspace, KO="1")
        workspace.refresh()
        source.clocks.advance(3 * 24 * 3600)
        source.prices.clear()
        imported(workspace, write("KO,2026-08-26,95,USD\n"))
        assert seen(workspace.refresh().assessment, "KO")[:2] == (Decimal(95), "manual")


def test_a_newer_own_price_brings_the_day_of_judgement_to_today(workspace: Workspace, write: Write) -> None:
    mine(workspace, KO="1")
    assert workspace.assess().as_of < START.date()
    imported(workspace, write("KO,2026-08-24,95,USD\n"))
    assert workspace.assess().as_of == START.date()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be changed here")
@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("America/New_York", datetime(2026, 8, 25, 0, 30, tzinfo=UTC), "2026-08-24"),
        ("Pacific/Auckland", datetime(2026, 8, 24, 21, 0, tzinfo=UTC), "2026-08-25"),
    ],
)
def test_a_price_of_today_is_of_the_users_day(
    write: Write, monkeypatch: pytest.MonkeyPatch, zone: str, now: datetime, today: str
) -> None:
    path = write(f"AAA,,1,USD\nBBB,{today},2,USD\n")
    try:
        with monkeypatch.context() as there:
            there.setenv("TZ", zone)
            time.tzset()
            review = own_prices.preview(path, {}, now)
    finally:
        time.tzset()
    assert [(one.symbol, str(one.day)) for one in review.prices] == [("AAA", today), ("BBB", today)]
    assert review.rejected == ()


def test_a_review_says_what_is_new_and_what_is_not_before_anything_is_stored(
    workspace: Workspace, write: Write
) -> None:
    imported(workspace, write("AAA,2026-08-20,1,USD\nBBB,2026-08-20,2,USD\n"))
    review = workspace.preview_prices(
        write(
            "AAA,2026-08-19,1,USD\nBBB,2026-08-20,2,USD\nCCC,2026-08-18,3,USD\nCCC,2026-08-17,2,USD\nDDD,?,x,\n"
        )
    )
    assert [(one.symbol, one.price) for one in review.prices] == [("CCC", Decimal(3))]
    assert (review.rows, review.older, review.same, len(review.rejected)) == (4, 1, 1, 1)
    assert (str(review.first), str(review.last)) == ("2026-08-17", "2026-08-20")
    assert [one.symbol for one in workspace.own_prices()] == ["AAA", "BBB"]


def test_a_list_and_a_removal_are_one_undo_step_each(workspace: Workspace, write: Write) -> None:
    imported(workspace, write("AAA,2026-08-20,1,USD\nBBB,2026-08-20,2,USD\n"))
    assert workspace.can_undo == "Import 2 prices from prices.csv"
    workspace.remove_own_prices(["AAA", "gone"])
    assert workspace.can_undo == "Remove your price of AAA"
    assert [one.symbol for one in workspace.own_prices()] == ["BBB"]
    workspace.undo()
    workspace.remove_own_prices(["AAA", "BBB"])
    assert workspace.undo() == "Remove 2 prices of yours"
    workspace.undo()
    assert workspace.own_prices() == ()
    workspace.redo()
    assert [one.symbol for one in workspace.own_prices()] == ["AAA", "BBB"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_a_file_whose_name_is_no_text_is_stored_under_one_that_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "k") + b"\xfcrse.csv"))
    path.write_text("symbol,date,price,currency\nAAA,2026-08-20,1,USD\n", encoding="utf-8")
    imported(workspace, path)
    assert [one.file for one in workspace.own_prices()] == ["k\ufffdrse.csv"]


def test_a_list_without_anything_new_is_refused(workspace: Workspace, write: Write) -> None:
    path = write("AAA,2026-08-20,1,USD\n")
    review = workspace.preview_prices(path)
    workspace.commit_prices(review)
    with pytest.raises(BadInput, match=r"no new price in prices\.csv"):
        workspace.commit_prices(workspace.preview_prices(path))
    imported(workspace, write("AAA,2026-08-21,2,USD\n"))
    with pytest.raises(BadInput):
        workspace.commit_prices(review)
    assert workspace.own_prices()[0].price == 2


def test_prices_outlast_the_program(source: ScriptedSource, write: Write) -> None:
    with desk(source, offline=True) as first:
        imported(first, write("AAA,2026-08-20,1.10,USD\n"))
        before = first.own_prices()
    with desk(source, offline=True) as second:
        assert second.own_prices() == before
        assert str(before[0].price) == "1.10"


def test_an_own_price_ages_in_the_trading_days_of_its_exchange(source: ScriptedSource, write: Write) -> None:
    source.clocks.advance(timedelta(days=45).total_seconds())
    with desk(source, offline=True) as workspace:
        assert source.clocks.wall().date().isoformat() == "2026-10-08"
        mine(workspace, **{"600519.SS": "1", "ABCX": "1"})
        imported(workspace, write("600519.SS,2026-09-18,1400,CNY\nABCX,2026-09-18,10,USD\n"))
        after = workspace.assess()
    notes = {symbol: [note.id for note in row(after, symbol).notes] for symbol in ("600519.SS", "ABCX")}
    assert "price_old" in notes["ABCX"]
    assert "price_old" not in notes["600519.SS"], "the golden week is no trading day"


def test_the_calendars_that_end_within_a_year_are_named(workspace: Workspace) -> None:
    said = " ".join(workspace.calendar_remarks())
    assert "31 Dec 2026" in said
    assert "Shanghai" in said


def test_without_the_calendars_every_weekday_counts_and_the_program_goes_on(
    workspace: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise DataMissing("exchanges.json is not there.")

    monkeypatch.setattr("screener.providers.snapshot.sessions.load_sessions", missing)
    mine(workspace, ABCX="1")
    imported(workspace, write("ABCX,2026-08-20,10,USD\n"))
    assert seen(workspace.assess(), "ABCX")[1] == "manual"
    assert workspace.calendar_remarks() == ()
