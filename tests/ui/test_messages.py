"""The message strip: news that does not get in the way."""

from PySide6.QtCore import Qt

from screener.ui.messages import MessageStrip, Notice


def _strip(qtbot) -> MessageStrip:
    strip = MessageStrip()
    qtbot.addWidget(strip)
    return strip


def _buttons(strip: MessageStrip) -> list:
    from PySide6.QtWidgets import QPushButton

    return strip.findChildren(QPushButton)


def test_it_takes_no_room_while_empty(qtbot, themed) -> None:
    strip = _strip(qtbot)
    assert strip.isHidden()
    strip.show_notice(Notice("info", "Saved."))
    assert not strip.isHidden()
    strip.show_notice(Notice("error", "Not saved."))
    assert [notice.text for notice in strip.notices] == ["Saved.", "Not saved."]


def test_a_notice_replaces_the_one_before_it_of_the_same_key(qtbot, themed) -> None:
    strip = _strip(qtbot)
    strip.show_notice(Notice("warning", "One.", "quotes"))
    strip.show_notice(Notice("warning", "Two.", "quotes"))
    strip.show_notice(Notice("warning", "Two.", "quotes"))
    assert [notice.text for notice in strip.notices] == ["Two."]
    strip.clear("quotes")
    assert strip.notices == ()
    assert strip.isHidden()


def test_its_action_and_its_dismissal_are_told(qtbot, themed) -> None:
    strip, told = _strip(qtbot), []
    strip.show_notice(
        Notice("info", "Removed.", "", "Undo", lambda: told.append("undo"), lambda: told.append("dismissed"))
    )
    action, dismiss = _buttons(strip)
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert told == ["dismissed"]
    strip.show_notice(Notice("info", "Removed.", "", "Undo", lambda: told.append("undo")))
    action = _buttons(strip)[-2]
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert told == ["dismissed", "undo"]
    assert strip.notices == ()
