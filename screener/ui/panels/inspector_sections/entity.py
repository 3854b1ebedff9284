"""A party of the ledger that is not held and not judged: most often a private company."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Assessment
from screener.ui import labels
from screener.ui.panels.inspector_sections.section import RingSign, beside
from screener.ui.panels.inspector_sections.source_link import breakable


class EntityHeader(QWidget):
    """Name, role, and that there are no figures for it here."""

    def __init__(self, key: str, assessment: Assessment, loops: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        name = assessment.entity_names.get(key, key)
        column.addWidget(labels.label(breakable(name), "title", wrap=True, selectable=True))
        role = assessment.entity_roles.get(key)
        about = self.tr("not held; no figures of its own are judged here")
        words = " · ".join(filter(None, (wording.label("role", role) if role else "", about)))
        column.addWidget(labels.label(words, "quiet", wrap=True, selectable=True))
        if loops:
            text = self.tr("On 1 loop") if loops == 1 else self.tr("On {n} loops").format(n=loops)
            column.addLayout(beside(RingSign(), labels.label(text, "accent", wrap=True)))
