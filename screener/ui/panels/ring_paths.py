"""Paths to private companies: from a holding to OpenAI, Anthropic, xAI and their kin."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from screener.domain.ring.reach import Reach, Reached
from screener.ui import labels
from screener.ui.models.paths_model import PathsModel, path_rows
from screener.ui.panels.cell_table import CellTable

_FIRST = "openai"


class RingPaths(QWidget):
    """Choose a private company, then a path to it. `picked` carries the path's PathRow."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reach: Reach | None = None
        self._names: Mapping[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 0)
        row.setSpacing(8)
        to = labels.label(self.tr("To"), "quiet")
        self.target = QComboBox()
        self.target.setAccessibleName(self.tr("Private company"))
        self.target.currentIndexChanged.connect(lambda _number: self._show())
        self.every = labels.button(self.tr("Every way"), role="chip")
        self.every.setCheckable(True)
        labels.set_tooltip(self.every, self.tr("Also longer and weaker ways from the same holding"))
        self.every.toggled.connect(lambda _on: self._show())
        self.said = labels.ElidedLabel("", "quiet")
        row.addWidget(to)
        row.addWidget(self.target)
        row.addWidget(self.every)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        self.model = PathsModel(self)
        self.table = CellTable(self.model, self.tr("Paths to private companies"), wanted_px=300)
        self.table.setProperty("role", "bare")
        self.table.picked.connect(lambda number: self.picked.emit(self.model.row(number)))
        column.addWidget(self.table, 1)
        self.nothing = labels.label("", "quiet", wrap=True)
        self.nothing.setContentsMargins(12, 4, 12, 12)
        column.addWidget(self.nothing)
        self.say(self.tr("Looking for paths …"))

    def say(self, text: str) -> None:
        """A quiet line instead of paths."""
        self.table.setVisible(not text)
        self.nothing.setVisible(bool(text))
        self.nothing.setText(text)

    def give_up(self, why: str) -> None:
        """No paths came; one sentence why. Those there are stay."""
        if self._reach is None:
            self.say(why)

    def show_reach(self, reach: Reach, names: Mapping[str, str]) -> None:
        """Offer its private companies; the one chosen stays chosen."""
        self._reach, self._names = reach, names
        chosen = self.target.currentData() or _FIRST
        self.target.blockSignals(True)
        self.target.clear()
        for reached in reach.reached:
            self.target.addItem(names.get(reached.entity, reached.name), reached.entity)
        self.target.setCurrentIndex(max(0, self.target.findData(chosen)))
        self.target.blockSignals(False)
        self._show()

    def _chosen(self) -> Reached | None:
        if self._reach is None:
            return None
        wanted = self.target.currentData()
        return next((each for each in self._reach.reached if each.entity == wanted), None)

    def _show(self) -> None:
        reached, reach = self._chosen(), self._reach
        if reached is None or reach is None:
            self.model.show([])
            self.say(self.tr("The ledger has no private company that makes models."))
            return
        self.model.show(path_rows(reached, self._names, every=self.every.isChecked()))
        name = self.target.currentText()
        if not reached.leads:
            self.said.set_text("")
            text = self.tr("Nothing you hold leads to {name} within {n} steps.")
            self.say(text.format(name=name, n=reach.legs))
            return
        self.say("")
        count = len(reached.leads)
        text = (
            self.tr("1 holding leads to {name} within {n} steps")
            if count == 1
            else self.tr("{count} holdings lead to {name} within {n} steps")
        )
        self.said.set_text(text.format(count=count, name=name, n=reach.legs))
