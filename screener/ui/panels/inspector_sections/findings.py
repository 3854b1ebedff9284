"""What the screens found, family by family: badge, sentence, figures, and the evidence behind a fold.

Known findings come first, worst first, then information; what is not known and what does not apply is
folded to one line each, with the names of the screens, so that it is counted and never out of sight.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.domain.finding import Finding, State
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.figures import FigureList, context_line, one_line
from screener.ui.panels.inspector_sections.section import Fold, Section, beside
from screener.ui.widgets.level_badge import SIZE, LevelBadge


def _tr(text: str) -> str:
    return QCoreApplication.translate("findings", text)


def shown_findings(company: CompanyResult, family: str) -> tuple[Finding, ...]:
    """A family's findings, worst first, then information, not known and not applicable."""
    found = [finding for finding in company.findings if finding.family == family]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, int]:
    states = {"known": 0, "unknown": 1, "not_applicable": 2}
    severity = -1 if finding.severity is None else finding.severity
    return states[finding.state], -severity


class FamilySection(Section):
    """One family's findings."""

    def __init__(self, family: str, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(wording.label("family", family), parent)
        self.rows = [FindingRow(finding) for finding in findings if finding.state == "known"]
        for row in self.rows:
            self.body.addWidget(row)
        for state in ("unknown", "not_applicable"):
            folded = [finding for finding in findings if finding.state == state]
            if folded:
                self.body.addWidget(FoldedRow(family, state, folded))


class FindingRow(QWidget):
    """A finding: its badge, its sentence and its figures in one quiet line; the rest unfolds."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(1)
        sentence = wording.sentence(finding.message)
        role: labels.Role = "body" if finding.state == "known" and not finding.old else "quiet"
        column.addWidget(labels.label(sentence, role, wrap=True, selectable=True))
        for line in (one_line(finding, sentence), context_line(finding)):
            if line:
                column.addWidget(labels.label(line, "caption", wrap=True, selectable=True))
        self.fold: Fold | None = None
        if finding.figures or finding.value is not None or finding.thresholds is not None:
            self.fold = Fold(
                f"finding.{finding.screen}",
                _tr("Evidence: {sentence}").format(sentence=sentence),
                partial(FigureList, finding),
            )
            self.fold.put_under(column)
        self.setLayout(beside(_sign(finding), text, self.fold))


class FoldedRow(QWidget):
    """How many screens of a family gave no answer, and which; unfolded each says why."""

    def __init__(
        self, family: str, state: State, findings: Sequence[Finding], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(4)
        said = count_line(state, findings)
        column.addWidget(labels.label(said, "quiet", wrap=True, selectable=True))
        self.fold = Fold(
            f"{state}.{family}", _tr("Reasons: {line}").format(line=said), partial(_reasons, findings)
        )
        self.fold.put_under(column)
        self.setLayout(beside(_sign(findings[0]), text, self.fold))


def count_line(state: State, findings: Sequence[Finding]) -> str:
    """How many, and which: "2 not known: Interest cover, Beneish M"."""
    names = ", ".join(wording.label("screen", finding.screen) for finding in findings)
    words = _tr("{n} not known: {screens}") if state == "unknown" else _tr("{n} not applicable: {screens}")
    return words.format(n=len(findings), screens=names)


def _reasons(findings: Sequence[Finding]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(8)
    for finding in findings:
        column.addWidget(_reason(finding))
    return made


def _reason(finding: Finding) -> QWidget:
    """A screen without an answer: its name, why, and what was at hand."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    name, sentence = wording.label("screen", finding.screen), wording.sentence(finding.message)
    if name.casefold() not in sentence.casefold():
        sentence = f"{name}: {sentence}"
    column.addWidget(labels.label(sentence, "quiet", wrap=True, selectable=True))
    if finding.figures:
        column.addWidget(FigureList(finding, copies=False))
    return made


def _sign(finding: Finding) -> QWidget:
    if finding.state == "not_applicable" or (finding.state == "known" and finding.severity is None):
        applies = finding.state != "not_applicable"
        dash = labels.label("i" if applies else formats.DASH, "quiet")
        dash.setAccessibleName(_tr("Information") if applies else _tr("Not applicable"))
        dash.setFixedWidth(SIZE)
        dash.setIndent(6)
        return dash
    return LevelBadge(finding.severity)
