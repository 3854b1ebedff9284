"""The Watch panel: the watchlist, the alerts and what changed in the data."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from screener.ui.panels.watch import WatchPanel
from tests.builders.assessments import empty_assessment
from tests.ui.fake_workspace import FakeWorkspace, alert


@pytest.fixture
def panel(qtbot, session) -> WatchPanel:
    made = WatchPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 727)
    made.show()
    return made


def _texts(widget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_it_shows_what_is_watched(panel: WatchPanel) -> None:
    assert panel.table.model.rowCount() == 2
    assert panel.subtitle_label.text() == "2 watched"


def test_nothing_watched_says_how_to_begin(panel: WatchPanel, session) -> None:
    session._take(empty_assessment())
    assert panel.nothing_watched.isVisible()
    assert not panel.table.isVisible()


def test_without_alerts_it_says_when_one_is_raised(panel: WatchPanel) -> None:
    assert "No alert yet" in _texts(panel.alerts)
    assert "None." in _texts(panel.data_changes)


def test_alerts_and_data_changes_stand_apart(
    qtbot, panel: WatchPanel, session, workspace: FakeWorkspace
) -> None:
    workspace.kept_alerts = (
        alert(1, "ORCL", "Level 2 to 3 <b>."),
        alert(2, "AMD", "Adjacent to inside.", read=True),
        alert(3, "QQQ", "Another list.", read=True, kind="data_changed"),
    )
    session.alerts_changed.emit()
    assert [each.symbol for each in panel.alerts.entries] == ["ORCL", "AMD"]
    assert [each.symbol for each in panel.data_changes.entries] == ["QQQ"]
    qtbot.waitUntil(lambda: "Level 2 to 3 <b>." in _texts(panel.alerts))
    unread = [each.property("role") for each in panel.alerts.findChildren(QLabel) if "Level 2" in each.text()]
    assert unread == ["strong"]
    qtbot.mouseClick(panel.alerts.mark_read, Qt.MouseButton.LeftButton)
    assert workspace.unread_alerts() == 0
    assert not panel.alerts.mark_read.isVisible()


def test_an_alert_leads_to_its_company(qtbot, panel: WatchPanel, session, workspace: FakeWorkspace) -> None:
    workspace.kept_alerts = (alert(1, "ORCL", "Level 2 to 3."),)
    session.alerts_changed.emit()
    link = next(each for each in panel.alerts.findChildren(QPushButton) if each.text() == "ORCL")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert session.selection == ("company", "orcl")


def test_removing_takes_the_selected_entries_off(
    qtbot, panel: WatchPanel, session, workspace: FakeWorkspace
) -> None:
    panel.table.view.selectRow(0)
    assert panel.selected_keys() == ("w-AVGO",)
    panel.remove_action.trigger()
    qtbot.waitUntil(lambda: not session.busy)
    assert [row.symbol for row in workspace.last.watchlist] == ["NBIS"]
    assert workspace.can_undo is not None
