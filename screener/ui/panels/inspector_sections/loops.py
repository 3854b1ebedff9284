"""The money loops a company is on: the shortest five, each with its legs and deals."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Loop, LoopLeg
from screener.domain.ring.deal import Deal
from screener.ui import labels
from screener.ui.models import deal_words
from screener.ui.panels.inspector_sections.section import Fold, Section, beside
from screener.ui.panels.inspector_sections.source_link import SourceLink, breakable, host_of, is_web_address
from screener.wording.labels import in_sentence

SHOWN = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("loops", text)


class LoopsSection(Section):
    """The first loops with what they rest on; the rest behind "n more"."""

    def __init__(
        self, loops: Sequence[Loop], names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._names = names
        self._rest = list(loops[SHOWN:])
        if self._rest:
            title = self.tr("Loops ({n} shortest of {total})").format(n=SHOWN, total=len(loops))
        else:
            title = self.tr("Loops")
        self.heading.setText(title)
        self.body.insertWidget(0, self.heading)
        for loop in loops[:SHOWN]:
            self.body.addWidget(LoopRow(loop, names))
        if self._rest:
            self.more = labels.link(self.tr("{n} more").format(n=len(self._rest)), self._show_rest)
            self.body.addWidget(self.more)

    def _show_rest(self) -> None:
        self.more.hide()
        for loop in self._rest:
            self.body.addWidget(LoopRow(loop, self._names))
        self.heading.setText(self.tr("Loops"))
        self._rest = []


class LoopRow(QWidget):
    """One loop: its route, its strength and what could go round, and its legs behind a fold."""

    def __init__(self, loop: Loop, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loop = loop
        self._names = names
        route = deal_words.route(loop.entities, names)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(labels.label(route, "body", wrap=True, selectable=True))
        column.addWidget(labels.label(summary(loop), "caption", wrap=True, selectable=True))
        self.fold = Fold(
            "loop." + ".".join(loop.entities),
            self.tr("Legs and deals of {route}").format(route=route),
            self._legs,
        )
        self.fold.put_under(column)
        text = QWidget()
        text.setLayout(column)
        self.setLayout(beside(None, text, self.fold))

    def _legs(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 3, 0, 6)
        column.setSpacing(6)
        for number, leg in enumerate(self.loop.legs, 1):
            column.addWidget(LegView(number, leg, self._names))
        return made


def summary(loop: Loop) -> str:
    """Strength, what could go round at most, and how many records it rests on."""
    count = deal_words.records(loop)
    parts = [
        in_sentence(wording.label("strength", loop.strength)),
        deal_words.bottleneck(loop),
        _tr("1 record") if count == 1 else _tr("{n} records").format(n=count),
    ]
    if loop.one_package:
        parts.append(_tr("all legs are one package"))
    return " · ".join(parts)


class LegView(QWidget):
    """One leg: who pays whom, for what, how firm, and the deals under it. Amounts are never added up.

    `number` is its place in a loop.
    """

    def __init__(
        self, number: int | None, leg: LoopLeg, names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = deal_words.pair(leg, names)
        if number is not None:
            head = self.tr("{n}. {payer_and_payee}").format(n=number, payer_and_payee=head)
        column.addWidget(labels.label(head, "strong", wrap=True, selectable=True))
        kind = f"{deal_words.leg_kind(leg)} · {in_sentence(wording.label('strength', leg.strength))}"
        column.addWidget(labels.label(kind, "caption", wrap=True))
        for deal in leg.deals:
            column.addWidget(DealView(deal))


class DealView(QWidget):
    """One record: amount, kind, status, date, best source, and links to where it was seen."""

    def __init__(self, deal: Deal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 2, 0, 2)
        column.setSpacing(1)
        column.addWidget(labels.label(deal_words.line(deal), "body", wrap=True, selectable=True))
        if deal.amount_text:
            column.addWidget(labels.label(breakable(deal.amount_text), "caption", wrap=True, selectable=True))
        for evidence in deal.evidence:
            if is_web_address(evidence.source):
                title = " · ".join(filter(None, (host_of(evidence.source), evidence.date)))
                column.addWidget(SourceLink(title, evidence.source))
            else:
                day = evidence.date if evidence.date and evidence.date not in evidence.source else None
                said = " · ".join(filter(None, (evidence.source, day)))
                column.addWidget(labels.label(breakable(said), "caption", wrap=True, selectable=True))
        if not deal.evidence:
            column.addWidget(labels.label(self.tr("no source kept"), "caption"))
