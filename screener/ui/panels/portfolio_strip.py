"""One line over the map: what the screens of the whole portfolio found."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QWidget

from screener import wording
from screener.domain.finding import Finding
from screener.domain.message import Unit
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.threshold_words import origin_line, steps_line
from screener.ui.widgets.flow_layout import FlowLayout
from screener.ui.widgets.level_badge import SIZE, LevelBadge


def _tr(text: str) -> str:
    return QCoreApplication.translate("portfolio_strip", text)


def short(finding: Finding) -> str:
    """A finding of the whole portfolio in a few words."""
    if finding.state != "known" or finding.value is None:
        name = wording.label("screen", finding.screen)
        return _tr("{screen}: not known").format(screen=name)
    figure = finding.value
    value = formats.whole_percent(figure.value) if figure.unit is Unit.FRACTION else wording.value(figure)
    if finding.screen == "effective_n":
        return _tr("spread over {n} equal positions").format(n=value)
    if finding.screen == "ai_role":
        return _tr("{share} in the AI build-out").format(share=value)
    if finding.screen == "cluster_beta":
        return _tr("moves {n}% per 1% of AI shares beyond the market").format(n=value)
    if finding.screen == "levels":
        parts = [_tr("{share} at level 3 or more").format(share=value)]
        parts += [
            _tr("{share} not rated").format(share=formats.whole_percent(each.value))
            for each in finding.figures[1:2]
        ]
        return ", ".join(parts)
    return f"{wording.label('screen', finding.screen)} {value}"


def whole(finding: Finding) -> str:
    """The sentence with its steps and where they come from."""
    lines = [wording.sentence(finding.message)]
    if finding.thresholds is not None:
        lines += [steps_line(finding.thresholds), origin_line(finding.thresholds)]
    return "\n".join(lines)


class PortfolioStrip(QWidget):
    """Each finding with its severity; the whole sentence is its tooltip and what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_tr("The portfolio as a whole"))
        self._flow = FlowLayout(self, gap=18)
        self._shown: tuple[Finding, ...] = ()

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these; the same ones again change nothing."""
        self.setVisible(bool(findings))
        if findings == self._shown:
            return
        self._shown = findings
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._flow.addWidget(_Item(finding))
        self.updateGeometry()


class _Item(QWidget):
    """A sign for the severity, and the words."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        self.setMinimumHeight(SIZE)
        row.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        row.addWidget(_sign(finding), 0, Qt.AlignmentFlag.AlignVCenter)
        words: QLabel = labels.label(short(finding), "quiet")
        said = whole(finding)
        words.setAccessibleName(said)
        labels.set_tooltip(words, said)
        row.addWidget(words)


def _sign(finding: Finding) -> QWidget:
    if finding.state == "known" and finding.severity is None:
        sign = labels.label("i", "quiet")
        sign.setAccessibleName(_tr("Information"))
        return sign
    if finding.state == "not_applicable":
        return labels.label(formats.DASH, "quiet")
    return LevelBadge(finding.severity)
