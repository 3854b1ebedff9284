"""The filings that were read of a company, each a link."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from screener.domain.filings import FilingRef
from screener.ui import formats
from screener.ui.panels.inspector_sections.section import Section
from screener.ui.panels.inspector_sections.source_link import SourceLink, is_web_address


def _tr(text: str) -> str:
    return QCoreApplication.translate("filings", text)


def line(filing: FilingRef) -> str:
    """Form, the period it reports on, and when it was filed."""
    filed = formats.day(filing.filed)
    if filing.period is None:
        return _tr("{form}, filed {filed}").format(form=filing.form, filed=filed)
    return _tr("{form} to {period}, filed {filed}").format(
        form=filing.form, period=formats.day(filing.period), filed=filed
    )


class FilingsSection(Section):
    """One filing a line, newest period first."""

    def __init__(self, filings: Sequence[FilingRef], parent: QWidget | None = None) -> None:
        super().__init__(_tr("Filings read at the SEC"), parent)
        for filing in filings:
            if is_web_address(filing.url):
                self.body.addWidget(SourceLink(line(filing), filing.url))
            else:
                self.add_text(line(filing), "quiet")
