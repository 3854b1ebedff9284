"""The Overview: one sentence, and under it the evidence for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import Assessment
from screener.translation import translate
from screener.ui import formats, labels, theme
from screener.ui.panel import MARGIN, Card, Panel, clear
from screener.ui.panels import overview_content
from screener.ui.panels.changes_card import ChangesCard
from screener.ui.panels.portfolio_strip import PortfolioStrip
from screener.ui.session import Session
from screener.ui.widgets.level_badge import LevelBadge
from screener.ui.widgets.level_strip import LevelStrip
from screener.ui.widgets.share_bars import ShareBars
from screener.ui.widgets.treemap import Treemap

_BOTH_BREAKDOWNS_PX = 500


class OverviewPanel(Panel):
    """Headline, map, exposure by role and layer, what matters, what changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent=parent)
        self.column.setContentsMargins(0, 0, 0, 0)
        session.selection_changed.connect(lambda kind, key: self.map.set_selected((kind, key)))

    def build(self, content: QWidget) -> None:
        """Headline on top, two rows of cards under it."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        scroll.setWidget(inner)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        self.headline = labels.label("", "headline", wrap=True, selectable=True)
        column.addWidget(self.headline)
        column.addLayout(self._bound_row())
        column.addSpacing(2)
        self.whole = PortfolioStrip()
        column.addWidget(self.whole)
        self.why = _Explanation()
        self._explained: Assessment | None = None
        column.addWidget(self.why)
        column.addSpacing(8)

        self._grid = QGridLayout()
        self._grid.setSpacing(theme.CARD_GAP_PX)
        self._grid.addWidget(self._map_card(), 0, 0, 1, 2)
        self._grid.addWidget(self._machine_card(), 0, 2)
        self.matters = _MattersCard(self.session)
        self._grid.addWidget(self.matters, 1, 0)
        self.changes = ChangesCard(self.session)
        self._grid.addWidget(self.changes, 1, 1, 1, 2)
        for place, stretch in enumerate((52, 17, 31)):
            self._grid.setColumnStretch(place, stretch)
        self._grid.setRowStretch(0, 1)
        column.addLayout(self._grid, 1)

    def _bound_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.bound = labels.ElidedLabel("", "quiet")
        self.bound.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.why_link = labels.link(self.tr("Why?"), self.toggle_why)
        row.addWidget(self.bound, 1000)
        row.addWidget(self.why_link)
        row.addStretch(1)
        return row

    def _map_card(self) -> Card:
        card = Card()
        self.map_title = labels.ElidedLabel("", "section")
        card.body.addWidget(self.map_title)
        self.map = Treemap()
        self.map.chosen.connect(self.session.select)
        card.body.addWidget(self.map, 1)
        self.strip = LevelStrip()
        card.body.addWidget(self.strip)
        return card

    def _machine_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(labels.ElidedLabel(self.tr("Exposure"), "section"), 1)
        self.by_role = labels.button(self.tr("Role"), lambda: self._show_breakdown(layer=False), role="plain")
        self.by_layer = labels.button(
            self.tr("Layer"), lambda: self._show_breakdown(layer=True), role="plain"
        )
        for choice in (self.by_role, self.by_layer):
            choice.setCheckable(True)
            choice.setFont(theme.font(theme.CAPTION_PX))
            row.addWidget(choice)
        card.body.addLayout(row)
        self.role_bars, self.layer_bars = ShareBars(), ShareBars()
        self.layer_title = labels.label(self.tr("By layer"), "section")
        card.body.addWidget(self.role_bars, 7)
        card.body.addWidget(self.layer_title)
        card.body.addWidget(self.layer_bars, 6)
        card.body.addStretch(1)
        card.setMinimumWidth(200)
        self._machine = card
        self._layer_chosen = False
        return card

    def show_assessment(self, assessment: Assessment) -> None:
        """Fill every part; an empty portfolio gets an invitation instead."""
        empty = not assessment.positions
        self.column.setContentsMargins(*((MARGIN, 16, MARGIN, 16) if empty else (0, 0, 0, 0)))
        if empty:
            text = self.tr("Nothing is held in “{name}” yet. Add a holding, or import a file (Ctrl+I).")
            self.show_empty(
                text.format(name=assessment.portfolio_name), self.tr("Add a holding …"), self._add_holding
            )
            return
        self.show_content()
        self.headline.setText(wording.headline(assessment.exposure))
        self.bound.set_text(wording.high_end(assessment.exposure, len(assessment.left_out)))
        self._explained = assessment
        if not self.why.isHidden():
            self._explain()
        total = formats.amount(assessment.exposure.total.amount)
        if self.session.amounts_hidden:
            total = formats.HIDDEN
        self.map_title.set_text(
            self.tr(
                "Holdings by weight, {total} {currency} · colour: level · outline and ring: on a loop"
            ).format(total=total, currency=assessment.exposure.total.currency)
        )
        self.map.set_tiles(overview_content.tiles(assessment))
        self.strip.set_parts(overview_content.level_parts(assessment))
        names = overview_content.own_names(assessment)
        self.role_bars.set_bars(overview_content.bars("role", assessment.exposure.roles, names))
        self.layer_bars.set_bars(overview_content.bars("layer", assessment.exposure.layers, names))
        self.whole.set_findings(assessment.portfolio_findings)
        self.matters.set_matters(overview_content.matters(assessment))
        self.changes.show_assessment(assessment)
        self._show_breakdown(layer=self._layer_chosen)

    def _add_holding(self) -> None:
        from screener.ui.dialogs.holding import HoldingDialog

        HoldingDialog(self.session, None, self).open()

    def toggle_why(self) -> None:
        """Expand or close the explanation under the headline."""
        opened = not self.why.isVisible()
        if opened:
            self._explain()
        self.why.setVisible(opened)
        self.why_link.setText(self.tr("Close") if opened else self.tr("Why?"))

    def _explain(self) -> None:
        if self._explained is not None:
            self.why.set_lines(overview_content.explanation(self._explained))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both breakdowns where there is room for both."""
        super().resizeEvent(event)
        self._show_breakdown(layer=self._layer_chosen)

    def _show_breakdown(self, *, layer: bool) -> None:
        self._layer_chosen = layer
        both = (
            self.height()
            >= self.role_bars.sizeHint().height() + self.layer_bars.sizeHint().height() + _BOTH_BREAKDOWNS_PX
        )
        for choice, on in ((self.by_role, not layer), (self.by_layer, layer)):
            choice.setVisible(not both)
            choice.setChecked(on)
        self.role_bars.setVisible(both or not layer)
        self.layer_bars.setVisible(both or layer)
        self.layer_title.setVisible(both)


