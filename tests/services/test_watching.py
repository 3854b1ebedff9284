"""From assessments one after another to alerts: the baseline, no storms, once a day."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
import pytest

from screener.domain.alert import AlertRecord
from screener.domain.assessment import Assessment, Mode
from screener.errors import StorageError
from screener.services.watching import Watch, worded
from tests.builders.assessments import NOW, sample_assessment
from tests.builders.changes import judged, made_with, pe


class History:
    """Where alerts are kept: a list. `broken` makes it fail like a full disk."""

    def __init__(self) -> None:
        self.records: list[AlertRecord] = []
        self.broken = False

    def add(self, alerts: Iterable[AlertRecord]) -> tuple[AlertRecord, ...]:
        if self.broken:
            raise StorageError("The disk is full.")
        new = [msgspec.structs.replace(one, id=len(self.records) + n) for n, one in enumerate(alerts, 1)]
        self.records += new
        return tuple(new)

    def alerted_since(self, portfolio: str, since: datetime) -> frozenset[tuple[str, str, str]]:
        return frozenset(
            (one.company, one.screen, one.after)
            for one in self.records
            if one.portfolio == portfolio and one.kind == "alert" and one.at >= since
        )


def at(minutes: float, severity: int | None, *, mode: Mode = "live", portfolio_key: str = "p1") -> Assessment:
    """An assessment so many minutes later, with NVIDIA's P/E at that severity."""
    made = sample_assessment(mode=mode, portfolio_key=portfolio_key, made_at=NOW + timedelta(minutes=minutes))
    return judged(made, "nvidia", pe(severity))


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def watch(history: History) -> Watch:
    return Watch(history)


def fired(records: Iterable[AlertRecord]) -> list[tuple[str, str, str]]:
    return [(one.symbol, one.before, one.after) for one in records if one.kind == "alert"]


def test_the_first_live_assessment_is_the_baseline(watch: Watch, history: History) -> None:
    assert watch.observe(at(0, 4)) == ()
    assert watch.observe(at(1, 4)) == ()
    assert history.records == []


def test_a_change_is_told_once_and_kept(watch: Watch, history: History) -> None:
    watch.observe(at(0, 2))
    assert fired(watch.observe(at(1, 3))) == [("NVDA", "2", "3")]
    assert watch.observe(at(2, 3)) == ()
    (record,) = history.records
    assert (record.portfolio, record.at, record.read, record.id) == (
        "p1",
        NOW + timedelta(minutes=1),
        False,
        1,
    )
    alert = worded(record)
    assert alert.sentence == "NVDA: P/E went from severity 2 to severity 3."


def test_a_source_that_fails_and_returns_raises_no_storm(watch: Watch, history: History) -> None:
    watch.observe(at(0, 2))
    for minute in range(1, 10):
        assert watch.observe(at(minute, 4, mode="stale")) == ()
    assert watch.observe(at(10, 2, mode="snapshot")) == ()
    assert watch.observe(at(11, 2)) == ()
    assert history.records == []


def test_a_change_during_the_outage_is_told_afterwards(watch: Watch) -> None:
    watch.observe(at(0, 2))
    watch.observe(at(1, 2, mode="stale"))
    assert fired(watch.observe(at(2, 4))) == [("NVDA", "2", "4")]


def test_an_answer_that_flickers_is_told_once_a_day_each_way(watch: Watch, history: History) -> None:
    watch.observe(at(0, 2))
    for minute in range(1, 60):
        watch.observe(at(minute, 3 if minute % 2 else 2))
    assert fired(history.records) == [("NVDA", "2", "3"), ("NVDA", "3", "2")]
    tomorrow = 24 * 60
    watch.observe(at(tomorrow, 2))
    assert fired(history.records)[2:] == [("NVDA", "3", "2")]


def test_changes_of_the_data_are_listed_as_read_and_never_alert(watch: Watch, history: History) -> None:
    watch.observe(at(0, 1))
    (record,) = watch.observe(made_with(at(1, 4), ledger="ledger-2"))
    assert (record.kind, record.read) == ("data_changed", True)
    assert fired(history.records) == []
    assert "ledger-2" in worded(record).sentence
    # It was no alert, so the same change in the world still is one.
    watch.observe(made_with(at(2, 1), ledger="ledger-2"))
    assert fired(history.records) == [("NVDA", "4", "1")]


def test_going_from_live_to_delayed_is_no_change_in_the_world(watch: Watch, history: History) -> None:
    watch.observe(at(0, 1))
    watch.observe(at(1, 4, mode="delayed"))
    assert [one.kind for one in history.records] == ["data_changed"]


def test_portfolios_are_watched_apart(watch: Watch, history: History) -> None:
    watch.observe(at(0, 1, portfolio_key="p1"))
    assert watch.observe(at(1, 4, portfolio_key="p2")) == ()
    assert fired(watch.observe(at(2, 4, portfolio_key="p1"))) == [("NVDA", "1", "4")]
    assert fired(watch.observe(at(3, 1, portfolio_key="p2"))) == [("NVDA", "4", "1")]
    assert [one.portfolio for one in history.records] == ["p1", "p2"]


def test_an_alert_that_could_not_be_kept_is_told_the_next_time(watch: Watch, history: History) -> None:
    watch.observe(at(0, 1))
    history.broken = True
    with pytest.raises(StorageError):
        watch.observe(at(1, 4))
    history.broken = False
    assert fired(watch.observe(at(2, 4))) == [("NVDA", "1", "4")]
