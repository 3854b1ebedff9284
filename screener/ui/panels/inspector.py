"""The Inspector: everything known of the selected company, fund or position, with its evidence."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from screener.domain.assessment import Assessment
from screener.domain.quote import Quote
from screener.ui import labels, theme
from screener.ui.models.position_prices import repriced
from screener.ui.models.ring_money import MoneyTold
from screener.ui.panels.inspector_sections import evidence_text
from screener.ui.panels.inspector_sections.company_header import CompanyHeader
from screener.ui.panels.inspector_sections.fund import FundHeader
from screener.ui.panels.inspector_sections.money_reading import MoneyReading
from screener.ui.panels.inspector_sections.parts import Part, parts_of
from screener.ui.panels.inspector_sections.price import PriceSection
from screener.ui.panels.inspector_sections.quote import QuoteSection
from screener.ui.panels.inspector_sections.section import Fold, rule
from screener.ui.panels.inspector_sections.subject import Subject, subject_of

if TYPE_CHECKING:
    from screener.ui.session import Session

_MARGIN = 16
_MAP_ACTION = "panel.ring"
_AT_ONCE = 3
"""Parts of another subject that are made at once; they fill most of what is seen first."""


class InspectorPanel(QWidget):
    """Shows one subject. What did not change since it was last shown stays as it is, unfolded parts too."""

    closed = Signal()
    """The user wants it out of the way."""

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
        self._made: list[tuple[Part, QWidget]] = []
        self._waiting: list[Part] = []
        self._order: list[str] = []
        self._portfolio = ""
        self._told: MoneyTold | None = None
        self._money = MoneyReading(session, self)
        self._money.changed.connect(self._show_again)
        self._build()
        session.setting_changed.connect(self._on_setting)
        self.show_nothing()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Where it may come and go, Qt works out the page's height for every width in between.
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
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
        outer.addLayout(self._build_head())
        outer.addWidget(self.scroller, 1)
        outer.addWidget(self._build_foot())

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 6, 8, 0)
        row.addWidget(labels.label(self.tr("Inspector"), "caption"))
        row.addStretch(1)
        self.close_button = labels.button("×", self.closed.emit, role="plain")
        self.close_button.setAccessibleName(self.tr("Close the Inspector"))
        labels.set_tooltip(self.close_button, self.tr("Close the Inspector (Escape)"))
        row.addWidget(self.close_button)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it, where nothing inside has a use for the key."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

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
        self._told = self._money.of(assessment, self.subject)
        shown = (self.subject, hidden, assessment.base_currency, assessment.portfolio_key, self._told)
        if same and shown == self._shown:
            return
        self._shown = shown
        before, self._portfolio = self._portfolio, assessment.portfolio_key
        if self.subject is None and before not in ("", assessment.portfolio_key):
            self.show_nothing()
            return
        if self.subject is None:
            self._say(self.tr("This is not part of the open portfolio any more."))
            return
        self._rebuild(assessment, self.subject, hide_amounts=hidden, keep_view=same)

    def show_quotes(self, quotes: Mapping[str, Quote]) -> None:
        """Let the line on the position follow a newer price; the rest waits for the next assessment."""
        subject = self.subject
        if subject is None or subject.position is None:
            return
        quote = quotes.get(subject.position.symbol)
        newer = None if quote is None else repriced(subject.position, quote)
        if newer is None:
            return
        self.subject = subject._replace(position=newer)
        for _part, widget in self._made:
            if isinstance(widget, CompanyHeader | FundHeader):
                widget.show_position(newer)
            elif isinstance(widget, QuoteSection):
                widget.show_position(newer, self.session.now())

    def is_judged_otherwise(self, assessment: Assessment) -> bool:
        """Whether `assessment` says more of what is shown than that figures moved with its price."""
        subject = self.subject
        if subject is None or subject.position is None:
            return False
        now = subject_of(assessment, "position", subject.position.key)
        return now is None or _judged(now) != _judged(subject)

    def show_nothing(self) -> None:
        """Say what this place is for; nothing of an earlier subject or portfolio stays."""
        self.subject = None
        self._shown = ()
        self._selection = None
        self._say(self.tr("Select a holding, a company or a fund to see what is known of it."))

    def _say(self, text: str) -> None:
        self._clear()
        self.state.setText(text)
        self.state.show()
        self.price.hide()
        self.foot.hide()

    def _rebuild(
        self, assessment: Assessment, subject: Subject, *, hide_amounts: bool, keep_view: bool
    ) -> None:
        """Put the page together, most of it in the turns of the event loop to come.

        Of the same subject what shows the same stays, and the rest is replaced where it stands. Of another
        one the top is made at once.
        """
        wanted = parts_of(assessment, subject, self.session, hide_amounts=hide_amounts, money=self._told)
        self._order = [part.name for part in wanted]
        self.setUpdatesEnabled(False)
        self._drop(lambda part: not keep_view or part.name not in self._order)
        self.state.hide()
        there = {part.name: part.inputs for part, _widget in self._made}
        self._waiting = [part for part in wanted if there.get(part.name) != part.inputs]
        if not keep_view:
            for part in self._waiting[:_AT_ONCE]:
                self._add(part)
            del self._waiting[:_AT_ONCE]
            self.scroller.verticalScrollBar().setValue(0)
        self._show_price(subject)
        self._show_foot(subject)
        self._settle()
        self.setUpdatesEnabled(True)
        if self._waiting:
            QTimer.singleShot(0, self, self._add_next)

    def _add(self, part: Part) -> None:
        """Make a part and put it where it belongs, in place of an earlier one of its name."""
        widget = part.make()
        earlier = next((old for other, old in self._made if other.name == part.name), None)
        opened: set[str] = set()
        focused = ""
        if earlier is not None:
            folds = earlier.findChildren(Fold)
            opened = {fold.id for fold in folds if fold.isChecked()}
            focused = next((fold.id for fold in folds if fold.hasFocus()), "")
            self._drop(lambda other: other.name == part.name)
        rank = self._order.index(part.name)
        number = sum(self._order.index(other.name) < rank for other, _widget in self._made)
        self._made.insert(number, (part, widget))
        # The line that says why there is nothing stands first, hidden; the chart stands before the loops.
        self._column.insertWidget(number + 2 if part.under_price else number + 1, widget)
        for fold in widget.findChildren(Fold):
            fold.setChecked(fold.id in opened)
            if fold.id == focused:
                fold.setFocus()
        widget.show()

    def _add_next(self) -> None:
        """Make the next part that waits; one a turn of the event loop, so that the window never does."""
        if not self._waiting:
            return
        self._add(self._waiting.pop(0))
        if self.subject is not None:
            self._show_price(self.subject)
        self._settle()
        if self._waiting:
            QTimer.singleShot(0, self, self._add_next)

    def finish(self) -> None:
        """Make everything that still waits now."""
        while self._waiting:
            self._add_next()

    def _settle(self) -> None:
        """Give the page its new height now, not after a first paint at the old one."""
        self._column.activate()
        for asked in (self._page, self.scroller):
            QCoreApplication.sendEvent(asked, QEvent(QEvent.Type.LayoutRequest))

    def _clear(self) -> None:
        self._waiting = []
        self._drop(lambda _part: True)

    def _drop(self, unwanted: Callable[[Part], bool]) -> None:
        """Take parts away."""
        for part, widget in self._made:
            if unwanted(part):
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._made = [(part, widget) for part, widget in self._made if not unwanted(part)]

    def _show_price(self, subject: Subject) -> None:
        """The chart comes when all above it is there: it is drawn when it is first seen."""
        symbol = subject.symbol
        there = {part.name for part, _widget in self._made}
        above = all(part.under_price or part.name in there for part in self._waiting)
        self.price.setVisible(symbol is not None and above)
        if symbol is not None:
            self.price.show_symbol(symbol)

    def _show_foot(self, subject: Subject) -> None:
        self.foot.show()
        self.map_link.setVisible(bool(subject.loops))
        self.copy_link.setVisible(subject.company is not None or subject.fund is not None)
        self.copy_link.setText(self.tr("Copy evidence"))
        self.foot.setVisible(bool(subject.loops) or subject.company is not None or subject.fund is not None)

    def _on_setting(self, key: str) -> None:
        if key == "hide_amounts" and self._selection is not None:
            self._show_again()
            self.finish()

    def _show_again(self) -> None:
        if self._assessment is not None and self._selection is not None:
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


def _judged(subject: Subject) -> tuple[object, ...]:
    """What is judged of a subject and does not change with every price."""
    company, fund = subject.company, subject.fund
    return (
        company and (company.level, company.colour, company.standing),
        fund and (fund.inside_low, fund.inside_high),
        subject.position and subject.position.notes,
    )
