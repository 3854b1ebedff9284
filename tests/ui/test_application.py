"""The whole desk: start after the first paint, report windows, pictures without a display, a clean end."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox

from screener import app, translation
from screener.errors import StorageError
from screener.ui import application, theme, tray
from screener.ui.crash_hook import CrashHook, report_text
from screener.ui.dialogs import recovery
from screener.ui.panels import PANELS
from tests.ui.fake_workspace import FakeWorkspace, alert


def test_nothing_is_fetched_before_the_first_paint(qtbot, open_desk) -> None:
    workspace = FakeWorkspace()
    desk = open_desk(workspace)
    painted = []
    desk.show(on_painted=lambda: painted.append(list(workspace.calls)))
    qtbot.waitUntil(lambda: workspace.calls == ["refresh"])
    assert painted == [[]]


def test_closing_waits_for_work_under_way(qtbot, open_desk) -> None:
    workspace = FakeWorkspace()
    desk = open_desk(workspace)
    desk.show()
    qtbot.waitUntil(lambda: workspace.calls == ["refresh"])
    workspace.gate.clear()
    desk.session.reassess()
    threading.Timer(0.05, workspace.gate.set).start()
    desk.window.close()
    desk.close()
    assert desk.pool.idle


def test_the_theme_follows_its_setting_at_once(qtbot, open_desk) -> None:
    desk = open_desk(FakeWorkspace())
    desk.session.set_setting("theme", "dark")
    assert theme.colours().dark
    desk.session.set_setting("theme", "light")
    assert not theme.colours().dark
    desk.session.set_setting("up_colour", "red")
    assert theme.colours().up == theme.LIGHT.down
    desk.session.set_setting("up_colour", "green")


def test_a_picture_is_made_without_a_display(qapp, tmp_path: Path) -> None:
    (path,) = application.render(FakeWorkspace(), tmp_path / "window.png")
    translation.install(None)
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (1280, 800)
    colours = {picture.pixelColor(x, y).name() for x in range(180, 1260, 7) for y in range(60, 760, 7)}
    assert set(theme.LIGHT.levels[1:]) <= colours


def test_a_picture_of_every_panel(qapp, tmp_path: Path) -> None:
    written = application.render(FakeWorkspace(), tmp_path / "window.png", every_panel=True)
    translation.install(None)
    assert [path.name for path in written] == [f"window-{entry.id}.png" for entry in PANELS]
    assert all(not QImage(str(path)).isNull() for path in written)


@pytest.mark.parametrize(
    ("words", "choice"),
    [("backup", "restore"), ("anew", "begin_anew"), ("without", "without_storing"), ("Quit", None)],
)
def test_an_unusable_database_leaves_the_choice_to_the_user(
    qtbot, themed, monkeypatch, words: str, choice
) -> None:
    def answer(box: QMessageBox) -> int:
        assert box.text() == "The database <b> cannot be read."
        next(each for each in box.buttons() if words in each.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert recovery.ask("The database <b> cannot be read.", has_backup=True) == choice


def test_no_backup_is_offered_where_there_is_none(qtbot, themed, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: seen.extend(each.text() for each in box.buttons()))
    recovery.ask("Broken.", has_backup=False)
    assert len(seen) == 3
    assert not any("backup" in text for text in seen)


def test_a_picture_that_cannot_be_written_is_one_sentence(qapp, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        application.render(FakeWorkspace(), tmp_path / "no" / "folder" / "window.png")
    translation.install(None)


def test_qts_messages_go_to_the_log(caplog) -> None:
    with caplog.at_level(logging.WARNING, logger="qt"):
        application._to_log(QtMsgType.QtWarningMsg, QMessageLogContext(), "a warning %s of Qt")
    assert [record.getMessage() for record in caplog.records] == ["a warning %s of Qt"]


def test_a_bug_opens_one_report_window_that_can_be_copied(qtbot, qapp, themed, caplog) -> None:
    hook = CrashHook()
    hook.install()
    try:
        for text in ("first <b>", "second"):
            try:
                raise RuntimeError(text)
            except RuntimeError as error:
                sys.excepthook(RuntimeError, error, error.__traceback__)
    finally:
        hook.remove()
    shown = hook.window.text.toPlainText()
    assert "RuntimeError: first <b>" in shown
    assert "RuntimeError: second" in shown
    assert "Ringfence" in shown
    hook.window.copy()
    assert "RuntimeError: second" in qapp.clipboard().text()
    assert [record.message for record in caplog.records] == ["uncaught error"] * 2
    hook.window.close()
    hook.window.deleteLater()


def test_a_bug_in_a_thread_is_reported_too(qtbot, themed, caplog) -> None:
    hook = CrashHook()
    hook.install()
    try:
        with qtbot.waitSignal(hook.caught):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
    finally:
        hook.remove()
    assert "ZeroDivisionError" in hook.window.text.toPlainText()
    hook.window.close()
    hook.window.deleteLater()


def test_a_report_holds_no_word_of_the_user() -> None:
    try:
        raise ValueError("x")
    except ValueError as error:
        text = report_text(ValueError, error, error.__traceback__)
    assert "Python 3." in text
    assert str(Path.home()) + "/Documents" not in text


def test_a_notification_holds_no_markup() -> None:
    alerts = tuple(alert(n, "AT&T", f"<b>{n}</b>") for n in range(5))
    text = tray.notification_text(alerts)
    assert not set("<>&") & set(text)
    assert len(text.splitlines()) == 4


def test_without_a_tray_there_is_none(qtbot, open_desk, monkeypatch) -> None:
    desk = open_desk(FakeWorkspace())
    monkeypatch.setattr(tray.QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert tray.install(desk.session, desk.window) is None


def test_alerts_are_shown_in_the_tray_unless_switched_off(qtbot, open_desk, monkeypatch) -> None:
    workspace = FakeWorkspace()
    desk = open_desk(workspace)
    monkeypatch.setattr(tray.QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    shown = []
    monkeypatch.setattr(tray.QSystemTrayIcon, "showMessage", lambda *args: shown.append(args[2]))
    made = tray.install(desk.session, desk.window)
    desk.session.alerts_fired.emit((alert(1, "ORCL", "ORCL: level 2 to 3."),))
    assert shown == ["ORCL: level 2 to 3."]
    workspace.values["tray_notifications"] = False
    desk.session.alerts_fired.emit((alert(2, "AMD", "Level 3 to 4."),))
    assert len(shown) == 1
    made._open_watch()
    assert desk.window.current_panel == "watch"


def test_without_arguments_the_options_are_what_the_parser_makes_of_none() -> None:
    assert vars(app._options(["--verbose"])) == {**vars(app._options([])), "verbose": True}
