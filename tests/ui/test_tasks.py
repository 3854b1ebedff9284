"""The task shape: one answer to the newest question, errors that arrive, a clean end."""

import sys
import threading

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from screener.errors import BadInput
from screener.ui.tasks import Job, Task, TaskPool


def test_an_answer_arrives_with_its_progress(qtbot, pool: TaskPool) -> None:
    task, seen = Task(pool), []
    task.progressed.connect(seen.append)

    def work(job: Job) -> str:
        job.progress(1)
        job.progress(2)
        return "answer"

    with qtbot.waitSignal(task.done) as done:
        task.start(work)
        assert task.running
    assert done.args == ["answer"]
    assert seen == [1, 2]
    assert not task.running


def test_the_answer_to_an_older_question_is_dropped(qtbot, pool: TaskPool) -> None:
    task, begun, gate = Task(pool), threading.Event(), threading.Event()
    answers, cancelled = [], []
    task.done.connect(answers.append)

    def slow(job: Job) -> str:
        begun.set()
        gate.wait(5)
        cancelled.append(job.cancelled)
        return "old"

    task.start(slow)
    assert begun.wait(5)
    with qtbot.waitSignal(task.done):
        task.start(lambda _job: "new")
    gate.set()
    qtbot.waitUntil(lambda: pool.idle)
    assert answers == ["new"]
    assert cancelled == [True]


def test_a_cancelled_task_never_answers(qtbot, pool: TaskPool) -> None:
    task, gate, answers = Task(pool), threading.Event(), []
    task.done.connect(answers.append)
    task.start(lambda _job: gate.wait(5))
    with qtbot.waitSignal(task.ended):
        task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: pool.idle)
    assert answers == []
    assert not task.running


def test_an_expected_error_is_only_reported_as_failed(
    qtbot, pool: TaskPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: hooked.append(args))
    task = Task(pool)

    def work(_job: Job) -> None:
        raise BadInput("That is not a number.")

    with qtbot.waitSignal(task.failed) as failed:
        task.start(work)
    assert failed.args[0].message == "That is not a number."
    assert hooked == []


def test_a_bug_also_reaches_the_report_window(qtbot, pool: TaskPool, monkeypatch: pytest.MonkeyPatch) -> None:
    hooked = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: hooked.append(kind))
    task = Task(pool)
    with qtbot.waitSignal(task.failed):
        task.start(lambda _job: 1 // 0)
    assert hooked == [ZeroDivisionError]


def test_draining_stops_what_runs_and_takes_nothing_more(qtbot) -> None:
    pool = TaskPool()
    task, begun = Task(pool), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        while not job.cancelled:
            begun.wait(0.001)

    task.start(work)
    assert begun.wait(5)
    assert pool.drain(5000)
    assert pool.idle
    again = Task(pool)
    again.start(lambda _job: "never")
    assert not again.running


def test_work_that_waits_for_a_thread_is_not_begun_after_its_cancellation(qtbot) -> None:
    pool = TaskPool(threads=1)
    gate, begun = threading.Event(), []
    first, second = Task(pool), Task(pool)
    first.start(lambda _job: gate.wait(5))
    second.start(lambda _job: begun.append(True))
    second.cancel()
    gate.set()
    qtbot.waitUntil(lambda: pool.idle)
    assert begun == []
    assert pool.drain(5000)


def test_finished_work_leaves_nothing_behind_that_a_new_object_is_taken_for(pool: TaskPool) -> None:
    menus = []
    for _ in range(300):
        assert pool.run(Job(lambda _value: None), lambda: None)
        menu = QMenu()
        menus.append(menu)
        assert {type(menu.addAction("x")) for _number in range(6)} == {QAction}
