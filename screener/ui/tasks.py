"""The one shape of slow work: start, progress, done, failed, cancel.

A `Task` is one question. Starting it again cancels the work under way and drops its answer,
also when that answer comes in later. Work runs in a `TaskPool`, which ends cleanly: it takes no
more work, tells what is running to stop and waits for it.
"""

import logging
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from screener.errors import RingfenceError

_log = logging.getLogger(__name__)
_THREADS = 3
_DRAIN_MS = 20_000


class Job:
    """What running work sees of its task: whether to stop, and a way to report progress."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Nobody waits for the answer any more."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until nobody waits for the answer any more: then True."""
        return self._stop.wait(seconds)

    def progress(self, value: object) -> None:
        """Report how far the work is; dropped once cancelled."""
        if not self.cancelled:
            self._report(value)


Work = Callable[[Job], object]


class TaskPool(QObject):
    """The threads that slow work runs in; owned by the application, drained at its end."""

    def __init__(self, parent: QObject | None = None, threads: int = _THREADS) -> None:
        super().__init__(parent)
        self._threads = QThreadPool()
        self._threads.setMaxThreadCount(threads)
        self._jobs: set[Job] = set()
        self._lock = threading.Lock()
        self._closed = False

    @property
    def idle(self) -> bool:
        """No work is running or waiting."""
        with self._lock:
            return not self._jobs

    def run(self, job: Job, call: Callable[[], None]) -> bool:
        """Queue `call` for a thread; False once the pool is closed."""
        with self._lock:
            if self._closed:
                return False
            self._jobs.add(job)

        def counted() -> None:
            try:
                call()
            finally:
                with self._lock:
                    self._jobs.discard(job)

        # Not `QRunnable.create`: Qt frees that one while Python still knows it, and the next object Qt makes
        # at its place is then taken for a QRunnable.
        self._threads.start(counted)
        return True

    def drain(self, timeout_ms: int = _DRAIN_MS) -> bool:
        """Take no more work, tell running work to stop and wait for it; False when it did not end in time."""
        with self._lock:
            self._closed = True
            for job in self._jobs:
                job.cancel()
        ended = self._threads.waitForDone(timeout_ms)
        if not ended:
            _log.warning("work was still running %s ms after closing", timeout_ms)
        return ended


class Task(QObject):
    """One question that may be asked again; only the answer to the newest asking arrives.

    All signals come in the thread the task lives in. `failed` carries the exception. One that is
    not a RingfenceError is a bug and also goes to `sys.excepthook`.
    """

    started = Signal()
    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _reported = Signal(int, object)
    _answered = Signal(int, object, object)

    def __init__(self, pool: TaskPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._asked = 0
        self._job: Job | None = None
        self._reported.connect(self._on_report)
        self._answered.connect(self._on_answer)

    @property
    def running(self) -> bool:
        """The newest asking has no answer yet."""
        return self._job is not None

    def start(self, work: Work) -> None:
        """Ask; work already under way is cancelled and its answer dropped."""
        self._drop()
        self._asked += 1
        number = self._asked
        job = Job(lambda value: _emit(self._reported, number, value))

        def call() -> None:
            if job.cancelled:
                return
            answer: object = None
            error: BaseException | None = None
            try:
                answer = work(job)
            except Exception as raised:  # noqa: BLE001  every error of the work is the answer
                error = raised
            _emit(self._answered, number, answer, error)

        self._job = job
        if not self._pool.run(job, call):
            self._job = None
            return
        self.started.emit()

    def cancel(self) -> None:
        """Stop waiting; no answer will arrive."""
        if self._drop():
            self.ended.emit()

    def _drop(self) -> bool:
        if self._job is None:
            return False
        self._job.cancel()
        self._job = None
        return True

    def _on_report(self, number: int, value: object) -> None:
        if self._job is not None and number == self._asked:
            self.progressed.emit(value)

    def _on_answer(self, number: int, answer: object, error: BaseException | None) -> None:
        if self._job is None or number != self._asked:
            return
        self._job = None
        if error is None:
            self.done.emit(answer)
        else:
            if not isinstance(error, RingfenceError):
                sys.excepthook(type(error), error, error.__traceback__)
            self.failed.emit(error)
        self.ended.emit()


def _emit(signal: object, *values: object) -> None:
    try:
        signal.emit(*values)  # type: ignore[attr-defined]  # bound signals have no common public type
    except RuntimeError:
        _log.debug("an answer came after its task was deleted")
