"""What the screens found, family by family: badge, sentence, figures, and the evidence behind a fold."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.domain.finding import FAMILIES, Finding
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.figures import FigureList, one_line
from screener.ui.panels.inspector_sections.section import Fold, Section, beside
from screener.ui.widgets.level_badge import SIZE, LevelBadge


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

    def __init__(self, family: str, findings: tuple[Finding, ...], parent: QWidget | None = None) -> None:
        super().__init__(wording.label("family", family), parent)
        self.rows = [FindingRow(finding) for finding in findings]
        for row in self.rows:
            self.body.addWidget(row)


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
        figures = one_line(finding, sentence)
        if figures:
            column.addWidget(labels.label(figures, "caption", wrap=True, selectable=True))
        self.fold: Fold | None = None
        if finding.figures or finding.value is not None or finding.thresholds is not None:
            self.fold = Fold(
                f"finding.{finding.screen}",
                self.tr("Evidence: {sentence}").format(sentence=sentence),
                self._evidence,
            )
            self.fold.put_under(column)
        self.setLayout(beside(_sign(finding), text, self.fold))

    def _evidence(self) -> QWidget:
        return FigureList(self.finding)


def _sign(finding: Finding) -> QWidget:
    if finding.state == "not_applicable" or (finding.state == "known" and finding.severity is None):
        dash = labels.label(formats.DASH if finding.state == "not_applicable" else "i", "quiet")
        dash.setFixedWidth(SIZE)
        dash.setIndent(6)
        return dash
    return LevelBadge(finding.severity)


def family_sections(company: CompanyResult) -> list[FamilySection]:
    """A section for each family that has findings, in the fixed order."""
    made = []
    for family in FAMILIES:
        findings = shown_findings(company, family)
        if findings:
            made.append(FamilySection(family, findings))
    return made