class _Explanation(QFrame):
    """What the headline is made of, opened in place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(12, 8, 12, 8)
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)
        self.setVisible(False)

    def set_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show pairs of title and line."""
        clear(self._rows)
        for number, (title, text) in enumerate(lines):
            self._rows.addWidget(labels.label(title, "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(labels.label(text, wrap=True, selectable=True), number, 1)


class _MattersCard(Card):
    """The positions that matter most, at most two lines of a sentence each."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.title_label = labels.label("", "section")
        self.body.addWidget(self.title_label)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(1, 1)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def set_matters(self, matters: tuple[overview_content.MatterText, ...]) -> None:
        """Show the positions; none is said too."""
        clear(self._rows)
        three = self.tr("Three positions that matter most")
        self.title_label.setText(three if len(matters) == 3 else self.tr("Positions that matter most"))
        if not matters:
            text = self.tr("No position has a level yet: nothing could be judged.")
            self._rows.addWidget(labels.label(text, "quiet", wrap=True), 0, 0, 1, 2)
        for number, matter in enumerate(matters):
            self._rows.addWidget(LevelBadge(matter.level), number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(_MatterRow(matter, self._session), number, 1)


class _MatterRow(QWidget):
    """One position that matters: its symbol as a link, and why."""

    def __init__(self, matter: overview_content.MatterText, session: Session) -> None:
        super().__init__()
        texts = QVBoxLayout(self)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(labels.link(matter.symbol, lambda: session.select("company", matter.company)))
        head.addWidget(labels.ElidedLabel(f"{matter.name} · {matter.share}", "quiet"), 1)
        texts.addLayout(head)
        texts.addWidget(labels.ClampedLabel(matter.sentence, "quiet"))
        if matter.also:
            also = translate("Overview", "Also: {findings}").format(findings=matter.also)
            texts.addWidget(labels.ElidedLabel(also, "caption"))
