"""When filings are read while the window is open."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from screener.services.filing_rounds import FilingsOutcome
from screener.ui.filings_clock import FilingsClock
from screener.ui.session import Session
from screener.ui.tasks import TaskPool
from tests.ui.fake_workspace import FakeWorkspace


class Reading:
    """Stands for `Workspace.refresh_filings` and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.outcome = FilingsOutcome()

    def __call__(self) -> FilingsOutcome:
        self.asked += 1
        return self.outcome


@pytest.fixture
def reading(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Reading:
    made = Reading()
    monkeypatch.setattr(workspace, "refresh_filings", made, raising=False)
    workspace.values["sec_contact"] = "me@example.org"
    return made


@pytest.fixture
def moment(session: Session) -> list[datetime]:
    now = [datetime(2026, 11, 20, 12, tzinfo=UTC)]
    session.now = lambda: now[0]
    return now


@pytest.fixture
def clock(session: Session, pool: TaskPool, moment: list[datetime]) -> Iterator[FilingsClock]:
    made = FilingsClock(session, pool)
    yield made
    made.stop()


def assessed(session: Session, clock: FilingsClock, qtbot: QtBot) -> None:
    session.assessment_changed.emit(session.assessment)
    qtbot.waitUntil(lambda: not clock.reading)


def test_filings_are_read_once_an_hour(
    session: Session, clock: FilingsClock, reading: Reading, moment: list[datetime], qtbot: QtBot
) -> None:
    for _ in range(3):
        assessed(session, clock, qtbot)
    assert reading.asked == 1
    moment[0] += timedelta(minutes=61)
    assessed(session, clock, qtbot)
    assert reading.asked == 2


def test_a_clock_that_is_turned_back_does_not_put_it_off(
    session: Session, clock: FilingsClock, reading: Reading, moment: list[datetime], qtbot: QtBot
) -> None:
    assessed(session, clock, qtbot)
    moment[0] -= timedelta(days=2)
    for _ in range(2):
        assessed(session, clock, qtbot)
    assert reading.asked == 2


@pytest.mark.parametrize("hindrance", ["no contact", "switched off", "offline"])
def test_nobody_is_asked_without_leave(
    hindrance: str,
    session: Session,
    clock: FilingsClock,
    reading: Reading,
    qtbot: QtBot,
    workspace: FakeWorkspace,
) -> None:
    changes: dict[str, Callable[[], object]] = {
        "no contact": lambda: workspace.values.update(sec_contact=""),
        "switched off": lambda: workspace.values.update(live_quotes=False),
        "offline": lambda: setattr(workspace, "offline", True),
    }
    changes[hindrance]()
    assessed(session, clock, qtbot)
    assert reading.asked == 0


def test_new_figures_are_judged_at_once(
    session: Session, clock: FilingsClock, reading: Reading, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    reading.outcome = FilingsOutcome(asked=1, newer=("nvidia",))
    session.assessment_changed.emit(session.assessment)
    qtbot.waitUntil(lambda: "assess" in workspace.calls and not session.busy)
    assert reading.asked == 1
