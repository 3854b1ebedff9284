"""The Settings panel: every declared setting has a field, and a change is stored at once."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox

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


def test_an_address_is_stored_when_it_is_one(qtbot, panel, workspace: FakeWorkspace) -> None:
    address = panel.fields["sec_contact"]
    address.setText("nobody")
    address.editingFinished.emit()
    assert workspace.values.get("sec_contact", "") == ""
    address.setText(" me@example.org ")
    address.editingFinished.emit()
    assert workspace.values["sec_contact"] == "me@example.org"


def test_it_says_who_is_asked_what_is_sent_and_how_it_went(panel: SettingsPanel) -> None:
    said = "\n".join(each.text() for each in panel.findChildren(QLabel))
    assert "query2.finance.yahoo.com" in said
    assert "Is sent: the tickers you hold or watch" in said
    assert "Last try failed: It asks for fewer requests." in said
    assert "Is sent: your contact address\nIt wants a contact address." in said
    assert "never leave this computer" in said


def test_offline_is_said(qtbot, session, workspace: FakeWorkspace) -> None:
    workspace.offline = True
    made = SettingsPanel(session)
    qtbot.addWidget(made)
    made.show()
    assert any("nobody is asked" in each.text() for each in made.findChildren(QLabel))
