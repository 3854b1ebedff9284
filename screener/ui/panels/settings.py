"""The Settings panel: the settings, who is asked for data and what they are told, and where files lie."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from screener import __version__, paths
from screener.domain.assessment import Assessment
from screener.translation import translate
from screener.ui import labels
from screener.ui.panel import Card, Panel
from screener.ui.panels.own_prices_card import OwnPricesCard
from screener.ui.panels.sources_card import SourcesCard
from screener.ui.widgets.wheel import leave_wheel_to_page

if TYPE_CHECKING:
    from screener.settings.schema import Setting
    from screener.ui.panels.thresholds import ThresholdsPage
    from screener.ui.session import Session

_FIELD_WIDTH = 190
_TWO_COLUMNS_FROM = 880
"""Pixels of panel."""


class SettingsPanel(Panel):
    """Rows come from the settings' own declarations; a change takes effect at once."""

    waits = False

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(session, translate("SettingsPanel", "Settings"), parent)

    def build(self, content: QWidget) -> None:
        """Settings left; sources, privacy and files right."""
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        scroll.setWidget(inner)
        outer.addWidget(self._tabs())
        outer.addLayout(self._pages, 1)
        self._pages.addWidget(scroll)
        self._row = row = QHBoxLayout(inner)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(14)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, stretch in ((left, 5), (right, 6)):
            column.setSpacing(14)
            row.addLayout(column, stretch)
        self.fields: dict[str, QWidget] = {}
        left.addWidget(self._settings_card())
        left.addWidget(self._files_card())
        left.addStretch(1)
        self.sources = SourcesCard(self.session)
        self.own_prices = OwnPricesCard(self.session)
        right.addWidget(self.sources)
        right.addWidget(self.own_prices)
        right.addWidget(self._privacy_card())
        right.addWidget(self._about_card())
        right.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would leave no room for the words beside the fields."""
        super().resizeEvent(event)
        below = QBoxLayout.Direction.TopToBottom
        beside = QBoxLayout.Direction.LeftToRight
        self._row.setDirection(below if self.width() < _TWO_COLUMNS_FROM else beside)

    # ------------------------------------------------------------ pages

    def _tabs(self) -> QTabBar:
        self._pages = QStackedLayout()
        self.thresholds: ThresholdsPage | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Pages of the settings"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("General"))
        self.tabs.addTab(self.tr("Thresholds"))
        self.tabs.currentChanged.connect(self._show_page)
        return self.tabs

    def _show_page(self, number: int) -> None:
        if number == 1 and self.thresholds is None:
            from screener.ui.panels.thresholds import ThresholdsPage

            self.thresholds = ThresholdsPage(self.session)
            self._pages.addWidget(self.thresholds)
        self._pages.setCurrentIndex(number)

    # ------------------------------------------------------------ settings

    def _settings_card(self) -> Card:
        card = Card(self.tr("Settings"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(0, 1)
        for number, setting in enumerate(self.session.workspace.settings()):
            rows.addWidget(labels.label(setting.label(), wrap=True), number, 0)
            field = self._field(setting)
            field.setAccessibleName(setting.label())
            leave_wheel_to_page(field)
            self.fields[setting.key] = field
            rows.addWidget(field, number, 1, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(rows)
        return card

    def _field(self, setting: "Setting") -> QWidget:
        value = self.session.workspace.setting(setting.key)
        if setting.kind == "switch":
            switch = QCheckBox()
            switch.setChecked(bool(value))
            switch.toggled.connect(lambda on: self._store(setting, bool(on)))
            return switch
        if setting.kind == "number":
            return self._number_field(setting, int(value))
        if setting.kind == "email":
            return self._email_field(setting, str(value))
        choice = QComboBox()
        choice.setFixedWidth(_FIELD_WIDTH)
        if setting.kind == "currency":
            for code in self.session.workspace.base_currencies():
                choice.addItem(code, code)
        else:
            for option in setting.choices:
                choice.addItem(option.label(), option.value)
        choice.setCurrentIndex(max(0, choice.findData(value)))
        choice.currentIndexChanged.connect(lambda index: self._store(setting, str(choice.itemData(index))))
        return choice

    def _number_field(self, setting: "Setting", value: int) -> QSpinBox:
        number = QSpinBox()
        number.setRange(setting.lowest, setting.highest)
        number.setValue(value)
        number.setKeyboardTracking(False)
        number.setFixedWidth(_FIELD_WIDTH)
        # A style sheet does not reach the field inside.
        number.lineEdit().setTextMargins(7, 0, 7, 0)
        if setting.unit is not None:
            number.setSuffix(f" {setting.unit()}")
        number.valueChanged.connect(lambda new: self._store(setting, int(new)))
        return number

    def _email_field(self, setting: "Setting", value: str) -> QLineEdit:
        email = QLineEdit(value)
        email.setClearButtonEnabled(True)
        email.setFixedWidth(_FIELD_WIDTH)
        email.editingFinished.connect(lambda: self._store(setting, email.text().strip()))
        return email

    def _store(self, setting: "Setting", value: bool | int | str) -> None:
        self.session.attempt(lambda: self.session.set_setting(setting.key, value))

    # ------------------------------------------------------------ sources, privacy, files

    def show_assessment(self, assessment: Assessment) -> None:
        """Say again how the last request to every host went."""
        self.sources.show_hosts()

    def _privacy_card(self) -> Card:
        card = Card(self.tr("Privacy"))
        for text in (
            self.tr("Quantities, costs, values and the names of your portfolios never leave this computer."),
            self.tr("Ringfence counts nothing, reports nothing and asks no host that is not listed above."),
            self.tr("When something breaks, a report is shown to you. It is sent nowhere; you may copy it."),
        ):
            card.body.addWidget(labels.label(text, "quiet", wrap=True))
        return card

    def _files_card(self) -> Card:
        card = Card(self.tr("Your files"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        folders = (
            (self.tr("Portfolios and settings"), paths.user_data_dir()),
            (self.tr("Cache, may be deleted"), paths.user_cache_dir()),
            (self.tr("Log"), paths.user_log_dir()),
        )
        for number, (name, folder) in enumerate(folders):
            rows.addWidget(labels.label(name, "quiet"), number, 0)
            rows.addWidget(labels.ElidedLabel(str(folder)), number, 1)
            url = QUrl.fromLocalFile(str(folder))
            rows.addWidget(labels.link(self.tr("Open"), partial(QDesktopServices.openUrl, url)), number, 2)
        card.body.addLayout(rows)
        return card

    def _about_card(self) -> Card:
        card = Card(self.tr("About"))
        card.body.addWidget(labels.label(f"Ringfence {__version__}", "strong"))
        text = self.tr(
            "Money that goes round in a circle is not fraud, and a high price is not a fault. Ringfence "
            "shows what is known, with dates and sources, and what is not known. It gives no advice."
        )
        card.body.addWidget(labels.label(text, "quiet", wrap=True))
        return card
