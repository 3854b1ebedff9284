"""What changed: unread alerts, changes of the data behind them, and what could not be judged."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Assessment
from screener.ui import formats, labels
from screener.ui.panel import Card, clear
from screener.ui.panels import overview_content
from screener.ui.session import Session

if TYPE_CHECKING:
    from screener.services.watching import Alert

_SHOWN, _DATA_SHOWN = 4, 2
_WORTH_SAYING = Decimal("0.005")


class ChangesCard(Card):
    """Unread alerts first, then data changes; under them what nobody could judge."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._unread: tuple[Alert, ...] = ()
        row = QHBoxLayout()
        row.addWidget(labels.label(self.tr("What changed"), "section"))
        row.addStretch(1)
        self.mark_read = labels.link(self.tr("Mark as read"), self._mark_read)
        row.addWidget(self.mark_read)
        self.body.addLayout(row)
        self._changes = _Lines()
        self.body.addWidget(self._changes)
        self.body.addSpacing(6)
        self._open_title = labels.label("", "section")
        self.body.addWidget(self._open_title)
        self._open = _Lines()
        self.body.addWidget(self._open)
        self.body.addStretch(1)
        session.alerts_changed.connect(self.show_alerts)

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill both halves."""
        self.show_alerts()
        lines: list[tuple[str, str]] = []
        unknown = overview_content.not_judged(assessment)
        for symbol, weight in unknown[:_SHOWN]:
            company = next((c for c in assessment.companies if c.symbol == symbol), None)
            if company is None or symbol in assessment.unidentified:
                lines.append((symbol, f"{formats.percent(weight)} · " + self.tr("not identified")))
            else:
                lines.append(
                    (symbol, f"{formats.percent(weight)} · {company.name}: " + self.tr("place not known"))
                )
        hidden = overview_content.not_judged_in_funds(assessment)
        if hidden >= _WORTH_SAYING:
            words = self.tr("{share} · seen in funds, or not looked through").format(
                share=formats.percent(hidden)
            )
            lines.append((self.tr("In funds"), words))
        old = overview_content.old_figures(assessment)
        if old:
            lines.append((self.tr("Old figures"), ", ".join(old)))
        left_out = wording.left_out(assessment)
        if left_out:
            lines.append((self.tr("Left out"), left_out))
        share = formats.whole_percent(assessment.exposure.not_judged)
        self._open_title.setText(self.tr("Could not be judged · {share}").format(share=share))
        self._open_title.setVisible(bool(lines))
        self._open.set_lines(lines)

    def show_alerts(self) -> None:
        """Read the alerts again."""
        alerts = self._session.workspace.alerts()
        self._unread = tuple(alert for alert in alerts if not alert.read and alert.kind == "alert")
        self.mark_read.setVisible(bool(self._unread))
        data = [alert for alert in alerts if alert.kind == "data_changed"][:_DATA_SHOWN]
        lines = [(alert.symbol, without_symbol(alert)) for alert in self._unread[:_SHOWN]]
        if len(self._unread) > _SHOWN:
            lines.append(("", self.tr("and {n} more in Watch").format(n=len(self._unread) - _SHOWN)))
        if not lines:
            lines.append(("", self.tr("Nothing new: no screen result and no place has changed.")))
        lines += [
            (alert.symbol, self.tr("Data changed: {text}").format(text=without_symbol(alert)))
            for alert in data
        ]
        self._changes.set_lines(lines)

    def _mark_read(self) -> None:
        self._session.attempt(lambda: self._session.mark_alerts_read(self._unread))


def without_symbol(alert: "Alert") -> str:
    """The sentence of an alert for a place where its symbol stands beside it."""
    return alert.sentence.removeprefix(f"{alert.symbol}: ")


class _Lines(QWidget):
    """Lines with a strong word in front."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(5)
        self._rows.setColumnStretch(1, 1)

    def set_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show pairs of strong word and text; without a word the text starts at the left."""
        clear(self._rows)
        for number, (word, text) in enumerate(lines):
            if word:
                self._rows.addWidget(labels.label(word, "strong"), number, 0, Qt.AlignmentFlag.AlignTop)
            column, span = (1, 1) if word else (0, 2)
            self._rows.addWidget(labels.label(text, "quiet", wrap=True), number, column, 1, span)
