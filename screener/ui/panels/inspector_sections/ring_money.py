"""A company's money with the ring: yearly flows in columns, its return share, and vendor financing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from screener import wording
from screener.ui import labels
from screener.ui.models import deal_words
from screener.ui.models.ring_money import COLUMNS, FlowRow, MoneyTold, ReturnGauge, VendorGauge
from screener.ui.panels.inspector_sections.section import Facts, Fold, Section, beside, rule
from screener.ui.panels.inspector_sections.source_link import SourceLink, host_of, is_web_address
from screener.ui.widgets.gauges import MarkedBar, Portion, RangeGauge


class RingMoneySection(Section):
    """Three columns that are never added up; sentences in `said` are not repeated."""

    def __init__(
        self, told: MoneyTold, said: frozenset[str] = frozenset(), parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        title = self.tr("Money with the ring, {window}").format(window=told.window)
        self.heading.setText(title)
        self.body.insertWidget(0, self.heading)
        self.setAccessibleName(title)
        if told.rows:
            self.body.addWidget(FlowTable(told.rows))
            about = self.tr(
                "USD. Paid, contracted and announced money are different things and never added up."
            )
            self.add_text(about, "caption")
        else:
            self.add_text(self.tr("No flow of these twelve months can be told from the ledger."), "quiet")
        if told.without_amount:
            text = (
                self.tr("1 record is in no column: no amount, day or term is known.")
                if told.without_amount == 1
                else self.tr("{n} records are in no column: no amount, day or term is known.").format(
                    n=told.without_amount
                )
            )
            self.add_text(text, "caption")
        if told.gauge is not None:
            self._add_gauge(told.gauge, said)
        if told.vendor is not None:
            self._add_vendor(told.vendor, said)

    def _add_gauge(self, told: ReturnGauge, said: frozenset[str]) -> None:
        self.body.addSpacing(4)
        head = QHBoxLayout()
        head.addWidget(labels.label(self.tr("Return share of its revenue"), "strong"))
        head.addStretch(1)
        value = self.tr("not known") if told.value is None else wording.percent(told.value)
        head.addWidget(labels.label(value, "quiet" if told.value is None else "strong"))
        self.body.addLayout(head)
        self.gauge = RangeGauge(told.least, told.most, told.value)
        labels.set_tooltip(
            self.gauge,
            self.tr(
                "{words}\nHatched: what it can be; mark: by even mixing.\nTraced: {share} of revenue"
            ).format(words=self.gauge.words(), share=told.coverage),
        )
        self.body.addWidget(self.gauge)
        for sentence in told.sentences:
            if sentence not in said:
                self.add_text(sentence, "caption")

    def _add_vendor(self, told: VendorGauge, said: frozenset[str]) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(labels.label(self.tr("Vendor financing over revenue"), "strong", wrap=True))
        own = told.firm + told.contingent
        bar = MarkedBar(
            (Portion(told.firm, sure=True), Portion(told.contingent, sure=False)),
            told.lucent,
            max(own, told.lucent) * 1.05,
        )
        bar.setAccessibleName(
            self.tr("{own} of revenue; Lucent stood at {lucent}").format(
                own=wording.percent(own), lucent=wording.percent(told.lucent)
            )
        )
        self.body.addWidget(bar)
        facts = Facts()
        facts.add(self.tr("Signed"), wording.percent(told.firm), "strong")
        facts.add(self.tr("On conditions (hatched)"), wording.percent(told.contingent))
        if told.announced:
            facts.add(self.tr("Announced, in neither"), wording.percent(told.announced), "quiet")
        facts.add(
            self.tr("Lucent, {period} (the mark)").format(period=told.lucent_period),
            wording.percent(told.lucent),
        )
        self.body.addWidget(facts)
        self.add_text(told.lucent_source, "caption")
        if told.sentence not in said:
            self.add_text(told.sentence, "caption")


class FlowTable(QWidget):
    """A row a kind of money, each with its flows behind a fold."""

    def __init__(self, rows: Sequence[FlowRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        titles = [deal_words.status_title(each) for each in COLUMNS]
        for number, title in enumerate(titles, 1):
            grid.addWidget(labels.label(title, "caption"), 0, number, right)
        grid.addWidget(rule(), 1, 0, 1, 5)
        for row in rows:
            at = grid.rowCount()
            grid.addWidget(labels.label(row.title, "body", wrap=True), at, 0)
            for number, amount in enumerate(row.amounts, 1):
                role: labels.Role = "strong" if number == 1 else "body" if number == 2 else "quiet"
                shown = labels.label(amount, role, selectable=True)
                shown.setAccessibleName(f"{row.title}, {titles[number - 1]}: {amount or '0'}")
                grid.addWidget(shown, at, number, right)
            holder = QVBoxLayout()
            fold = Fold(
                f"flows.{row.title}",
                self.tr("Flows of {kind}").format(kind=row.title),
                partial(FlowList, row),
            )
            fold.put_under(holder)
            grid.addWidget(fold, at, 4)
            grid.addLayout(holder, at + 1, 0, 1, 5)


class FlowList(QWidget):
    """The flows of a row, each with how it was reckoned and its source."""

    def __init__(self, row: FlowRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 4)
        column.setSpacing(3)
        for line in row.lines:
            text = QVBoxLayout()
            text.setContentsMargins(0, 0, 0, 0)
            text.setSpacing(0)
            text.addWidget(labels.label(line.title, "body", wrap=True))
            text.addWidget(labels.label(line.about, "caption", wrap=True))
            if line.source is not None and is_web_address(line.source):
                text.addWidget(SourceLink(host_of(line.source), line.source))
            told = QWidget()
            told.setLayout(text)
            column.addLayout(beside(None, told, labels.label(line.amount, "body")))
