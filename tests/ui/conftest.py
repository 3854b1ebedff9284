"""A window on a workspace in memory; a test that leaves a timer or work running fails itself."""

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from screener.ui import theme
from screener.ui.application import Desk
from screener.ui.main_window import MainWindow
from screener.ui.session import Session
from screener.ui.tasks import TaskPool
from tests.builders.assessments import NOW
from tests.ui.fake_workspace import FakeWorkspace


def _running_timers() -> list[str]:
    timers = [each for each in gc.get_objects() if type(each) is QTimer]
    return [
        f"timer of {timer.interval()} ms in {type(timer.parent()).__name__}"
        for timer in timers
        if shiboken6.isValid(timer) and timer.isActive()
    ]


@pytest.fixture(autouse=True)
def no_stray_timers() -> Iterator[None]:
    """Fail the test that leaves a timer running."""
    before = set(_running_timers())
    yield
    left = [each for each in _running_timers() if each not in before]
    assert not left, f"timers left running: {left}"


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[theme.Theme]:
    """The application in the light theme."""
    made = theme.Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def pool() -> Iterator[TaskPool]:
    """Threads that must be idle again at the end."""
    made = TaskPool()
    yield made
    assert made.drain(5000), "work was still running"


@pytest.fixture
def workspace() -> FakeWorkspace:
    """The sample portfolio, twelve seconds after its quotes came."""
    made = FakeWorkspace()
    made.values["privacy_note_dismissed"] = True
    return made


@pytest.fixture
def session(themed: theme.Theme, workspace: FakeWorkspace, pool: TaskPool) -> Iterator[Session]:
    """A session that nobody has started; its clock stands still."""
    made = Session(workspace, pool, now=lambda: NOW)
    yield made
    made.stop()


@pytest.fixture
def window(session: Session, qtbot: object) -> Iterator[MainWindow]:
    """The shown window."""
    made = MainWindow(session)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def open_desk(qapp: QApplication) -> Iterator[Callable[[FakeWorkspace], Desk]]:
    """Builds whole desks that are closed at the end."""
    made: list[Desk] = []

    def build(workspace: FakeWorkspace) -> Desk:
        desk = Desk(qapp, workspace)
        desk.session.now = lambda: NOW + timedelta(seconds=12)
        made.append(desk)
        return desk

    yield build
    for desk in made:
        desk.window.close()
        desk.close()
        desk.window.deleteLater()
