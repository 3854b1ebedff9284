"""The window: navigation, keys, the bar on top, messages, and what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from screener.ui.main_window import MainWindow
from screener.ui.panels import PANELS
from tests.builders.assessments import NOW
from tests.ui.fake_workspace import FakeWorkspace, alert


def _notices(window: MainWindow) -> list[str]:
    return [notice.text for notice in window.messages.notices]


def _settled(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy)
    window.session.stop()


def test_it_opens_on_the_overview_with_its_values(window: MainWindow) -> None:
    assert window.current_panel == "overview"
    assert "54%" in window.panels["overview"].headline.text()


def test_painted_is_told_once(qtbot, session) -> None:
    made = MainWindow(session)
    told = []
    made.painted.connect(lambda: told.append(True))
    made.show()
    qtbot.waitUntil(lambda: told == [True])
    made.repaint()
    assert told == [True]
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("number", range(len(PANELS)))
def test_every_panel_opens_by_key_and_by_click(qtbot, window: MainWindow, number: int) -> None:
    panel = PANELS[number].id
    if panel == "ring":
        pytest.importorskip("screener.ui.panels.ring")
    window.actions_[f"panel.{panel}"].trigger()
    assert window.current_panel == panel
    assert window.stack.currentWidget() is window.panels[panel]
    window.show_panel("settings")
    window.navigation.chosen.emit(panel)
    assert window.current_panel == panel


def test_shortcuts_are_unique(window: MainWindow) -> None:
    keys = [key.toString() for action in window.actions_ for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {
        "Ctrl+1",
        "Ctrl+5",
        "Ctrl+K",
        "Ctrl+I",
        "Ctrl+E",
        "Ctrl+N",
        "Ctrl+Z",
        "Ctrl+Shift+Z",
        "F5",
        "Ctrl+B",
    } <= set(keys)


def test_selecting_opens_the_inspector_and_a_key_hides_it(qtbot, window: MainWindow) -> None:
    assert window.inspector is None
    window.session.select("company", "oracle")
    assert window.inspector.isVisible()
    assert window.inspector.window() is window
    shown = "\n".join(each.text() for each in window.inspector.findChildren(QLabel))
    assert "Oracle" in shown
    window.actions_["inspector"].trigger()
    assert not window.inspector.isVisible()
    window.session.select("company", "amd")
    assert window.inspector.isVisible()


def test_the_palette_opens(qtbot, window: MainWindow) -> None:
    window.actions_["palette"].trigger()
    assert window.palette_dialog.isVisible()
    window.palette_dialog.close()


def test_selected_rows_are_removed_and_can_come_back(
    qtbot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    window.session.select("company", "ko")
    window.actions_["remove"].trigger()
    assert all(row.symbol != "KO" for row in workspace.last.positions)
    assert _notices(window) == ["Removed 1."]
    assert window.actions_["undo"].text() == "Undo: Remove 1 holdings"
    window.messages.notices[0].do()
    assert any(row.symbol == "KO" for row in workspace.last.positions)
    assert _notices(window) == [], "another undo would take back something else"
    _settled(qtbot, window)


def test_a_row_removed_in_its_table_can_come_back_too(qtbot, window: MainWindow) -> None:
    window.show_panel("holdings")
    panel = window.panels["holdings"]
    panel.table.view.selectRow(0)
    panel.remove_action.trigger()
    assert _notices(window) == ["Removed 1."]
    _settled(qtbot, window)


def test_without_a_selection_it_says_what_is_missing(window: MainWindow) -> None:
    window.actions_["remove"].trigger()
    assert _notices(window) == ["Select the rows to remove first."]


def test_an_import_shows_its_review(qtbot, window: MainWindow) -> None:
    from screener.ui.dialogs.import_review import ImportDialog

    window.commands.read_import(Path("positions.csv"))
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    window.findChildren(ImportDialog)[0].reject()


def test_a_file_that_cannot_be_read_is_one_sentence(qtbot, window: MainWindow) -> None:
    window.commands.read_import(Path("picture.png"))
    qtbot.waitUntil(lambda: _notices(window) == ["picture.png is not a table."])
    window.commands.read_import(Path("positions.csv"))
    assert _notices(window) == [], "said of the file before"
    qtbot.waitUntil(lambda: window.session.pool.idle)


def test_export_writes_where_the_user_says(
    qtbot, window: MainWindow, workspace, monkeypatch, tmp_path: Path
) -> None:
    target = tmp_path / "report"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window.actions_["export_csv"].trigger()
    qtbot.waitUntil(lambda: _notices(window) == [f"Exported to {target}.csv."])
    assert workspace.exported == [target.with_suffix(".csv")]


def test_the_badge_says_how_fresh_everything_is(window: MainWindow) -> None:
    assert window.top_bar.badge.text().strip() == "Live · 12 s"
    assert "13 of 14 fresh" in window.top_bar.badge.toolTip()


def test_the_portfolio_menu_switches(qtbot, window: MainWindow, workspace: FakeWorkspace) -> None:
    menu = window.top_bar.portfolio.menu()
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions()]
    assert names[:2] == ["Sample portfolio", "My portfolio"]
    menu.actions()[1].trigger()
    assert window.top_bar.portfolio.text() == "My portfolio ▾"
    assert "Ctrl+I" in window.panels["overview"].state_text
    _settled(qtbot, window)


def test_the_base_currency_changes(qtbot, window: MainWindow, workspace: FakeWorkspace) -> None:
    menu = window.top_bar.currency.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "TWD").trigger()
    qtbot.waitUntil(lambda: window.top_bar.currency.text() == "TWD ▾")
    _settled(qtbot, window)


def test_deleting_a_portfolio_asks_first(
    qtbot, window: MainWindow, workspace: FakeWorkspace, monkeypatch
) -> None:
    asked = []

    def answer(box: QMessageBox, agree: bool) -> int:
        asked.append(box.text())
        wanted = QMessageBox.ButtonRole.AcceptRole if agree else QMessageBox.ButtonRole.RejectRole
        next(each for each in box.buttons() if box.buttonRole(each) == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer(box, agree=False))
    window.actions_["delete_portfolio"].trigger()
    assert len(workspace.names) == 2
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer(box, agree=True))
    window.actions_["delete_portfolio"].trigger()
    assert [each.key for each in workspace.names] == ["p2"]
    assert "Sample portfolio" in asked[0]
    _settled(qtbot, window)


def test_the_first_run_says_what_is_sent_until_dismissed(qtbot, session, workspace: FakeWorkspace) -> None:
    workspace.values["privacy_note_dismissed"] = False
    first = MainWindow(session)
    assert "quantities never leave this computer" in _notices(first)[0]
    first.messages.notices[0].on_dismiss()
    assert workspace.values["privacy_note_dismissed"] is True
    second = MainWindow(session)
    assert _notices(second) == []
    for each in (first, second):
        each.deleteLater()


def test_a_portfolio_that_was_never_judged_shows_nothing_of_the_one_before(qtbot, window, workspace) -> None:
    workspace.never_judged.add("p2")
    workspace.gate.clear()
    window.show_panel("holdings")
    window.show_panel("overview")
    window.session.open_portfolio("p2")
    assert window.session.assessment is None
    for panel in ("overview", "holdings"):
        assert window.panels[panel].state_text == "Judging “Never judged” …"
    workspace.gate.set()
    qtbot.waitUntil(lambda: window.session.assessment is not None)
    assert "Ctrl+I" in window.panels["overview"].state_text
    _settled(qtbot, window)


def test_it_says_when_changes_are_not_kept(session, workspace: FakeWorkspace) -> None:
    workspace.cannot_store = "Another window has the files open."
    made = MainWindow(session)
    assert _notices(made) == ["Another window has the files open."]
    made.deleteLater()


def test_unread_alerts_are_counted_in_the_navigation(window: MainWindow, workspace: FakeWorkspace) -> None:
    workspace.kept_alerts = (alert(1, "ORCL", "Level 2 to 3."), alert(2, "AMD", "x", read=True))
    window.session.alerts_changed.emit()
    assert window.navigation._buttons["watch"].text() == "Watch · 1 new"


def test_its_size_is_remembered(qtbot, session, workspace: FakeWorkspace) -> None:
    made = MainWindow(session)
    made.show()
    made.resize(900, 600)
    made.close()
    again = MainWindow(session)
    assert (again.width(), again.height()) == (900, 600)
    for each in (made, again):
        each.deleteLater()


def test_a_damaged_memory_of_the_size_does_no_harm(session, workspace: FakeWorkspace) -> None:
    workspace.values["window_state"] = "ß not base64 ☃"
    made = MainWindow(session)
    assert made.width() >= 900
    made.deleteLater()


def test_names_from_outside_are_shown_as_they_are(
    qtbot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    import msgspec

    nasty = '<img src="x">&amp;'
    workspace.names[0] = msgspec.structs.replace(workspace.names[0], name=nasty)
    window.session.portfolios_changed.emit()
    assert window.top_bar.portfolio.text().replace("&&", "&").startswith(nasty)


def test_the_status_line_names_sources_and_ledger(window: MainWindow) -> None:
    shown = [each.text() for each in window.findChildren(QLabel)]
    assert "Quotes: Yahoo Finance, may be delayed · 13 of 14 fresh" in shown
    assert "Ledger of 9 Oct 2026 · 273 deals" in shown
    assert "Circular is not fraud; nothing here is advice" in shown
    assert NOW.year == 2026


def test_keys_reach_the_window(qtbot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.current_panel == "settings"


def test_the_inspector_follows_to_another_portfolio_or_becomes_empty(
    qtbot, window: MainWindow, session
) -> None:
    session.select("company", "ko")
    window.inspector.finish()
    assert window.inspector.subject is not None
    session.open_portfolio("p2")
    assert window.inspector.subject is None
    assert "Select a holding" in window.inspector.state.text()
    session.open_portfolio("sample")
    assert window.inspector.subject.company.key == "ko"
    qtbot.waitUntil(lambda: not session.busy)


def test_in_a_narrow_window_the_inspector_lies_over_the_panel_and_closes(
    qtbot, window: MainWindow, session
) -> None:
    window.resize(900, 560)
    session.select("company", "oracle")
    inspector = window.inspector
    centre = window.stack.width()
    assert inspector.isVisible()
    assert inspector.geometry().right() == window.middle.rect().right()
    sideways = window._under.horizontalScrollBar()
    qtbot.waitUntil(lambda: sideways.maximum() > 0)
    assert window.stack.width() == centre
    sideways.setValue(sideways.maximum())
    right = window.stack.mapTo(window.middle, window.stack.rect().topRight()).x()
    assert right < inspector.geometry().left()
    inspector.close_button.click()
    qtbot.waitUntil(lambda: sideways.maximum() == 0)
    assert not inspector.isVisible()
    assert window.stack.width() == centre
    window.toggle_inspector()
    window.show_panel("ring")
    window.panels["ring"].map.setFocus()
    qtbot.keyClick(window.panels["ring"].map, Qt.Key.Key_Escape)
    assert not inspector.isVisible()
    window.show_panel("holdings")
    window.toggle_inspector()
    inspector.map_link.setFocus()
    qtbot.keyClick(inspector.map_link, Qt.Key.Key_Escape)
    assert not inspector.isVisible()
    window.toggle_inspector()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.stack.width() + inspector.width() <= window.middle.width())
    assert inspector.isVisible()
