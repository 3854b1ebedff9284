"""The thresholds page of the settings: every screen's steps, the user's to change."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from screener import wording
from screener.domain.finding import FAMILIES
from screener.errors import RingfenceError
from screener.ui import formats, labels
from screener.ui.messages import Notice
from screener.ui.panel import Card
from screener.ui.panels.threshold_row import ThresholdRow, heading
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.domain.assessment import Sensitivity
    from screener.services.thresholds import ScreenThresholds
    from screener.ui.session import Session

_FILE_NAME = "ringfence-thresholds.json"


class ThresholdsPage(QWidget):
    """A card a family, built one at a time so that the window never waits; a change counts at once.

    `rows` holds the row of each screen by its id.
    """

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows: dict[str, ThresholdRow] = {}
        self._waiting: list[tuple[str, list[ScreenThresholds]]] = []
        self._judged_by = ""
        self._sensitivity = Task(session.pool, self)
        self._sensitivity.done.connect(self._on_sensitivity)
        self._sensitivity.failed.connect(lambda _error: self.firmness.setText(self._not_worked_out()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        scroll.setWidget(inner)
        outer.addWidget(scroll)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 4, 6, 0)
        self._column.setSpacing(14)
        self._column.addWidget(self._summary_card())
        self._column.addStretch(1)

    def _summary_card(self) -> Card:
        card = Card()
        top = QHBoxLayout()
        top.setSpacing(8)
        self.set_line = labels.label("", "strong", wrap=True, selectable=True)
        top.addWidget(self.set_line, 1)
        self.reset_button = labels.button(self.tr("Reset all"), self.reset_all)
        for button in (
            labels.button(self.tr("Import …"), self._choose_import),
            labels.button(self.tr("Export …"), self._choose_export),
            self.reset_button,
        ):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(top)
        self.firmness = labels.label("", "quiet", wrap=True, selectable=True)
        card.body.addWidget(self.firmness)
        text = self.tr(
            "A step is where a severity begins. A change is judged at once and raises no alert; the set's "
            "name is in every report. What is not known stays not known, whatever the steps."
        )
        card.body.addWidget(labels.label(text, "caption", wrap=True))
        return card

    # -- showing ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read the set again; it may have come from elsewhere."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the set in force."""
        found = self.session.workspace.thresholds()
        if not self.rows and not self._waiting:
            self._begin(found)
        for row in found:
            if row.screen in self.rows:
                self.rows[row.screen].show_row(row)
        self._say_set(found)
        self._ask_sensitivity()

    def _begin(self, found: "tuple[ScreenThresholds, ...]") -> None:
        by_family = [(family, [row for row in found if row.family == family]) for family in FAMILIES]
        self._waiting = [(family, rows) for family, rows in by_family if rows]
        self._build_next()

    def _build_next(self) -> None:
        if not self._waiting:
            return
        family, rows = self._waiting.pop(0)
        title = wording.label("family", family)
        stepped = any(row.steps for row in rows)
        card = Card("" if stepped else title)
        card.body.setSpacing(12)
        if stepped:
            card.body.addWidget(heading(title))
        for row in rows:
            made = ThresholdRow(row)
            made.stepped.connect(self._on_stepped)
            made.switched.connect(self._on_switched)
            made.reset.connect(self._on_reset)
            self.rows[row.screen] = made
            card.body.addWidget(made)
        self._column.insertWidget(self._column.count() - 1, card)
        QTimer.singleShot(0, self, self._build_next)

    def _say_set(self, found: "tuple[ScreenThresholds, ...]") -> None:
        changed = sum(row.changed for row in found)
        off = sum(not row.on for row in found)
        parts = [self.session.workspace.threshold_set_id()]
        if changed:
            parts.append(
                self.tr("1 screen changed")
                if changed == 1
                else self.tr("{n} screens changed").format(n=changed)
            )
        if off:
            parts.append(self.tr("{n} switched off").format(n=off))
        if not changed and not off:
            parts.append(self.tr("as shipped"))
        self.set_line.setText(self.tr("Set in force: {set}").format(set=" · ".join(parts)))
        self.reset_button.setEnabled(bool(changed or off))

    # -- how firm the levels are --------------------------------------------------------------------

    def _ask_sensitivity(self) -> None:
        current = self.session.workspace.threshold_set_id()
        if current == self._judged_by:
            return
        self._judged_by = current
        self.firmness.setText(self.tr("Working out how much the levels hang on the steps …"))
        self._sensitivity.start(lambda _job: self.session.workspace.sensitivity())

    def _on_sensitivity(self, answer: "Sensitivity") -> None:
        if not answer.companies:
            self.firmness.setText(self.tr("No company has a level, so none hangs on the steps."))
            return
        text = self.tr(
            "If every step moved by {move}, {either} of the {n} companies with a level would change it: "
            "{stricter} with steps met earlier, {looser} with steps met later."
        )
        self.firmness.setText(
            text.format(
                move=formats.percent(answer.move, 0),
                either=formats.percent(answer.either, 0),
                stricter=formats.percent(answer.stricter, 0),
                looser=formats.percent(answer.looser, 0),
                n=answer.companies,
            )
        )

    def _not_worked_out(self) -> str:
        self._judged_by = ""
        return self.tr("How much the levels hang on the steps could not be worked out.")

    # -- changing -----------------------------------------------------------------------------------

    def _on_stepped(self, screen: str, steps: tuple[float, ...]) -> None:
        try:
            self.session.workspace.set_threshold(screen, steps)
        except RingfenceError as error:
            self.rows[screen].refuse(error.message)
            return
        self._judge_again(screen)

    def _on_switched(self, screen: str, on: bool) -> None:
        if self.session.attempt(lambda: self.session.workspace.switch_screen(screen, on=on)):
            self._judge_again(screen)
        else:
            self.refresh()

    def _on_reset(self, screen: str) -> None:
        if self.session.attempt(lambda: self.session.workspace.reset_thresholds(screen)):
            self._judge_again(screen)

    def reset_all(self) -> None:
        """Back to the shipped set."""
        if self.session.attempt(self.session.workspace.reset_thresholds):
            self._judge_again(*self.rows)

    def import_file(self, path: Path) -> None:
        """Use the set of a file; one that cannot be read changes nothing and is said in the strip."""
        if self.session.attempt(lambda: self.session.workspace.import_thresholds(path)):
            self._judge_again(*self.rows)

    def export_file(self, path: Path) -> None:
        """Write the set in force into a file."""
        if self.session.attempt(lambda: self.session.workspace.export_thresholds(path)):
            text = self.tr("The thresholds were written to {path}.").format(path=path)
            self.session.notice.emit(Notice("info", text, "thresholds.export"))

    def _judge_again(self, *screens: str) -> None:
        """Show the new set, in place of the drafts for `screens`, and judge by it."""
        for screen in screens:
            self.rows[screen].drop_draft()
        self.refresh()
        self.session.judge_again()

    def _choose_import(self) -> None:
        names = self.tr("Thresholds (*.json);;All files (*)")
        path, _filter = QFileDialog.getOpenFileName(self, self.tr("Import thresholds"), "", names)
        if path:
            self.import_file(Path(path))

    def _choose_export(self) -> None:
        names = self.tr("Thresholds (*.json)")
        path, _filter = QFileDialog.getSaveFileName(self, self.tr("Export thresholds"), _FILE_NAME, names)
        if path:
            target = Path(path)
            self.export_file(target if target.suffix else target.with_suffix(".json"))
