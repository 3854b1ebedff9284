"""When statements are read while the window is open, and what is said meanwhile."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from screener.services.filing_rounds import Progress
from screener.services.statement_rounds import StatementsOutcome, Wait
from screener.ui.session import Session
from screener.ui.statements_clock import StatementsClock
from screener.ui.status_line import StatusLine
from screener.ui.tasks import TaskPool
from tests.ui.fake_workspace import FakeWorkspace


class Reading:
    """Stands for `Workspace.refresh_statements`: says how far it is, then waits where told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.outcome = StatementsOutcome()
        self.waits = False
        self.was_stopped = threading.Event()

    def __call__(self, wait: Wait, progress: Progress) -> StatementsOutcome:
        self.asked += 1
        progress(2, 24)
        if self.waits and wait(10):
            self.was_stopped.set()
        return self.outcome


@pytest.fixture
def reading(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Reading:
    made = Reading()
    monkeypatch.setattr(workspace, "refresh_statements", made)
    return made


@pytest.fixture
def moment(session: Session) -> list[datetime]:
    now = [datetime(2026, 11, 20, 12, tzinfo=UTC)]
    session.now = lambda: now[0]
    return now


@pytest.fixture
def clock(session: Session, pool: TaskPool, moment: list[datetime]) -> Iterator[StatementsClock]:
    made = StatementsClock(session, pool)
    yield made
    made.stop()


def assessed(session: Session, clock: StatementsClock, qtbot: QtBot, mode: str = "live") -> None:
    assert session.assessment is not None
    session.assessment_changed.emit(msgspec.structs.replace(session.assessment, mode=mode))
    qtbot.waitUntil(lambda: not clock.reading)


def test_statements_are_read_once_an_hour_and_only_after_quotes(
    session: Session, clock: StatementsClock, reading: Reading, moment: list[datetime], qtbot: QtBot
) -> None:
    assessed(session, clock, qtbot, "snapshot")
    assert reading.asked == 0
    for _ in range(3):
        assessed(session, clock, qtbot)
    assert reading.asked == 1
    moment[0] += timedelta(minutes=61)
    assessed(session, clock, qtbot, "delayed")
    assert reading.asked == 2


def test_a_clock_that_is_turned_back_does_not_put_it_off(
    session: Session, clock: StatementsClock, reading: Reading, moment: list[datetime], qtbot: QtBot
) -> None:
    assessed(session, clock, qtbot)
    moment[0] -= timedelta(days=2)
    for _ in range(2):
        assessed(session, clock, qtbot)
    assert reading.asked == 2


def test_after_trouble_it_is_tried_again_sooner_but_not_at_once(
    session: Session, clock: StatementsClock, reading: Reading, moment: list[datetime], qtbot: QtBot
) -> None:
    reading.outcome = StatementsOutcome(asked=1, retry_at=moment[0] + timedelta(seconds=60))
    assessed(session, clock, qtbot)
    moment[0] += timedelta(minutes=2)
    assessed(session, clock, qtbot)
    assert reading.asked == 1
    moment[0] += timedelta(minutes=9)
    assessed(session, clock, qtbot)
    assert reading.asked == 2


@pytest.mark.parametrize("hindrance", ["statements off", "quotes off", "offline"])
def test_nobody_is_asked_without_leave(
    hindrance: str,
    session: Session,
    clock: StatementsClock,
    reading: Reading,
    qtbot: QtBot,
    workspace: FakeWorkspace,
) -> None:
    changes: dict[str, Callable[[], object]] = {
        "statements off": lambda: workspace.values.update(read_statements=False),
        "quotes off": lambda: workspace.values.update(live_quotes=False),
        "offline": lambda: setattr(workspace, "offline", True),
    }
    changes[hindrance]()
    assessed(session, clock, qtbot)
    assert reading.asked == 0


def test_switching_it_on_reads_at_once_and_off_ends_the_round(
    session: Session, clock: StatementsClock, reading: Reading, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    reading.waits = True
    session.set_setting("read_statements", False)
    assert reading.asked == 0
    session.set_setting("read_statements", True)
    qtbot.waitUntil(lambda: reading.asked == 1)
    session.set_setting("read_statements", False)
    assert not clock.reading
    assert reading.was_stopped.wait(5)


def test_progress_is_said_in_the_status_line_and_gone_at_the_end(
    session: Session, clock: StatementsClock, reading: Reading, qtbot: QtBot
) -> None:
    reading.waits = True
    line = StatusLine(session)
    qtbot.addWidget(line)
    assert session.assessment is not None
    session.assessment_changed.emit(msgspec.structs.replace(session.assessment, mode="live"))
    qtbot.waitUntil(lambda: line.work.text() == "Reading statements: 3 of 24 …")
    line.show_busy(True)
    assert line.work.text() == "Updating …"
    line.show_busy(False)
    assert line.work.text() == "Reading statements: 3 of 24 …"
    clock.stop()
    assert line.work.text() == ""


def test_new_figures_are_judged_at_once(
    session: Session, clock: StatementsClock, reading: Reading, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    reading.outcome = StatementsOutcome(asked=1, newer=("nvidia",))
    assert session.assessment is not None
    session.assessment_changed.emit(msgspec.structs.replace(session.assessment, mode="live"))
    qtbot.waitUntil(lambda: "assess" in workspace.calls and not session.busy)
    assert reading.asked == 1
