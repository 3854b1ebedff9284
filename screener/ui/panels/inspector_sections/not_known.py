"""What is not known of a company, gathered in one place: unknown is never fine and never zero."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.ui.panels.inspector_sections.section import Section


def _tr(text: str) -> str:
    return QCoreApplication.translate("not_known", text)


def unknowns(company: CompanyResult) -> tuple[str, ...]:
    """A line for each gap."""
    lines = []
    missing = sum(finding.state == "unknown" for finding in company.findings)
    if missing:
        applicable = sum(finding.state != "not_applicable" for finding in company.findings)
        said = _tr("{n} of {applicable} screens could not be judged; each family above gives the reasons")
        lines.append(said.format(n=missing, applicable=applicable))
    old = [finding.screen for finding in company.findings if finding.state == "known" and finding.old]
    if old:
        names = ", ".join(wording.label("screen", screen) for screen in old)
        lines.append(_tr("Judged on old figures: {screens}").format(screens=names))
    standing = company.standing
    if standing.place in ("inside", "adjacent") and standing.tie.grade == "not_known":
        lines.append(_tr("How much the ring matters to it"))
    if standing.place == "not_known":
        lines.append(_tr("Its place in the ring"))
    return tuple(lines)


class NotKnownSection(Section):
    """The gaps, one a line."""

    def __init__(self, lines: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(_tr("Not known"), parent)
        for line in lines:
            self.add_text(line, "quiet")
