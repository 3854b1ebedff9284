"""One record of the ledger with its money in its own column, its sources, and a switch for what-if."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from screener import wording
from screener.domain.ring.deal import Evidence
from screener.ui import formats, labels, theme
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Record, Status
from screener.ui.panels.inspector_sections.source_link import SourceLink, breakable, host_of, is_web_address
from screener.wording.numbers import compact

COLUMNS: tuple[Status, ...] = ("paid", "contracted", "announced", "contingent")
_SWITCH_PX = 18
_SHOWN_SOURCES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordView", text)


class MoneyTitles(QWidget):
    """The titles over the columns of money, said once for all records under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = _grid(self)
        for number, stands in enumerate(COLUMNS):
            title = labels.label(deal_words.status_title(stands), "section")
            labels.set_tooltip(title, deal_words.status_about(stands))
            grid.addWidget(title, 0, number, Qt.AlignmentFlag.AlignRight)


class MoneyRow(QWidget):
    """The amount of a record under the title of what it is; the other columns stay empty."""

    def __init__(self, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = _grid(self)
        stands = record.status
        if stands == "not_counted":
            return
        amount = record.deal.amount_usd
        shown = formats.UNKNOWN if amount is None else compact(amount)
        roles: dict[Status, labels.Role] = {"paid": "strong", "contracted": "body"}
        role: labels.Role = "quiet" if amount is None else roles.get(stands, "quiet")
        for number, each in enumerate(COLUMNS):
            made = labels.label(shown if each == stands else "", role)
            if each == stands:
                said = deal_words.amount(record.deal)
                made.setAccessibleName(f"{deal_words.status_title(stands)}: {said}")
                labels.set_tooltip(made, f"{said}\n{deal_words.status_about(stands)}")
            grid.addWidget(made, 0, number, Qt.AlignmentFlag.AlignRight)


class RecordView(QWidget):
    """What the deal is, its money, its terms and where it was seen.

    `switched` tells that the user wants to see the ring without it, or with it again.
    """

    switched = Signal(str, bool)

    def __init__(
        self,
        record: Record,
        *,
        on: bool = True,
        decisive: bool = False,
        switchable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        deal = record.deal
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 4)
        row.setSpacing(8)
        self.switch = QCheckBox(self)
        self.switch.setVisible(switchable)
        # Its own size changes with the style sheet, after lines beside it were measured.
        self.switch.setFixedSize(_SWITCH_PX, _SWITCH_PX)
        self.switch.setChecked(on and record.strength is not None)
        self.switch.setEnabled(record.strength is not None)
        line = _line(record)
        self.switch.setAccessibleName(self.tr("Count this record: {deal}").format(deal=line))
        labels.set_tooltip(self.switch, self.tr("Untick to see what remains without this record"))
        self.switch.toggled.connect(lambda checked: self.switched.emit(deal.id, checked))
        if switchable:
            row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(labels.label(line, "body", wrap=True, selectable=True))
        column.addWidget(MoneyRow(record))
        for text in _notes(record, decisive=decisive):
            column.addWidget(labels.label(breakable(text), "caption", wrap=True, selectable=True))
        self._add_sources(column)
        row.addLayout(column, 1)

    def _add_sources(self, column: QVBoxLayout) -> None:
        evidence = self.record.deal.evidence
        for seen in evidence[:_SHOWN_SOURCES]:
            column.addWidget(_source(seen))
        left = len(evidence) - _SHOWN_SOURCES
        if left > 0:
            text = self.tr("1 more source") if left == 1 else self.tr("{n} more sources").format(n=left)
            more = labels.link(text, lambda: self._show_rest(column, more))
            more.setFont(theme.font(theme.CAPTION_PX))
            column.addWidget(more)
        if not evidence:
            column.addWidget(labels.label(self.tr("no source kept"), "caption"))

    def _show_rest(self, column: QVBoxLayout, more: QWidget) -> None:
        more.hide()
        for seen in self.record.deal.evidence[_SHOWN_SOURCES:]:
            column.addWidget(_source(seen))


def _source(seen: Evidence) -> QWidget:
    if is_web_address(seen.source):
        return SourceLink(" · ".join(filter(None, (host_of(seen.source), seen.date))), seen.source)
    day = seen.date if seen.date and seen.date not in seen.source else None
    said = " · ".join(filter(None, (seen.source, day)))
    return labels.label(breakable(said), "caption", wrap=True, selectable=True)


def _line(record: Record) -> str:
    deal = record.deal
    parts = (
        deal_words.kind(deal),
        deal_words.status(deal),
        deal_words.month(deal.announced),
        deal_words.tier(deal),
    )
    said = " · ".join(filter(None, parts))
    why = deal_words.why_not_counted(record)
    if not why:
        return said
    return _tr("{deal} · does not count: {why}").format(deal=said, why=why)


def _notes(record: Record, *, decisive: bool) -> list[str]:
    deal = record.deal
    notes = []
    if decisive:
        notes.append(_tr("The place hangs on this record."))
    if deal.amount_usd is not None and deal.firm_usd is not None and deal.firm_usd < deal.amount_usd:
        firm = wording.dollars(deal.firm_usd)
        notes.append(_tr("{amount} of it firm").format(amount=firm))
    if record.status == "not_counted" and deal.amount_usd is not None:
        notes.append(_tr("{amount} named").format(amount=wording.dollars(deal.amount_usd)))
    if deal.amount_text:
        notes.append(deal.amount_text)
    return notes


def _grid(widget: QWidget) -> QGridLayout:
    """Columns of one width in every record, so that amounts stand under their titles."""
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    metrics = QFontMetrics(theme.strong(theme.CAPTION_PX))
    wide = max(metrics.horizontalAdvance(deal_words.status_title(each)) for each in COLUMNS) + 2
    for number in range(len(COLUMNS)):
        grid.setColumnMinimumWidth(number, wide)
        grid.setColumnStretch(number, 1)
    return grid
