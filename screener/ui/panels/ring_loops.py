"""The list of loops beside the map: how weak its deals may be, how long, and through whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from screener.domain.assessment import Loop
from screener.domain.ring.deal import Strength
from screener.ui import labels
from screener.ui.models.loops_model import LoopRow, LoopsModel
from screener.ui.panels.cell_table import CellTable

_FLOORS: tuple[Strength, ...] = ("firm", "announced", "contingent")
_LEGS = (4, 6)


class RingLoops(QFrame):
    """`picked` carries the Loop, `asked` says that other loops are wanted, `let_go` that all parties are."""

    picked = Signal(object)
    asked = Signal()
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 1)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(6)
        self.title = labels.ElidedLabel(self.tr("Loops"), "section")
        row.addWidget(self.title, 1)
        self.through = labels.button("", self.let_go.emit, role="chip")
        self.through.hide()
        self.floor = QComboBox()
        self.floor.setAccessibleName(self.tr("Weakest deals a loop may rest on"))
        for strength, text in zip(
            _FLOORS,
            (self.tr("Firm only"), self.tr("Firm, announced"), self.tr("Contingent too")),
            strict=True,
        ):
            self.floor.addItem(text, strength)
        self.legs = QComboBox()
        self.legs.setAccessibleName(self.tr("How many legs a loop may have"))
        for legs in _LEGS:
            self.legs.addItem(self.tr("{n} legs").format(n=legs), legs)
        for combo in (self.floor, self.legs):
            combo.currentIndexChanged.connect(lambda _number: self.asked.emit())
            row.addWidget(combo)
        column.addLayout(row)
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 0, 8, 0)
        chips.addWidget(self.through)
        chips.addStretch(1)
        column.addLayout(chips)
        self.model = LoopsModel(self)
        self.table = CellTable(self.model, self.tr("Loops"), wanted_px=200)
        self.table.setProperty("role", "bare")
        self.table.picked.connect(lambda number: self.picked.emit(self.model.row(number).loop))
        column.addWidget(self.table, 1)
        self.nothing = labels.label("", "quiet", wrap=True)
        self.nothing.setContentsMargins(10, 6, 10, 10)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setVisible(False)
        column.addWidget(self.nothing, 1)

    @property
    def chosen_floor(self) -> Strength:
        """The weakest deals a shown loop may rest on."""
        floor: Strength = self.floor.currentData()
        return floor

    @property
    def chosen_legs(self) -> int:
        """The most legs a shown loop may have."""
        return int(self.legs.currentData())

    def choose_floor(self, floor: Strength) -> None:
        """Show loops of that strength without telling."""
        self.floor.blockSignals(True)
        self.floor.setCurrentIndex(_FLOORS.index(floor))
        self.floor.blockSignals(False)

    def show_rows(self, rows: list[LoopRow], through: str | None, *, searching: bool = False) -> None:
        """Show these; `through` names the party all of them go through."""
        self.model.show(rows)
        count = len(rows)
        text = self.tr("1 loop") if count == 1 else self.tr("{n} loops").format(n=count)
        self.title.set_text(self.tr("Looking for loops …") if searching else text)
        self.table.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        self.nothing.setText(
            self.tr("A moment, please.")
            if searching
            else self.tr("No loop passes: the floor, the filters or the date leave none.")
        )
        self.through.setVisible(through is not None)
        if through is not None:
            name = self.tr("Through {name}  ✕").format(name=through)
            self.through.setText(labels.escape_mnemonic(name))

    def show_current(self, loop: Loop | None) -> None:
        """Mark the loop that is followed."""
        self.table.show_current(None if loop is None else self.model.number_of(loop))
