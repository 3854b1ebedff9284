"""Every disclosed customer share of a company; single customers, groups and periods are never added up."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from screener import wording
from screener.domain.company import CustomerFact
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.section import Fold, Section, beside
from screener.ui.panels.inspector_sections.source_link import (
    SourceLink,
    breakable,
    is_web_address,
    source_words,
)
from screener.wording.labels import in_sentence

SHOWN = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


def in_order(facts: Sequence[CustomerFact]) -> tuple[CustomerFact, ...]:
    """Newest period first, the largest share of a period first, what has no share last."""
    return tuple(
        sorted(
            facts,
            key=lambda fact: (
                fact.as_of is None,
                -(fact.as_of.toordinal() if fact.as_of is not None else 0),
                fact.share is None,
                -(fact.share or 0),
            ),
        )
    )


def who(fact: CustomerFact) -> str:
    """The customer in the filing's words, or that it has none of that size."""
    if fact.count == 0:
        if fact.none_above is None:
            return _tr("No single large customer")
        return _tr("No customer above {share}").format(share=formats.percent(fact.none_above, 0))
    named = fact.counterparty_words or ", ".join(fact.counterparty) or _tr("Not named")
    if fact.count is not None and fact.count > 1:
        return _tr("{customers} ({n} together)").format(customers=named, n=fact.count)
    return named


def share_words(fact: CustomerFact) -> str:
    """The share, "at least" where it is only a bound; empty for a filing that has none."""
    if fact.count == 0:
        return ""
    share = formats.percent(fact.share).replace(".0%", "%")
    return _tr("≥ {share}").format(share=share) if fact.at_least and fact.share is not None else share


def details(fact: CustomerFact) -> str:
    """What it is a share of, direct or indirect, and the period."""
    kinds = {"direct": _tr("direct"), "indirect": _tr("indirect")}
    measure = in_sentence(wording.label("measure", fact.measure))
    of = _tr("of {measure}").format(measure=in_sentence(fact.of) if fact.of else measure)
    parts = ["" if fact.count == 0 else of, kinds.get(fact.kind, ""), fact.period]
    if fact.derived:
        parts.append(_tr("worked out"))
    if fact.note:
        parts.append(fact.note)
    return " · ".join(filter(None, parts))


def line(fact: CustomerFact) -> str:
    """One fact as a line of text, with its source."""
    head = " ".join(filter(None, (who(fact), share_words(fact))))
    source = source_words(fact.source) + (f" <{fact.source.url}>" if fact.source.url else "")
    return f"{head} ({'; '.join(filter(None, (details(fact), source)))})"


class CustomersSection(Section):
    """The newest facts; the rest unfolds."""

    def __init__(self, facts: Sequence[CustomerFact], parent: QWidget | None = None) -> None:
        super().__init__(_tr("Customers as disclosed"), parent)
        ordered = in_order(facts)
        self.body.addWidget(_table(ordered[:SHOWN]))
        rest = ordered[SHOWN:]
        if rest:
            text = _tr("{n} more, older or smaller").format(n=len(rest))
            head = QWidget()
            column = QVBoxLayout(head)
            column.setContentsMargins(0, 1, 0, 0)
            column.setSpacing(4)
            column.addWidget(labels.label(text, "caption"))
            fold = Fold("customers.rest", text, lambda: _table(rest))
            fold.put_under(column)
            holder = QWidget()
            holder.setLayout(beside(None, head, fold))
            self.body.addWidget(holder)


def _table(facts: Sequence[CustomerFact]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    for row, fact in enumerate(facts):
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(labels.label(breakable(who(fact)), "body", wrap=True, selectable=True))
        text.addWidget(labels.label(breakable(details(fact)), "caption", wrap=True, selectable=True))
        source = fact.source
        if source.url and is_web_address(source.url):
            text.addWidget(SourceLink(source_words(source), source.url))
        else:
            text.addWidget(labels.label(breakable(source_words(source)), "caption", wrap=True))
        grid.addLayout(text, row, 0)
        share = labels.label(share_words(fact), selectable=True)
        share.setAccessibleName(line(fact))
        grid.addWidget(share, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return made
