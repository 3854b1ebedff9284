"""One screen of the thresholds page: its switch, its steps, where they come from."""

from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from screener import wording
from screener.domain.message import Unit
from screener.ui import formats, labels
from screener.ui.widgets.level_badge import SIZE, LevelBadge

if TYPE_CHECKING:
    from screener.services.thresholds import ScreenThresholds

STEPS = 4
_NAME_PX, _SIGN_PX, _FIELD_PX, _UNIT_PX, _RESET_PX, _GAP_PX = 212, 50, 58, 36, 40, 8
_LARGEST_TEXT = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("thresholds_page", text)


def shown_step(value: float, unit: Unit) -> str:
    """A step as its field shows it: shares in percent, the rest as they are."""
    number = Decimal(str(value))
    if unit is Unit.FRACTION:
        number *= 100
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", formats.MINUS)


def read_step(text: str, unit: Unit) -> float | None:
    """What someone typed as a step, None when it is no number: "40", "40%", "1,5", "2.5x"."""
    plain = text.strip().replace(formats.MINUS, "-").removesuffix("%").removesuffix("x").strip()
    if not plain or len(plain) > _LARGEST_TEXT:
        return None
    try:
        number = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    step = float(number.scaleb(-2) if unit is Unit.FRACTION else number)
    return step if isfinite(step) else None


def unit_words(unit: Unit) -> str:
    """The unit beside the fields; empty for a plain number."""
    words = {Unit.FRACTION: "%", Unit.MULTIPLE: _tr("times"), Unit.DAYS: _tr("days")}
    return words.get(unit, "")


def default_line(row: "ScreenThresholds") -> str:
    """The shipped steps and where they come from."""
    if not row.steps:
        return wording.sentence(row.origin)
    unit = "%" if row.unit is Unit.FRACTION else ""
    steps = " · ".join(f"{shown_step(step, row.unit)}{unit}" for step in row.default_steps)
    return _tr("Default {steps}. {origin}").format(steps=steps, origin=wording.sentence(row.origin))


class _StepField(QLineEdit):
    """A step; Escape puts back what is in force."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the whole draft back on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class ThresholdRow(QWidget):
    """Shows one `ScreenThresholds`; what someone types is read when the field is left or Enter is pressed.

    `stepped` carries the screen and its steps, `switched` the screen and whether it is on, `reset`
    the screen. A draft that cannot be used stays in its fields, with one sentence under it.
    """

    stepped = Signal(str, object)
    switched = Signal(str, bool)
    reset = Signal(str)

    def __init__(self, row: "ScreenThresholds", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        line = _line()
        self.switch = QCheckBox(labels.escape_mnemonic(row.label))
        self.switch.setFixedWidth(_NAME_PX)
        labels.set_tooltip(self.switch, _tr("Judge companies by this screen"))
        self.switch.toggled.connect(lambda on: self.switched.emit(self.row.screen, bool(on)))
        line.addWidget(self.switch)
        self.fields = self._add_steps(line)
        self.reset_link = labels.link(_tr("Reset"), lambda: self.reset.emit(self.row.screen))
        self.reset_link.setAccessibleName(_tr("Reset {screen} to its default").format(screen=row.label))
        self.reset_link.setFixedWidth(_RESET_PX)
        policy = self.reset_link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_link.setSizePolicy(policy)
        line.addWidget(self.reset_link)
        line.addStretch(1)
        column.addLayout(line)
        self.error = labels.label("", "error", wrap=True)
        self.error.setContentsMargins(24, 0, 0, 0)
        column.addWidget(self.error)
        about = labels.label(default_line(row), "caption", wrap=True, selectable=True)
        about.setContentsMargins(24, 0, 0, 0)
        column.addWidget(about)
        self.show_row(row)

    def _add_steps(self, line: QHBoxLayout) -> tuple[QLineEdit, ...]:
        row = self.row
        sign = _tr("above") if row.above else _tr("below")
        if row.inclusive:
            sign = _tr("from") if row.above else _tr("up to")
        direction = labels.label(sign if row.steps else "", "quiet")
        direction.setFixedWidth(_SIGN_PX)
        direction.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(direction)
        made = []
        for number in range(1, STEPS + 1):
            if number > len(row.steps):
                line.addSpacing(_FIELD_PX + _GAP_PX)
                continue
            field = _StepField()
            field.setFixedWidth(_FIELD_PX)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            named = _tr("{screen}: step to severity {n}, {sign}")
            field.setAccessibleName(named.format(screen=row.label, n=number, sign=sign))
            field.setEnabled(row.editable)
            field.editingFinished.connect(self._read)
            field.given_up.connect(self._take_back)
            line.addWidget(field)
            made.append(field)
        unit = labels.label(unit_words(row.unit) if row.steps else "", "quiet")
        unit.setFixedWidth(_UNIT_PX)
        line.addWidget(unit)
        return tuple(made)

    def show_row(self, row: "ScreenThresholds") -> None:
        """Show what is in force; a draft that was refused stays until its screen's steps change."""
        drafted = self.error.text() and row.steps == self.row.steps
        self.row = row
        self.switch.blockSignals(True)
        self.switch.setChecked(row.on)
        self.switch.blockSignals(False)
        self.reset_link.setVisible(row.changed or not row.on)
        for field in self.fields:
            field.setEnabled(row.editable and row.on)
        if not drafted:
            self._take_back()

    def drop_draft(self) -> None:
        """Let the next `show_row` take the place of what was typed and refused."""
        self.error.clear()

    def refuse(self, sentence: str, wrong: int | None = None) -> None:
        """Say under the fields why the draft cannot be used; `wrong` names one field, None all."""
        self._mark([wrong is None or number == wrong for number in range(len(self.fields))])
        self.error.setText(sentence)
        self.error.show()

    def _read(self) -> None:
        texts = [field.text() for field in self.fields]
        steps = [read_step(text, self.row.unit) for text in texts]
        for number, step in enumerate(steps):
            if step is None:
                self.refuse(_tr("“{text}” is not a number.").format(text=texts[number].strip()[:40]), number)
                return
        if steps == list(self.row.steps):
            self._take_back()
        else:
            self.stepped.emit(self.row.screen, tuple(steps))

    def _take_back(self) -> None:
        """Show the steps in force again."""
        for field, step in zip(self.fields, self.row.steps, strict=True):
            text = shown_step(step, self.row.unit)
            if field.text() != text or field.isModified():
                field.setText(text)
        self._mark([False] * len(self.fields))
        self.error.clear()
        self.error.hide()

    def _mark(self, wrong: list[bool]) -> None:
        for field, is_wrong in zip(self.fields, wrong, strict=True):
            if bool(field.property("invalid")) != is_wrong:
                field.setProperty("invalid", is_wrong)
                field.style().unpolish(field)
                field.style().polish(field)


def heading(title: str) -> QWidget:
    """The name of a family, and the severities over the columns of steps."""
    made = QWidget()
    line = _line()
    made.setLayout(line)
    name = labels.label(title, "section")
    name.setFixedWidth(_NAME_PX)
    line.addWidget(name)
    severity = labels.label(_tr("severity"), "caption")
    severity.setFixedWidth(_SIGN_PX)
    severity.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(severity)
    for number in range(1, STEPS + 1):
        holder = QWidget()
        holder.setFixedSize(_FIELD_PX, SIZE)
        centred = QHBoxLayout(holder)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(LevelBadge(number), 0, Qt.AlignmentFlag.AlignRight)
        line.addWidget(holder)
    line.addStretch(1)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _line() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(_GAP_PX)
    return line
