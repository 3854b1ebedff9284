"""The Inspector: everything known of the selected company, fund or position, with its evidence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment
from screener.ui import labels, theme
from screener.ui.panels.inspector_sections import evidence_text, not_known, trend
from screener.ui.panels.inspector_sections.company_header import CompanyHeader
from screener.ui.panels.inspector_sections.customers import CustomersSection
from screener.ui.panels.inspector_sections.entity import EntityHeader
from screener.ui.panels.inspector_sections.findings import family_sections
from screener.ui.panels.inspector_sections.fund import FundHeader, FundLines
from screener.ui.panels.inspector_sections.loops import LoopsSection
from screener.ui.panels.inspector_sections.position import PositionView
from screener.ui.panels.inspector_sections.price import PriceSection
from screener.ui.panels.inspector_sections.section import Fold, rule
from screener.ui.panels.inspector_sections.subject import Subject, subject_of
from screener.ui.panels.inspector_sections.tags import TagsSection
from screener.ui.panels.inspector_sections.then_and_now import ThenAndNow

if TYPE_CHECKING:
    from screener.ui.session import Session

_MARGIN = 16
_MAP_ACTION = "panel.ring"


class InspectorPanel(QWidget):
    """Shows one subject. What did not change since it was last shown stays as it is, unfolded parts too."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Inspector"))
        self._assessment: Assessment | None = None
        self._shown: tuple[object, ...] = ()
        self._selection: tuple[str, str] | None = None
        self.subject: Subject | None = None
        self._parts: list[QWidget] = []
        self._build()
        session.setting_changed.connect(self._on_setting)
        self._say(self.tr("Select a holding, a company or a fund to see what is known of it."))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setProperty("role", "scrolled")
        # No word is so long that the page may grow wider than the Inspector.
        self._page.setMinimumWidth(1)
        self.scroller.setWidget(self._page)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        self._column.setSpacing(theme.CARD_GAP_PX)
        self.state = labels.label("", "quiet", wrap=True)
        self._column.addWidget(self.state)
        self.price = PriceSection(self.session)
        self._column.addWidget(self.price)
        self._column.addStretch(1)
        outer.addWidget(self.scroller, 1)
        outer.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        self.foot = QWidget()
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN - 3, 7, _MARGIN, 8)
        row.setSpacing(14)
        self.map_link = labels.link(self.tr("Show on the map"), self.show_on_map)
        self.copy_link = labels.link(self.tr("Copy evidence"), self.copy_evidence)
        row.addWidget(self.map_link)
        row.addWidget(self.copy_link)
        row.addStretch(1)
        column.addLayout(row)
        return self.foot

    # -- showing ------------------------------------------------------------------------------------

    def show_selection(self, assessment: Assessment, kind: str, key: str) -> None:
        """Show what `kind` and `key` stand for in `assessment`."""
        self._assessment = assessment
        self.subject = subject_of(assessment, kind, key)
        same = (kind, key) == self._selection
        self._selection = (kind, key)
        hidden = bool(self.session.workspace.setting("hide_amounts"))
        shown = (self.subject, hidden, assessment.base_currency)
        if same and shown == self._shown:
            return
        self._shown = shown
        if self.subject is None:
            self._say(self.tr("This is not part of the open portfolio any more."))
            return
        self._rebuild(assessment, self.subject, hide_amounts=hidden, keep_view=same)

    def _say(self, text: str) -> None:
        self._clear()
        self.state.setText(text)
        self.state.show()
        self.price.hide()
        self.foot.hide()

    def _rebuild(
        self, assessment: Assessment, subject: Subject, *, hide_amounts: bool, keep_view: bool
    ) -> None:
        opened = {fold.id for fold in self.findChildren(Fold) if fold.isChecked()} if keep_view else set()
        focused = self.focusWidget()
        focused_fold = focused.id if keep_view and isinstance(focused, Fold) else None
        bar = self.scroller.verticalScrollBar()
        at = bar.value() if keep_view else 0
        self.setUpdatesEnabled(False)
        self._clear()
        self.state.hide()
        before, after = self._make_parts(assessment, subject, hide_amounts=hide_amounts)
        for number, part in enumerate(before):
            self._column.insertWidget(number, part)
        place = self._column.indexOf(self.price) + 1
        for number, part in enumerate(after):
            self._column.insertWidget(place + number, part)
        self._parts = [*before, *after]
        for part in self._parts:
            part.show()
        for fold in self.findChildren(Fold):
            fold.setChecked(fold.id in opened)
            if fold.id == focused_fold:
                fold.setFocus()
        self._show_price(subject)
        self._show_foot(subject)
        self._settle()
        bar.setValue(at)
        self.setUpdatesEnabled(True)

    def _make_parts(
        self, assessment: Assessment, subject: Subject, *, hide_amounts: bool
    ) -> tuple[list[QWidget], list[QWidget]]:
        """The parts above and below the price chart."""
        before: list[QWidget] = []
        after: list[QWidget] = []
        company, fund = subject.company, subject.fund
        if company is not None:
            before.append(CompanyHeader(company, subject.position, hide_amounts=hide_amounts))
            before.append(TagsSection(company, self.session))
            if company.then:
                before.append(ThenAndNow(company))
            before += family_sections(company)
            if company.customers:
                before.append(CustomersSection(company.customers))
            if any(figure.name in trend.FIELDS for figure in company.annual):
                before.append(trend.TrendSection(company.annual))
            gaps = not_known.unknowns(company)
            if gaps:
                before.append(not_known.NotKnownSection(gaps))
        elif fund is not None:
            before += [FundHeader(fund, subject.position), FundLines(fund, assessment)]
        elif subject.position is not None:
            before.append(PositionView(subject.position, assessment, hide_amounts=hide_amounts))
        elif subject.entity is not None:
            before.append(EntityHeader(subject.entity, assessment, len(subject.loops)))
        if subject.loops:
            after.append(LoopsSection(subject.loops, assessment.entity_names))
        return before, after

    def _settle(self) -> None:
        """Give the page its new height now, not after a first paint at the old one."""
        self._column.activate()
        QCoreApplication.sendEvent(self._page, QEvent(QEvent.Type.LayoutRequest))

    def _clear(self) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self._parts = []

    def _show_price(self, subject: Subject) -> None:
        symbol = subject.symbol
        self.price.setVisible(symbol is not None)
        if symbol is not None:
            self.price.show_symbol(symbol)

    def _show_foot(self, subject: Subject) -> None:
        self.foot.show()
        self.map_link.setVisible(bool(subject.loops))
        self.copy_link.setVisible(subject.company is not None or subject.fund is not None)
        self.copy_link.setText(self.tr("Copy evidence"))
        self.foot.setVisible(bool(subject.loops) or subject.company is not None or subject.fund is not None)

    def _on_setting(self, key: str) -> None:
        if key == "hide_amounts" and self._assessment is not None and self._selection is not None:
            self.show_selection(self._assessment, *self._selection)

    # -- doing --------------------------------------------------------------------------------------

    def copy_evidence(self) -> None:
        """Put the evidence on the clipboard as plain text."""
        if self._assessment is None or self.subject is None:
            return
        if self.subject.company is not None:
            text = evidence_text.of_company(self._assessment, self.subject.company)
        elif self.subject.fund is not None:
            text = evidence_text.of_fund(self.subject.fund)
        else:
            return
        QGuiApplication.clipboard().setText(text)
        self.copy_link.setText(self.tr("Copied"))

    def show_on_map(self) -> None:
        """Go to the Ring panel, which follows the selection."""
        action = self.window().findChild(QAction, _MAP_ACTION)
        if isinstance(action, QAction):
            action.trigger()
