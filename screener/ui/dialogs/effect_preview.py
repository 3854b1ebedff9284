"""What a change of the ledger would do, worked out while the user still types."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from screener.domain.ring.effect import Effect
from screener.errors import RingfenceError
from screener.ui import labels
from screener.ui.models import effect_words
from screener.ui.panel import clear
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.services.ledger import FieldProblem
    from screener.services.ledger_changes import LedgerChange
    from screener.ui.session import Session

_PAUSE_MS = 250
_HEIGHT = 116


class EffectPreview(QFrame):
    """Shows the places and loops that would change, or the one sentence why the change cannot be made.

    `judged` tells whether the newest change can be saved.
    """

    judged = Signal(bool)
    found = Signal(object)
    """Carries every FieldProblem of the newest change."""

    def __init__(self, session: "Session", names: "Mapping[str, str]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names = names
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("role", "scrolled")
        self._lines = QVBoxLayout(page)
        self._lines.setContentsMargins(11, 8, 11, 8)
        self._lines.setSpacing(3)
        scroller.setWidget(page)
        outer.addWidget(scroller)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("What this would change"))
        self.text = ""
        self.error = ""
        self._change: LedgerChange | None = None
        self._work = Task(session.pool, self)
        self._work.done.connect(self._on_looked)
        self._work.failed.connect(self._on_failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def wait_for(self, what: str) -> None:
        """There is nothing to work out yet: `what` is missing."""
        self._stop()
        self._say((what,), "quiet")

    def ask(self, change: "LedgerChange", *, at_once: bool = False) -> None:
        """Work out what `change` would do, once the user pauses."""
        self._change = change
        self._work.cancel()
        if at_once:
            self._ask()
        else:
            self._pause.start()

    def close_work(self) -> None:
        """Ask nothing more."""
        self._stop()

    def _stop(self) -> None:
        self._change = None
        self._pause.stop()
        self._work.cancel()

    def _ask(self) -> None:
        change = self._change
        if change is not None:
            self._say((self.tr("Working out what this changes …"),), "quiet")
            self._work.start(lambda _job: self._look(change))

    def _look(self, change: "LedgerChange") -> "tuple[tuple[FieldProblem, ...], Effect | None]":
        """In the worker: what is wrong, and where nothing is refused what it would do."""
        workspace = self._session.workspace
        problems = workspace.deal_problems(change)
        refused = any(problem.refuses for problem in problems)
        return problems, None if refused else workspace.preview_deal(change)

    def _on_looked(self, answer: "tuple[tuple[FieldProblem, ...], Effect | None]") -> None:
        problems, effect = answer
        self.found.emit(problems)
        if effect is None:
            refusals = tuple(problem.sentence for problem in problems if problem.refuses)
            self.error = "\n".join(refusals)
            self._say(refusals, "error")
            self.judged.emit(False)
            return
        self.error = ""
        warnings = tuple(problem.sentence for problem in problems)
        self._say(effect_words.lines(effect, self._names), "body", warnings)
        self.judged.emit(True)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, RingfenceError):
            self.error = error.message
            self._say((error.message,), "error")
            self.judged.emit(False)

    def _say(self, lines: tuple[str, ...], role: labels.Role, warnings: tuple[str, ...] = ()) -> None:
        clear(self._lines)
        self.text = "\n".join((*lines, *warnings))
        for line in lines:
            self._lines.addWidget(labels.label(line, role, wrap=True, selectable=True))
        for line in warnings:
            text = self.tr("Please check: {warning}").format(warning=line)
            self._lines.addWidget(labels.label(text, "caption", wrap=True, selectable=True))
        self._lines.addStretch(1)
