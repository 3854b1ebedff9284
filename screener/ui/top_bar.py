"""The bar on top: portfolio, base currency, search, freshness, Import and Export."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from screener.ui import labels, theme
from screener.ui.actions import Actions
from screener.ui.freshness import Freshness
from screener.ui.session import Session

HEIGHT = 47
NAVIGATION_WIDTH = 176
_DOT = 10
_WIDE, _SEARCH_WIDTH, _NAME_WIDTH = 1080, 250, 200


class TopBar(QWidget):
    """Switches the portfolio and its currency, opens the palette, says how fresh everything is."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._wide = True
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT + 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(12)
        brand = labels.label("Ringfence", "strong")
        brand.setFixedWidth(NAVIGATION_WIDTH - 16)
        row.addWidget(brand)
        self.portfolio = _menu_button(self.tr("Portfolio"), self._fill_portfolios)
        self.portfolio.setMaximumWidth(260)
        row.addWidget(self.portfolio)
        self.currency = _menu_button(self.tr("Base currency"), self._fill_currencies)
        row.addWidget(self.currency)
        row.addWidget(self._search_button(), 1)
        row.addStretch(1)
        self.badge = labels.button("", actions["refresh"].trigger, role="badge")
        self.badge.setIconSize(QSize(_DOT, _DOT))
        self.badge.setAccessibleName(self.tr("How fresh the figures are"))
        row.addWidget(self.badge)
        importing = labels.button(self.tr("Import"), actions["import"].trigger)
        labels.set_tooltip(importing, actions.hint("import"))
        row.addWidget(importing)
        row.addWidget(self._export_button())
        session.freshness_changed.connect(self.show_freshness)
        session.portfolios_changed.connect(self.show_portfolio)
        self.show_portfolio()
        self.show_freshness(session.freshness)

    def _search_button(self) -> QPushButton:
        self.search = labels.button(
            self.tr("Company, 輝達 or command"), self._actions["palette"].trigger, role="search"
        )
        self.search.setMaximumWidth(340)
        self._search_words = self.search.text()
        inner = QHBoxLayout(self.search)
        inner.setContentsMargins(0, 0, 12, 0)
        self._search_keys = labels.label(self._actions.keys("palette"), "caption")
        self._search_keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addWidget(self._search_keys, 0, Qt.AlignmentFlag.AlignRight)
        self.search.setMinimumHeight(28)
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return self.search

    def _export_button(self) -> QPushButton:
        self.export = labels.button(self.tr("Export"), role="primary")
        menu = QMenu(self.export)
        for name in ("export_html", "export_csv", "export_json"):
            menu.addAction(self._actions[name])
        self.export.setMenu(menu)
        return self.export

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        if wide == self._wide:
            return
        self._wide = wide
        self.search.setText(self._search_words if wide else self.tr("Search"))
        self._search_keys.setVisible(wide)
        self.search.setMinimumWidth(_SEARCH_WIDTH if wide else _SEARCH_WIDTH // 3)
        self.show_portfolio()

    def show_portfolio(self) -> None:
        """Name the open portfolio and its currency."""
        opened = self._session.workspace.portfolio()
        room = _NAME_WIDTH if self._wide else _NAME_WIDTH // 2
        shown = self.fontMetrics().elidedText(opened.name, Qt.TextElideMode.ElideRight, room)
        self.portfolio.setText(labels.escape_mnemonic(shown) + " ▾")
        whole = opened.name if shown != opened.name else self.tr("Switch the portfolio")
        labels.set_tooltip(self.portfolio, whole)
        self.currency.setText(f"{opened.base_currency} ▾")
        self._actions["clear_sample"].setEnabled(opened.is_sample)

    def show_freshness(self, fresh: Freshness) -> None:
        """Say how old the figures are, with the reason behind it as tooltip."""
        roles = {"live": "live", "delayed": "warning", "stale": "warning", "snapshot": "quiet"}
        self.badge.setIcon(_dot(theme.colour(roles[fresh.mode]), hollow=fresh.mode in ("stale", "snapshot")))
        self.badge.setText(f" {fresh.text}")
        offer = self.tr("Click to fetch quotes now (F5).") if self._session.live else ""
        labels.set_tooltip(self.badge, "\n".join(filter(None, (fresh.reason, offer))))
        self.badge.setAccessibleDescription(f"{fresh.text}. {fresh.reason}")

    def _fill_portfolios(self, menu: QMenu) -> None:
        opened = self._session.workspace.portfolio().key
        for portfolio in self._session.workspace.portfolios():
            action = _choice(menu, portfolio.name, portfolio.key == opened)
            action.triggered.connect(lambda _on, key=portfolio.key: self._open(key))
        menu.addSeparator()
        for name in ("new_portfolio", "rename_portfolio", "delete_portfolio", "clear_sample"):
            if self._actions[name].isEnabled():
                menu.addAction(self._actions[name])

    def _open(self, key: str) -> None:
        self._session.attempt(lambda: self._session.open_portfolio(key))

    def _fill_currencies(self, menu: QMenu) -> None:
        used = self._session.workspace.portfolio().base_currency
        for code in self._session.workspace.base_currencies():
            action = _choice(menu, code, code == used)
            action.triggered.connect(lambda _on, code=code: self._set_currency(code))

    def _set_currency(self, code: str) -> None:
        self._session.attempt(lambda: self._session.set_base_currency(code))


def _menu_button(name: str, fill: object) -> QPushButton:
    """A button whose menu is filled each time it opens."""
    made = labels.button("")
    made.setAccessibleName(name)
    labels.set_tooltip(made, name)
    menu = QMenu(made)

    def refill() -> None:
        menu.clear()
        fill(menu)  # type: ignore[operator]  # a bound method that takes the menu

    menu.aboutToShow.connect(refill)
    made.setMenu(menu)
    return made


def _choice(menu: QMenu, text: str, checked: bool) -> QAction:
    action = menu.addAction(labels.escape_mnemonic(text))
    action.setCheckable(True)
    action.setChecked(checked)
    return action


def _dot(colour: QColor, *, hollow: bool) -> QIcon:
    """A filled or hollow dot, so that the state does not hang on its colour alone."""
    made = QPixmap(QSize(_DOT, _DOT) * 2)
    made.setDevicePixelRatio(2.0)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    painter.drawEllipse(QPointF(_DOT / 2, _DOT / 2), 3.4, 3.4)
    painter.end()
    return QIcon(made)
