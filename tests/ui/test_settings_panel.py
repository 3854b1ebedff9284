"""The Settings panel: every declared setting has a field, and a change is stored at once."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from screener.errors import StorageError
from screener.settings.schema import SETTINGS
from screener.ui.panels.settings import SettingsPanel
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture
def panel(qtbot, session) -> SettingsPanel:
    made = SettingsPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 727)
    made.show()
    return made


def test_every_shown_setting_has_a_field_with_its_value(
    panel: SettingsPanel, workspace: FakeWorkspace
) -> None:
    assert set(panel.fields) == {setting.key for setting in SETTINGS if setting.shown}
    for key, field in panel.fields.items():
        value = workspace.setting(key)
        shown = {
            QCheckBox: lambda f: f.isChecked(),
            QSpinBox: lambda f: f.value(),
            QComboBox: lambda f: f.currentData(),
            QLineEdit: lambda f: f.text(),
        }[type(field)](field)
        assert shown == value, key


def test_changes_are_stored_in_the_settings_own_types(
    qtbot, panel, session, workspace: FakeWorkspace
) -> None:
    panel.fields["hide_amounts"].setChecked(True)
    panel.fields["quotes_interval_seconds"].setValue(60)
    panel.fields["theme"].setCurrentIndex(panel.fields["theme"].findData("dark"))
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()
    assert workspace.values["hide_amounts"] is True
    assert workspace.values["quotes_interval_seconds"] == 60
    assert workspace.values["theme"] == "dark"


@pytest.mark.parametrize("key", ["strength_floor", "theme", "quotes_interval_seconds"])
def test_the_wheel_moves_the_page_and_no_setting(panel, workspace: FakeWorkspace, key: str) -> None:
    field, values = panel.fields[key], dict(workspace.values)
    field.setFocus()
    assert not turn_wheel(field), "left to the page"
    assert workspace.values == values


def test_a_narrow_panel_leaves_the_words_their_room(panel) -> None:
    for width, side_by_side in ((1104, True), (720, False)):
        panel.resize(width, 727)
        QApplication.processEvents()
        first = panel.fields["theme"].parentWidget()
        assert (panel.sources.y() == first.y()) is side_by_side


def turn_wheel(widget: QWidget) -> bool:
    """Turn the wheel over a widget; returns whether it took that for itself."""
    middle = QPointF(widget.rect().center())
    down, none = QPoint(0, -120), Qt.MouseButton.NoButton
    phase, plain = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(middle, widget.mapToGlobal(middle), down, down, none, plain, phase, False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_an_address_is_stored_when_it_is_one(qtbot, panel, workspace: FakeWorkspace) -> None:
    address = panel.fields["sec_contact"]
    address.setText("nobody")
    address.editingFinished.emit()
    assert workspace.values.get("sec_contact", "") == ""
    address.setText(" me@example.org ")
    address.editingFinished.emit()
    assert workspace.values["sec_contact"] == "me@example.org"


def said(panel: SettingsPanel) -> str:
    """Every label of the panel."""
    return "\n".join(each.text() for each in panel.findChildren(QLabel))


def test_it_says_who_is_asked_what_is_sent_and_how_it_went(panel: SettingsPanel) -> None:
    assert list(panel.sources.switches) == [
        "query2.finance.yahoo.com",
        "fc.yahoo.com",
        "data.sec.gov",
        "www.sec.gov",
    ]
    assert "Is sent: the tickers you hold or watch" in said(panel)
    assert "Last try failed: It asks for fewer requests." in said(panel)
    assert "Is sent: your contact address\nIt wants a contact address." in said(panel)
    assert "never leave this computer" in said(panel)


def test_a_pause_is_said_with_its_end_and_its_reason(panel: SettingsPanel) -> None:
    (line,) = (each for each in said(panel).splitlines() if each.startswith("Paused"))
    assert line.endswith(": SEC EDGAR asks for fewer requests.")
    assert line.startswith("Paused until ")


def test_a_host_is_turned_off_and_on_by_keyboard(
    qtbot, panel: SettingsPanel, session, workspace: FakeWorkspace
) -> None:
    assert panel.sources.statements.text().startswith("Statements of companies last read: ")
    switch = panel.sources.switches["query2.finance.yahoo.com"]
    assert switch.isChecked()
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not session.busy)
    assert workspace.setting("hosts_off") == "query2.finance.yahoo.com"
    assert "Turned off: it is never asked.\nWithout it: no new charts" in said(panel)
    assert panel.sources.switches["query2.finance.yahoo.com"] is switch, "the row stays, and the focus"
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()
    assert workspace.setting("hosts_off") == ""
    assert "Is sent: the tickers you hold or watch" in said(panel)


def test_a_switch_that_cannot_be_stored_goes_back(
    qtbot, panel: SettingsPanel, session, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_host: str, *, on: bool) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(workspace, "switch_host", refuse)
    with qtbot.waitSignal(session.notice):
        panel.sources.switches["fc.yahoo.com"].click()
    assert panel.sources.switches["fc.yahoo.com"].isChecked()


def test_offline_is_said(qtbot, session, workspace: FakeWorkspace) -> None:
    workspace.offline = True
    made = SettingsPanel(session)
    qtbot.addWidget(made)
    made.show()
    assert any("nobody is asked" in each.text() for each in made.findChildren(QLabel))
